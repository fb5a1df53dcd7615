"""Oxigraph as a store of rdflib, whose literals keep their text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import XSD, Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Identifier

from peelgraph.sparql.verbatim import WrittenLiteral
from peelgraph.store.oxterms import to_ox, to_rdflib

__all__ = ["WrittenStore", "rdflib_term"]


class WrittenStore(OxigraphStore):
    """A store of rdflib that gives back literals as Oxigraph has them."""

    def triples(self, triple_pattern: Any, context: Graph | None = None) -> Iterator[Any]:
        """The triples of a pattern, each with its graph; nothing for what is no pattern of RDF."""
        for quad in self.quads(triple_pattern, context):
            triple = tuple(map(rdflib_term, quad.triple))
            yield triple, iter((self.graph_of(quad.graph_name),))

    def quads(self, triple_pattern: Any, context: Graph | None = None) -> Iterator[ox.Quad]:
        """The quads of a pattern; none for what is no pattern of RDF."""
        try:
            subject, predicate, value = map(_asked, triple_pattern)
            found = self._inner.quads_for_pattern(subject, predicate, value, _place(context))
        except (TypeError, ValueError):
            return iter(())
        return found

    def graph_of(self, name: Any) -> Graph:
        """A graph of this store by its name in Oxigraph."""
        is_default = isinstance(name, ox.DefaultGraph)
        return Graph(self, DATASET_DEFAULT_GRAPH_ID if is_default else to_rdflib(name))


def _asked(term: Identifier | None) -> Any:
    return None if term is None else to_ox(term)


def _place(graph: Graph | None) -> Any:
    if graph is None:
        return None
    name = graph.identifier
    return ox.DefaultGraph() if name == DATASET_DEFAULT_GRAPH_ID else to_ox(name)


def rdflib_term(term: Any) -> Identifier:
    """A term of Oxigraph's as rdflib has it in its stores on Oxigraph."""
    made = to_rdflib(term)
    # a text has its datatype there
    if isinstance(made, WrittenLiteral) and not made.language and not made.datatype:
        return WrittenLiteral(str(made), datatype=XSD.string)
    return made
