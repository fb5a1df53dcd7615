"""Terms, triples and statements of rdflib as Oxigraph's, and the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Any, cast

import pyoxigraph as ox
from rdflib import RDF, XSD, BNode, Literal, URIRef
from rdflib.term import Identifier

from peelgraph.store.base import Triple

__all__ = [
    "Line",
    "Lines",
    "OxTerm",
    "Quad",
    "Terms",
    "as_written",
    "graph_name",
    "line",
    "lines_of",
    "named",
    "parsed",
    "quad_of",
    "skolemised",
    "to_ox",
    "to_quad",
    "to_rdflib",
]

Line = bytes
"""A triple as Oxigraph writes it in N-Triples, without the end of the line."""
Lines = AbstractSet[Line]
Quad = ox.Quad
OxTerm = ox.NamedNode | ox.BlankNode | ox.Literal
_STRING = str(XSD.string)
_TEXT = {_STRING, str(RDF.langString)}
_LINES = ox.RdfFormat.N_TRIPLES


def to_rdflib(term: OxTerm) -> Identifier:
    """An Oxigraph term as an rdflib term."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    if term.datatype.value == _STRING:
        return Literal(term.value)
    return Literal(term.value, datatype=URIRef(term.datatype.value))


class Terms(dict[OxTerm, Identifier]):
    """rdflib terms by those of Oxigraph, each made once, however often an answer has it."""

    def __missing__(self, term: OxTerm) -> Identifier:
        self[term] = made = to_rdflib(term)
        return made

    def triple(self, found: ox.Triple | ox.Quad) -> Triple:
        """The triple of a triple or quad."""
        return (
            self[cast("OxTerm", found.subject)],
            self[found.predicate],
            self[cast("OxTerm", found.object)],
        )


def to_ox(term: Identifier) -> OxTerm:
    """An rdflib term as an Oxigraph term."""
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    assert isinstance(term, Literal)
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(
        str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None
    )


def quad_of(triple: ox.Triple, graph: ox.NamedNode | ox.DefaultGraph | None = None) -> ox.Quad:
    """A triple as a quad of a graph, or of the default graph."""
    return ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def to_quad(triple: Triple, graph: ox.NamedNode | ox.DefaultGraph | None = None) -> ox.Quad:
    """An rdflib triple as a quad of a graph, or of the default graph."""
    s, p, o = triple
    return ox.Quad(to_ox(s), ox.NamedNode(str(p)), to_ox(o), graph or ox.DefaultGraph())  # type: ignore[arg-type]


def line(triple: ox.Triple) -> Line:
    """A triple as a line of N-Triples."""
    return f"{triple} .".encode()


def lines_of(text: bytes) -> set[Line]:
    """The lines of N-Triples text."""
    return set(text.split(b"\n")) - {b""}


def as_written(quads: Iterable[ox.Quad]) -> set[Line]:
    """The triples of quads as a store will write them, which keeps values of datatypes and not how
    they were given.
    """
    valued, plain = ox.Store(), []
    for quad in quads:
        value = quad.object
        if type(value) is ox.Literal and value.datatype.value not in _TEXT:
            valued.add(quad_of(quad.triple))
        else:
            plain.append(quad.triple)
    text = ox.serialize((*plain, *(quad.triple for quad in valued)), format=_LINES)
    return lines_of(text or b"")


def parsed(lines: Iterable[Line]) -> tuple[Triple, ...]:
    """The triples of lines of N-Triples, in the order of the lines."""
    return tuple(map(Terms().triple, ox.parse(b"\n".join(sorted(lines)), format=_LINES)))


def named(text: bytes) -> ox.NamedNode:
    """An IRI as N-Triples writes it."""
    return ox.NamedNode(text[1:-1].decode())


def graph_name(graph: Identifier) -> ox.NamedNode:
    """The name of a graph."""
    return ox.NamedNode(str(graph))


def skolemised(quads: Iterator[ox.Quad], graph: Identifier) -> Iterator[ox.Quad]:
    """Quads with IRIs for blank nodes, numbered as they are met, so that a file gives the same IRIs
    each time.

    Those without a graph are given one.
    """
    numbers: dict[ox.BlankNode, int] = {}
    home, nowhere, blank = graph_name(graph), ox.DefaultGraph(), ox.BlankNode

    def named(node: Any) -> Any:
        if type(node) is not blank:
            return node
        return ox.NamedNode(f"{graph}/genid/{numbers.setdefault(node, len(numbers) + 1)}")

    for subject, predicate, value, name in quads:
        place = home if name == nowhere else name
        if blank in (type(subject), type(value), type(place)):
            yield ox.Quad(named(subject), predicate, named(value), named(place))
        else:
            yield ox.Quad(subject, predicate, value, place)
