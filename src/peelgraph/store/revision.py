"""A change of what sources say, before it is carried out: which triples are said that were not, and
which no longer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from peelgraph.store.oxterms import Line, Lines, as_written, graph_name, line, named, quad_of
from peelgraph.vocab import INFERRED

__all__ = ["Revision"]

_INFERRED, _UNION = graph_name(INFERRED), ox.DefaultGraph()


@dataclass(frozen=True)
class Revision:
    """The quads to add and to remove, and the triples that matter by their lines of N-Triples.

    `said` are those that no source said and one will, of which `inferred` were inferred; `unsaid`
    those that one said and none will. `begun` are the subjects of which the store knew nothing,
    `ended` those of which sources will say nothing; `orphans` is what is inferred of these.
    """

    added: Sequence[ox.Quad]
    removed: Sequence[ox.Quad]
    said: Lines
    unsaid: Lines
    inferred: Lines
    begun: frozenset[bytes]
    ended: frozenset[bytes]
    orphans: Lines

    @classmethod
    def of(cls, store: ox.Store, add: Iterable[ox.Quad], remove: Iterable[ox.Quad]) -> Revision:
        """The change that quads of named graphs make to a united store; what is both added and
        removed is added.
        """
        wanted = dict.fromkeys(add)
        removed = [quad for quad in dict.fromkeys(remove) if quad not in wanted and quad in store]
        new, known = [], []
        for quad in wanted:
            if quad_of(quad.triple) not in store:
                new.append(quad)
            elif quad not in store:
                known.append(quad)
        said, unsaid, inferred = as_written(new), set(), set()
        begun = frozenset(term for term in _subjects(said) if not any(_about(store, term)))
        for triple, (more, less) in _by_triple(known, removed).items():
            held = {quad.graph_name: quad.triple for quad in store.quads_for_pattern(*triple)}
            before = {*held} - {_INFERRED, _UNION}
            name = line(held[_UNION])  # with numbers as the store writes them
            if more and not before:
                inferred.add(name)
            elif before and not more and before <= {*less}:
                unsaid.add(name)
        ended, orphans = _ended(store, unsaid)
        return cls(
            (*new, *known), removed, said | inferred, unsaid, inferred, begun, ended, orphans
        )


def _ended(store: ox.Store, unsaid: Lines) -> tuple[frozenset[bytes], Lines]:
    """The subjects that nothing is said of any longer, and what is inferred of them."""
    ended: set[bytes] = set()
    orphans: set[Line] = set()
    for subject in _subjects(unsaid):
        said, inferred = set[Line](), set[Line]()
        for quad in _about(store, subject):
            if quad.graph_name != _UNION:
                (inferred if quad.graph_name == _INFERRED else said).add(line(quad.triple))
        if said <= unsaid:
            ended.add(subject)
            orphans |= inferred
    return frozenset(ended), orphans


def _subjects(lines: Lines) -> set[bytes]:
    """The IRIs that triples are about."""
    return {subject for text in lines if (subject := text.split(b" ", 1)[0]).startswith(b"<")}


def _about(store: ox.Store, subject: bytes) -> Iterator[ox.Quad]:
    """The quads that have a term, named as in N-Triples, as subject or object."""
    term = named(subject)
    yield from store.quads_for_pattern(term, None, None)
    yield from store.quads_for_pattern(None, None, term)


_Graphs = list[ox.NamedNode]


def _by_triple(
    added: Iterable[ox.Quad], removed: Iterable[ox.Quad]
) -> dict[ox.Triple, tuple[_Graphs, _Graphs]]:
    """For each triple the graphs that it is added to, and removed from."""
    found: defaultdict[ox.Triple, tuple[_Graphs, _Graphs]] = defaultdict(lambda: ([], []))
    for quad in added:
        found[quad.triple][0].append(quad.graph_name)  # type: ignore[arg-type]
    for quad in removed:
        found[quad.triple][1].append(quad.graph_name)  # type: ignore[arg-type]
    return found
