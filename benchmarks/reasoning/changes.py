"""What a change costs beside inferring everything anew, on the shipped graph and on made-up ones.

    python -m benchmarks.reasoning.changes [--full]

Each change takes statements away and says them again. No figure is printed unless what is inferred is then what it was
before, and what it was in between is what follows from the rest alone. A made-up graph says each force's part, the
assessments of six years, in a source of its own. With --full there is one of 900,000 statements too.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rdflib import URIRef

from benchmarks.measure import aligned
from benchmarks.reasoning.made_up import made_up, ontology, size_for, write
from peelgraph.graph import load
from peelgraph.reason import infer, maintain, rules_for
from peelgraph.resources import SHIPPED
from peelgraph.rulefiles import load_rules
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.oxterms import Quad, graph_name, lines_of, to_quad
from peelgraph.vocab import GRAPH, INFERRED, graph_of, thing

__all__ = ["cost", "main", "table"]

Statements = list[Quad]
FINDING = "finding/anti-corruption-and-vetting-unit-capacity"
MEMBERSHIP = "membership/bch-professional-standards.hertfordshire"
FILES = load_rules(SHIPPED.ontology / "rules")


def main(*, full: bool = False) -> None:
    shipped = load().copy().store
    assert isinstance(shipped, EmbeddedStore)
    finding, membership = thing(FINDING), thing(MEMBERSHIP)
    reports = sorted(path.name for path in (SHIPPED.data / "reports").iterdir())
    changes = {"a finding": said_of(shipped, finding), "a membership": said_of(shipped, membership)}
    changes |= {f"the source {name}": said_in(shipped, graph_of(name)) for name in reports}
    print(table("the shipped graph", shipped, changes), flush=True)
    for triples in (90_000, 900_000) if full else (90_000,):
        store = made(triples)
        print(table("a made-up graph", store, {"the part of a force": said_in(store, GRAPH["made-up/3"])}), flush=True)


def made(triples: int) -> EmbeddedStore:
    """A made-up graph with its closure."""
    store = EmbeddedStore()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made-up.nq"
        write(path, (q for part in (ontology(), made_up(size_for(triples))) for q in part))
        store.load_file(path, GRAPH["made-up"])
    infer(store, FILES)
    return store


def said_of(store: EmbeddedStore, subject: URIRef) -> Statements:
    """What is said of a thing, with where."""
    triples = store.construct(f"CONSTRUCT {{ <{subject}> ?p ?o }} WHERE {{ <{subject}> ?p ?o }}")
    return [quad for triple in triples for quad in store.said(to_quad(triple))]


def said_in(store: EmbeddedStore, graph: URIRef) -> Statements:
    """What a source says."""
    return [to_quad(triple, graph_name(graph)) for triple in store.triples(graph)]


def table(title: str, store: EmbeddedStore, changes: dict[str, Statements]) -> str:
    """What taking each change away and making it costs."""
    store.unite()  # as it is after any change
    anew = without_inferences(store)
    closure = processor_time(lambda: infer(anew, FILES))
    rows = [["", "statements", "inferences", "removed in", "added in", "of a closure"]]
    for name, statements in changes.items():
        removed, added, inferences = cost(store, statements)
        share = f"{100 * added / closure:.1f} %"
        rows.append([name, f"{len(statements):,}", f"{inferences:,}", f"{removed:.3f} s", f"{added:.3f} s", share])
    inferred = store.count(INFERRED)
    return (
        f"Changes of {title}: {store.count() - inferred:,} statements, from which {inferred:,} follow in"
        f" {closure:.2f} s of processor time\n{aligned(rows)}\n"
    )


def cost(store: EmbeddedStore, statements: Statements) -> tuple[float, float, int]:
    """The seconds that it takes to remove and to add statements, the better of two, and how many inferences change."""
    rules, before, times = rules_for(store, FILES), inferences(store), []
    for turn in range(2):
        removed = processor_time(lambda: maintain(store, rules, remove=statements))
        between = inferences(store)
        if turn == 0:
            anew = without_inferences(store)
            infer(anew, FILES)
            agree(between, inferences(anew))
        times.append((removed, processor_time(lambda: maintain(store, rules, add=statements))))
        agree(inferences(store), before)
    return min(t for t, _ in times), min(t for _, t in times), len(before ^ between)


def inferences(store: EmbeddedStore) -> set[bytes]:
    """What is inferred, as lines of N-Triples."""
    return lines_of(store.lines(INFERRED))


def agree(inferred: set[bytes], expected: set[bytes]) -> None:
    """Raise an error unless what is inferred after a change is what follows."""
    if inferred != expected:
        raise AssertionError(f"{len(expected - inferred)} inferences are missing, {len(inferred - expected)} too many")


def without_inferences(store: EmbeddedStore) -> EmbeddedStore:
    """The same statements in a store of their own."""
    said = store.copy()
    said.empty(INFERRED)
    return said


def processor_time(action: Callable[[], object]) -> float:
    """The seconds that an action keeps the processor, whatever else it does meanwhile."""
    start = time.process_time()
    action()
    return time.process_time() - start


if __name__ == "__main__":
    main(full="--full" in sys.argv[1:])
