"""The front door: a graph to ask, query, look things up in, and be shown why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rdflib import URIRef

from peelgraph.errors import ReadOnlyGraph
from peelgraph.formats import NETWORKS, Format
from peelgraph.questions.ask import ask
from peelgraph.questions.question import StoredQuestion, find_question, load_questions
from peelgraph.resources import SHIPPED, Resources
from peelgraph.store import Result, Store
from peelgraph.store.naming import naming_of
from peelgraph.store.turns import of_one_state
from peelgraph.things.resolve import resolve
from peelgraph.things.triples import resolve_triple
from peelgraph.vocab import get_to_know

if TYPE_CHECKING:
    from rdflib import Dataset

    from peelgraph.documents.copies import Quote
    from peelgraph.documents.passages import PassageRef
    from peelgraph.explain import Checked, Explanation, WhyNot
    from peelgraph.export import Content
    from peelgraph.network.compare import Comparison, Printed
    from peelgraph.network.projection import Network
    from peelgraph.network.study import Study
    from peelgraph.plot import Figure
    from peelgraph.reason import Change
    from peelgraph.rules.rule import Rule
    from peelgraph.store.embedded import EmbeddedStore
    from peelgraph.things.describe import Description
    from peelgraph.things.info import Info, TableCount
    from peelgraph.things.problems import GraphProblem
    from peelgraph.whatif import Case, Outcome
    from peelgraph.whatif.revise import Statements

__all__ = ["KnowledgeGraph"]


class KnowledgeGraph:
    """A store, with the questions and rules that go with it; threads may share one."""

    def __init__(
        self,
        store: Store,
        resources: Resources = SHIPPED,
        problems: Sequence[GraphProblem] = (),
        tables: Sequence[TableCount] = (),
    ) -> None:
        self.store = store
        self.resources = resources
        get_to_know(naming_of(resources))
        self.problems = tuple(problems)
        self.tables = tuple(tables)

    @property
    def questions(self) -> list[StoredQuestion]:
        """All stored questions, by topic and name."""
        return load_questions(self.resources.questions)

    def question(self, name: str) -> StoredQuestion:
        """A stored question; QuestionNotFound where there is none of this name."""
        return find_question(self.resources.questions, name)

    @of_one_state
    def ask(self, question: str | StoredQuestion, /, **arguments: Any) -> Result:
        """Answer a stored question; things may be named as people do (`force="hertfordshire"`)."""
        if isinstance(question, str):
            question = self.question(question)
        return ask(self.store, question, arguments)

    def sparql(
        self, query: str, *, timeout: float | None = None, allow_service: bool = False
    ) -> Result:
        """Answer any SELECT, ASK, CONSTRUCT or DESCRIBE query over the union of all graphs.

        QueryRefused where the query is so deep or long that it could end the process, or would ask
        another server. With a timeout, in seconds, it is run in a process of its own, which is
        ended then: WorkerEnded. Without one an engine cannot be stopped.
        """
        from peelgraph.questions.apart import sparql_guarded

        return sparql_guarded(self.store, query, timeout, allow_service=allow_service)

    @of_one_state
    def info(self) -> Info:
        """What is in this graph, what it was built of, and what is wrong with it."""
        from peelgraph.builder.cache import cache_folder
        from peelgraph.things.info import info

        where = str(cache_folder()), getattr(self.store, "url", None)
        return info(self.store, self.tables, self.problems, *where)

    @of_one_state
    def find(self, text: str, class_name: str | None = None, force: str | None = None) -> URIRef:
        """What an IRI, short id, slug, name or words of one mean: of several, the force's own."""
        return resolve(self.store, text, class_name, [force] if force else [])

    @of_one_state
    def search(self, words: str, kind: str | None = None, limit: int = 20) -> Result:
        """Names and statements with these words, the best first; `kind` is the name of a class."""
        from peelgraph.things.search import search

        return search(self.store, words, kind, limit)

    @of_one_state
    def show(self, text: str) -> Description:
        """Everything about a thing, said and inferred apart."""
        from peelgraph.things.describe import describe

        return describe(self.store, self.find(text))

    def why(self, subject: str, predicate: str, value: str) -> Explanation:
        """Why a triple holds: its smallest proof, down to passages; DoesNotHold if it does not."""
        return self.proofs(subject, predicate, value, limit=1)[0]

    @of_one_state
    def proofs(
        self, subject: str, predicate: str, value: str, limit: int = 10
    ) -> list[Explanation]:
        """Up to `limit` different proofs, the smallest first; DoesNotHold where there is none."""
        from peelgraph.explain import Explainer

        triple = resolve_triple(self.store, subject, predicate, value)
        return Explainer(self.store, self.rules).proofs(triple, limit)

    def explain_all(self) -> Iterator[Explanation]:
        """The smallest proof of every inferred triple, in the order of the triples."""
        from peelgraph.explain import Explainer

        return Explainer(self.store, self.rules).explain_all()

    @of_one_state
    def why_not(self, subject: str, predicate: str, value: str, limit: int = 3) -> WhyNot:
        """Why a triple does not hold: what each rule for it lacks; Holds where it does."""
        from peelgraph.explain import why_not

        triple = resolve_triple(self.store, subject, predicate, value)
        return why_not(self.store, self.rules, triple, limit)

    @of_one_state
    def check_passages(
        self, proofs: Iterable[Explanation], copies: Iterable[str | Path]
    ) -> dict[PassageRef, Checked]:
        """The state of the passages that proofs rest on, by your own copies of the documents."""
        from peelgraph.explain import check_passages

        paths = [Path(copy) for copy in copies]
        passages = (p for proof in proofs for leaf in proof.leaves() for p in leaf.passages)
        return check_passages(self.store, passages, paths) if paths else {}

    @of_one_state
    def quote(self, text: str, copy: str | Path) -> list[Quote]:
        """The passages that a thing rests on, with their words from your own copy (UTF-8 text)."""
        from peelgraph.documents.copies import quote

        return quote(self.store, self.find(text), Path(copy))

    @of_one_state
    def compare(self, measure: str, values: str | Path | None = None) -> Comparison:
        """How forces compare on a measure, by the rule of annex A of the 2016 efficiency reports.

        The values are those on record, or of a CSV file with the columns `force` and `value`.
        """
        from peelgraph.network.compare import compare_measure

        return compare_measure(self.store, measure, None if values is None else Path(values))

    def printed(self, measure: str) -> list[Printed]:
        """The figures of a measure that sources compare, with the verdicts that they print."""
        from peelgraph.network.compare import printed_verdicts

        return printed_verdicts(self.store, self.find(measure, "Measure"))

    def copy(self) -> KnowledgeGraph:
        """The same graph in memory, which can be changed; only of a graph in this process."""
        return KnowledgeGraph(self._embedded.copy(), self.resources, self.problems, self.tables)

    def add(self, said: Statements, source: str = "added") -> Change:
        """Let a source say triples, those of a graph or RDF file, and infer what follows.

        ReadOnlyGraph unless this graph is a copy or was loaded from files.
        """
        return self.revise(add=said, source=source)

    def remove(self, said: Statements, source: str | None = None) -> Change:
        """No longer say triples in a source's named graph, or in any, nor what followed of them."""
        return self.revise(remove=said, source=source)

    def revise(
        self, add: Statements = (), remove: Statements = (), source: str | None = None
    ) -> Change:
        """Add and remove in one step; what is inferred then is what a build would infer."""
        from peelgraph.reason import has_equals
        from peelgraph.whatif.revise import revise

        store = self._embedded
        with store.turns.changing():
            had_equals = has_equals(store)
            change = revise(store, self.rules, add, remove, source)
            if had_equals or has_equals(store) or change.in_axioms:
                del self.rules
        return change

    @of_one_state
    def what_if(self, *cases: Case | str) -> Outcome:
        """What would follow if a force left, a unit ended, …; nothing changes here.

        Cases come one after the other: objects, or words of the command ("leave bedfordshire").
        """
        from peelgraph.whatif import cases_of, suppose

        return suppose(self._embedded, self.rules, self.resources.queries, cases_of(cases))

    @of_one_state
    def network(self, projection: str, /, **arguments: Any) -> Network:
        """A projection as networkx's own graph, as `docs/networks.md` says; its nodes are IRIs."""
        from peelgraph.network.projection import project

        return project(self.store, self.resources.questions, projection, arguments)

    @of_one_state
    def study(self, rounds: Sequence[str] = (), permutations: int = 4999, seed: int = 0) -> Study:
        """Whether forces that share units get similar grades, beyond being neighbours.

        Of all rounds or those named; a seed gives the same figures. Needs `peelgraph[network]`.
        """
        from peelgraph.network.study import study

        return study(self.store, self.resources.queries, rounds, permutations, seed)

    @of_one_state
    def plot(
        self, picture: str, /, *about: Any, output: str | Path | None = None, **options: Any
    ) -> Figure:
        """Draw a picture of `plot.PICTURES`, into a PNG or SVG file if one is named.

        Then follows what it is about: a question (`map`), a force (`timeline`), or what
        `kg.network`, `kg.what_if` and `kg.compare` give. Needs `peelgraph[plot]`.
        """
        from peelgraph.plot import Asked, draw, save

        figure = draw(picture, Asked(self.store, self.resources.questions), about, options)
        if output is not None:
            save(figure, Path(output))
        return figure

    @of_one_state
    def export(
        self,
        /,
        format: str | Format,
        output: str | Path | None = None,
        *,
        projection: str | None = None,
        named_graph: str | None = None,
        **arguments: Any,
    ) -> Content:
        """A network of this graph, or the graph itself, as text that other programs open.

        Formats of networks take a projection (`forces` if none is given) and its arguments, formats
        of RDF a named graph. With `output` it is written there too: to a file, compressed if its
        name ends in `.gz`, or to a folder for several files. See `docs/exports.md`.
        """
        from peelgraph.export import check, export_graph, export_network, saved

        entry = check(format, named_graph=named_graph, projection=projection, **arguments)
        if entry.name in NETWORKS:
            network = self.network(projection or "forces", **arguments)
            return saved(export_network(network, entry.name), output)
        return saved(export_graph(self._embedded, entry, named_graph), output)

    @cached_property
    def rules(self) -> list[Rule]:
        """The rules this graph is inferred with: axioms, rule files, equality where it has any."""
        from peelgraph.reason import rules_for
        from peelgraph.rules.files import load_rules

        files = load_rules(*self.resources.rules)
        return rules_for(self.store, files, reflexive=self.resources.reflexive)

    @property
    def dataset(self) -> Dataset:
        """The graph as a plain rdflib Dataset on Oxigraph; only of a graph in this process."""
        return self._embedded.dataset

    @property
    def _embedded(self) -> EmbeddedStore:
        from peelgraph.store.embedded import EmbeddedStore

        if not isinstance(self.store, EmbeddedStore):
            raise ReadOnlyGraph("it is behind an endpoint; load it from a file to have it here")
        return self.store
