"""A term written as SPARQL text comes back identical from rdflib's engine and from Oxigraph's, or is refused."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import XSD, BNode, Graph, Literal, URIRef, Variable
from rdflib.term import Identifier

from peelgraph.sparql.terms import is_iri, python_value, sparql_text
from peelgraph.store.embedded import EmbeddedStore

HOSTILE = [
    "",
    " ",
    '"',
    '""',
    '"""',
    "'",
    "'''",
    "\\",
    "\\\\",
    '\\"',
    "\\u0022",
    "\\\\u0022",
    "\\U00000022",
    "\\u005Cu0022",
    "u0022",
    "\\n",
    "line\nbreak",
    "carriage\rreturn",
    "\r\n",
    "tab\t",
    "\b\f\v\x1f\x7f\x85\u2028\u2029",
    "} UNION { ?s ?p ?o }",
    '" } UNION { ?s ?p ?o } #',
    '") } ; DROP ALL #',
    "{ } { }}",
    "# comment",
    "$force ?force",
    "<https://example.org/>",
    "@en",
    "^^xsd:integer",
    "\ufeff",
    "\ufffe\uffff",
    "e\u0301 é",
    "\U0001f46e\u200d\u2642\ufe0f",
    "\u202eesrever",
]
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
PIECES = st.lists(st.sampled_from([*HOSTILE, "\\", "u", "U", "0", "0022", '"', "'", "\n"])).map(
    "".join
)
IRIS = st.text(max_size=30).map(lambda text: "https://example.org/" + text)


def both_engines(term: Identifier) -> list[Identifier | None]:
    query = f"SELECT ?x WHERE {{ VALUES ?x {{ {sparql_text(term)} }} }}"
    (from_rdflib,) = Graph().query(query)
    (from_oxigraph,) = EmbeddedStore().select(query).rows
    return [from_rdflib[0], from_oxigraph[0]]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "make", [Literal, lambda t: Literal(t, lang="en"), lambda t: Literal(t, lang="cy-GB")]
)
def test_hostile_texts_stay_texts(text: str, make: type[Literal]) -> None:
    assert both_engines(make(text)) == [make(text), make(text)]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts_of_their_datatype(text: str) -> None:
    term = Literal(text, datatype=URIRef("https://example.org/type"))
    assert both_engines(term) == [term, term]


@given(TEXTS | PIECES)
@example("\\u0041\\U0001F600")
def test_any_text_comes_back(text: str) -> None:
    assert both_engines(Literal(text)) == [Literal(text), Literal(text)]
    assert [str(t) for t in both_engines(Literal(text))] == [text, text]


@given(IRIS)
@example("https://example.org/\ud800")
@example("https://example.org/%zz")
@example("https://example.org/a#b#c")
def test_an_iri_comes_back_or_is_refused(text: str) -> None:
    if is_iri(text):
        assert both_engines(URIRef(text)) == [URIRef(text), URIRef(text)]
    else:
        with pytest.raises(ValueError, match="is not an absolute IRI"):
            sparql_text(URIRef(text))


@given(st.text(st.characters(codec="utf-8"), max_size=12).map(lambda text: "https:" + text) | IRIS)
@example("https:?\U000f0000")
@example("https:\U000f0000")
@example("https:?\ue000#\ue000")
def test_is_iri_agrees_with_oxigraph(text: str) -> None:
    try:
        ox.NamedNode(text)
    except ValueError:
        assert not is_iri(text)
    else:
        assert is_iri(text) or "[" in text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "force/cambridgeshire",
        "//example.org/x",
        "https://example.org/a b",
        "https://example.org/>",
        "https://example.org/<",
        'https://example.org/"',
        "https://example.org/{",
        "https://example.org/}",
        "https://example.org/|",
        "https://example.org/^",
        "https://example.org/`",
        "https://example.org/\\u0020",
        "https://example.org/\n",
        "https://example.org/\x00",
        "https://example.org/\ud800",
        "https://example.org/%4",
        "https://example.org:port/",
        "https://example.org/> . ?s ?p ?o #",
    ],
)
def test_bad_iris_are_refused(text: str) -> None:
    assert not is_iri(text)
    for term in (URIRef(text), Literal("x", datatype=URIRef(text)) if text else URIRef("")):
        with pytest.raises(ValueError, match="is not an absolute IRI"):
            sparql_text(term)


@pytest.mark.parametrize(
    ("text", "why"), [("a\x00b", "NUL"), ("\ud800", "surrogate"), ("x\udfffy", "surrogate")]
)
def test_what_is_no_text_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        sparql_text(Literal(text))


def test_blank_nodes_are_refused() -> None:
    with pytest.raises(ValueError, match="blank node"):
        sparql_text(BNode())


def test_variables_are_written_as_variables() -> None:
    assert sparql_text(Variable("force")) == "?force"


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (None, None),
        (URIRef("https://example.org/x"), "https://example.org/x"),
        (Literal("x"), "x"),
        (Literal("x", lang="en"), "x"),
        (Literal(5), 5),
        (Literal(Decimal("1.5")), Decimal("1.5")),
        (Literal(True), True),
        (Literal("2016-11-03", datatype=XSD.date), datetime.date(2016, 11, 3)),
        (Literal("https://example.org/", datatype=XSD.anyURI), "https://example.org/"),
        (Literal("ill-typed", datatype=XSD.integer), "ill-typed"),
        (Literal("x", datatype=URIRef("https://example.org/type")), "x"),
    ],
)
def test_python_values(term: Identifier | None, value: object) -> None:
    found = python_value(term)
    assert (found, type(found)) == (value, type(value))
