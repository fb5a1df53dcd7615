"""The ontology is OWL 2 RL and consistent, and each of its terms is defined, used and known to the code."""

from __future__ import annotations

import re
import socket
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SH, SKOS, VANN, Graph, Namespace, URIRef

from peelgraph.builder.assemble import from_files
from peelgraph.graph import KnowledgeGraph
from peelgraph.resources import SHIPPED
from peelgraph.vocab import BASE, PEEL
from tests import owlapi

NAMESPACE = str(PEEL._NS)
ONTOLOGY = SHIPPED.ontology / "peel.ttl"
ALIGNMENTS = SHIPPED.ontology / "alignments.ttl"
SHAPES = SHIPPED.ontology / "shapes.ttl"
FILES = {"ontology": ONTOLOGY, "alignments": ALIGNMENTS, "shapes": SHAPES}
ROOT = Path(__file__).parents[1]
OA = Namespace("http://www.w3.org/ns/oa#")
QB = Namespace("http://purl.org/linked-data/cube#")
ORG = Namespace("http://www.w3.org/ns/org#")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY)


@pytest.fixture(scope="module")
def alignments() -> Graph:
    return Graph().parse(ALIGNMENTS)


def terms(graph: Graph) -> list[URIRef]:
    found = {s for s in graph.subjects(RDF.type) if str(s).startswith(NAMESPACE)}
    return sorted(URIRef(str(t)) for t in found)


@pytest.mark.engine
@pytest.mark.parametrize("path", [ONTOLOGY, ALIGNMENTS], ids=lambda path: path.stem)
def test_profile(path: Path) -> None:
    assert owlapi.profile_violations(path) == []


@pytest.mark.engine
def test_consistent() -> None:
    assert owlapi.is_consistent(ALIGNMENTS)
    assert owlapi.unsatisfiable(ALIGNMENTS) == []


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_an_ontology_of_the_version_of_the_package(name: str) -> None:
    graph, iri = Graph().parse(FILES[name]), URIRef(BASE + name)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert list(graph.subjects(RDF.type, OWL.Ontology)) == [iri]
    assert [str(v) for v in graph.objects(iri, OWL.versionInfo)] == [version]
    assert list(graph.objects(iri, OWL.versionIRI)) == [URIRef(f"{iri}/{version}")]
    said = {p for p in graph.predicates(iri) if str(p).startswith(str(DCTERMS))}
    needed = {"title", "description", "creator", "created", "modified", "license"}
    assert said >= {DCTERMS[term] for term in needed}
    assert graph.value(iri, DCTERMS.created) <= graph.value(iri, DCTERMS.modified)
    imported = set() if name == "ontology" else {URIRef(BASE + "ontology")}
    assert set(graph.objects(iri, OWL.imports)) == imported


def test_the_ontology_says_how_it_is_named_and_cited(ontology: Graph) -> None:
    iri = URIRef(BASE + "ontology")
    assert str(ontology.value(iri, VANN.preferredNamespacePrefix)) == "peel"
    assert str(ontology.value(iri, VANN.preferredNamespaceUri)) == NAMESPACE
    citation = str(ontology.value(iri, DCTERMS.bibliographicCitation))
    assert str(ontology.value(iri, OWL.versionIRI)) in citation
    assert f"version {ontology.value(iri, OWL.versionInfo)}." in citation


def test_an_import_fetches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a file of the ontology was looked for on the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert from_files([], SHIPPED).problems == ()


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


def test_no_two_terms_share_an_example(ontology: Graph) -> None:
    """What is said of several terms is filler: a term whose example is not known has none."""
    examples = Counter(str(e) for t in terms(ontology) for e in ontology.objects(t, SKOS.example))
    assert [e for e, times in examples.items() if times > 1] == []


def test_no_two_terms_share_a_label(ontology: Graph) -> None:
    labels = Counter(str(ontology.value(t, RDFS.label)).casefold() for t in terms(ontology))
    assert [label for label, times in labels.items() if times > 1] == []


def test_no_class_is_named_by_a_participle(ontology: Graph) -> None:
    named = (str(c).removeprefix(NAMESPACE) for c in ontology.subjects(RDF.type, OWL.Class))
    assert [name for name in named if name.endswith("ed")] == []


def test_vocab_equals_the_ontology(ontology: Graph) -> None:
    assert set(PEEL.__annotations__) == {str(t).removeprefix(NAMESPACE) for t in terms(ontology)}
    assert {PEEL[name] for name in PEEL.__annotations__} == set(terms(ontology))
    with pytest.raises(AttributeError):
        PEEL.noSuchTerm  # noqa: B018


def test_code_names_only_terms_of_the_ontology() -> None:
    """A misspelt name would else be found when its line runs."""
    name = re.compile(r"\bPEEL(?:\.([A-Za-z]\w*)|\[\"(\w+)\"\])")
    named = {
        (path.name, match[1] or match[2])
        for folder in ("src", "tests", "docs", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
        for match in name.finditer(path.read_text(encoding="utf-8"))
    }
    assert len(named) > 20
    unknown = sorted((file, term) for file, term in named if term not in PEEL)
    assert unknown == [("test_ontology.py", "noSuchTerm")]


def uses(kg: KnowledgeGraph) -> Iterator[str]:
    rows = kg.sparql(
        "SELECT DISTINCT ?t { GRAPH ?g { ?s ?p ?o } FILTER(?g != graph:ontology)"
        " VALUES ?n { 1 2 } BIND(IF(?n = 1, ?p, ?o) AS ?t) FILTER(STRSTARTS(STR(?t), STR(peel:))) }"
    )
    yield from (row.t for row in rows)
    named = kg.sparql("SELECT DISTINCT ?t { ?x a owl:NamedIndividual, ?t }")
    yield from (row.t for row in named)
    shapes = Graph().parse(SHAPES)
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


def is_foreign(term: object) -> bool:
    own = (BASE, str(OWL), str(RDF), str(RDFS))
    return isinstance(term, URIRef) and not str(term).startswith(own)


def test_alignments_relate_terms_to_declared_terms_of_others(
    ontology: Graph, alignments: Graph
) -> None:
    ours = set(terms(ontology))
    said = [(s, p, o) for s, p, o in alignments if s in ours]
    assert {p for _, p, _ in said} == {RDFS.subClassOf, RDFS.subPropertyOf, RDF.type, RDFS.range}
    assert [triple for triple in said if not is_foreign(triple[2])] == []
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    declared = Counter(s for s, o in alignments.subject_objects(RDF.type) if o in kinds)
    header = set(alignments.predicates(URIRef(BASE + "alignments")))
    used = {t for triple in alignments for t in triple if is_foreign(t)} - header
    licences = set(alignments.objects(None, DCTERMS.license))
    assert set(declared) == used - licences
    assert set(declared.values()) == {1}


# The domain and range that the vocabularies give their properties, by the classes that the alignments use.
DOMAINS_AND_RANGES = [
    (ORG.member, ORG.Membership, ORG.FormalOrganization),
    (ORG.role, ORG.Membership, ORG.Role),
    (ORG.unitOf, ORG.OrganizationalUnit, ORG.FormalOrganization),
    (SKOS.broader, SKOS.Concept, SKOS.Concept),
    (SKOS.inScheme, None, SKOS.ConceptScheme),
    (PROV.wasRevisionOf, PROV.Entity, PROV.Entity),
    (PROV.wasAssociatedWith, PROV.Activity, ORG.FormalOrganization),
    (OA.hasSource, OA.SpecificResource, None),
    (OA.hasSelector, OA.SpecificResource, OA.TextPositionSelector),
    (OA.start, OA.TextPositionSelector, None),
    (OA.end, OA.TextPositionSelector, None),
    (QB.dataSet, QB.Observation, QB.DataSet),
    (QB.structure, QB.DataSet, QB.DataStructureDefinition),
]


@pytest.mark.parametrize(("prop", "domain", "range_"), DOMAINS_AND_RANGES)
def test_nothing_false_is_said_in_the_terms_of_others(
    kg: KnowledgeGraph, prop: URIRef, domain: URIRef | None, range_: URIRef | None
) -> None:
    def without(variable: str, kind: URIRef | None) -> str:
        return f"FILTER NOT EXISTS {{ ?{variable} a <{kind}> }}" if kind else "FILTER(false)"

    rows = kg.sparql(
        f"""SELECT ?s ?o WHERE {{ ?s <{prop}> ?o
            {{ {without("s", domain)} }} UNION {{ {without("o", range_)} }} }} LIMIT 5"""
    )
    assert list(rows) == []
    assert kg.sparql(f"ASK {{ ?s <{prop}> ?o }}").rows[0][0]


def test_every_shape_says_what_to_do() -> None:
    graph = Graph().parse(SHAPES)
    shapes = set(graph.subjects(RDF.type, SH.NodeShape))
    assert shapes
    assert [s for s in shapes if (s, RDFS.label, None) not in graph] == []
    silent = [p for p in graph.objects(None, SH.property) if (p, SH.message, None) not in graph]
    outer = {p for p in silent if any((s, SH.message, None) in graph for s in shapes)}
    assert [p for p in silent if p not in outer] == []


def test_a_passage_is_a_specific_resource_with_one_selector(kg: KnowledgeGraph) -> None:
    selected = kg.sparql(
        """SELECT ?passage (COUNT(DISTINCT ?document) AS ?documents) (COUNT(DISTINCT ?selector) AS ?selectors) WHERE {
             ?passage a oa:SpecificResource .
             OPTIONAL { ?passage oa:hasSource ?document }
             OPTIONAL { ?passage peel:start ?start ; peel:end ?end ; oa:hasSelector ?selector .
                        ?selector oa:start ?start ; oa:end ?end }
           } GROUP BY ?passage"""
    )
    assert {(row.documents, row.selectors) for row in selected} == {(1, 1)}
    assert len(selected) == len(kg.sparql("SELECT ?passage { ?passage a peel:Passage }"))


def test_a_source_has_the_address_of_its_licence_or_a_statement_of_rights(
    kg: KnowledgeGraph,
) -> None:
    rows = kg.sparql(
        """SELECT DISTINCT ?licence ?license ?rights WHERE { ?source peel:licence ?licence
           OPTIONAL { ?source dcterms:license ?license } OPTIONAL { ?source dcterms:rights ?rights } }
           ORDER BY ?licence"""
    )
    ogl = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    assert [tuple(None if c is None else str(c) for c in row) for row in rows] == [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", None),
        ("Open Government Licence v3.0", ogl, None),
        ("facts only", None, "facts only"),
    ]
