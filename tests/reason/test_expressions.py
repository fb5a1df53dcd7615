"""Class expressions that stand on both sides of axioms, and those that are written oddly."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import URIRef

from peelgraph.errors import AxiomError
from peelgraph.reason import infer, schema_of
from peelgraph.resources import SHIPPED
from peelgraph.rules.owl.expressions import ClassExpressions
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import GENID, ONTOLOGY
from tests.reason.cases import DECLARED, restriction
from tests.reason.helpers import (
    all_by_owlrl,
    all_by_rules,
    inferred,
    inferred_by_owlrl,
    store_of,
    triples,
)
from tests.reason.university import both, some, university

CLASSES = " ".join(f":{name} a owl:Class ." for name in "ABCDE") + DECLARED
AT_LEAST = (
    "_:n a owl:Restriction ; owl:onProperty :p ; owl:minCardinality '1'^^xsd:nonNegativeInteger ."
)
UNION = "_:u a owl:Class ; owl:unionOf ( :B :C ) ."
BOTH_SIDES = {
    "restrictions in intersections on both sides": (
        f":A rdfs:subClassOf :B , {some(':p', ':C')} . :C rdfs:subClassOf :D ."
        f" :E owl:equivalentClass {both(':B', some(':p', ':D'))} . :x a :A .",
        ":x a :B, :E . :E rdfs:subClassOf :B .",
    ),
    "a narrower property": (
        f":A rdfs:subClassOf :B , {some(':p', ':C')} . :p rdfs:subPropertyOf :q ."
        f" :E owl:equivalentClass {both(':B', some(':q', ':C'))} . :x a :A .",
        ":x a :B, :E . :E rdfs:subClassOf :B .",
    ),
    "a union that two axioms share": (
        f"{UNION} :A rdfs:subClassOf _:u . _:u rdfs:subClassOf :D . :x a :A .",
        ":x a :D . :A rdfs:subClassOf :D . :B rdfs:subClassOf :D . :C rdfs:subClassOf :D .",
    ),
    "a union in a domain": (
        f"{UNION} :q rdfs:domain _:u . _:u rdfs:subClassOf :D . :x :q :y .",
        ":x a :D . :q rdfs:domain :D . :B rdfs:subClassOf :D . :C rdfs:subClassOf :D .",
    ),
    "a minimal cardinality": (
        f"{AT_LEAST} :A rdfs:subClassOf _:n . _:n rdfs:subClassOf :B . :x a :A .",
        ":x a :B . :A rdfs:subClassOf :B .",
    ),
    "one thing is said to be of an expression": (
        f":x a {some(':p', ':C')} . {some(':p', ':C')} rdfs:subClassOf :B . :x :q :y .",
        ":x a :B .",
    ),
    "values of values": (
        f":A rdfs:subClassOf {some(':p', some(':q', ':C'))} ."
        f" {some(':p', some(':q', ':C'))} rdfs:subClassOf :B . :x a :A .",
        ":x a :B . :A rdfs:subClassOf :B .",
    ),
    "only values, of a value": (
        ":A rdfs:subClassOf " + restriction(":p", "owl:allValuesFrom " + some(":q", ":C")) + " ."
        f" {some(':q', ':C')} rdfs:subClassOf :B . :x a :A ; :p :y .",
        ":y a :B .",
    ),
    "carried over to the same thing": (
        f"{AT_LEAST} :x a _:n . :x owl:sameAs :y . {both('_:n', ':A')} rdfs:subClassOf :B . :y a :A .",
        ":y owl:sameAs :x . :x a :A, :B . :y a :B .",
    ),
}


@pytest.mark.parametrize("name", BOTH_SIDES)
def test_what_leads_through_an_expression(name: str, tmp_path: Path) -> None:
    given, expected = BOTH_SIDES[name]
    found = inferred(CLASSES + given, tmp_path)
    assert triples(expected) <= found
    assert found == inferred_by_owlrl(CLASSES + given, tmp_path)


def test_a_definition_alone_states_nothing_of_its_expression(tmp_path: Path) -> None:
    store = store_of(
        f"{CLASSES} :A owl:equivalentClass {both(':B', some(':p', ':C'))} . :x a :A .", tmp_path
    )
    assert not ClassExpressions(schema_of(store)).inclusions.stated
    infer(store)
    kinds = store.select("SELECT ?kind WHERE { <http://example.org/x> a ?kind }").rows
    assert sorted(str(kind)[-1] for (kind,) in kinds) == ["A", "B"]


def test_the_shipped_ontology_states_nothing_of_expressions() -> None:
    store = EmbeddedStore()
    for name in ("peel.ttl", "alignments.ttl"):
        store.load_file(SHIPPED.ontology / name, ONTOLOGY)
    assert ClassExpressions(schema_of(store)).inclusions.stated == frozenset()


def test_a_small_university(tmp_path: Path) -> None:
    given = university(40)
    found = all_by_rules(given, tmp_path)
    assert found == all_by_owlrl(given, tmp_path)
    told = triples(
        ":person0 a :Staff . :person1 a :Author . :person6 a :Leader . :person2 a :Tutor ."
    )
    assert (
        told | triples(":person3 a :Learner . :person5 a :Busy . :person8 a :Author .") <= found[0]
    )


@pytest.mark.engine
@pytest.mark.early
def test_a_university_of_a_thousand(tmp_path: Path) -> None:
    given = university(1000)
    assert all_by_rules(given, tmp_path) == all_by_owlrl(given, tmp_path)


# What is written oddly

ODD = {
    "a property without a name that two are the inverse of": (
        "_:p owl:inverseOf :q , :r . :s rdfs:subPropertyOf _:p . :x :s :y . :a :q :b . :c :r :d .",
        ":y :q :x ; :r :x . :a :r :b . :c :q :d .",
    ),
    "a property without a name that is only an object": (
        ":q owl:inverseOf _:p . :s rdfs:subPropertyOf _:p . _:p rdfs:domain :C . :x :s :y . :a :q :b .",
        ":y :q :x . :x a :C . :b a :C . :s rdfs:domain :C .",
    ),
    "two unions at one node": (
        "_:u a owl:Class ; owl:unionOf ( :A ) , ( :B ) ; rdfs:subClassOf :C . :x a :A . :y a :B .",
        ":x a :C . :y a :C . :A rdfs:subClassOf :C . :B rdfs:subClassOf :C .",
    ),
    "two intersections at one node": (
        "_:i a owl:Class ; owl:intersectionOf ( :A ) , ( :B ) . :C rdfs:subClassOf _:i . :x a :C .",
        ":x a :A, :B . :C rdfs:subClassOf :A, :B .",
    ),
    "two properties at one restriction": (
        "_:r a owl:Restriction ; owl:onProperty :p , :q ; owl:hasValue :v ; rdfs:subClassOf :C . :x :p :v . :y :q :v .",
        ":x a :C ; :q :v . :y a :C ; :p :v .",
    ),
    "a union and a restriction at one node": (
        "_:r a owl:Class ; owl:unionOf ( :A :B ) ; owl:onProperty :q ; owl:hasValue :v ; rdfs:subClassOf :C . :x a :A .",
        ":x a :C ; :q :v . :A rdfs:subClassOf :C . :B rdfs:subClassOf :C .",
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_nothing_that_is_written_is_dropped(name: str, tmp_path: Path) -> None:
    given, expected = ODD[name]
    found = inferred(CLASSES + given, tmp_path)
    assert triples(expected) <= found
    assert inferred_by_owlrl(CLASSES + given, tmp_path) <= found


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (":A owl:unionOf _:l . _:l rdf:first :B ; rdf:rest _:l .", "runs in a circle"),
        (
            "[] owl:unionOf _:l . _:l rdf:first :B ; rdf:rest _:l .",
            r"at something without a name \(rdf:first http://example\.org/B\): the list runs",
        ),
        (":A owl:unionOf _:l . _:l rdf:first :B , :C ; rdf:rest () .", "has 2 values of rdf:first"),
        (
            "_:r owl:onProperty :p ; owl:someValuesFrom _:r ; rdfs:subClassOf :A .",
            "is part of itself",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(given: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(AxiomError, match=reason):
        infer(store_of(given, tmp_path))


def test_a_name_may_have_genid_in_it(tmp_path: Path) -> None:
    found = inferred(
        "<http://example.org/genid/1> rdfs:subClassOf :B . :x a <http://example.org/genid/1> .",
        tmp_path,
    )
    assert found == triples(":x a :B .")


def test_a_blank_node_gets_a_name_below_our_own_base(tmp_path: Path) -> None:
    store = store_of(":x :p [ a :A ] .", tmp_path)
    ((node,),) = store.select("SELECT ?node WHERE { ?node a ?kind }").rows
    assert node == URIRef(f"{GENID}given/1")


def test_an_address_of_numbers_is_an_iri(tmp_path: Path) -> None:
    found = inferred(
        ":p rdfs:domain <http://[2001:db8::1]/A> . <http://[::1]/x> :p 'y' .", tmp_path
    )
    assert found == triples("<http://[::1]/x> a <http://[2001:db8::1]/A> .")
