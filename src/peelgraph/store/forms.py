"""The literals of files as they are written there, where a store keeps them in another form.

Oxigraph keeps numbers, moments and durations by value: it gives back `007` as `7`, and an
`xsd:byte` as an `xsd:integer`. Where a file is evidence, its own form is kept beside the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib.term import Identifier

from peelgraph.store.base import Triple
from peelgraph.store.oxterms import RdflibTerms, has_value, to_ox, to_rdflib

__all__ = ["Forms"]

_PLACE = ox.NamedNode("urn:place")


class Forms:
    """Quads by the form that a store gives them, as far as that is another."""

    def __init__(self) -> None:
        self._kept: dict[ox.Literal, ox.Literal] = {}
        self._written: dict[ox.Quad, dict[ox.Quad, None]] = {}

    def noted(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        """The quads, whose forms are known when all have been read."""
        valued = dict[ox.Quad, dict[ox.Quad, None]]()
        for quad in quads:
            if has_value(quad.object):
                value = self._as_kept(quad.object)
                kept = ox.Quad(quad.subject, quad.predicate, value, quad.graph_name)
                valued.setdefault(kept, {})[quad] = None
            yield quad
        for kept, written in valued.items():
            if list(written) != [kept]:
                self._written.setdefault(kept, {}).update(written)

    def of(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        """Quads of the store, each in the forms that files have it in."""
        for quad in quads:
            yield from self._written.get(quad, (quad,))

    def by_triple(self) -> dict[ox.Triple, list[ox.Triple]]:
        """The triples that a store keeps in another form, each with the forms that files have."""
        made: dict[ox.Triple, dict[ox.Triple, None]] = {}
        for kept, written in self._written.items():
            made.setdefault(kept.triple, {}).update({quad.triple: None for quad in written})
        return {kept: list(written) for kept, written in made.items()}

    def triples(self) -> Iterator[tuple[Triple, Triple]]:
        """The triples that a store keeps in another form: as they are written, and as it does."""
        terms = RdflibTerms()
        for kept, written in self._written.items():
            for quad in written:
                if quad != kept:
                    yield terms.triple(quad), terms.triple(kept)

    def kept(self, term: Identifier) -> Identifier:
        """A term as a store gives it back."""
        literal = to_ox(term)
        return to_rdflib(self._as_kept(literal)) if has_value(literal) else term

    def _as_kept(self, literal: ox.Literal) -> ox.Literal:
        """A literal as a store gives it back."""
        if literal not in self._kept:
            store = ox.Store()
            store.add(ox.Quad(_PLACE, _PLACE, literal))
            (quad,) = store
            self._kept[literal] = quad.object
        return self._kept[literal]
