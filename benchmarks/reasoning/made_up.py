"""Made-up graphs of peelgraph's shape and terms, of any size: the same seed gives the same bytes.

    python -m benchmarks.reasoning.made_up FILE.nq [--triples 100000] [--seed 1] [--no-ontology]

Forces work in alliances, which run joint units with sub-units; memberships are dated, existing or
only planned; each force is assessed each year, with judgements and with findings on itself, its own
units and what it shares; programmes depend on each other. So subclasses, subproperties, domains,
ranges, inverses, chains, transitivity, symmetry, class expressions and rule files all have work to
do. Nothing in it contradicts the ontology.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from random import Random

from benchmarks.reasoning.parts import Size, TripleText, alliance, force, frame, inspections
from peelgraph.resources import SHIPPED
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import GRAPH, ONTOLOGY

__all__ = ["QuadText", "made_up", "ontology", "size_for", "write"]

QuadText = tuple[str, str, str, str]
"""Subject, predicate, object and graph as N-Quads text."""


def size_for(triples: int) -> Size:
    """The size of a graph of about so many triples without the ontology.

    The forces are what grows.
    """
    sample = Size(forces=40)
    count = sum(1 for _ in made_up(sample))
    return Size(forces=max(2, round(sample.forces * triples / count)))


def ontology() -> Iterator[QuadText]:
    """The project's own ontology, its class expressions under IRIs."""
    store = EmbeddedStore()
    for name in ("peel.ttl", "alignments.ttl"):
        store.load_file(SHIPPED.ontology / name, ONTOLOGY)
    for subject, predicate, value in sorted(store):
        yield subject.n3(), predicate.n3(), value.n3(), ONTOLOGY.n3()


def write(path: Path, quads: Iterable[QuadText]) -> int:
    """Write quads as N-Quads or, by the suffix `.nt`, as N-Triples; returns how many."""
    with_graphs = path.suffix != ".nt"
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for *triple, graph in quads:
            terms = [*triple, graph] if with_graphs else triple
            out.write(f"{' '.join(terms)} .\n")
            count += 1
    return count


def made_up(size: Size, seed: int = 1) -> Iterator[QuadText]:
    """The quads of a made-up graph, each force's in a graph of its own; no quad twice."""
    random = Random(seed)
    yield from _in_graph(frame(size), "made-up")
    for number in range(size.forces):
        said = chain(
            force(size, random, number),
            alliance(size, random, number),
            inspections(size, random, number),
        )
        yield from _in_graph(dict.fromkeys(said), f"made-up/{number}")


def _in_graph(triples: Iterable[TripleText], slug: str) -> Iterator[QuadText]:
    graph = GRAPH[slug].n3()
    for subject, predicate, value in triples:
        yield subject, predicate, value, graph


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a made-up graph of peelgraph's shape.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-ontology", action="store_true")
    given = parser.parse_args()
    schema = [] if given.no_ontology else ontology()
    count = write(given.file, chain(schema, made_up(size_for(given.triples), given.seed)))
    print(f"{count} statements in {given.file}")


if __name__ == "__main__":
    main()
