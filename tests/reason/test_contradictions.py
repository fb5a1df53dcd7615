"""Each rule that concludes false on a small graph: what clashes, who says it, and that owlrl sees it too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rdflib import OWL

from peelgraph.reason import contradictions, infer, schema_of
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.things.problems import GraphProblem
from peelgraph.vocab import GRAPH
from tests.reason.cases import FORBIDDEN, at_most
from tests.reason.helpers import PREFIXES, owlrl_errors, problems_of, triples

OWLRL_DOES_NOT_SEE = {
    "eq-diff2: the last": "the last member of a list is not compared",
    "eq-diff3: the last": "the last member of a list is not compared",
    "prp-adp: the last": "the last member of a list is not compared",
    "dt-diff": "literals are not compared",
    "dt-diff: at most one": "literals are not compared",
    "dt-diff: a number and a text": "literals are not compared",
    "dt-not-type: by a range of small whole numbers": "a literal is tried against its own datatype alone",
    "dt-not-type: by a range": "a literal is tried against its own datatype alone",
    "dt-not-type: by all values": "a literal is tried against its own datatype alone",
}


def clashes(turtle: str, folder: Path) -> list[GraphProblem]:
    return [p for p in problems_of(turtle, folder) if p.severity == "contradiction"]


@pytest.mark.parametrize("name", FORBIDDEN)
def test_the_statements_that_clash(name: str, tmp_path: Path) -> None:
    given, statements = FORBIDDEN[name]
    found = clashes(given, tmp_path)
    assert {s.triple for p in found for s in p.statements} == triples(statements)
    (problem,) = found
    assert str(problem).startswith("contradiction: ")
    assert str(problem).endswith(f"({problem.rule})")
    assert "?" not in problem.words


@pytest.mark.parametrize("name", FORBIDDEN)
def test_owlrl_sees_it_too(name: str, tmp_path: Path) -> None:
    assert bool(owlrl_errors(FORBIDDEN[name][0])) == (name not in OWLRL_DOES_NOT_SEE)


def test_values_of_one_text_are_told_apart(tmp_path: Path) -> None:
    (problem,) = clashes(":p a owl:FunctionalProperty . :x :p 'chat'@en, 'chat'@fr .", tmp_path)
    assert '"chat"@en and "chat"@fr' in problem.words


def test_what_is_said_of_one_thing_is_told_in_words(tmp_path: Path) -> None:
    (problem,) = clashes(f":x a {at_most(0, ':p')} ; :p :y .", tmp_path)
    assert problem.words.endswith(
        "x contradicts this: what is said to be 'with no p' is so (cls-maxc1)"
    )


# Sources and words

SOURCES = """
<https://w3id.org/peelgraph/id/source/one> peel:graph <https://w3id.org/peelgraph/graph/one> ; rdfs:label 'Report one' .
<https://w3id.org/peelgraph/id/source/two> peel:graph <https://w3id.org/peelgraph/graph/two> ; rdfs:label 'Report two' .
"""


def reported(folder: Path, **by_source: str) -> list[GraphProblem]:
    store = EmbeddedStore()
    texts = {
        "sources": "@prefix peel: <https://w3id.org/peelgraph/ontology#> ." + SOURCES,
        **by_source,
    }
    for name, turtle in texts.items():
        (folder / f"{name}.ttl").write_text(PREFIXES + turtle, encoding="utf-8")
        store.load_file(folder / f"{name}.ttl", GRAPH[name])
    infer(store)
    return contradictions(store, schema_of(store))


def test_a_contradiction_names_the_sources_that_clash(tmp_path: Path) -> None:
    (problem,) = reported(
        tmp_path,
        ontology=":A a owl:Class ; rdfs:label 'force' ; owl:disjointWith :B ."
        " :B a owl:Class ; rdfs:label 'alliance' . :C rdfs:subClassOf :B .",
        one=":x a :A .",
        two=":x a :A, :C .",
    )
    assert str(problem).endswith("x cannot be both force and alliance (cax-dw)")
    assert [s.sources for s in problem.statements] == [("Report one", "Report two"), ("inferred",)]
    assert problem.sources == ("Report one", "Report two", "inferred")
    assert problem.thing == "http://example.org/x"


def test_what_follows_to_be_the_same_is_a_warning(tmp_path: Path) -> None:
    (problem,) = reported(
        tmp_path,
        ontology=":p a owl:FunctionalProperty .",
        one=":x :p :y .",
        two=":x :p :z . :u owl:sameAs :v .",
    )
    assert (problem.severity, problem.rule, problem.is_warning) == ("warning", "prp-fp", True)
    assert problem.words.endswith("follow to be the same: 'p' has one value only (prp-fp)")
    assert problem.sources == ("Report one", "Report two")
    assert (
        reported(
            tmp_path,
            ontology=":p a owl:FunctionalProperty .",
            one=":x :p :y, :z . :y owl:sameAs :z .",
        )
        == []
    )


def test_no_contradiction_in_what_can_be(tmp_path: Path) -> None:
    given = (
        f":A owl:disjointWith :B ; rdfs:subClassOf {at_most(1, ':p')}, {at_most(0, ':q', ':A')} . :x a :A ; :p 1 ; :q :y ."
        " :p a owl:FunctionalProperty ; rdfs:range xsd:decimal . :y a :B ; :p 2.5 ; :r 'x'@en, 'x', true ."
        " [] a owl:AllDifferent ; owl:members ( :x :y ) . :q a owl:AsymmetricProperty, owl:IrreflexiveProperty ."
        " :q owl:propertyDisjointWith :r . :x owl:differentFrom :y ; owl:sameAs :z . :z owl:sameAs :x ."
    )
    assert problems_of(given, tmp_path) == []


def test_axioms_alone_can_contradict_each_other(tmp_path: Path) -> None:
    listed = "[ a owl:Class ; owl:oneOf ( :x :y ) ]"
    problems = clashes(f"{listed} owl:disjointWith {listed} .", tmp_path)
    assert {p.rule for p in problems} == {"cax-dw"}
    assert all(s.triple[1] == OWL.disjointWith for p in problems for s in p.statements)
    assert all(p.statements for p in problems)


@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_problem_survives_being_written_down(name: str, tmp_path: Path) -> None:
    for problem in problems_of(FORBIDDEN[name][0], tmp_path):
        assert GraphProblem.from_dict(json.loads(json.dumps(problem.as_dict()))) == problem
