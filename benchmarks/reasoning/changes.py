"""What a change costs beside inferring everything anew: on the shipped graph, on one of which every
force has a full report, and on made-up ones.

    python -m benchmarks.reasoning.changes [--full]

Each change takes statements away and says them again. No figure is printed unless what is inferred
is then what it was before, and what it was in between is what follows from the rest alone. A
made-up graph says each force's part, the assessments of six years, in a source of its own. With
--full there is one of 900,000 statements too.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rdflib import URIRef

from benchmarks.measure import aligned
from benchmarks.reasoning.made_up import made_up, ontology, size_for, write
from peelgraph.graph import load
from peelgraph.reason import infer, maintain, rules_for
from peelgraph.resources import SHIPPED
from peelgraph.rules.files import load_rules
from peelgraph.rules.rule import Rule
from peelgraph.store import Triple
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.lines import clear, lines_in
from peelgraph.store.oxterms import Quad, graph_name, lines_of, to_quad
from peelgraph.vocab import GRAPH, ID, INFERRED, graph_of, thing

__all__ = ["by_report", "cost", "main", "table", "with_full_reports"]

Statements = list[Quad]
FINDING = "finding/anti-corruption-and-vetting-unit-capacity"
MEMBERSHIP = "membership/bch-professional-standards.hertfordshire"
REPORT = "peel-2016-cambridgeshire"
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
FILES = load_rules(SHIPPED.ontology / "rules")


def main(*, full: bool = False) -> None:
    shipped = load().copy().store
    assert isinstance(shipped, EmbeddedStore)
    finding, membership = thing(FINDING), thing(MEMBERSHIP)
    reports = sorted(path.name for path in (SHIPPED.data / "reports").iterdir())
    changes = {"a finding": said_of(shipped, finding), "a membership": said_of(shipped, membership)}
    changes |= {f"the source {name}": said_in(shipped, graph_of(name)) for name in reports}
    print(table("the shipped graph", shipped, changes), flush=True)
    print(by_report(shipped), flush=True)
    national, last = with_full_reports(shipped)
    print(
        table(
            "the shipped graph with such a report for each force",
            national,
            {"the last of them": last},
        ),
        flush=True,
    )
    for triples in (90_000, 900_000) if full else (90_000,):
        store = made(triples)
        print(
            table(
                "a made-up graph",
                store,
                {"the part of a force": said_in(store, GRAPH["made-up/3"])},
            ),
            flush=True,
        )


def made(triples: int) -> EmbeddedStore:
    """A made-up graph with its closure."""
    store = EmbeddedStore()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made-up.nq"
        write(path, (q for part in (ontology(), made_up(size_for(triples))) for q in part))
        store.load_file(path, GRAPH["made-up"])
    infer(store, FILES)
    return store


def with_full_reports(store: EmbeddedStore) -> tuple[EmbeddedStore, Statements]:
    """The same statements, in which each force has a report as full as that on Cambridgeshire in
    2016, with their closure; and the last of these reports.

    A copy of the report is about things of its own, and in it another force changes places with
    Cambridgeshire.
    """
    national, report, home = (
        without_inferences(store),
        store.construct(
            f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph_of(REPORT)}> {{ ?s ?p ?o }} }}"
        ),
        thing("force/cambridgeshire"),
    )
    things = {
        s
        for s, _, _ in report
        if isinstance(s, URIRef) and s.removeprefix(ID).split("/")[0] not in SHARED
    }
    forces = sorted(force for (force,) in store.select("SELECT ?f { ?f a peel:PoliceForce }").rows)
    statements: Statements = []
    for force in forces:
        if force != home:
            slug = force.rpartition("/")[2]
            other = {thing: URIRef(f"{thing}-of-{slug}") for thing in things} | {
                home: force,
                force: home,
            }
            source = graph_name(graph_of(f"{REPORT}-of-{slug}"))
            statements = [to_quad(renamed(triple, other), source) for triple in report]
            maintain(national, [], add=statements)
    infer(national, FILES)
    return national, statements


def renamed(triple: Triple, names: dict[URIRef, URIRef]) -> Triple:
    """A triple with other names for things."""
    subject, predicate, value = triple
    return names.get(subject, subject), predicate, names.get(value, value)  # type: ignore[call-overload]


def said_of(store: EmbeddedStore, subject: URIRef) -> Statements:
    """What is said of a thing, with where."""
    triples = store.construct(f"CONSTRUCT {{ <{subject}> ?p ?o }} WHERE {{ <{subject}> ?p ?o }}")
    return [quad for triple in triples for quad in store.said(to_quad(triple))]


def said_in(store: EmbeddedStore, graph: URIRef) -> Statements:
    """What a source says."""
    return list(store.named(graph))


def by_report(store: EmbeddedStore) -> str:
    """What adding each assessment of a force costs, with its judgements and items."""
    closure, rules, before = closure_time(store), rules_for(store, FILES), inferences(store)
    shares = []
    for (assessment,) in store.select(
        "SELECT DISTINCT ?a { GRAPH ?g { ?a a peel:Assessment } } ORDER BY ?a"
    ).rows:
        parts = store.select(
            f"SELECT DISTINCT ?part {{ GRAPH ?g {{ ?part peel:inAssessment <{assessment}> }} }}"
        ).rows
        statements = [quad for (part,) in [(assessment,), *parts] for quad in said_of(store, part)]
        _, added = times(store, rules, statements)
        shares.append(100 * added / closure)
    agree(inferences(store), before)
    under = sum(share < 5 for share in shares)
    dearest = ", ".join(f"{share:.1f} %" for share in sorted(shares)[:-4:-1])
    return (
        f"Each of the {len(shares)} assessments of forces there, with its judgements and items: {under} under 5 % of a"
        f" closure, the median {statistics.median(shares):.1f} %, the dearest {dearest}\n"
    )


def table(title: str, store: EmbeddedStore, changes: dict[str, Statements]) -> str:
    """What taking each change away and making it costs."""
    closure = closure_time(store)
    rows = [["", "statements", "inferences", "removed in", "added in", "of a closure"]]
    for name, statements in changes.items():
        removed, added, inferences = cost(store, statements)
        share = f"{100 * added / closure:.1f} %"
        rows.append(
            [
                name,
                f"{len(statements):,}",
                f"{inferences:,}",
                f"{removed:.3f} s",
                f"{added:.3f} s",
                share,
            ]
        )
    inferred = store.count(INFERRED)
    return (
        f"Changes of {title}: {store.count() - inferred:,} statements, from which {inferred:,} follow in"
        f" {closure:.2f} s of processor time\n{aligned(rows)}\n"
    )


def closure_time(store: EmbeddedStore) -> float:
    """The seconds that it takes to infer everything from the statements of a store."""
    store.unite()  # as it is after any change
    anew = without_inferences(store)
    return processor_time(lambda: infer(anew, FILES))


def times(
    store: EmbeddedStore, rules: Sequence[Rule], statements: Statements
) -> tuple[float, float]:
    """The seconds that it takes to remove and to add statements, the better of two."""
    pairs = [
        (
            processor_time(lambda: maintain(store, rules, remove=statements)),
            processor_time(lambda: maintain(store, rules, add=statements)),
        )
        for _ in range(2)
    ]
    return min(t for t, _ in pairs), min(t for _, t in pairs)


def cost(store: EmbeddedStore, statements: Statements) -> tuple[float, float, int]:
    """The seconds that it takes to remove and to add statements, and how many inferences come and
    go with them.
    """
    rules, before = rules_for(store, FILES), inferences(store)
    maintain(store, rules, remove=statements)
    between = inferences(store)
    anew = without_inferences(store)
    infer(anew, FILES)
    agree(between, inferences(anew))
    maintain(store, rules, add=statements)
    removed, added = times(store, rules, statements)
    agree(inferences(store), before)
    return removed, added, len(before ^ between)


def inferences(store: EmbeddedStore) -> set[bytes]:
    """What is inferred, as lines of N-Triples."""
    return lines_of(lines_in(store, INFERRED))


def agree(inferred: set[bytes], expected: set[bytes]) -> None:
    """Raise an error unless what is inferred after a change is what follows."""
    if inferred != expected:
        raise AssertionError(
            f"{len(expected - inferred)} inferences are missing, {len(inferred - expected)} too many"
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
