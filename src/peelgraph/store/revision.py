"""A change of what sources say, before it is carried out: which triples are said that were not, and which no longer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib.term import Identifier

from peelgraph.store.base import Triple
from peelgraph.store.oxterms import graph_name, line, quad_of, to_quad
from peelgraph.vocab import INFERRED

__all__ = ["Revision", "Said"]

Said = tuple[Triple, Identifier]
"""A triple and the named graph that it is said in."""
_INFERRED, _UNION = graph_name(INFERRED), ox.DefaultGraph()


@dataclass(frozen=True)
class Revision:
    """The quads to add and to remove, and the triples that matter by their lines of N-Triples.

    `said` are those that no source said and one will, of which `inferred` were inferred; `unsaid` those that one said
    and none will.
    """

    added: frozenset[ox.Quad]
    removed: frozenset[ox.Quad]
    said: dict[bytes, Triple]
    unsaid: dict[bytes, Triple]
    inferred: frozenset[bytes]

    @classmethod
    def of(cls, store: ox.Store, add: Iterable[Said], remove: Iterable[Said]) -> Revision:
        """The change that statements make to a united store; what is both added and removed is added."""
        wanted, unwanted = _quads(add), _quads(remove)
        added = frozenset(q for q in wanted if q not in store)
        removed = frozenset(q for q in unwanted if q not in wanted and q in store)
        said, unsaid, inferred = {}, {}, set()
        for triple, (more, less) in _by_triple(added, removed).items():
            if quad_of(triple) not in store:
                said[line(triple)] = wanted[quad_of(triple, more[0])]
                continue
            held = {q.graph_name: q.triple for q in store.quads_for_pattern(*triple)}
            before = {*held} - {_INFERRED, _UNION}
            name = line(held[_UNION])  # with numbers as the store writes them
            if more and not before:
                said[name] = wanted[quad_of(triple, more[0])]
                inferred.add(name)
            elif before and not more and before <= {*less}:
                unsaid[name] = unwanted[quad_of(triple, less[0])]
        return cls(added, removed, said, unsaid, frozenset(inferred))


def _quads(statements: Iterable[Said]) -> dict[ox.Quad, Triple]:
    names: dict[Identifier, ox.NamedNode] = {}
    return {to_quad(t, names.setdefault(g, graph_name(g))): t for t, g in statements}


_Graphs = list[ox.NamedNode]


def _by_triple(added: Iterable[ox.Quad], removed: Iterable[ox.Quad]) -> dict[ox.Triple, tuple[_Graphs, _Graphs]]:
    """For each triple the graphs that it is added to, and removed from."""
    found: defaultdict[ox.Triple, tuple[_Graphs, _Graphs]] = defaultdict(lambda: ([], []))
    for quad in added:
        found[quad.triple][0].append(quad.graph_name)  # type: ignore[arg-type]
    for quad in removed:
        found[quad.triple][1].append(quad.graph_name)  # type: ignore[arg-type]
    return found
