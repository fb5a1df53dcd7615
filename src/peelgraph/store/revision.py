"""A change of what sources say: which triples are said that were not, and which no longer.

It is worked out before it is carried out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib.term import Identifier

from peelgraph.store.oxterms import Line, Lines, as_written, graph_name, line, named, quad_of
from peelgraph.store.quads import QuadStore
from peelgraph.vocab import INFERRED, MADE

__all__ = ["Revision", "difference"]

_INFERRED = graph_name(INFERRED)
_UNION = ox.DefaultGraph()
_ASIDE = {_UNION, *map(graph_name, MADE)}
"""What nobody says: stems and made names come and go with what they are made of."""
_LINES = ox.RdfFormat.N_TRIPLES
_Graphs = dict[ox.Triple, set[object]]


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
        """The change that quads of named graphs make to a united store.

        What is both added and removed is added.
        """
        wanted = dict.fromkeys(add)
        unwanted = (quad for quad in dict.fromkeys(remove) if quad not in wanted)
        removed = [quad for quad in unwanted if quad in store]
        new = []
        known = []  # triples that the store has, which another graph will say too
        for quad in wanted:
            if quad_of(quad.triple) not in store:
                new.append(quad)
            elif quad not in store:
                known.append(quad)
        said = as_written(new)
        inferred, unsaid = _turned(store, known, removed)
        ended, orphans = _ended(store, unsaid, said | inferred)
        return cls(
            added=(*new, *known),
            removed=removed,
            said=said | inferred,
            unsaid=unsaid,
            inferred=inferred,
            begun=_begun(store, said),
            ended=ended,
            orphans=orphans,
        )

    def carry_out(self, store: QuadStore) -> None:
        """Make the change to the store that it was worked out for."""
        store.changes += 1
        for quad in self.removed:
            store.inner.remove(quad)
        # what no source says any longer leaves the union too
        for quad in ox.parse(b"\n".join(self.unsaid), format=_LINES):
            store.inner.remove(quad)
        store.add(self.added)


def difference(store: QuadStore, other: QuadStore, *but: Identifier) -> list[ox.Quad]:
    """The quads of named graphs that another store does not hold, some graphs left aside."""
    there = set(other.inner)
    aside = set(map(graph_name, but))
    here = (quad for quad in store.named() if quad.graph_name not in aside)
    return [quad for quad in here if quad not in there]


def _turned(
    store: ox.Store, added: Iterable[ox.Quad], removed: Iterable[ox.Quad]
) -> tuple[set[Line], set[Line]]:
    """What was only inferred and will be said, and what was said and will not be.

    The quads to add are of triples that the store holds.
    """
    more = _graphs_by_triple(added)
    less = _graphs_by_triple(removed)
    inferred = set[Line]()
    unsaid = set[Line]()
    for triple in {**more, **less}:
        alike = store.quads_for_pattern(*triple)
        held = {quad.graph_name: quad.triple for quad in alike}
        sayers = held.keys() - {_INFERRED, _UNION}
        name = line(held[_UNION])  # the union's own, with numbers as the store writes them
        if triple in more:
            if not sayers:
                inferred.add(name)
        elif sayers and sayers <= less[triple]:
            unsaid.add(name)
    return inferred, unsaid


def _graphs_by_triple(quads: Iterable[ox.Quad]) -> _Graphs:
    found: _Graphs = defaultdict(set)
    for quad in quads:
        found[quad.triple].add(quad.graph_name)
    return found


def _begun(store: ox.Store, said: Lines) -> frozenset[bytes]:
    """The subjects of which the store knows nothing."""
    return frozenset(term for term in _subjects(said) if not any(_about(store, term)))


def _ended(store: ox.Store, unsaid: Lines, added: Lines) -> tuple[frozenset[bytes], Lines]:
    """The subjects that nothing is said of any longer, and what is inferred of them."""
    ended = set[bytes]()
    orphans = set[Line]()
    # what is newly said may have as object what lost all that was said of it
    for subject in _subjects(unsaid) - _ends(added):
        said = set[Line]()
        inferred = set[Line]()
        for quad in _about(store, subject):
            if quad.graph_name == _INFERRED:
                inferred.add(line(quad.triple))
            elif quad.graph_name not in _ASIDE:
                said.add(line(quad.triple))
        if said <= unsaid:  # all that is said of it goes
            ended.add(subject)
            orphans |= inferred
    return frozenset(ended), orphans


def _subjects(lines: Lines) -> set[bytes]:
    """The IRIs that triples are about."""
    subjects = (text.split(b" ", 1)[0] for text in lines)
    return {subject for subject in subjects if subject.startswith(b"<")}


def _ends(lines: Lines) -> set[bytes]:
    """The IRIs that triples have as subject or object."""
    objects = (text[:-2].split(b" ", 2)[2] for text in lines)
    return _subjects(lines) | {value for value in objects if value.startswith(b"<")}


def _about(store: ox.Store, subject: bytes) -> Iterator[ox.Quad]:
    """The quads that have a term, named as in N-Triples, as subject or object."""
    term = named(subject)
    yield from store.quads_for_pattern(term, None, None)
    yield from store.quads_for_pattern(None, None, term)
