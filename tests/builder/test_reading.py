"""RDF files of anybody's: how they are written, what they are relative to, and what they import."""

from __future__ import annotations

import bz2
import gzip
import json
from pathlib import Path

import pytest
from rdflib import OWL, RDF, BNode, Graph, URIRef

import peelgraph
from peelgraph.errors import UnknownFormat, UnreadableFile

PART = URIRef("http://example.org/#hasPart")
A = URIRef("http://example.org/#a")
C = URIRef("http://example.org/#c")
TURTLE = """
@prefix : <http://example.org/#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
:hasPart a owl:TransitiveProperty .
:a :hasPart :b .
:b :hasPart :c .
"""


def written(format: str) -> bytes:
    return Graph().parse(data=TURTLE, format="turtle").serialize(format=format, encoding="utf-8")


def loaded(path: Path, **how: str | Path) -> peelgraph.KnowledgeGraph:
    return peelgraph.load(path, resources=None, **how)


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("x.ttl", "turtle"),
        ("x.turtle", "turtle"),
        ("x.n3", "n3"),
        ("x.nt", "nt"),
        ("x.nquads", "nt"),
        ("x.rdf", "xml"),
        ("x.owl", "xml"),
        ("x.owl", "turtle"),
        ("x.owl", "nt"),
        ("x.xml", "pretty-xml"),
        ("x.json", "json-ld"),
        ("x.jsonld", "json-ld"),
        ("x", "turtle"),
        ("x", "xml"),
        ("x.txt", "json-ld"),
        ("X.OWL", "xml"),
    ],
)
def test_a_file_of_each_usual_name(tmp_path: Path, name: str, format: str) -> None:
    content = written(format)
    for suffix, packed in (
        ("", content),
        (".gz", gzip.compress(content)),
        (".bz2", bz2.compress(content)),
    ):
        path = tmp_path / f"{name}{suffix}"
        path.write_bytes(packed)
        assert loaded(path).store.ask(f"ASK {{ <{A}> <{PART}> <{C}> }}")
        assert len(list(loaded(path).store)) == 4


def test_a_format_can_be_said(tmp_path: Path) -> None:
    path = tmp_path / "x.nt"
    path.write_text(TURTLE)
    with pytest.raises(UnreadableFile):
        loaded(path)
    assert len(list(loaded(path, format="ttl").store)) == 4
    with pytest.raises(UnknownFormat, match="ttl, nt"):
        loaded(path, format="pdf")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('<?xml version="1.0"?>\n<Ontology xmlns="http://www.w3.org/2002/07/owl#"/>', "OWL/XML"),
        ("Prefix(:=<http://x/>)\nOntology(<http://x/>)", "functional syntax"),
        ("Prefix: : <http://x/>\nOntology: <http://x/>", "Manchester"),
        ("what is this", "neither its name nor its beginning"),
    ],
)
def test_what_is_no_rdf_is_named(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "x.owl"
    path.write_text(content)
    with pytest.raises(UnreadableFile, match=reason):
        loaded(path)


def test_relative_names_are_those_of_the_file_or_of_a_base(tmp_path: Path) -> None:
    path = tmp_path / "x.rdf"
    path.write_text(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:owl="http://www.w3.org/2002/07/owl#"><owl:Ontology rdf:about=""/></rdf:RDF>'
    )
    assert set(loaded(path).store) == {(URIRef(path.as_uri()), RDF.type, OWL.Ontology)}
    based = loaded(path, base="http://example.org/onto")
    assert set(based.store) == {(URIRef("http://example.org/onto"), RDF.type, OWL.Ontology)}


def catalogued(folder: Path, **entries: str) -> None:
    lines = "".join(f'<uri name="http://example.org/{k}" uri="{v}"/>' for k, v in entries.items())
    namespace = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
    (folder / "catalog-v001.xml").write_text(f'<catalog xmlns="{namespace}">{lines}</catalog>')


def test_what_is_imported_comes_from_a_catalogue(tmp_path: Path) -> None:
    catalogued(tmp_path, parts="parts.owl", far="far.ttl")
    owl = "@prefix owl: <http://www.w3.org/2002/07/owl#> ."
    (tmp_path / "parts.owl").write_text(f"{owl} <> owl:imports <far> . {TURTLE}")
    (tmp_path / "far.ttl").write_text(f"{owl} <> a owl:Ontology ; owl:imports <nowhere> .")
    main = tmp_path / "main.ttl"
    main.write_text(f"{owl} <> a owl:Ontology ; owl:imports <http://example.org/parts> .")
    kg = loaded(main)
    assert kg.store.ask(f"ASK {{ <{A}> <{PART}> <{C}> }}")
    assert [(p.severity, p.thing) for p in kg.problems] == [
        ("warning", "http://example.org/nowhere")
    ]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    moved = main.rename(elsewhere / "main.ttl")
    assert [p.thing for p in loaded(moved).problems] == ["http://example.org/parts"]
    assert len(loaded(moved, catalogue=tmp_path).problems) == 1


def test_contexts_come_from_a_catalogue(tmp_path: Path) -> None:
    catalogued(tmp_path, context="context.json")
    (tmp_path / "context.json").write_text(
        json.dumps({"@context": {"hasPart": {"@id": str(PART), "@type": "@id"}}})
    )
    path = tmp_path / "x.json"
    path.write_text(
        json.dumps({"@context": ["http://example.org/context"], "@id": str(A), "hasPart": str(C)})
    )
    assert set(loaded(path).store) == {(A, PART, C)}
    path.write_text(json.dumps({"@context": "http://example.org/other", "@id": str(A)}))
    with pytest.raises(UnreadableFile, match="in no catalogue"):
        loaded(path)


def test_what_a_file_says_was_inferred_is_inferred_anew(tmp_path: Path) -> None:
    first = tmp_path / "first.ttl"
    first.write_text(TURTLE)
    whole = tmp_path / "whole.nq"
    loaded(first).export("nq", whole)
    again = loaded(whole)
    assert (again.problems, again.info().inferred) == ((), 1)
    lines = [line for line in whole.read_text().splitlines() if "#b> <" not in line]
    whole.write_text("\n".join(lines))
    stale = loaded(whole)
    assert not stale.store.ask(f"ASK {{ <{A}> <{PART}> <{C}> }}")
    (problem,) = stale.problems
    assert (problem.rule, problem.severity) == ("stale", "warning")
    assert "1 of the 1 triples" in problem.words


def test_rules_and_shapes_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text(TURTLE)
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "part-of.rq").write_text(
        "#+ summary: what has a part is whole\n"
        f"CONSTRUCT {{ ?x a <http://example.org/#Whole> }} WHERE {{ ?x <{PART}> ?y }}"
    )
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <http://example.org/#> ."
        ":Named a sh:NodeShape ; sh:targetClass :Whole ; sh:property :name ."
        ":name sh:path :name ; sh:minCount 1 ; sh:message 'it has no name' ."
    )
    kg = loaded(path, rules=rules, shapes=shapes)
    assert [p.thing for p in kg.problems] == [str(A), "http://example.org/#b"]
    assert kg.store.ask(f"ASK {{ <{A}> a <http://example.org/#Whole> }}")
    with pytest.raises(UnreadableFile, match="no such file"):
        loaded(path, rules=tmp_path / "none")


def test_nothing_of_the_project_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text(TURTLE)
    ours = peelgraph.load(path)
    assert len(list(ours.store)) > 1000
    assert not any(isinstance(term, BNode) for t in loaded(path).store for term in t)
