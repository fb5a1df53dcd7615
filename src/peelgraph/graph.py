"""The front door: a graph to ask, query, look things up in, and be shown why."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rdflib import Literal, URIRef
from rdflib.term import Identifier

from peelgraph.questions.ask import ask, sparql
from peelgraph.questions.question import StoredQuestion, find_question, load_questions
from peelgraph.resources import SHIPPED, Resources
from peelgraph.store import Result, Store, Triple
from peelgraph.things.resolve import resolve, resolve_predicate

if TYPE_CHECKING:
    from rdflib import Dataset

    from peelgraph.builder.tally import TableCount
    from peelgraph.documents.copies import Quote
    from peelgraph.documents.passages import PassageRef
    from peelgraph.explain import Checked, Explanation, WhyNot
    from peelgraph.export import Content
    from peelgraph.network.compare import Comparison
    from peelgraph.network.projection import Network
    from peelgraph.network.study import Study
    from peelgraph.reason import Change
    from peelgraph.rules.rule import Rule
    from peelgraph.store.embedded import EmbeddedStore
    from peelgraph.things.describe import Description
    from peelgraph.things.problems import GraphProblem
    from peelgraph.whatif import Case, Outcome
    from peelgraph.whatif.revise import Statements

__all__ = ["KnowledgeGraph", "load"]


class KnowledgeGraph:
    """A store, with the questions and rules that go with it."""

    def __init__(
        self,
        store: Store,
        resources: Resources = SHIPPED,
        problems: Sequence[GraphProblem] = (),
        tables: Sequence[TableCount] = (),
    ) -> None:
        self.store = store
        self.resources = resources
        self.problems = tuple(problems)
        self.tables = tuple(tables)

    @property
    def questions(self) -> list[StoredQuestion]:
        """All stored questions, by topic and name."""
        return load_questions(self.resources.queries)

    def question(self, name: str) -> StoredQuestion:
        """A stored question; QuestionNotFound where there is none of this name."""
        return find_question(self.resources.queries, name)

    def ask(self, name: str, /, **arguments: Any) -> Result:
        """Answer a stored question; things may be named as people name them
        (`force="hertfordshire"`).
        """
        return ask(self.store, self.question(name), arguments)

    def sparql(self, query: str) -> Result:
        """Answer any SELECT, ASK, CONSTRUCT or DESCRIBE query over the union of all named
        graphs.
        """
        return sparql(self.store, query)

    def find(self, text: str, class_name: str | None = None) -> URIRef:
        """The thing that a text names: an IRI, CURIE, short id, slug or name; of a class of the
        ontology if given.
        """
        return resolve(self.store, text, class_name)

    def show(self, text: str) -> Description:
        """Everything about a thing, said and inferred apart."""
        from peelgraph.things.describe import describe

        return describe(self.store, self.find(text))

    def why(self, subject: str, predicate: str, value: str) -> Explanation:
        """Why a triple holds: its smallest proof, down to passages. DoesNotHold where it does
        not.
        """
        return self.proofs(subject, predicate, value, limit=1)[0]

    def proofs(
        self, subject: str, predicate: str, value: str, limit: int = 10
    ) -> list[Explanation]:
        """Up to `limit` different proofs of a triple, the smallest first. DoesNotHold where it does
        not.
        """
        from peelgraph.explain import Explainer

        return Explainer(self.store, self.rules).proofs(
            self._triple(subject, predicate, value), limit
        )

    def explain_all(self) -> Iterator[Explanation]:
        """The smallest proof of every inferred triple, in the order of the triples."""
        from peelgraph.explain import Explainer

        return Explainer(self.store, self.rules).explain_all()

    def why_not(self, subject: str, predicate: str, value: str, limit: int = 3) -> WhyNot:
        """Why a triple does not hold: the rules that could conclude it and what each lacks. Holds
        where it does.
        """
        from peelgraph.explain import why_not

        return why_not(self.store, self.rules, self._triple(subject, predicate, value), limit)

    def check_passages(
        self, proofs: Iterable[Explanation], copies: Iterable[str | Path]
    ) -> dict[PassageRef, Checked]:
        """The state of the passages that proofs rest on, by your own copies of the documents; none
        without copies.
        """
        from peelgraph.explain import check_passages

        paths = [Path(c) for c in copies]
        passages = (p for proof in proofs for leaf in proof.leaves() for p in leaf.passages)
        return check_passages(self.store, passages, paths) if paths else {}

    def _triple(self, subject: str, predicate: str, value: str) -> Triple:
        return self.find(subject), resolve_predicate(self.store, predicate), self._value(value)

    def _value(self, text: str) -> Identifier:
        from peelgraph.errors import ThingNotFound
        from peelgraph.vocab import PEEL

        if text in PEEL:
            return PEEL[text]
        try:
            return self.find(text)
        except ThingNotFound:
            quoted = text.startswith('"') and text.endswith('"') and len(text) > 1
            if quoted:
                return Literal(text[1:-1])
            raise

    def quote(self, text: str, copy: str | Path) -> list[Quote]:
        """The passages that a thing rests on, with their words from your own copy of the document
        (UTF-8 text).
        """
        from peelgraph.documents.copies import quote

        return quote(self.store, self.find(text), Path(copy))

    def compare(self, measure: str, values: str | Path | None = None) -> Comparison:
        """How forces compare on a measure, by the rule of annex A of the 2016 efficiency reports.

        The values are those on record, or those of a CSV file with the columns `force` and `value`.
        TooFewValues where the rule cannot be applied.
        """
        from peelgraph.network.compare import compare, read_values, stated_values

        if values is not None:
            return compare(read_values(self.store, Path(values)), measure)
        return compare(stated_values(self.store, self.find(measure, "Measure")), measure)

    def copy(self) -> KnowledgeGraph:
        """The same graph in memory, which can be changed; only of a graph in this process."""
        return KnowledgeGraph(self._embedded.copy(), self.resources, self.problems, self.tables)

    def add(self, said: Statements, source: str = "added") -> Change:
        """Say triples, those of a graph or of an RDF file, in a source's named graph, and infer
        what follows from them.

        `source` is a slug or the graph's IRI. ReadOnlyGraph unless this graph is a copy or was
        loaded from files.
        """
        return self.revise(add=said, source=source)

    def remove(self, said: Statements, source: str | None = None) -> Change:
        """No longer say triples, in a source's named graph or, without one, in any; what followed
        goes with them.
        """
        return self.revise(remove=said, source=source)

    def revise(
        self, add: Statements = (), remove: Statements = (), source: str | None = None
    ) -> Change:
        """Add and remove statements in one step; what follows is what a build from the new
        statements would infer.
        """
        from peelgraph.errors import ReadOnlyGraph
        from peelgraph.reason import has_equals
        from peelgraph.whatif.revise import revise

        if self._embedded.read_only:
            raise ReadOnlyGraph(
                "it is kept on disk; kg.copy() gives one in memory that can be changed"
            )
        had_equals = has_equals(self.store)
        change = revise(self._embedded, self.rules, add, remove, source)
        if had_equals or has_equals(self.store) or change.in_axioms:
            del self.rules
        return change

    def what_if(self, *cases: Case | str) -> Outcome:
        """What would follow if a force left, a unit ended, a force joined or a system were late;
        nothing changes here.

        Cases come one after the other, as objects (`Leave("bedfordshire", unit="shared control
        room")`) or in the words of the command (`"leave bedfordshire --unit 'shared control
        room'"`).
        """
        from peelgraph.whatif import parse_cases, suppose

        supposed = [
            c
            for case in cases
            for c in (parse_cases(shlex.split(case)) if isinstance(case, str) else [case])
        ]
        return suppose(self._embedded, self.rules, self.resources.queries, supposed)

    def network(self, projection: str, /, **arguments: Any) -> Network:
        """A projection of the graph as networkx's own graph, for instance `kg.network("forces",
        as_of="2016-11-03")`.

        Nodes are IRIs; what nodes, edges, weights and attributes mean stands in `docs/networks.md`
        and in the graph's own attributes. ProjectionNotFound where there is none of this name.
        """
        from peelgraph.network.projection import project

        return project(self.store, self.resources.queries, projection, arguments)

    def study(self, rounds: Sequence[str] = (), permutations: int = 4999, seed: int = 0) -> Study:
        """Whether forces that share units get similar grades, beyond being neighbours; needs
        `peelgraph[network]`.

        Of all rounds, or of the frameworks named; the same seed gives the same figures.
        """
        from peelgraph.network.study import study

        return study(self.store, self.resources.queries, rounds, permutations, seed)

    def export(
        self,
        format: str,
        output: str | Path | None = None,
        *,
        projection: str | None = None,
        named_graph: str | None = None,
        **arguments: Any,
    ) -> Content:
        """A network of this graph, or the graph itself, as text that other programs open; see
        `docs/exports.md`.

        Formats of networks take a projection (`forces` if none is given) and its arguments, formats
        of RDF a named graph. Formats of several files give the text of each by its name. With
        `output` it is written there too: to a file, compressed if its name ends in `.gz`, or to a
        folder for several files.
        """
        from peelgraph.export import check, save, write_network
        from peelgraph.export.rdf import write

        asked = {"projection": projection, **arguments}
        entry = check(
            format, network={k for k, v in asked.items() if v is not None}, named_graph=named_graph
        )
        content: Content
        if entry.writer:
            content = write_network(self.network(projection or "forces", **arguments), entry)
        else:
            content = write(self._embedded, entry, named_graph)
        if output is not None:
            save(content, Path(output))
        return content

    @cached_property
    def rules(self) -> list[Rule]:
        """The rules this graph is inferred with: its axioms, rule files, and those of equality
        where it has any.
        """
        from peelgraph.reason import rules_for
        from peelgraph.rules.files import load_rules

        return rules_for(self.store, load_rules(self.resources.ontology / "rules"))

    @property
    def dataset(self) -> Dataset:
        """The graph as a plain rdflib Dataset (Oxigraph behind it); only of a graph in this
        process.
        """
        return self._embedded.dataset

    @property
    def _embedded(self) -> EmbeddedStore:
        from peelgraph.errors import ReadOnlyGraph
        from peelgraph.store.embedded import EmbeddedStore

        if not isinstance(self.store, EmbeddedStore):
            raise ReadOnlyGraph("it is behind an endpoint; load it from a file to have it here")
        return self.store


def load(
    *files: str | Path,
    endpoint: str | None = None,
    resources: Resources = SHIPPED,
    tell: Callable[[str, float], None] | None = None,
) -> KnowledgeGraph:
    """The shipped graph, built first if need be; or that of RDF files, reasoned over; or the one
    behind an endpoint.

    `tell` is told the step of a build and the share of it that is done.
    """
    if endpoint:
        from peelgraph.store.remote import RemoteStore

        return KnowledgeGraph(RemoteStore(endpoint), resources)
    if files:
        from peelgraph.builder.assemble import from_files

        built = from_files([Path(f) for f in files], resources, *([tell] if tell else []))
        return KnowledgeGraph(built.store, resources, built.problems)
    from peelgraph.builder.cache import cached_graph

    cached = cached_graph(resources, tell)
    return KnowledgeGraph(cached.open(), resources, cached.problems, cached.tables)
