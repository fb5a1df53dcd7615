"""Explanations by PROV-O say the same as the proof; so do the other formats, on real proofs."""

from __future__ import annotations

import json
import re

import pytest
from rdflib import PROV, RDF, BNode, Graph

from peelgraph.explain import Explanation, WhyNot
from peelgraph.graph import KnowledgeGraph
from peelgraph.results import explanation, obstacle
from peelgraph.results.explanation import as_ttl
from peelgraph.results.provenance import statement_iri

FINDING = "finding/anti-corruption-and-vetting-unit-capacity"
TRIPLE = "rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o"
LEAVES = f"""SELECT DISTINCT ?s ?p ?o WHERE {{ ?leaf prov:hadPrimarySource ?source ; {TRIPLE} }}"""
PREMISES = f"""
SELECT ?s ?p ?o (COUNT(DISTINCT ?premise) AS ?n) WHERE {{
  ?statement prov:wasGeneratedBy ?activity ; prov:wasDerivedFrom ?premise ; {TRIPLE} . ?activity prov:used ?premise
}} GROUP BY ?s ?p ?o"""
RULES = """
SELECT DISTINCT ?label WHERE {
  ?statement prov:wasGeneratedBy/prov:qualifiedAssociation/prov:hadPlan ?rule ;
    <http://www.w3.org/ns/shacl#sourceRule> ?rule .
  ?rule a prov:Plan ; rdfs:label ?label ; rdfs:comment ?words
}"""
SOURCES = f"""
SELECT ?title ?start ?sha WHERE {{
  ?leaf prov:hadPrimarySource/rdfs:label ?title ; peel:statedIn ?passage ; {TRIPLE} .
  ?passage peel:start ?start ; peel:sha256 ?sha
}}"""


@pytest.fixture(scope="module")
def proofs(kg: KnowledgeGraph) -> list[Explanation]:
    return kg.proofs(FINDING, "bears on", "bedfordshire", limit=4)


@pytest.fixture(scope="module")
def graph(proofs: list[Explanation]) -> Graph:
    return Graph().parse(data=as_ttl(proofs), format="turtle")


def test_the_leaves_come_back_from_turtle(graph: Graph, proofs: list[Explanation]) -> None:
    assert {tuple(row) for row in graph.query(LEAVES)} == {
        leaf.triple for e in proofs for leaf in e.leaves()
    }


def test_the_premises_come_back_from_turtle(kg: KnowledgeGraph) -> None:
    e = kg.why(FINDING, "bears on", "bedfordshire")
    graph = Graph().parse(data=as_ttl([e]), format="turtle")
    assert {tuple(row)[:3]: int(row[3]) for row in graph.query(PREMISES)} == {
        step.triple: len(step.premises) for step in e.walk() if not step.is_leaf
    }


def test_the_rules_come_back_from_turtle(graph: Graph, proofs: list[Explanation]) -> None:
    assert {str(row[0]) for row in graph.query(RULES)} == {
        s.rule for e in proofs for s in e.walk() if s.rule
    }


def test_sources_and_passages_come_back_from_turtle(
    graph: Graph, proofs: list[Explanation]
) -> None:
    said = {
        (str(source), passage.start, passage.sha256)
        for e in proofs
        for leaf in e.leaves()
        for source in leaf.sources
        for passage in leaf.passages
    }
    assert {(str(a), int(b), str(c)) for a, b, c in graph.query(SOURCES)} == said


def test_no_blank_nodes_and_the_same_bytes_each_time(
    graph: Graph, proofs: list[Explanation]
) -> None:
    assert not [t for triple in graph for t in triple if isinstance(t, BNode)]
    assert as_ttl(proofs) == as_ttl(proofs)
    assert (statement_iri(proofs[0].triple), RDF.type, RDF.Statement) in graph
    assert {statement_iri(e.triple) for e in proofs} == {statement_iri(proofs[0].triple)}
    last_steps = {tuple(p.triple for p in e.premises) for e in proofs}
    assert len(set(graph.objects(statement_iri(proofs[0].triple), PROV.wasGeneratedBy))) == len(
        last_steps
    )


def test_json_has_the_keys_that_are_documented(proofs: list[Explanation]) -> None:
    told = json.loads(explanation.as_json(proofs[0]))
    assert set(told) == {"triple", "sentence", "rule", "because", "conditions", "premises"}
    leaf = told["premises"][0]["premises"][0]
    assert set(leaf) == {"triple", "sentence", "sources", "passages"}
    assert set(leaf["sources"][0]) == {"title", "iri", "graph"}
    assert set(leaf["passages"][0]) == {
        "document", "section", "start", "end", "sha256", "document_sha256", "iri", "document_iri"
    }  # fmt: skip


def test_markdown_has_a_line_for_each_statement(proofs: list[Explanation]) -> None:
    text = explanation.as_md(proofs[:1])
    assert len(re.findall(r"^ *- ", text, flags=re.MULTILINE)) == proofs[0].size
    assert text.count("The joint anti-corruption and vetting unit has too little capacity") == 1, (
        "then it is cut"
    )
    several = explanation.as_md(proofs)
    assert several.count("## Proof ") == len(proofs) == 4


def test_plain_text_names_rules_sources_and_passages(proofs: list[Explanation]) -> None:
    text = str(proofs[0])
    for step in proofs[0].walk():
        assert step.sentence in text
        assert all(str(s) in text for s in (*step.sources, *step.passages, *step.conditions))


@pytest.fixture(scope="module")
def planned(kg: KnowledgeGraph) -> WhyNot:
    return kg.why_not("finding/ambition-across-region", "bears on", "hertfordshire")


def test_obstacles_as_json(planned: WhyNot) -> None:
    told = json.loads(obstacle.as_json(planned))
    assert set(told) == {"triple", "sentence", "obstacles", "more"}
    (first,) = told["obstacles"]
    assert set(first) == {"rule", "because", "reasons", "met", "lacks", "asked", "deeper"}
    assert first["deeper"]["obstacles"][0]["deeper"] is None


def test_obstacles_as_markdown(planned: WhyNot) -> None:
    lines = obstacle.as_md(planned).splitlines()
    assert lines[0].startswith("- **Not: ‘Plans aspire to")
    assert lines[2] == f"    - **But {planned.obstacles[0].reasons[0]}**"
    assert sum("Holds: " in line for line in lines) == 7
