"""Triples that are terms (RDF 1.2) go in and out like any other term, with blank nodes in them."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import BNode, Literal, URIRef

import peelgraph
from peelgraph.formats import ROWS, TRIPLES
from peelgraph.sparql.terms import TripleTerm, json_term, python_value, sparql_text, term_of_json
from peelgraph.store.oxterms import to_ox, to_rdflib

TURTLE = """
@prefix : <http://example.org/> .
:says :reifies <<( :a :b "1"@ar--rtl )>>, <<( _:someone :b <<( :c :d 007 )>> )>> .
_:someone :name "Someone" .
"""
SAID = "<http://example.org/says> <http://example.org/reifies> ?t"


@pytest.fixture
def kg(tmp_path: Path) -> peelgraph.KnowledgeGraph:
    file = tmp_path / "mine.ttl"
    file.write_text(TURTLE, encoding="utf-8")
    return peelgraph.load(file, resources=None)


def test_a_triple_term_is_a_term_of_an_answer(kg: peelgraph.KnowledgeGraph) -> None:
    terms = [t for (t,) in kg.sparql(f"SELECT ?t {{ {SAID} }}").rows]
    assert all(isinstance(t, TripleTerm) for t in terms)
    texts = sorted(map(str, terms))
    assert texts[0] == '<<( <http://example.org/a> <http://example.org/b> "1"@ar--rtl )>>'
    assert texts[1].startswith("<<( _:genid_")
    assert sorted(map(python_value, terms)) == texts


@pytest.mark.parametrize("name", ["json", "tsv"])
def test_the_formats_of_rows_hold_triple_terms(kg: peelgraph.KnowledgeGraph, name: str) -> None:
    result = kg.sparql(f"SELECT ?t {{ {SAID} }}")
    known = {"json": ox.QueryResultsFormat.JSON, "tsv": ox.QueryResultsFormat.TSV}
    read = ox.parse_query_results(ROWS[name].load()(result).encode(), format=known[name])
    assert isinstance(read, ox.QuerySolutions)
    assert {str(solution[0]) for solution in read} == {str(to_ox(t)) for (t,) in result.rows}


@pytest.mark.parametrize("name", ["ttl", "nt"])
def test_the_formats_of_triples_hold_triple_terms(kg: peelgraph.KnowledgeGraph, name: str) -> None:
    result = kg.sparql(f"CONSTRUCT WHERE {{ {SAID} }}")
    text = TRIPLES[name].load()(result)
    known = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES}
    assert len(list(ox.parse(text.encode(), format=known[name]))) == 2


def test_a_blank_node_within_is_the_one_outside(kg: peelgraph.KnowledgeGraph) -> None:
    query = (
        f"SELECT ?name {{ {SAID} . ?s <http://example.org/name> ?name FILTER(SUBJECT(?t) = ?s) }}"
    )
    assert [str(name) for (name,) in kg.sparql(query).rows] == ["Someone"]


def test_what_holds_a_triple_term_is_removed_and_said_again(kg: peelgraph.KnowledgeGraph) -> None:
    rows = kg.sparql(f"CONSTRUCT WHERE {{ {SAID} }}").rows
    assert len(kg.remove(rows).removed) == 2
    assert len(kg.sparql(f"SELECT ?t {{ {SAID} }}")) == 0
    kg.add(rows)
    assert len(kg.sparql(f"SELECT ?t {{ {SAID} }}")) == 2


def test_a_triple_term_goes_through_other_forms_and_back() -> None:
    a, b = URIRef("http://example.org/a"), URIRef("http://example.org/b")
    term = TripleTerm(a, b, TripleTerm(BNode("n"), b, Literal('say "no"', lang="en")))
    assert to_rdflib(to_ox(term)) == term
    assert term_of_json(json.loads(json.dumps(json_term(term)))) == term
    assert pickle.loads(pickle.dumps(term)) == term
    assert sorted([term, Literal("x"), a, BNode("n")]) == [BNode("n"), a, term, Literal("x")]
    with pytest.raises(ValueError, match="blank node"):
        sparql_text(term)
