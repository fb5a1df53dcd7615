"""A store as lines of N-Triples: what only the reasoner does with it.

Most of what follows from a graph is never looked at as terms: it comes out of Oxigraph as the bytes
of N-Triples and goes back in as such, which spares a Python object for each term. The graphs
written to here share no triple with another, so that a union which is kept only gains or loses what
they do.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
from rdflib.term import Identifier

from peelgraph.store.oxterms import Line, graph_name, lines_of, quad_of
from peelgraph.store.quads import QuadStore, query_errors

__all__ = ["among", "clear", "cut", "derive", "drop", "held", "lines_in", "put"]

_LINES = ox.RdfFormat.N_TRIPLES


def lines_in(store: QuadStore, graph: Identifier) -> bytes:
    """The triples of a named graph as N-Triples."""
    triples = (quad.triple for quad in store.named(graph))
    return ox.serialize(triples, format=_LINES) or b""


def held(store: QuadStore, lines: Iterable[Line], graph: Identifier | None = None) -> set[Line]:
    """Those lines of N-Triples that a named graph holds, or any."""
    texts = list(lines)
    quads = ox.parse(b"\n".join(texts), format=_LINES)
    # a line each, in their order
    pairs = zip(texts, quads, strict=True)
    if graph is None:
        return {text for text, quad in pairs if store.has(quad)}
    name = graph_name(graph)
    return {text for text, quad in pairs if quad_of(quad.triple, name) in store.inner}


def among(store: QuadStore, query: str, graph: Identifier) -> set[Line]:
    """What a CONSTRUCT gives and a named graph holds, as lines of N-Triples."""
    with query_errors():
        text = store.constructed(query).serialize(format=_LINES)
    return held(store, lines_of(text or b""), graph)


def derive(store: QuadStore, query: str, graph: Identifier, *, only_new: bool = False) -> bytes:
    """Add what a CONSTRUCT gives, none of which may stand in another graph, to a named graph.

    Returns it as N-Triples, a triple once or more. With `only_new`, what stands in some graph
    already is left out.
    """
    with query_errors():
        found = store.constructed(query)
        if only_new:
            new = (triple for triple in found if not store.has(quad_of(triple)))
            lines = ox.serialize(new, format=_LINES)
        else:
            # Oxigraph writes what it finds without an object of Python for each triple
            lines = found.serialize(format=_LINES)
        put(store, lines or b"", graph)
    return lines or b""


def put(store: QuadStore, lines: bytes, graph: Identifier, *, aside: bool = False) -> None:
    """Add N-Triples, none of which may stand in another graph, to a named graph.

    What is put aside is no part of the union of a united store: only a query that names the graph
    sees it.
    """
    if lines:
        store.changes += 1
        store.inner.load(lines, format=_LINES, to_graph=graph_name(graph))
        if store.united and not aside:
            store.inner.load(lines, format=_LINES)


def cut(store: QuadStore, lines: bytes, graph: Identifier, *, aside: bool = False) -> None:
    """Take N-Triples, none of which stands in another graph, out of a named graph."""
    store.changes += 1
    name = graph_name(graph)
    for quad in ox.parse(lines, format=_LINES):
        store.inner.remove(quad_of(quad.triple, name))
        # no other graph has it, so that the union has it no longer either
        if store.united and not aside:
            store.inner.remove(quad)


def clear(store: QuadStore, graph: Identifier) -> bytes:
    """Take all triples out of a named graph, none of which stands in another; returns them."""
    lines = lines_in(store, graph)
    cut(store, lines, graph)
    return lines


def drop(store: QuadStore, graph: Identifier) -> None:
    """Take away a graph that was put aside."""
    store.inner.remove_graph(graph_name(graph))
