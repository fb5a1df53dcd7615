"""Each kind of axiom on a graph small enough to know its consequences by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reason.helpers import inferred, inferred_by_owlrl, triples

CASES = {
    "subclass": (
        ":A rdfs:subClassOf :B . :B rdfs:subClassOf :C . :x a :A .",
        ":x a :B, :C . :A rdfs:subClassOf :C .",
    ),
    "subproperty": (":p rdfs:subPropertyOf :q . :x :p :y .", ":x :q :y ."),
    "domain": (":p rdfs:domain :A . :x :p :y .", ":x a :A ."),
    "range": (":p rdfs:range :A . :x :p :y .", ":y a :A ."),
    "range of a literal says nothing": (":p rdfs:range :A . :x :p 'y' .", ""),
    "inverse": (":p owl:inverseOf :q . :x :p :y . :u :q :v .", ":y :q :x . :v :p :u ."),
    "inverse of itself": (":p owl:inverseOf :p . :x :p :y .", ":y :p :x ."),
    "symmetric": (":p a owl:SymmetricProperty . :x :p :y .", ":y :p :x ."),
    "transitive": (
        ":p a owl:TransitiveProperty . :a :p :b . :b :p :c . :c :p :d .",
        ":a :p :c, :d . :b :p :d .",
    ),
    "chain of three": (
        ":p owl:propertyChainAxiom ( :q :r :s ) . :a :q :b . :b :r :c . :c :s :d .",
        ":a :p :d .",
    ),
    "functional": (
        ":p a owl:FunctionalProperty . :x :p :y, :z . :y :q :w .",
        ":y owl:sameAs :z . :z owl:sameAs :y . :z :q :w .",
    ),
    "inverse functional": (
        ":p a owl:InverseFunctionalProperty . :x :p :k . :y :p :k . :x a :A .",
        ":x owl:sameAs :y . :y owl:sameAs :x . :y a :A .",
    ),
    "equivalent class": (
        ":A owl:equivalentClass :B . :x a :A . :y a :B .",
        ":x a :B . :y a :A . :A rdfs:subClassOf :B . :B rdfs:subClassOf :A ; owl:equivalentClass :A .",
    ),
    "equivalent property": (
        ":p owl:equivalentProperty :q . :x :p :y . :u :q :v .",
        ":x :q :y . :u :p :v . :p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p ; owl:equivalentProperty :p .",
    ),
    "has value, from left": (
        "[ a owl:Restriction ; owl:onProperty :p ; owl:hasValue :v ] rdfs:subClassOf :A . :x :p :v . :y :p :w .",
        ":x a :A .",
    ),
    "has value, to right": (
        ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:hasValue :v ] . :x a :A .",
        ":x :p :v .",
    ),
    "some values from": (
        "[ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :B ] rdfs:subClassOf :A ."
        " :x :p :y . :y a :B . :u :p :v .",
        ":x a :A .",
    ),
    "some values from anything": (
        "[ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf :A . :x :p :y .",
        ":x a :A .",
    ),
    "all values from": (
        ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:allValuesFrom :B ] . :x a :A ; :p :y .",
        ":y a :B .",
    ),
    "intersection": (
        ":A owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( :B :C ) ] . :x a :B, :C . :y a :A . :z a :B .",
        ":x a :A . :y a :B, :C . :A rdfs:subClassOf :B, :C .",
    ),
    "union": (
        ":A owl:unionOf ( :B :C ) . :x a :B . :y a :C .",
        ":x a :A . :y a :A . :B rdfs:subClassOf :A . :C rdfs:subClassOf :A .",
    ),
    "intersection with a restriction": (
        ":A owl:equivalentClass [ a owl:Class ; owl:intersectionOf ("
        " :B [ a owl:Restriction ; owl:onProperty :p ; owl:hasValue :v ] ) ] ."
        " :x a :B ; :p :v . :y a :A . :z :p :v .",
        ":x a :A . :y a :B ; :p :v . :A rdfs:subClassOf :B .",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_consequences_by_hand(name: str, tmp_path: Path) -> None:
    given, expected = CASES[name]
    assert inferred(given, tmp_path) == triples(expected)


@pytest.mark.parametrize("name", CASES)
def test_owlrl_agrees(name: str, tmp_path: Path) -> None:
    given, _ = CASES[name]
    assert inferred(given, tmp_path) == inferred_by_owlrl(given, tmp_path)
