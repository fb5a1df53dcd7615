"""Terms, triples and statements of rdflib as Oxigraph's, and the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Any, TypeGuard, cast
from urllib.parse import quote

import pyoxigraph as ox
from rdflib import RDF, XSD, BNode, Literal, URIRef
from rdflib.term import Identifier

from peelgraph.sparql.terms import TripleTerm
from peelgraph.sparql.verbatim import WrittenLiteral
from peelgraph.store.base import Triple
from peelgraph.vocab import GENID, GRAPH, blank_label

__all__ = [
    "Line",
    "Lines",
    "OxTerm",
    "Quad",
    "RdflibTerms",
    "as_written",
    "blank_again",
    "graph_name",
    "has_value",
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
OxTerm = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
GraphName = ox.NamedNode | ox.DefaultGraph
_STRING = str(XSD.string)
_TEXT = {_STRING, str(RDF.langString), str(RDF) + "dirLangString"}
_LINES = ox.RdfFormat.N_TRIPLES


def to_rdflib(term: OxTerm) -> Identifier:
    """An Oxigraph term as an rdflib term, a literal to the character as it is."""
    if isinstance(term, ox.Triple):
        return TripleTerm(*map(to_rdflib, term))
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if term.language:
        return WrittenLiteral(term.value, lang=_tag(term.language, term.direction))
    # rdflib tells a text without a datatype from one of xsd:string, Oxigraph does not
    if term.datatype.value == _STRING:
        return WrittenLiteral(term.value)
    return WrittenLiteral(term.value, datatype=term.datatype.value)


def _tag(language: str, direction: ox.BaseDirection | None) -> str:
    """Language and base direction, as RDF 1.2 writes them."""
    return f"{language}--{direction}" if direction else language


class RdflibTerms(dict[OxTerm, Identifier]):
    """rdflib terms by those of Oxigraph, each made once, however often an answer has it."""

    def __missing__(self, term: OxTerm) -> Identifier:
        made = to_rdflib(term)
        self[term] = made
        return made

    def triple(self, found: ox.Triple | ox.Quad) -> Triple:
        """The triple of a triple or quad."""
        subject = self[found.subject]
        value = self[found.object]
        return subject, self[found.predicate], value


def to_ox(term: Identifier) -> OxTerm:
    """An rdflib term as an Oxigraph term."""
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, TripleTerm):
        return to_quad(term.parts).triple
    assert isinstance(term, Literal)
    if term.language:
        return _in_language(str(term), term.language)
    if term.datatype:
        datatype = ox.NamedNode(str(term.datatype))
        return ox.Literal(str(term), datatype=datatype)
    return ox.Literal(str(term))


def _in_language(text: str, tag: str) -> ox.Literal:
    language, _, direction = tag.partition("--")
    if direction:
        return ox.Literal(text, language=language, direction=ox.BaseDirection(direction))
    return ox.Literal(text, language=language)


def quad_of(triple: ox.Triple, graph: GraphName | None = None) -> ox.Quad:
    """A triple as a quad of a graph, or of the default graph."""
    return ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def to_quad(triple: Triple, graph: GraphName | None = None) -> ox.Quad:
    """An rdflib triple as a quad of a graph, or of the default graph."""
    s, p, o = triple
    subject = cast("ox.NamedNode | ox.BlankNode", to_ox(s))
    predicate = ox.NamedNode(str(p))
    return ox.Quad(subject, predicate, to_ox(o), graph)


def line(triple: ox.Triple) -> Line:
    """A triple as a line of N-Triples."""
    return f"{triple} .".encode()


def lines_of(text: bytes) -> set[Line]:
    """The lines of N-Triples text."""
    return set(text.split(b"\n")) - {b""}


def has_value(term: object) -> TypeGuard[ox.Literal]:
    """Whether a term is a literal of a datatype, which a store may keep in another form."""
    return type(term) is ox.Literal and term.datatype.value not in _TEXT


def as_written(quads: Iterable[ox.Quad]) -> set[Line]:
    """The triples of quads as a store will write them.

    A store keeps values of datatypes and not how they were given: a number with a leading zero
    comes back without. So what has a value goes through a store once; the rest is as it is.
    """
    valued = ox.Store()
    plain = []
    for quad in quads:
        value = quad.object
        if has_value(value):
            valued.add(quad_of(quad.triple))
        else:
            plain.append(quad.triple)
    triples = (*plain, *(quad.triple for quad in valued))
    return lines_of(ox.serialize(triples, format=_LINES) or b"")


def parsed(lines: Iterable[Line]) -> tuple[Triple, ...]:
    """The triples of lines of N-Triples, in the order of the lines."""
    terms = RdflibTerms()
    quads = ox.parse(b"\n".join(sorted(lines)), format=_LINES)
    return tuple(terms.triple(quad) for quad in quads)


def named(text: bytes) -> ox.NamedNode:
    """An IRI as N-Triples writes it."""
    return ox.NamedNode(text[1:-1].decode())


def graph_name(graph: Identifier) -> ox.NamedNode:
    """The name of a graph."""
    return ox.NamedNode(str(graph))


def skolemised(
    quads: Iterable[ox.Quad], graph: Identifier, names: Identifier | None = None
) -> Iterator[ox.Quad]:
    """Quads with IRIs for blank nodes, under `names` or the graph; those without a graph get it.

    The IRIs are numbered as blank nodes are met, so that a file gives the same each time.
    """
    home = graph_name(graph)
    nowhere = ox.DefaultGraph()
    place_of_names = quote(str(names or graph).removeprefix(str(GRAPH)))
    blank = ox.BlankNode
    numbers: dict[ox.BlankNode, int] = {}

    def iri(node: Any) -> Any:
        if type(node) is ox.Triple:
            return ox.Triple(iri(node.subject), node.predicate, iri(node.object))
        if type(node) is not blank:
            return node
        number = numbers.setdefault(node, len(numbers) + 1)
        return ox.NamedNode(f"{GENID}{place_of_names}/{number}")

    for subject, predicate, value, name in quads:
        place = home if name == nowhere else name
        # most quads have none, and stay as they are
        kinds = (type(subject), type(value), type(place))
        if blank in kinds or ox.Triple in kinds:
            yield ox.Quad(iri(subject), predicate, iri(value), iri(place))
        else:
            yield ox.Quad(subject, predicate, value, place)


def blank_again(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Quads with blank nodes for the IRIs that these were given, for those who read a file."""

    def node(term: Any) -> Any:
        if type(term) is ox.NamedNode and term.value.startswith(GENID):
            return ox.BlankNode(blank_label(term.value))
        if type(term) is ox.Triple:
            return ox.Triple(node(term.subject), term.predicate, node(term.object))
        return term

    for quad in quads:
        subject, value, place = map(node, (quad.subject, quad.object, quad.graph_name))
        if subject is quad.subject and value is quad.object and place is quad.graph_name:
            yield quad
        else:
            yield ox.Quad(subject, quad.predicate, value, place)
