"""Blank nodes of a user's own file are blank in answers, and are known again by them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import OWL, BNode, Dataset, Graph, URIRef
from rdflib.compare import isomorphic

from peelgraph.builder.assemble import assemble
from peelgraph.graph import KnowledgeGraph
from peelgraph.loading import load
from peelgraph.resources import SHIPPED, Resources
from peelgraph.results.rows import as_csv, as_json, as_tsv
from peelgraph.store.blank import blank, named_again, seen_as_blank
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


@pytest.fixture(scope="module")
def small(small_tree: Resources) -> KnowledgeGraph:
    return KnowledgeGraph(assemble(small_tree).store, small_tree)


def graph(triples: Iterable[Any]) -> Graph:
    made = Graph()
    for triple in triples:
        made.add(triple)
    return made


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


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("FILTER(isBlank(?o))", ["_:"]),
        ("FILTER isBLANK(?o)", ["_:"]),
        ("FILTER(!isBlank(?o))", ["http://example.org/genid/1"]),
        ("FILTER(isIRI(?o))", ["http://example.org/genid/1"]),
        ("FILTER(isURI ( IF(isBlank(?o), <urn:a>, 1) ))", ["_:"]),
        ("FILTER(isBlank(?o) = false && isIRI(?o))", ["http://example.org/genid/1"]),
        ("FILTER(isBlank(BNODE()))", ["_:", "http://example.org/genid/1"]),
        (
            "FILTER(!isBlank('https://w3id.org/peelgraph/genid/')) # isBlank(",
            ["_:", "http://example.org/genid/1"],
        ),
        ("FILTER(isBlank(?nothing))", []),
    ],
)
def test_a_query_knows_them(tmp_path: Path, asked: str, expected: list[str]) -> None:
    said = f"<http://example.org/x> <http://example.org/p> ?o {asked}\n"
    rows = mine(tmp_path).sparql(f"SELECT ?o {{ {said} }} ORDER BY isBlank(?o) ?o")
    shown = as_csv(rows).splitlines()[1:]
    assert sorted(cell[:2] if cell[:2] == "_:" else cell for cell in shown) == sorted(expected)


def test_other_names_are_left_alone() -> None:
    for query in ("SELECT ?isBlank { ?isBlank ex:isIRI 'isBlank(' }", "ASK { FILTER(isIRI(?x }"):
        assert seen_as_blank(query) == query


def test_a_description_goes_on_through_them(tmp_path: Path) -> None:
    triples = mine(tmp_path).sparql("DESCRIBE <http://example.org/x>").rows
    assert isomorphic(graph(triples), Graph().parse(data=TURTLE))


NESTED = """@prefix : <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:A a owl:Class ; rdfs:subClassOf [ owl:unionOf ( :B [ owl:complementOf :C ] ) ] ."""


@pytest.mark.parametrize("name", ["ttl", "nt", "nq", "trig", "rdf", "jsonld"])
def test_a_file_that_is_written_has_them_again(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(NESTED)
    out = tmp_path / f"out.{name}"
    load(path, resources=None).export(name, out)
    assert "genid/" not in out.read_text()
    read = Dataset(default_union=True).parse(out)
    both = Graph().parse(path)
    assert isomorphic(graph(quad[:3] for quad in read.quads()), both)
    # and read once more it says the same
    again = load(out, resources=None)
    assert again.problems == ()
    assert isomorphic(Graph().parse(data=again.export("ttl")), both)


def test_the_ontology_is_proper_owl_when_exported(small: KnowledgeGraph) -> None:
    exported = Graph().parse(data=small.export("ttl", named_graph="ontology"))
    files = Graph()
    for path in SHIPPED.ontologies:
        files.parse(path)
    assert {str(node) for triple in exported for node in triple if "genid/" in str(node)} == set()
    assert len(exported) == len(files)
    assert isomorphic(exported, files)
    for node in exported.subjects(OWL.unionOf):
        assert isinstance(node, BNode)


def test_one_is_shown_and_asked_for_by_its_label(tmp_path: Path) -> None:
    kg = mine(tmp_path)
    (node,) = [fact.id for fact in kg.show("http://example.org/x").said if fact.id[:2] == "_:"]
    assert kg.show(node).id == node
    assert kg.why("http://example.org/x", "http://example.org/p", node).triple[2] == kg.find(node)
