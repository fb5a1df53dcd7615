"""From a synthetic graph to a projection to measures: 1,000, 3,000 and 10,000 organisations with
ten units for each.

Run `python benchmarks/network/scale.py [ORGANISATIONS]…`. Each size runs in a process of its own,
whose highest memory is shown. The organisations lie in regions of fifty; a unit has two to six
members, mostly of one region, each membership with a start and some with an end. The store, the
stored questions and the measures are those of the program.
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

from rdflib import RDF, RDFS, XSD, Literal
from rdflib.term import Identifier

from peelgraph.network.measures import measure
from peelgraph.network.projection import project
from peelgraph.network.report import heading
from peelgraph.resources import SHIPPED
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import GRAPH, PEEL, thing

SIZES = (1_000, 3_000, 10_000)
UNITS = 10
REGION = 50
FUNCTIONS = 30
MEASURES = ("degree", "strength", "core", "clustering", "pagerank", "betweenness", "community")

Triple = tuple[Identifier, Identifier, Identifier]


def world(organisations: int, chance: random.Random) -> Iterator[Triple]:
    """The triples of a made-up world, as the tables would give them."""
    for i in range(organisations):
        force, region = thing(f"force/f{i}"), thing(f"region/r{i // REGION}")
        yield from ((force, RDF.type, PEEL.PoliceForce), (force, RDFS.label, Literal(f"Force {i}")))
        yield from (
            (force, PEEL.inRegion, region),
            (region, RDFS.label, Literal(f"Region {i // REGION}")),
        )
    for i in range(FUNCTIONS):
        yield thing(f"function/{i}"), RDFS.label, Literal(f"function {i}")
    yield PEEL.participant, RDFS.label, Literal("participant")
    for i in range(organisations * UNITS):
        yield from unit(i, organisations, chance)


def unit(i: int, organisations: int, chance: random.Random) -> Iterator[Triple]:
    """A unit and its memberships."""
    node = thing(f"unit/u{i}")
    yield from ((node, RDF.type, PEEL.JointUnit), (node, RDFS.label, Literal(f"Unit {i}")))
    yield node, PEEL.function, thing(f"function/{chance.randrange(FUNCTIONS)}")
    home = chance.randrange(organisations) // REGION * REGION
    near = range(home, min(home + REGION, organisations))
    members = {
        chance.choice(near) if chance.random() < 0.95 else chance.randrange(organisations)
        for _ in range(chance.randint(2, 6))
    }
    for member in sorted(members):
        membership = thing(f"membership/u{i}.f{member}")
        begins = Literal(f"{chance.randint(2000, 2015)}-04-01", datatype=XSD.date)
        yield from (
            (membership, PEEL.collaboration, node),
            (membership, PEEL.member, thing(f"force/f{member}")),
        )
        yield from (
            (membership, PEEL.modality, PEEL.existing),
            (membership, PEEL.membershipRole, PEEL.participant),
        )
        yield from ((membership, PEEL.fromEarliest, begins), (membership, PEEL.heldOn, begins))
        if chance.random() < 0.1:
            yield (
                membership,
                PEEL.untilLatest,
                Literal(f"{chance.randint(2016, 2024)}-03-31", datatype=XSD.date),
            )


def timed(name: str, action: Callable[[], Any]) -> Any:
    start = time.perf_counter()
    result = action()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {name:42} {time.perf_counter() - start:8.1f} s {memory:9.0f} MB", flush=True)
    return result


def load(store: EmbeddedStore, triples: Iterator[Triple]) -> None:
    while batch := list(islice(triples, 100_000)):
        store.load(batch, GRAPH["world"])


def run(organisations: int) -> None:
    """All steps for one size."""
    store = EmbeddedStore()
    timed(
        "load into the embedded store", lambda: load(store, world(organisations, random.Random(1)))
    )
    ask = {"as_of": "2016-11-03"}
    two = timed(
        "project forces and units", lambda: project(store, SHIPPED.queries, "forces-units", ask)
    )
    graph = timed(
        "project forces by shared units", lambda: project(store, SHIPPED.queries, "forces", ask)
    )
    print(f"  {store.count():,} triples; two modes: {two}; one mode: {graph}")
    for name in MEASURES:
        timed(heading(name, graph), lambda name=name: measure(graph, name))
    timed("functions_lost", lambda: measure(two, "functions_lost"))


def main(sizes: list[str]) -> None:
    for size in sizes or map(str, SIZES):
        print(f"{int(size):,} organisations, {int(size) * UNITS:,} units", flush=True)
        start = time.perf_counter()
        subprocess.run([sys.executable, __file__, "--one", size], check=True)
        print(f"  {'all':42} {time.perf_counter() - start:8.1f} s\n", flush=True)


if __name__ == "__main__":
    run(int(sys.argv[2])) if sys.argv[1:2] == ["--one"] else main(sys.argv[1:])
