"""A query with a timeout: in a process of its own, over the store on disk or what this one wrote down."""

from __future__ import annotations

import os
import threading

import pytest
from rdflib import URIRef

from peelgraph.errors import QueryError, QueryRefused, WorkerEnded
from peelgraph.graph import KnowledgeGraph

PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ODD = r"""SELECT * {
  VALUES (?a ?b) { ("1.10"^^xsd:decimal "x"@en) (<x:y> UNDEF) ("2016-11-03+01:00"^^xsd:date "\"") }
}"""


def test_it_answers_as_without(kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("the process that asks was forked"))
    for query in (
        ODD,
        "ASK { ?s a peel:PoliceForce }",
        "DESCRIBE <https://w3id.org/peelgraph/id/force/kent>",
    ):
        assert kg.sparql(query, timeout=60) == kg.sparql(query)
    with pytest.raises(QueryError):
        kg.sparql("SELECT * { ?s ?p }", timeout=60)


def test_a_deadline_ends_it(kg: KnowledgeGraph) -> None:
    before = threading.active_count()
    with pytest.raises(WorkerEnded, match=r"deadline of 0\.2 s") as error:
        kg.sparql(PRODUCT, timeout=0.2)
    assert (error.value.cause, error.value.seconds) == ("timeout", 0.2)
    assert threading.active_count() == before


def test_a_changed_graph_is_asked_as_it_is(world: KnowledgeGraph) -> None:
    changed = world.copy()
    changed.store.load([(URIRef("x:a"), URIRef("x:b"), URIRef("x:c"))], URIRef("x:g"))
    assert changed.sparql("ASK { <x:a> ?p ?o }", timeout=60).rows[0][0].toPython()
    assert not world.sparql("ASK { <x:a> ?p ?o }", timeout=60).rows[0][0].toPython()


def test_what_would_end_this_process_is_refused(world: KnowledgeGraph) -> None:
    for query in ("SELECT * " + "{" * 5000 + "}" * 5000, "SELECT * { SERVICE <x:y> { ?s ?p ?o } }"):
        with pytest.raises(QueryRefused):
            world.sparql(query)


def test_graphs_that_a_query_names(world: KnowledgeGraph) -> None:
    asked = "SELECT (COUNT(*) AS ?n) FROM graph:ontology { ?s ?p ?o }"
    named = "SELECT (COUNT(*) AS ?n) { GRAPH graph:ontology { ?s ?p ?o } }"
    assert world.sparql(asked).rows == world.sparql(named).rows
