"""From a synthetic graph to a projection to measures, at sizes that no nation has.

Run `python benchmarks/network/scale.py [ORGANISATIONS]…`; else there are 1,000, 3,000 and 10,000
organisations, with ten units for each. Each size runs in a process of its own, whose highest memory
is shown. The organisations lie in regions of fifty; a unit has two to six members, mostly of one
region, each membership with a start and some with an end. The store, the stored questions and the
measures are those of the program.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from rdflib import RDF, RDFS, XSD, Literal, URIRef

from peelgraph.network.measures import measure
from peelgraph.network.projection import project
from peelgraph.network.report import heading
from peelgraph.resources import SHIPPED
from peelgraph.store import Triple
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import GRAPH, PEEL, thing

SIZES = ("1000", "3000", "10000")
UNITS = 10
REGION = 50
FUNCTIONS = 30
MEASURES = ("degree", "strength", "core", "clustering", "pagerank", "betweenness", "community")
BATCH = 100_000


def world(organisations: int, chance: random.Random) -> Iterator[Triple]:
    """The triples of a made-up world, as the tables would give them."""
    for number in range(organisations):
        yield from force(number)
    for number in range(FUNCTIONS):
        yield thing(f"function/{number}"), RDFS.label, Literal(f"function {number}")
    yield PEEL.participant, RDFS.label, Literal("participant")
    for number in range(organisations * UNITS):
        yield from unit(number, organisations, chance)


def force(number: int) -> Iterator[Triple]:
    """A force and its region."""
    node = thing(f"force/f{number}")
    region = thing(f"region/r{number // REGION}")
    yield node, RDF.type, PEEL.PoliceForce
    yield node, RDFS.label, Literal(f"Force {number}")
    yield node, PEEL.inRegion, region
    yield region, RDFS.label, Literal(f"Region {number // REGION}")


def unit(number: int, organisations: int, chance: random.Random) -> Iterator[Triple]:
    """A unit and its memberships."""
    node = thing(f"unit/u{number}")
    yield node, RDF.type, PEEL.JointUnit
    yield node, RDFS.label, Literal(f"Unit {number}")
    yield node, PEEL.function, thing(f"function/{chance.randrange(FUNCTIONS)}")
    home = chance.randrange(organisations) // REGION * REGION
    near = range(home, min(home + REGION, organisations))
    members = set()
    for _ in range(chance.randint(2, 6)):
        is_near = chance.random() < 0.95
        members.add(chance.choice(near) if is_near else chance.randrange(organisations))
    for member in sorted(members):
        yield from membership(number, node, member, chance)


def membership(number: int, node: URIRef, member: int, chance: random.Random) -> Iterator[Triple]:
    """A membership that begins, and may end."""
    iri = thing(f"membership/u{number}.f{member}")
    begins = day(f"{chance.randint(2000, 2015)}-04-01")
    yield iri, PEEL.collaboration, node
    yield iri, PEEL.member, thing(f"force/f{member}")
    yield iri, PEEL.modality, PEEL.existing
    yield iri, PEEL.membershipRole, PEEL.participant
    yield iri, PEEL.fromEarliest, begins
    yield iri, PEEL.heldFrom, begins
    yield iri, PEEL.heldUntil, begins
    if chance.random() < 0.1:
        yield iri, PEEL.untilLatest, day(f"{chance.randint(2016, 2024)}-03-31")


def day(text: str) -> Literal:
    return Literal(text, datatype=XSD.date)


def timed(name: str, action: Callable[[], Any]) -> Any:
    """What an action gives; how long it took is printed, with the highest memory so far."""
    start = time.perf_counter()
    result = action()
    took = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {name:42} {took:8.1f} s {memory:9.0f} MB", flush=True)
    return result


def load(store: EmbeddedStore, triples: Iterator[Triple]) -> None:
    # in batches, as a list of all would take more memory than the store
    while batch := list(islice(triples, BATCH)):
        store.load(batch, GRAPH["world"])


def run(organisations: int) -> None:
    """All steps for one size."""
    store = EmbeddedStore()

    def network(projection: str) -> Any:
        return project(store, SHIPPED.queries, projection, {"as_of": "2016-11-03"})

    made = world(organisations, random.Random(1))
    timed("load into the embedded store", lambda: load(store, made))
    two = timed("project forces and units", lambda: network("forces-units"))
    graph = timed("project forces by shared units", lambda: network("forces"))
    print(f"  {store.count():,} triples; two modes: {two}; one mode: {graph}")
    for name in MEASURES:
        timed(heading(name, graph), lambda name=name: measure(graph, name))
    timed("functions_lost", lambda: measure(two, "functions_lost"))


def main(sizes: list[str]) -> None:
    for size in sizes or SIZES:
        print(f"{int(size):,} organisations, {int(size) * UNITS:,} units", flush=True)
        start = time.perf_counter()
        subprocess.run([sys.executable, __file__, "--one", size], check=True)
        print(f"  {'all':42} {time.perf_counter() - start:8.1f} s\n", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        run(int(sys.argv[2]))
    else:
        main(sys.argv[1:])
