"""The ontology is OWL 2 RL and consistent, and each of its terms is defined, used and known to the code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef

from peelgraph.graph import KnowledgeGraph
from peelgraph.resources import SHIPPED
from peelgraph.vocab import BASE, PEEL
from tests import owlapi

NAMESPACE = str(PEEL._NS)
ONTOLOGY = SHIPPED.ontology / "peel.ttl"


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ontology and alignments in one file, with the foreign terms declared as what they are aligned with."""
    graph = Graph().parse(ONTOLOGY).parse(SHIPPED.ontology / "alignments.ttl")
    for predicate, kind in ((RDFS.subClassOf, OWL.Class), (RDFS.subPropertyOf, None)):
        for ours, foreign in list(graph.subject_objects(predicate)):
            if isinstance(foreign, URIRef) and not str(foreign).startswith(NAMESPACE):
                own = (
                    OWL.ObjectProperty
                    if (ours, RDF.type, OWL.ObjectProperty) in graph
                    else OWL.DatatypeProperty
                )
                graph.add((foreign, RDF.type, kind or own))
    path = tmp_path_factory.mktemp("ontology") / "whole.ttl"
    graph.serialize(path)
    return path


def terms(graph: Graph) -> list[URIRef]:
    found = {s for s in graph.subjects(RDF.type) if str(s).startswith(NAMESPACE)}
    return sorted(URIRef(str(t)) for t in found)


@pytest.mark.engine
def test_profile(whole: Path) -> None:
    assert owlapi.profile_violations(ONTOLOGY) == []
    assert owlapi.profile_violations(whole) == []


@pytest.mark.engine
def test_consistent(whole: Path) -> None:
    assert owlapi.is_consistent(whole)
    assert owlapi.unsatisfiable(whole) == []


@pytest.mark.engine
def test_the_checkers_can_fail(tmp_path: Path) -> None:
    prefixes = "\n".join(
        line for line in ONTOLOGY.read_text(encoding="utf-8").splitlines() if line.startswith("@")
    )
    outside = tmp_path / "outside.ttl"
    outside.write_text(
        prefixes
        + "<urn:o> a owl:Ontology . peel:A a owl:Class ; rdfs:subClassOf [ a owl:Restriction ;"
        " owl:onProperty peel:p ; owl:someValuesFrom peel:A ] . peel:p a owl:ObjectProperty ."
    )
    assert owlapi.profile_violations(outside)
    broken = tmp_path / "broken.ttl"
    broken.write_text(
        prefixes
        + "<urn:o> a owl:Ontology . peel:A a owl:Class . peel:B a owl:Class ; owl:disjointWith peel:A ."
        " peel:C a owl:Class ; rdfs:subClassOf peel:A, peel:B . peel:c a owl:NamedIndividual, peel:A, peel:B ."
    )
    assert not owlapi.is_consistent(broken)


def test_every_term_has_its_block(ontology: Graph) -> None:
    lacking = [
        (str(term), str(predicate))
        for term in terms(ontology)
        for predicate in (RDFS.label, SKOS.definition, RDFS.isDefinedBy)
        if len(list(ontology.objects(term, predicate))) != 1
    ]
    assert lacking == []
    without_example = [
        str(t)
        for t in terms(ontology)
        if (t, RDF.type, OWL.NamedIndividual) not in ontology
        and not isinstance(ontology.value(t, SKOS.example), Literal)
    ]
    assert without_example == []


def test_labels_are_unambiguous(ontology: Graph) -> None:
    properties = [t for t in terms(ontology) if str(t).removeprefix(NAMESPACE)[0].islower()]
    named = [
        str(ontology.value(p, RDFS.label))
        for p in properties
        if (p, RDF.type, OWL.NamedIndividual) not in ontology
    ]
    assert sorted(named) == sorted(set(named))


def test_vocab_equals_the_ontology(ontology: Graph) -> None:
    known = {*PEEL.__annotations__, *PEEL._extras} - {"_NS", "_fail", "_extras"}
    assert known == {str(t).removeprefix(NAMESPACE) for t in terms(ontology)}
    with pytest.raises(AttributeError):
        PEEL.noSuchTerm  # noqa: B018


def uses(kg: KnowledgeGraph) -> Iterator[str]:
    rows = kg.sparql(
        "SELECT DISTINCT ?t { GRAPH ?g { ?s ?p ?o } FILTER(?g != graph:ontology)"
        " VALUES ?n { 1 2 } BIND(IF(?n = 1, ?p, ?o) AS ?t) FILTER(STRSTARTS(STR(?t), STR(peel:))) }"
    )
    yield from (row.t for row in rows)
    named = kg.sparql("SELECT DISTINCT ?t { ?x a owl:NamedIndividual, ?t }")
    yield from (row.t for row in named)
    shapes = Graph().parse(SHIPPED.ontology / "shapes.ttl")
    yield from (str(t) for triple in shapes for t in triple)
    for path in [*SHIPPED.ontology.glob("rules/*.rq"), *SHIPPED.data.rglob("*.rq")]:
        yield from (
            NAMESPACE + w.strip(",;.").removeprefix("peel:")
            for w in path.read_text(encoding="utf-8").replace("(", " ").replace(")", " ").split()
            if w.startswith("peel:")
        )


def test_every_term_is_used_in_data_rule_shape_or_mapping(
    kg: KnowledgeGraph, ontology: Graph
) -> None:
    used = set(uses(kg))
    assert [str(t) for t in terms(ontology) if str(t) not in used] == []


def test_alignments_are_only_subclass_and_subproperty_lines() -> None:
    graph = Graph().parse(SHIPPED.ontology / "alignments.ttl")
    assert {p for _, p, _ in graph} == {RDFS.subClassOf, RDFS.subPropertyOf}
    assert all(str(s).startswith(NAMESPACE) and not str(o).startswith(BASE) for s, _, o in graph)


def test_every_shape_says_what_to_do() -> None:
    graph = Graph().parse(SHIPPED.ontology / "shapes.ttl")
    shapes = set(graph.subjects(RDF.type, SH.NodeShape))
    assert shapes
    assert [s for s in shapes if (s, RDFS.label, None) not in graph] == []
    silent = [p for p in graph.objects(None, SH.property) if (p, SH.message, None) not in graph]
    outer = {p for p in silent if any((s, SH.message, None) in graph for s in shapes)}
    assert [p for p in silent if p not in outer] == []
