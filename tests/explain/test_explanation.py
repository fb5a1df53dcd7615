"""Explanations: complete, smallest, never circular, sound by an independent check; and a plain word where there is none."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from rdflib import RDF, URIRef

from peelgraph.errors import DoesNotHold, ThingNotFound
from peelgraph.explain import Explainer, Explanation, faults
from peelgraph.explain.derivations import least_premises
from peelgraph.graph import KnowledgeGraph
from peelgraph.loading import load
from peelgraph.reason import infer
from peelgraph.rules.rule import Rule
from peelgraph.store import Store
from peelgraph.vocab import INFERRED, ONTOLOGY, PEEL, thing
from tests.reason.helpers import store_of

EX = "http://example.org/"
FINDING = "finding/anti-corruption-and-vetting-unit-capacity"


def proof(turtle: str, folder: Path, s: str, p: str, o: str) -> Explanation:
    store = store_of(turtle, folder)
    rules = infer(store)
    e = Explainer(store, rules).why((URIRef(EX + s), URIRef(EX + p), URIRef(EX + o)))
    assert faults(store, rules, e) == []
    return e


def depth(e: Explanation) -> int:
    return 1 + max((depth(p) for p in e.premises), default=0)


def test_what_is_said_is_its_own_leaf(tmp_path: Path) -> None:
    e = proof(":x :p :y .", tmp_path, "x", "p", "y")
    assert (e.is_leaf, e.size) == (True, 1)
    assert [str(s) for s in e.sources] == ["https://w3id.org/peelgraph/graph/given"]


def test_the_shortest_of_two_ways(tmp_path: Path) -> None:
    turtle = """:p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r . :s rdfs:subPropertyOf :r . :x :p :y ; :s :y ."""
    e = proof(turtle, tmp_path, "x", "r", "y")
    assert depth(e) == 2
    assert [leaf.triple[1] for leaf in e.leaves()] == [URIRef(EX + "s")]


def test_a_circle_of_rules_gives_no_circular_proof(tmp_path: Path) -> None:
    turtle = ":p owl:inverseOf :q . :q owl:inverseOf :p . :p a owl:SymmetricProperty . :x :p :y ."
    e = proof(turtle, tmp_path, "y", "q", "x")
    assert depth(e) == 2


SURER = """:strict rdfs:subPropertyOf :loose . :a rdfs:subPropertyOf :strict . :b rdfs:subPropertyOf :a .
  :c owl:inverseOf :loose . :x :b :y . :y :c :x ."""


def test_the_surer_of_two_ways_goes_before_the_shorter(tmp_path: Path) -> None:
    e = proof(SURER, tmp_path, "x", "loose", "y")
    assert [p.triple[1] for p in e.walk()] == [
        URIRef(EX + p) for p in ("loose", "strict", "a", "b")
    ]


def test_all_ways_are_given_the_surer_first(tmp_path: Path) -> None:
    store = store_of(SURER, tmp_path)
    explainer = Explainer(store, infer(store))
    goal = (URIRef(EX + "x"), URIRef(EX + "loose"), URIRef(EX + "y"))
    assert [e.size for e in explainer.proofs(goal)] == [4, 2]


def test_of_two_that_imply_each_other_neither_is_surer(tmp_path: Path) -> None:
    turtle = """:p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p . :a rdfs:subPropertyOf :p .
      :c owl:inverseOf :q . :x :a :y . :y :c :x ."""
    assert proof(turtle, tmp_path, "x", "q", "y").size == 2


def test_what_can_only_follow_from_the_weaker_explains_nothing(tmp_path: Path) -> None:
    """The stricter property holds by the looser one alone: round the circle no proof is found."""
    turtle = """:strict rdfs:subPropertyOf :loose . :middle owl:inverseOf :loose . :middle owl:inverseOf :strict .
      :c owl:inverseOf :loose . :y :c :x ."""
    e = proof(turtle, tmp_path, "x", "loose", "y")
    assert [leaf.triple[1] for leaf in e.leaves()] == [URIRef(EX + "c")]


def test_a_long_transitive_way(tmp_path: Path) -> None:
    turtle = ":p a owl:TransitiveProperty . " + " ".join(f":n{i} :p :n{i + 1} ." for i in range(7))
    e = proof(turtle, tmp_path, "n0", "p", "n7")
    assert len(list(e.leaves())) == 7


def test_what_a_thing_is_said_to_be_is_told_in_words(tmp_path: Path) -> None:
    turtle = ":p a owl:ObjectProperty ; rdfs:label 'partner' . :x a [ owl:onProperty :p ; owl:hasValue :y ] ."
    e = proof(turtle, tmp_path, "x", "p", "y")
    assert (e.rule, e.because) == ("cls-hv1", "what is said to be 'with partner y' is so")
    assert [leaf.sentence for leaf in e.leaves()] == [f"{EX}x – is a – something without a name"]


def test_the_datatype_of_a_value_needs_no_words_of_its_own(tmp_path: Path) -> None:
    turtle = "[ owl:onProperty :p ; owl:someValuesFrom xsd:byte ] rdfs:subClassOf :A . :A rdfs:subClassOf [ owl:onProperty :q ; owl:hasValue :z ] . :x :p 5 ."
    (few,) = proof(turtle, tmp_path, "x", "q", "z").premises
    assert (few.because, few.conditions) == ("every with p some byte counts as A", ())


def test_joint_anti_corruption_unit_reaches_bedfordshire(kg: KnowledgeGraph) -> None:
    e = kg.why(FINDING, "bears on", "bedfordshire")
    assert faults(kg.store, kg.rules, e) == []
    assert e.rule == "bears-on"
    assert (
        e.because
        == "an outcome bears on each member that shared, on the outcome's date, what the outcome concerns"
    )
    assert e.conditions[:2] == (
        "‘held on’ 2016-12-08 is not after ‘date, earliest’ 2016-12-08",
        "‘date, latest’ 2016-12-08 is not after ‘held on’ 2016-12-08",
    )
    # nor is it in doubt, as it would be if the unit were only planned
    (doubt,) = e.conditions[2:]
    assert doubt.startswith("nothing says") and "in doubt through" in doubt
    assert e.size == sum(1 for _ in e.walk()) == 13
    passages = {p for leaf in e.leaves() for p in leaf.passages}
    assert {p.document for p in passages} == {"PEEL 2016 assessment of Cambridgeshire Constabulary"}
    assert any(p.section.startswith("Legitimacy") for p in passages)
    assert "because" in str(e)


def test_what_must_not_be_is_said_in_words(kg: KnowledgeGraph) -> None:
    e = kg.why("finding/anti-corruption-and-vetting-unit-capacity", "may bear on", "bedfordshire")
    by_rule = [
        p
        for p in kg.proofs(FINDING, "may bear on", "bedfordshire", limit=30)
        if p.rule == "may-bear-on"
    ]
    assert e.rule == "prp-spo1"
    member = "Bedfordshire Police in joint anti-corruption and vetting unit"
    assert (
        f"nothing says ‘{member} – from, earliest – anything after 2016-12-08’",
        f"nothing says ‘{member} – until, latest – anything before 2016-12-08’",
    ) in [p.conditions for p in by_rule]


def test_what_does_not_hold_is_refused_in_one_sentence(kg: KnowledgeGraph) -> None:
    with pytest.raises(DoesNotHold) as raised:
        kg.why(FINDING, "bears on", "college of policing")
    assert str(raised.value).startswith("Neither said nor inferred: ")
    assert "\n" not in str(raised.value)
    with pytest.raises(ThingNotFound):
        kg.why(FINDING, "bears on", "atlantis")


@pytest.fixture(scope="module")
def explainer(kg: KnowledgeGraph) -> Explainer:
    """One that has read all steps of the shipped graph, once `explained` was asked for."""
    return Explainer(kg.store, kg.rules)


@pytest.fixture(scope="module")
def explained(explainer: Explainer) -> list[Explanation]:
    """The smallest proof of every inferred triple."""
    return list(explainer.explain_all())


@pytest.mark.usefixtures("explained")
def test_the_least_number_of_premises(explainer: Explainer) -> None:
    """It is never more than a step has, over the whole shipped graph."""
    found = explainer.derivations.steps
    assert found
    steps = list(chain.from_iterable(found.values()))
    # by identity: to compare two rules means to compare the texts of their bodies
    least = {id(step.rule): least_premises(step.rule) for step in steps}
    assert all(least[id(step.rule)] <= len(step.premises) for step in steps)


def test_a_graph_explains_all_that_is_inferred_in_it(world: KnowledgeGraph) -> None:
    explained = list(world.explain_all())
    said = f"FILTER NOT EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{INFERRED}>) }}"
    query = f"SELECT ?s ?p ?o WHERE {{ GRAPH <{INFERRED}> {{ ?s ?p ?o }} {said} }}"
    assert [e.triple for e in explained] == sorted(world.sparql(query).rows)
    one_at_a_time = Explainer(world.store, world.rules)
    for e in random.Random(11).sample(explained, 40):
        assert one_at_a_time.why(e.triple) == e


def test_every_inferred_triple_is_explained(
    kg: KnowledgeGraph, explained: list[Explanation]
) -> None:
    rows = kg.sparql(
        f"SELECT ?s ?p ?o WHERE {{ GRAPH <{INFERRED}> {{ ?s ?p ?o }} "
        f"FILTER NOT EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{INFERRED}>) }} }}"
    )
    assert {e.triple for e in explained} == set(rows.rows)
    assert all(e.rule for e in explained)


def test_what_bears_on_a_force_may_bear_on_it_for_that_reason(
    kg: KnowledgeGraph, explained: list[Explanation]
) -> None:
    by_rule: dict[bool, set[str | None]] = {True: set(), False: set()}
    surely = {row[::2] for row in kg.sparql("SELECT ?f (1 AS ?n) ?o { ?f peel:bearsOn ?o }").rows}
    for e in explained:
        if e.triple[1] == PEEL.mayBearOn:
            by_rule[e.triple[::2] in surely].add(e.rule)
    assert by_rule == {True: {"prp-spo1"}, False: {"may-bear-on"}}


def test_a_comparison_is_not_explained_by_what_it_comes_to(explained: list[Explanation]) -> None:
    rules = {e.rule for e in explained if e.triple[1] == PEEL.comparesWith}
    assert rules == {"compares-with", "compares-with-continued"}


def test_a_thousand_proofs_are_sound(kg: KnowledgeGraph, explained: list[Explanation]) -> None:
    for e in random.Random(7).sample(explained, 1000):
        assert faults(kg.store, kg.rules, e) == []


def test_one_at_a_time_gives_the_same_proofs(
    kg: KnowledgeGraph, explained: list[Explanation]
) -> None:
    explainer = Explainer(kg.store, kg.rules)
    for e in random.Random(11).sample(explained, 20):
        assert explainer.why(e.triple) == e


def test_the_same_over_http(world: KnowledgeGraph, endpoint: str) -> None:
    remote = load(endpoint=endpoint)
    triple = ("finding/armed-training", "bears on", "eastshire")
    assert remote.why(*triple) == world.why(*triple)


# --- the checker finds what is wrong -------------------------------------------------------------------------


def bears_on(kg: KnowledgeGraph) -> Explanation:
    return kg.why(FINDING, "bears on", "bedfordshire")


def test_a_proof_with_a_premise_too_few_or_too_many_is_refused(kg: KnowledgeGraph) -> None:
    e = bears_on(kg)
    (fault,) = faults(kg.store, kg.rules, replace(e, premises=e.premises[1:]))
    assert fault.startswith("it does not follow by bears-on: ")
    (extra,) = kg.why("force/bedfordshire", "a", "peel:PoliceForce").leaves()
    assert faults(kg.store, kg.rules, replace(e, premises=(*e.premises, extra)))


def test_a_proof_of_another_triple_is_refused(kg: KnowledgeGraph) -> None:
    e = bears_on(kg)
    for other in (thing("force/essex"), thing("force/hertfordshire")):
        assert faults(kg.store, kg.rules, replace(e, triple=(*e.triple[:2], other)))


def test_a_leaf_that_its_source_does_not_say_is_refused(kg: KnowledgeGraph) -> None:
    leaf = next(bears_on(kg).leaves())
    assert faults(kg.store, kg.rules, leaf) == []
    assert faults(kg.store, kg.rules, replace(leaf, sources=()))
    assert faults(
        kg.store, kg.rules, replace(leaf, sources=(replace(leaf.sources[0], graph=ONTOLOGY),))
    )
    assert faults(
        kg.store, kg.rules, replace(leaf, sources=(replace(leaf.sources[0], graph=INFERRED),))
    )


def test_a_circle_is_refused(tmp_path: Path) -> None:
    store: Store = store_of(":p a owl:SymmetricProperty . :x :p :y .", tmp_path)
    rules: list[Rule] = infer(store)  # type: ignore[arg-type]
    e = Explainer(store, rules).why((URIRef(EX + "y"), URIRef(EX + "p"), URIRef(EX + "x")))
    back = replace(e, triple=e.premises[0].triple, sentence="back", premises=(e,))
    assert any("stands on itself" in f for f in faults(store, rules, replace(e, premises=(back,))))


def test_a_condition_that_fails_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "later.ttl"
    path.write_text(
        """@prefix peel: <https://w3id.org/peelgraph/ontology#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <urn:f> a peel:Finding ; peel:about <urn:u> ; peel:dateEarliest "2016-01-01"^^xsd:date ;
          peel:dateLatest "2016-01-01"^^xsd:date .
        <urn:m> a peel:Membership ; peel:collaboration <urn:u> ; peel:member <urn:a> ; peel:modality peel:existing ;
          peel:fromLatest "2015-01-01"^^xsd:date , "2017-01-01"^^xsd:date ."""
    )
    kg = load(path)
    e = kg.why("urn:f", "bears on", "urn:a")
    assert faults(kg.store, kg.rules, e) == []
    assert len([p for p in e.premises if str(p.triple[1]).endswith("heldOn")]) == 2
    one_day = tuple(p for p in e.premises if str(p.triple[2]) != "2015-01-01")
    assert faults(kg.store, kg.rules, replace(e, premises=one_day))


def test_a_type_is_explained_by_its_axiom(kg: KnowledgeGraph) -> None:
    e = kg.why("force/bedfordshire", "a", "peel:Organisation")
    assert (e.rule, e.because, e.triple[1]) == (
        "cax-sco",
        "every police force counts as organisation",
        RDF.type,
    )
    assert e.step is not None
    assert e.step.rule.axiom
