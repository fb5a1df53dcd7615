"""Each rule of OWL 2 Profiles on a graph small enough to know its consequences by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelgraph.reason import infer, rules_for
from tests.reason.cases import DECLARED, FOLLOWS, restriction
from tests.reason.helpers import inferred, inferred_by_owlrl, inferred_in, store_of, triples

OWLRL_IS_WRONG = {
    "prp-key": "the last property of a key is not compared",
    "cls-svf1: of small whole numbers": "a number counts only as what it is written with",
    "cls-svf1: of plain texts": "a plain text does not count as xsd:string",
    "prp-key: three properties": "the last property of a key is not compared",
}


@pytest.mark.parametrize("name", FOLLOWS)
def test_consequences_by_hand(name: str, tmp_path: Path) -> None:
    given, expected = FOLLOWS[name]
    assert inferred(given, tmp_path) == triples(expected)


@pytest.mark.parametrize("name", FOLLOWS)
def test_owlrl_agrees(name: str, tmp_path: Path) -> None:
    given, expected = FOLLOWS[name]
    assert (inferred_by_owlrl(given, tmp_path) == triples(expected)) == (name not in OWLRL_IS_WRONG)


@pytest.mark.parametrize("name", FOLLOWS)
def test_every_consequence_has_a_rule_with_its_premises(name: str, tmp_path: Path) -> None:
    store = store_of(FOLLOWS[name][0], tmp_path)
    infer(store)
    rules = rules_for(store)
    for goal in inferred_in(store):
        queries = [query for rule in rules if (query := rule.premises(goal))]
        assert any(len(store.select(query)) for query in queries), goal


def test_what_stands_in_a_property_to_itself_is_a_member_and_a_member_does(tmp_path: Path) -> None:
    itself = restriction(":p", "owl:hasSelf true")
    left = f"{DECLARED}{itself} rdfs:subClassOf :A . :x :p :x . :y :p :x ."
    assert inferred(left, tmp_path) == triples(":x a :A .")
    right = f"{DECLARED}:A rdfs:subClassOf {itself} . :x a :A . :y :p :x ."
    assert inferred(right, tmp_path) == triples(":x :p :x .")
    said = f"{DECLARED}:x a {itself} . :y :p :x ."
    assert inferred(said, tmp_path) == triples(":x :p :x .")
