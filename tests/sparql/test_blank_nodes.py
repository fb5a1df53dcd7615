"""A query tells blank nodes of files from IRIs, though in the store both are IRIs."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import BNode, Literal, URIRef

import peelgraph
from peelgraph.sparql.blank_nodes import blank_first

TURTLE = """
@prefix : <http://example.org/> .
:x :p [], :y, "text", 1 .
"""
OF_X = "<http://example.org/x> <http://example.org/p> ?o"


@pytest.fixture
def kg(tmp_path: Path) -> peelgraph.KnowledgeGraph:
    file = tmp_path / "mine.ttl"
    file.write_text(TURTLE, encoding="utf-8")
    return peelgraph.load(file, resources=None)


@pytest.mark.parametrize(
    ("test", "kinds"),
    [
        ("isBlank(?o)", {BNode}),
        ("isIRI(?o)", {URIRef}),
        ("ISURI(?o) || isLiteral(?o)", {URIRef, Literal}),
        ("!isiri( IF(isBlank(?o), ?o, <x:y>) )", {BNode}),
        ("isBlank(BNODE())", {BNode, URIRef, Literal}),
        ("?o = 'isBlank(?o' || isBlank(?o)", {BNode}),
    ],
)
def test_a_blank_node_is_blank_and_no_iri(
    kg: peelgraph.KnowledgeGraph, test: str, kinds: set[type]
) -> None:
    rows = kg.sparql(f"SELECT ?o {{ {OF_X} FILTER({test}) }}").rows
    found = {
        next(kind for kind in (BNode, URIRef, Literal) if isinstance(o, kind)) for (o,) in rows
    }
    assert found == kinds


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("?o", BNode),
        ("ASC(?o) LIMIT 9", BNode),
        ("(?o)", BNode),
        ("DESC(?o)", Literal),
        ("isLiteral(?o) DESC(?o)", URIRef),
        ("STRLEN(STR(?o)) ?o", Literal),
    ],
)
def test_blank_nodes_come_before_iris(
    kg: peelgraph.KnowledgeGraph, order: str, first: type
) -> None:
    rows = kg.sparql(f"SELECT ?o {{ {OF_X} }} ORDER BY {order}").rows
    assert len(rows) == 4
    assert isinstance(rows[0][0], first)


def test_what_is_unbound_comes_first_and_groups_are_ordered(
    kg: peelgraph.KnowledgeGraph,
) -> None:
    rows = kg.sparql("SELECT ?n { VALUES ?n { 2 UNDEF 1 } } ORDER BY ?n").rows
    assert [None if n is None else str(n) for (n,) in rows] == [None, "1", "2"]
    counted = f"SELECT ?s (COUNT(*) AS ?n) {{ {OF_X.replace('<http://example.org/x>', '?s')} }}"
    assert len(kg.sparql(f"{counted} GROUP BY ?s ORDER BY DESC(?n) ?s").rows) == 1


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?isBlank { ?isBlank ?p 'isBlank(?x)' } # isIRI(?y)",
        "ASK { FILTER(isIRI(?x }",
        "SELECT ?x { ?x ?order ?y }",
        "SELECT ?x { } ORDER BY STR(?x",
    ],
)
def test_what_tells_nothing_apart_stays_as_it_is(text: str) -> None:
    assert blank_first(text) == text
