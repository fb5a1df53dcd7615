"""Blank nodes of a user's own file are blank in answers, and are known again by them."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, URIRef

from peelgraph.graph import KnowledgeGraph
from peelgraph.loading import load
from peelgraph.results.rows import as_json, as_tsv
from peelgraph.store.blank import blank, named_again
from peelgraph.vocab import GENID

TURTLE = "@prefix : <http://example.org/> . :x :p [ :q 'v' ] , <http://example.org/genid/1> ."


@given(st.text(st.characters(max_codepoint=126, min_codepoint=33)))
def test_a_label_says_which_node_it_is(rest: str) -> None:
    iri = URIRef(GENID + rest)
    node = blank(iri)
    assert isinstance(node, BNode)
    assert node.replace("_", "").isalnum()
    assert named_again(node) == iri


def test_what_is_no_blank_node_stays() -> None:
    for term in (URIRef("http://example.org/genid/1"), BNode("b0"), None):
        assert blank(term) == term
    assert named_again(BNode("b0")) == BNode("b0")


def mine(folder: Path) -> KnowledgeGraph:
    path = folder / "mine.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return load(path).copy()


def test_answers_have_blank_nodes(tmp_path: Path) -> None:
    answer = mine(tmp_path).sparql(
        "SELECT ?o { <http://example.org/x> <http://example.org/p> ?o } ORDER BY ?o"
    )
    assert {type(term) for (term,) in answer.rows} == {BNode, URIRef}
    types = [row["o"]["type"] for row in json.loads(as_json(answer))["results"]["bindings"]]
    assert sorted(types) == ["bnode", "uri"]
    assert "_:genid_" in as_tsv(answer)


def test_rows_of_an_answer_can_be_removed(tmp_path: Path) -> None:
    kg = mine(tmp_path)
    said = "?s <http://example.org/q> ?o"
    rows = kg.sparql(f"CONSTRUCT {{ {said} }} WHERE {{ {said} }}").rows
    assert len(rows) == 1
    assert len(kg.remove(rows).removed) == 1
