"""Shapes without a name are called by what they constrain, so that a report is the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import SH, Graph

import peelgraph
from peelgraph.builder.shapes import path_text

PREFIXES = """
@prefix : <http://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
SHAPES = f"""{PREFIXES}
:Named a sh:NodeShape ; sh:targetClass :A ;
    sh:property [ sh:path rdfs:label ; sh:minCount 1 ] ;
    sh:property :PropertyWithAName ;
    sh:property [ sh:path ( [ sh:inversePath rdfs:seeAlso ] rdfs:label ) ; sh:minCount 1 ] .
:PropertyWithAName a sh:PropertyShape ; sh:path rdfs:comment ; sh:minCount 1 .
[] a sh:NodeShape ; sh:targetClass :A ; sh:nodeKind sh:Literal ;
    sh:property [ sh:path rdfs:isDefinedBy ; sh:minCount 1 ] .
[] a sh:PropertyShape ; sh:targetSubjectsOf rdfs:seeAlso ; sh:path rdfs:seeAlso ; sh:maxCount 0 .
"""
DATA = f"{PREFIXES} :a a :A ; rdfs:seeAlso :b ."


def test_rules_are_named_by_what_they_constrain(tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text(SHAPES)
    (tmp_path / "data.ttl").write_text(DATA)
    given = {"resources": None, "shapes": tmp_path / "shapes.ttl"}
    problems = peelgraph.load(tmp_path / "data.ttl", **given).problems
    assert {problem.rule for problem in problems} == {
        "http://example.org/Named, rdfs:label",
        "http://example.org/Named, (^rdfs:seeAlso/rdfs:label)",
        "http://example.org/PropertyWithAName",
        "a shape of http://example.org/A",
        "a shape of http://example.org/A, rdfs:isDefinedBy",
        "a shape of rdfs:seeAlso, rdfs:seeAlso",
    }
    assert peelgraph.load(tmp_path / "data.ttl", **given).problems == problems
    words = [p.words for p in problems if "^" in p.rule]
    assert words[0].startswith("http://example.org/a: (^rdfs:seeAlso/rdfs:label): ")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("rdfs:label", "rdfs:label"),
        ("[ sh:inversePath rdfs:label ]", "^rdfs:label"),
        ("[ sh:zeroOrMorePath rdfs:label ]", "rdfs:label*"),
        ("[ sh:oneOrMorePath [ sh:inversePath rdfs:label ] ]", "^rdfs:label+"),
        (
            "[ sh:alternativePath ( rdfs:label [ sh:zeroOrOnePath rdfs:comment ] ) ]",
            "(rdfs:label|rdfs:comment?)",
        ),
        (
            "( rdfs:seeAlso ( rdfs:label rdfs:comment ) )",
            "(rdfs:seeAlso/(rdfs:label/rdfs:comment))",
        ),
    ],
)
def test_paths_as_sparql_writes_them(path: str, text: str) -> None:
    graph = Graph().parse(data=f"{PREFIXES} :s sh:path {path} .")
    (node,) = graph.objects(None, SH.path)
    assert path_text(graph, node) == text
