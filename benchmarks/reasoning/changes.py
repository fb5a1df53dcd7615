"""What a change costs beside inferring everything anew.

    python -m benchmarks.reasoning.changes [--full]

On the shipped graph, on one of which every force has a full report, and on made-up ones. Each
change takes statements away and says them again. No figure is printed unless what is inferred is
then what it was before, and what it was in between is what follows from the rest alone. A made-up
graph says each force's part, the assessments of six years, in a source of its own. With --full
there is one of 900,000 statements too.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from rdflib import URIRef
from rdflib.term import Identifier

from benchmarks.measure import aligned
from benchmarks.reasoning.made_up import made_up, ontology, size_for, write
from peelgraph.loading import load
from peelgraph.reason import infer, maintain, rules_for
from peelgraph.resources import SHIPPED
from peelgraph.rules.files import load_rules
from peelgraph.rules.rule import Rule
from peelgraph.store import Triple
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.lines import clear, lines_in
from peelgraph.store.oxterms import Quad, graph_name, lines_of, to_quad
from peelgraph.vocab import GRAPH, ID, INFERRED, graph_of, thing

__all__ = ["Cost", "by_report", "cost", "main", "table", "with_full_reports"]

Quads = list[Quad]
FINDING = "finding/anti-corruption-and-vetting-unit-capacity"
MEMBERSHIP = "membership/bch-professional-standards.hertfordshire"
REPORT = "peel-2016-cambridgeshire"
HOME = thing("force/cambridgeshire")
"""The force of the report."""
SHARED = {
    "criterion",
    "force",
    "framework",
    "grade",
    "person",
    "pillar",
    "question",
    "scheme",
    "topic",
}
"""What reports on different forces have in common."""
CHEAP = 5
"""In percent of a closure."""
FILES = load_rules(SHIPPED.ontology / "rules")


@dataclass(frozen=True)
class Cost:
    """The seconds that it takes to remove and to add statements, and how many inferences go."""

    removed: float
    added: float
    inferences: int


def main(*, full: bool = False) -> None:
    shipped = load().copy().store
    assert isinstance(shipped, EmbeddedStore)
    changes = {
        "a finding": said_of(shipped, thing(FINDING)),
        "a membership": said_of(shipped, thing(MEMBERSHIP)),
    }
    for name in sorted(path.name for path in (SHIPPED.data / "reports").iterdir()):
        changes[f"the source {name}"] = said_in(shipped, graph_of(name))
    print(table("the shipped graph", shipped, changes), flush=True)
    print(by_report(shipped), flush=True)
    national, last = with_full_reports(shipped)
    title = "the shipped graph with such a report for each force"
    print(table(title, national, {"the last of them": last}), flush=True)
    for triples in (90_000, 900_000) if full else (90_000,):
        store = made(triples)
        part = said_in(store, GRAPH["made-up/3"])
        print(table("a made-up graph", store, {"the part of a force": part}), flush=True)


def made(triples: int) -> EmbeddedStore:
    """A made-up graph with its closure."""
    store = EmbeddedStore()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made-up.nq"
        write(path, chain(ontology(), made_up(size_for(triples))))
        store.load_file(path, GRAPH["made-up"])
    infer(store, FILES)
    return store


def with_full_reports(store: EmbeddedStore) -> tuple[EmbeddedStore, Quads]:
    """The same statements with a full report for each force, their closure, and the last report.

    Each is as full as that on Cambridgeshire in 2016: a copy of it about things of its own, in
    which another force changes places with Cambridgeshire.
    """
    national = without_inferences(store)
    report = store.triples(graph_of(REPORT))
    things = {subject for subject, _, _ in report if is_its_own(subject)}
    statements: Quads = []
    rows = store.select("SELECT ?f { ?f a peel:PoliceForce }").rows
    for force in sorted(force for (force,) in rows):
        if force != HOME:
            slug = force.rpartition("/")[2]
            names: dict[Identifier, Identifier] = {HOME: force, force: HOME}
            for own in things:
                names[own] = URIRef(f"{own}-of-{slug}")
            source = graph_name(graph_of(f"{REPORT}-of-{slug}"))
            statements = [to_quad(renamed(triple, names), source) for triple in report]
            # without rules: what follows is inferred once, from all of them
            maintain(national, [], add=statements)
    infer(national, FILES)
    return national, statements


def is_its_own(subject: object) -> bool:
    """Whether a thing is spoken of in one report alone."""
    if not isinstance(subject, URIRef):
        return False
    kind = subject.removeprefix(ID).split("/")[0]
    return kind not in SHARED


def renamed(triple: Triple, names: Mapping[Identifier, Identifier]) -> Triple:
    """A triple with other names for things."""
    subject, predicate, value = triple
    return names.get(subject, subject), predicate, names.get(value, value)


def said_of(store: EmbeddedStore, subject: URIRef) -> Quads:
    """What is said of a thing, with where."""
    triples = store.construct(f"CONSTRUCT {{ <{subject}> ?p ?o }} WHERE {{ <{subject}> ?p ?o }}")
    return [quad for triple in triples for quad in store.said(to_quad(triple))]


def said_in(store: EmbeddedStore, graph: URIRef) -> Quads:
    """What a source says."""
    return list(store.named(graph))


def by_report(store: EmbeddedStore) -> str:
    """What adding each assessment of a force costs, with its judgements and items."""
    closure = closure_time(store)
    rules = rules_for(store, FILES)
    before = inferences(store)
    assessments = "SELECT DISTINCT ?a { GRAPH ?g { ?a a peel:Assessment } } ORDER BY ?a"
    shares = []
    for (assessment,) in store.select(assessments).rows:
        added = times(store, rules, said_in_assessment(store, assessment)).added
        shares.append(100 * added / closure)
    agree(inferences(store), before)
    cheap = sum(share < CHEAP for share in shares)
    dearest = ", ".join(f"{share:.1f} %" for share in sorted(shares)[:-4:-1])
    median = f"{statistics.median(shares):.1f} %"
    return (
        f"Each of the {len(shares)} assessments of forces there, with its judgements and items:"
        f" {cheap} under {CHEAP} % of a closure, the median {median}, the dearest {dearest}\n"
    )


def said_in_assessment(store: EmbeddedStore, assessment: URIRef) -> Quads:
    """What is said of an assessment and of what it consists of."""
    parts = store.select(
        f"SELECT DISTINCT ?part {{ GRAPH ?g {{ ?part peel:inAssessment <{assessment}> }} }}"
    ).rows
    statements = said_of(store, assessment)
    for (part,) in parts:
        statements += said_of(store, part)
    return statements


def table(title: str, store: EmbeddedStore, changes: Mapping[str, Quads]) -> str:
    """What taking each change away and making it costs."""
    closure = closure_time(store)
    rows = [["", "statements", "inferences", "removed in", "added in", "of a closure"]]
    for name, statements in changes.items():
        found = cost(store, statements)
        rows.append(
            [
                name,
                f"{len(statements):,}",
                f"{found.inferences:,}",
                f"{found.removed:.3f} s",
                f"{found.added:.3f} s",
                f"{100 * found.added / closure:.1f} %",
            ]
        )
    inferred = store.count(INFERRED)
    said = store.count() - inferred
    return (
        f"Changes of {title}: {said:,} statements, from which {inferred:,} follow in {closure:.2f}"
        f" s of processor time\n{aligned(rows)}\n"
    )


def closure_time(store: EmbeddedStore) -> float:
    """The seconds that it takes to infer everything from the statements of a store."""
    store.unite()  # as it is after any change
    anew = without_inferences(store)
    return processor_time(lambda: infer(anew, FILES))


def cost(store: EmbeddedStore, statements: Quads) -> Cost:
    """What it costs to remove and to add statements, once both were seen to be right."""
    rules = rules_for(store, FILES)
    before = inferences(store)
    maintain(store, rules, remove=statements)
    between = inferences(store)
    anew = without_inferences(store)
    infer(anew, FILES)
    agree(between, inferences(anew))
    maintain(store, rules, add=statements)
    found = times(store, rules, statements)
    agree(inferences(store), before)
    return Cost(found.removed, found.added, len(before ^ between))


@dataclass(frozen=True)
class Times:
    """The seconds that it takes to remove and to add statements."""

    removed: float
    added: float


def times(store: EmbeddedStore, rules: Sequence[Rule], statements: Quads) -> Times:
    """The better of two times each; in the end all is as it was."""
    removed = []
    added = []
    for _ in range(2):
        removed.append(processor_time(lambda: maintain(store, rules, remove=statements)))
        added.append(processor_time(lambda: maintain(store, rules, add=statements)))
    return Times(min(removed), min(added))


def inferences(store: EmbeddedStore) -> set[bytes]:
    """What is inferred, as lines of N-Triples."""
    return lines_of(lines_in(store, INFERRED))


def agree(inferred: set[bytes], expected: set[bytes]) -> None:
    """Raise an error unless what is inferred after a change is what follows."""
    if inferred != expected:
        missing = len(expected - inferred)
        raise AssertionError(
            f"{missing} inferences are missing, {len(inferred - expected)} too many"
        )


def without_inferences(store: EmbeddedStore) -> EmbeddedStore:
    """The same statements in a store of their own."""
    said = store.copy()
    clear(said, INFERRED)
    return said


def processor_time(action: Callable[[], object]) -> float:
    """The seconds that an action keeps the processor, whatever else it does meanwhile."""
    start = time.process_time()
    action()
    return time.process_time() - start


if __name__ == "__main__":
    main(full="--full" in sys.argv[1:])
