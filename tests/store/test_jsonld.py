"""Compact JSON-LD gives back the quads that were written, whatever they hold."""

from __future__ import annotations

import io
import json

import pyoxigraph as ox
import pytest
from pyld import jsonld

from peelgraph.formats import GRAPHS
from peelgraph.store.context import context
from peelgraph.store.files import write_quads
from peelgraph.store.jsonld import is_writable
from peelgraph.vocab import PEEL, PREFIXES

THING = ox.NamedNode("https://w3id.org/peelgraph/id/x/y")
GRAPH = ox.NamedNode("https://w3id.org/peelgraph/graph/g")
XSD = PREFIXES["xsd"]


def _peel(name: str) -> ox.NamedNode:
    return ox.NamedNode(str(PEEL[name]))


def _typed(text: str, name: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + name))


VALUES = [
    ox.Literal("plain"),
    ox.Literal("", language="en"),
    ox.Literal("in English", language="en"),
    ox.Literal("yn Gymraeg", language="cy"),
    ox.Literal("@id"),
    ox.Literal("id:force/kent"),
    ox.Literal('"\\\n\u2028 <x>'),
    _typed("5", "integer"),
    _typed("-0", "integer"),
    _typed("007", "integer"),
    _typed("123456789012345678901234567890", "integer"),
    _typed("true", "boolean"),
    _typed("1", "boolean"),
    _typed("1.50", "decimal"),
    _typed("1e3", "double"),
    _typed("2016-11-03", "date"),
    _typed("x", "anyURI"),
    ox.Literal('{"a": 1}', datatype=ox.NamedNode(PREFIXES["rdf"] + "JSON")),
    ox.NamedNode("https://w3id.org/peelgraph/id/force/kent"),
    ox.NamedNode("https://w3id.org/peelgraph/id//kent"),
    ox.NamedNode("https://w3id.org/peelgraph/id/"),
    ox.NamedNode("urn:x:y"),
    ox.NamedNode("javascript:alert(1)"),
]
PROPERTIES = [
    _peel("statement"),
    _peel("dateEarliest"),
    _peel("about"),
    _peel("graph"),
    _peel("number"),
    ox.NamedNode(PREFIXES["rdfs"] + "label"),
    ox.NamedNode(PREFIXES["rdf"] + "type"),
    ox.NamedNode("http://other.example/p"),
    ox.NamedNode("urn:p"),
]
QUADS = [
    ox.Quad(THING, predicate, value, graph)
    for predicate in PROPERTIES
    for value in VALUES
    for graph in (GRAPH, ox.DefaultGraph())
]


def _written(quads: list[ox.Quad]) -> bytes:
    out = io.BytesIO()
    write_quads(quads, out, GRAPHS["jsonld"])
    return out.getvalue()


def test_oxigraph_reads_the_same_quads() -> None:
    assert is_writable(QUADS)
    text = _written(QUADS)
    assert json.loads(text)["@context"] == context()
    assert set(ox.parse(text, format=ox.RdfFormat.JSON_LD)) == set(QUADS)


def test_pyld_reads_the_same_quads() -> None:
    # pyld writes doubles in a form of its own, and JSON anew
    others = {XSD + "double", PREFIXES["rdf"] + "JSON"}
    plain = []
    for quad in QUADS:
        datatype = quad.object.datatype.value if isinstance(quad.object, ox.Literal) else ""
        if quad.predicate.value != PREFIXES["rdf"] + "type" and datatype not in others:
            plain.append(quad)
    read = jsonld.to_rdf(json.loads(_written(plain)), {"format": "application/n-quads"})
    assert set(ox.parse(read.encode(), format=ox.RdfFormat.N_QUADS)) == set(plain)


@pytest.mark.parametrize("iri", ["id:force/kent", "peel:x", "schema:x"])
def test_an_iri_that_begins_like_a_prefix_is_kept(iri: str) -> None:
    quads = [
        ox.Quad(THING, ox.NamedNode("urn:p"), ox.NamedNode(iri), GRAPH),
        ox.Quad(ox.NamedNode(iri), ox.NamedNode("urn:p"), ox.Literal("x"), GRAPH),
    ]
    assert not is_writable(quads)


def test_values_are_as_short_as_the_context_lets_them() -> None:
    quads = [
        ox.Quad(THING, ox.NamedNode(PREFIXES["rdf"] + "type"), _peel("Finding"), GRAPH),
        ox.Quad(
            THING, _peel("about"), ox.NamedNode("https://w3id.org/peelgraph/id/force/kent"), GRAPH
        ),
        ox.Quad(THING, _peel("statement"), ox.Literal("It is so.", language="en"), GRAPH),
        ox.Quad(THING, _peel("dateEarliest"), _typed("2016-11-03", "date"), GRAPH),
        ox.Quad(THING, _peel("number"), _typed("5", "integer"), GRAPH),
    ]
    (graph,) = json.loads(_written(quads))["@graph"]
    assert graph == {
        "@id": "graph:g",
        "@graph": [
            {
                "@id": "id:x/y",
                "@type": "Finding",
                "about": "id:force/kent",
                "statement": "It is so.",
                "dateEarliest": "2016-11-03",
                "number": 5,
            }
        ],
    }
