"""Proofs: complete, smallest, never circular, down to passages; and a plain word where there is none."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from rdflib import URIRef

from peelgraph.errors import DoesNotHold, ThingNotFound
from peelgraph.explain import Explanation, explain
from peelgraph.graph import KnowledgeGraph
from peelgraph.reason import infer
from peelgraph.vocab import INFERRED
from tests.reason.helpers import store_of

EX = "http://example.org/"


def proof(turtle: str, folder: Path, s: str, p: str, o: str) -> Explanation:
    store = store_of(turtle, folder)
    rules = infer(store)
    return explain(store, rules, (URIRef(EX + s), URIRef(EX + p), URIRef(EX + o)))


def depth(e: Explanation) -> int:
    return 1 + max((depth(p) for p in e.premises), default=0)


def check(e: Explanation, above: tuple[object, ...] = ()) -> None:
    """No step stands on itself, and every leaf is said by a source."""
    assert e.triple not in above
    assert e.is_leaf == (not e.premises)
    assert not e.is_leaf or e.sources
    for premise in e.premises:
        check(premise, (*above, e.triple))


def test_what_is_said_is_its_own_leaf(tmp_path: Path) -> None:
    e = proof(":x :p :y .", tmp_path, "x", "p", "y")
    assert e.is_leaf
    assert e.sources == ("https://w3id.org/peelgraph/graph/given",)


def test_the_shortest_of_two_ways(tmp_path: Path) -> None:
    turtle = """:p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r . :s rdfs:subPropertyOf :r . :x :p :y ; :s :y ."""
    e = proof(turtle, tmp_path, "x", "r", "y")
    assert depth(e) == 2
    assert [leaf.triple[1] for leaf in e.leaves()] == [URIRef(EX + "s")]


def test_a_circle_of_rules_gives_no_circular_proof(tmp_path: Path) -> None:
    turtle = ":p owl:inverseOf :q . :q owl:inverseOf :p . :p a owl:SymmetricProperty . :x :p :y ."
    e = proof(turtle, tmp_path, "y", "q", "x")
    check(e)
    assert depth(e) == 2


def test_a_long_transitive_way(tmp_path: Path) -> None:
    turtle = ":p a owl:TransitiveProperty . " + " ".join(f":n{i} :p :n{i + 1} ." for i in range(7))
    e = proof(turtle, tmp_path, "n0", "p", "n7")
    check(e)
    assert len(list(e.leaves())) == 7


def test_joint_anti_corruption_unit_reaches_bedfordshire(kg: KnowledgeGraph) -> None:
    e = kg.why("finding/anti-corruption-and-vetting-unit-capacity", "bears on", "bedfordshire")
    check(e)
    assert e.rule == "bears-on"
    assert e.because == "an outcome bears on each member that shared, on the outcome's date, what the outcome concerns"
    passages = {p for leaf in e.leaves() for p in leaf.passages}
    assert {p.document for p in passages} == {"PEEL 2016 assessment of Cambridgeshire Constabulary"}
    assert any(p.section.startswith("Legitimacy") for p in passages)
    assert "because" in str(e)


def test_what_does_not_hold_is_refused_in_one_sentence(kg: KnowledgeGraph) -> None:
    with pytest.raises(DoesNotHold) as raised:
        kg.why("finding/anti-corruption-and-vetting-unit-capacity", "bears on", "college of policing")
    assert str(raised.value).startswith("Neither said nor inferred: ")
    assert "\n" not in str(raised.value)
    with pytest.raises(ThingNotFound):
        kg.why("finding/anti-corruption-and-vetting-unit-capacity", "bears on", "atlantis")


def test_a_sample_of_all_inferred_triples_can_be_explained(kg: KnowledgeGraph) -> None:
    triples = sorted(kg.store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{INFERRED}> {{ ?s ?p ?o }} }}"))
    for triple in random.Random(7).sample(triples, 150):
        e = explain(kg.store, kg.rules, triple)
        assert e.triple == triple
        assert e.rule == "schema" or e.premises
        if e.rule != "schema":
            check(e)
