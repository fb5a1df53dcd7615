"""What shapes find in a user's own files is what SHACL means, whatever the store makes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import peelgraph
from peelgraph.errors import ShapesError
from peelgraph.things.problems import GraphProblem

PREFIXES = """
@prefix : <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
Found = Callable[[str, str], list[GraphProblem]]


@pytest.fixture
def found(tmp_path: Path) -> Found:
    """What is found in a Turtle text by the shape of a thing's `:p`, or by a shape as it stands."""

    def run(data: str, shape: str) -> list[GraphProblem]:
        file, shapes = tmp_path / "data.ttl", tmp_path / "shapes.ttl"
        file.write_text(PREFIXES + data, encoding="utf-8")
        if not shape.lstrip().startswith(":"):
            shape = f":S a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; {shape} ] ."
        shapes.write_text(PREFIXES + shape, encoding="utf-8")
        return [
            problem
            for problem in peelgraph.load(file, resources=None, shapes=shapes).problems
            if problem.severity != "contradiction"
        ]

    return run


def it_is(problems: list[GraphProblem]) -> list[str]:
    """The values that problems are with."""
    return sorted(problem.words.rpartition("(it is ")[2].removesuffix(")") for problem in problems)


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ('"7"^^xsd:byte', "xsd:byte"),
        ('"+7"^^xsd:nonNegativeInteger', "xsd:nonNegativeInteger"),
        ('"2006-08-24T10:00:00Z"^^xsd:dateTimeStamp', "xsd:dateTimeStamp"),
        ("1.10", "xsd:decimal"),
        ('"1"^^xsd:boolean', "xsd:boolean"),
        ('"text"', "xsd:string"),
        ('"text"@en', "<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>"),
    ],
)
def test_a_datatype_is_the_one_that_is_written(found: Found, value: str, datatype: str) -> None:
    assert found(f":x :p {value} .", f"sh:datatype {datatype}") == []
    assert len(found(f":x :p {value} .", "sh:datatype xsd:gYear")) == 1


def test_a_value_is_shown_as_it_is_written_and_has_its_statement(found: Found) -> None:
    (problem,) = found(":x :p 007 .", "sh:maxInclusive 6")
    assert it_is([problem]) == ["007"]
    assert [str(s.triple[2]) for s in problem.statements] == ["7"]


def test_one_value_of_a_list_may_be_typed_as_a_string(found: Found) -> None:
    shape = 'sh:in ( "A" "B"^^xsd:string "2006-08-24+05:00"^^xsd:date )'
    data = ':x :p "A", "B", "2006-08-24+05:00"^^xsd:date, "2006-08-24"^^xsd:date, "A"@en .'
    assert it_is(found(data, shape)) == ["2006-08-24", "A"]


def test_blank_nodes_are_blank(found: Found) -> None:
    data = ":x :p [ :q 1 ], :y ."
    assert it_is(found(data, "sh:nodeKind sh:BlankNode")) == ["http://example.org/y"]
    (problem,) = found(data, "sh:nodeKind sh:IRI")
    assert len(problem.statements) == 1
    (problem,) = found(
        ":x :p :y . [] :q 1 .", ":S a sh:NodeShape ; sh:targetSubjectsOf :q ; sh:minLength 1 ."
    )
    assert problem.thing.startswith("https://w3id.org/peelgraph/genid/")


SPARQL = """
:S a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:sparql :C .
:C sh:prefixes :P ; sh:message "found" ; sh:select '''%s''' .
:P sh:declare [ sh:prefix "ex" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
"""


@pytest.mark.parametrize(
    "query",
    [
        "SELECT $this ?value { $this ex:p ?value FILTER(?value > 6) }",
        "SELECT $this { { FILTER($this = ex:x) } }",
        "SELECT $this { BIND($this AS ?that) FILTER(?that = ex:x) }",
        "SELECT $this { FILTER bound($this) $this ex:p ?value FILTER(?value = 7) }",
        "SELECT $this { { SELECT $this { $this ex:p 7 } } }",
        "SELECT * { $this ex:p 7 }",
        "SELECT DISTINCT $this ?value { $this ex:p ?value } ORDER BY ?value LIMIT 1",
    ],
)
def test_constraints_in_sparql_know_what_they_are_asked_about(found: Found, query: str) -> None:
    problems = found(":x :p 7 . :y :p 6 .", SPARQL % query)
    assert [p.thing for p in problems if p.thing.endswith("/x")] == ["http://example.org/x"]


def test_a_component_of_ones_own(found: Found) -> None:
    component = """
    :Small a sh:ConstraintComponent ; sh:parameter [ sh:path :below ] ;
      sh:validator [ a sh:SPARQLAskValidator ; sh:message "not below {$below}" ;
        sh:ask "ASK { FILTER($value < $below) }" ] .
    :S a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; :below 7 ] .
    """
    assert len(found(":x :p 6, 7, 8 .", component)) == 2


def test_a_detail_is_no_result_of_its_own(found: Found) -> None:
    shape = """
    :S a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:node :T ] .
    :T a sh:NodeShape ; sh:property [ sh:path :q ; sh:minCount 1 ] .
    """
    assert [p.thing for p in found(":x :p :y .", shape)] == ["http://example.org/x"]


@pytest.mark.parametrize(
    "shape",
    [
        SPARQL % "SELECT $this { ?x ?y }",
        SPARQL % "SELECT $this { $this ?x ?y MINUS { $this ?x 7 } }",
        ":S a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:property [ sh:minCount 1 ] .",
        ":S a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:minCount -1.5 ] .",
    ],
)
def test_shapes_that_cannot_be_used_are_told_of(found: Found, shape: str) -> None:
    with pytest.raises(ShapesError, match="shapes cannot be used"):
        found(":x :p 7 .", shape)
