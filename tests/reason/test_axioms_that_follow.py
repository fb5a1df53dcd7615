"""Axioms that are themselves inferred make rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelgraph.reason import infer, maintain, rules_for, schema_of
from peelgraph.resources import SHIPPED
from peelgraph.rules.owl.schema import said_schema, speaks_of_axioms
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.oxterms import graph_name, to_quad
from peelgraph.vocab import GRAPH, ONTOLOGY
from tests.reason.cases import DECLARED
from tests.reason.helpers import (
    all_by_rules,
    inferred,
    inferred_by_owlrl,
    inferred_in,
    store_of,
    triples,
)

CLASSES = " ".join(f":{name} a owl:Class ." for name in "ABC") + DECLARED
FOLLOWS = {
    "a property of one's own for subclasses": (
        ":isa rdfs:subPropertyOf rdfs:subClassOf . :A :isa :B . :B :isa :C . :x a :A .",
        ":A rdfs:subClassOf :B, :C . :B rdfs:subClassOf :C . :x a :B, :C .",
    ),
    "a class of properties that is that of transitive ones": (
        ":K owl:equivalentClass owl:TransitiveProperty . :p a :K . :x :p :y . :y :p :z .",
        ":p a owl:TransitiveProperty . :x :p :z . :K rdfs:subClassOf owl:TransitiveProperty .",
    ),
    "a domain that makes a property symmetric": (
        ":goesWith rdfs:domain owl:SymmetricProperty . :p :goesWith :q . :x :p :y .",
        ":p a owl:SymmetricProperty . :y :p :x .",
    ),
    "axioms about axioms about axioms": (
        ":says rdfs:subPropertyOf rdfs:subPropertyOf . :isa :says rdfs:subClassOf . :A :isa :B . :x a :A .",
        ":isa rdfs:subPropertyOf rdfs:subClassOf . :A rdfs:subClassOf :B . :x a :B .",
    ),
    "a chain of one's own": (
        ":rangeOf owl:inverseOf :narrowed . :narrowed rdfs:subPropertyOf rdfs:range . :A :rangeOf :p . :x :p :y .",
        ":p :narrowed :A ; rdfs:range :A . :y a :A .",
    ),
}


@pytest.mark.parametrize("name", FOLLOWS)
def test_axioms_that_follow(name: str, tmp_path: Path) -> None:
    given, expected = FOLLOWS[name]
    found = inferred(CLASSES + given, tmp_path)
    assert found == triples(expected)
    assert found == inferred_by_owlrl(CLASSES + given, tmp_path)


@pytest.mark.parametrize("name", FOLLOWS)
def test_every_consequence_has_a_rule_with_its_premises(name: str, tmp_path: Path) -> None:
    store = store_of(CLASSES + FOLLOWS[name][0], tmp_path)
    infer(store)
    rules = rules_for(store)
    for goal in inferred_in(store):
        queries = [query for rule in rules if (query := rule.premises(goal))]
        assert any(len(store.select(query)) for query in queries), goal


def test_what_follows_by_an_axiom_that_follows_has_it_as_premise(tmp_path: Path) -> None:
    store = store_of(CLASSES + FOLLOWS["a property of one's own for subclasses"][0], tmp_path)
    infer(store)
    (goal,) = triples(":x a :B .")
    (axiom,) = triples(":A rdfs:subClassOf :B .")
    rules = [rule for rule in rules_for(store) if rule.head[2] == goal[2]]
    assert rules
    assert all(axiom in rule.body for rule in rules)


def test_axioms_that_follow_can_be_contradicted(tmp_path: Path) -> None:
    given = ":apart rdfs:subPropertyOf owl:disjointWith . :A :apart :B . :x a :A, :B ."
    assert all_by_rules(CLASSES + given, tmp_path)[1]


@pytest.mark.parametrize("first", ["", ":A :isa :B ."])
def test_a_change_of_what_an_axiom_follows_from(first: str, tmp_path: Path) -> None:
    ontology = CLASSES + ":isa rdfs:subPropertyOf rdfs:subClassOf . :x a :A ."
    store = store_of(ontology + first, tmp_path)
    infer(store)
    graph = graph_name(GRAPH["given"])
    quads = [to_quad(triple, graph) for triple in triples(":A :isa :B .")]
    change = maintain(
        store, rules_for(store), add=[] if first else quads, remove=quads if first else []
    )
    assert change.in_axioms
    scratch = store_of(ontology + ("" if first else ":A :isa :B ."), tmp_path)
    infer(scratch)
    assert inferred_in(store) == inferred_in(scratch)


def test_no_axiom_follows_from_the_shipped_ontology() -> None:
    store = EmbeddedStore()
    for name in ("peel.ttl", "alignments.ttl"):
        store.load_file(SHIPPED.ontology / name, ONTOLOGY)
    assert not speaks_of_axioms(said_schema(store))
    assert set(schema_of(store)) == set(said_schema(store))
