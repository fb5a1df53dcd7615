"""What describes the whole: counts that are the graph's own, a catalogue after DCAT-AP, and files for programs."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import html
from rdflib import DCAT, DCTERMS, PROV, RDF, SH, Dataset, Graph, URIRef
from rdflib.namespace import VOID

from peelgraph.formats import GRAPHS
from peelgraph.graph import KnowledgeGraph
from peelgraph.linked.void import DATASET
from peelgraph.store.context import context
from peelgraph.vocab import BASE as OURS
from peelgraph.vocab import ID, PEEL
from tests.serve.client import BASE, TestClient, client_of

SHAPES = Path(__file__).parents[2].parent / "shared" / "suites" / "dcat-ap"


@pytest.fixture(scope="module")
def client(world: KnowledgeGraph) -> TestClient:
    return client_of(world)


@pytest.fixture(scope="module")
def void(client: TestClient) -> Graph:
    return Graph().parse(data=client.get("/.well-known/void.ttl").text)


def test_void_counts_what_there_is(void: Graph, world: KnowledgeGraph) -> None:
    triples = {(s, p, o) for s, p, o in world.sparql("SELECT ?s ?p ?o { ?s ?p ?o }").rows}
    counted = {
        VOID.triples: len(triples),
        VOID.distinctSubjects: len({s for s, _, _ in triples}),
        VOID.distinctObjects: len({o for _, _, o in triples}),
        VOID.properties: len({p for _, p, _ in triples}),
        VOID.classes: len({o for _, p, o in triples if p == RDF.type}),
        VOID.entities: len({s for s, p, _ in triples if p == RDF.type}),
    }
    for name, number in counted.items():
        assert int(str(void.value(DATASET, name))) == number, name
    classes = Counter(o for _, p, o in triples if p == RDF.type)
    parts = {
        void.value(part, VOID["class"]): void.value(part, VOID.entities)
        for part in void.objects(DATASET, VOID.classPartition)
    }
    assert {kind: int(str(n)) for kind, n in parts.items()} == classes
    properties = Counter(p for _, p, _ in triples)
    parts = {
        void.value(part, VOID.property): void.value(part, VOID.triples)
        for part in void.objects(DATASET, VOID.propertyPartition)
    }
    assert {p: int(str(n)) for p, n in parts.items()} == properties


def test_void_names_links_examples_and_dumps(kg: KnowledgeGraph) -> None:
    client = client_of(kg)
    void = Graph().parse(data=client.get("/.well-known/void.ttl").text)
    (linkset,) = void.subjects(RDF.type, VOID.Linkset)
    asked = 'SELECT (COUNT(*) AS ?n) { ?s skos:exactMatch ?o FILTER(STRSTARTS(STR(?o), "https://www.wikidata.org/entity/")) }'
    ((number,),) = kg.sparql(asked).rows
    assert int(str(void.value(linkset, VOID.triples))) == int(str(number)) > 0
    examples = list(void.objects(DATASET, VOID.exampleResource))
    assert len(examples) >= 5
    for example in examples:
        assert client.get("/doc/" + str(example).removeprefix(str(ID))).status_code == 200
    assert len(list(void.objects(DATASET, VOID.dataDump))) == len(GRAPHS)


def test_dumps_hold_everything(client: TestClient, world: KnowledgeGraph) -> None:
    listed = {a.get("href") for a in html.fromstring(client.get("/dumps/").content).iter("a")}
    for name, entry in GRAPHS.items():
        address = f"{BASE}/dumps/peelgraph{entry.extension}"
        assert address in listed
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(entry.media_type)
        assert "attachment" in answer.headers["content-disposition"]
        if name == "nq":
            assert answer.text.count("\n") == world.store.count()


def test_a_named_graph_is_what_its_source_says(client: TestClient, world: KnowledgeGraph) -> None:
    answer = client.get("/graph/eastshire-2016", headers={"accept": "application/n-triples"})
    assert answer.text.count("\n") == world.store.count(URIRef(f"{OURS}graph/eastshire-2016"))
    assert client.get("/graph/eastshire-2016.trig").headers["content-type"] == "application/trig"


@pytest.fixture(scope="module")
def catalogue(client: TestClient) -> Graph:
    return Graph().parse(data=client.get("/catalogue.ttl").text)


def test_each_source_stands_in_the_catalogue_with_its_licence(
    catalogue: Graph, world: KnowledgeGraph
) -> None:
    rows = world.sparql(
        "SELECT ?graph ?source ?licence { ?source peel:graph ?graph OPTIONAL { ?source dcterms:license ?licence } }"
    ).rows
    assert rows
    for graph, source, licence in rows:
        assert (graph, RDF.type, DCAT.Dataset) in catalogue
        assert (graph, PROV.wasDerivedFrom, source) in catalogue
        stated = set(catalogue.objects(source, DCTERMS.license)) | set(
            catalogue.objects(source, DCTERMS.rights)
        )
        assert stated
        assert all(isinstance(term, URIRef) for term in stated)
        if licence is not None:
            assert licence in stated
            assert (licence, RDF.type, DCTERMS.LicenseDocument) in catalogue


@pytest.mark.skipif(not SHAPES.is_dir(), reason="the shapes of DCAT-AP lie in the documents folder")
def test_the_catalogue_is_valid_by_dcat_ap(catalogue: Graph) -> None:
    from pyshacl import validate

    shapes = Graph()
    for path in sorted(SHAPES.glob("*.ttl")):
        shapes.parse(path)
    for node, shape in list(shapes.subject_objects(SH.property)):
        # the published files name two shapes that they do not define, which pySHACL refuses
        if (shape, SH.path, None) not in shapes:
            shapes.remove((node, SH.property, shape))
    conforms, _, text = validate(catalogue, shacl_graph=shapes)
    assert conforms, text


def test_stored_questions_are_examples(client: TestClient, world: KnowledgeGraph) -> None:
    graph = Graph().parse(data=client.get("/.well-known/sparql-examples.ttl").text)
    examples = set(graph.subjects(RDF.type, SH.SPARQLExecutable))
    assert len(examples) == len(world.questions)
    for question in world.questions:
        example = URIRef(f"{OURS}questions/{question.name}")
        named = {str(graph.value(p, SH.name)) for p in graph.objects(example, SH.parameter)}
        assert named == {parameter.name for parameter in question.own}
        text = graph.value(
            example, {"SELECT": SH.select, "ASK": SH.ask, "CONSTRUCT": SH.construct}[question.form]
        )
        assert text is not None
        assert "#+" not in text


def test_the_sitemap_lists_each_thing_once(client: TestClient, world: KnowledgeGraph) -> None:
    space = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    maps = [str(loc.text) for loc in index.findall("m:sitemap/m:loc", space)]
    found = [
        str(loc.text)
        for address in maps
        for loc in ElementTree.fromstring(client.get(address).content).findall("m:url/m:loc", space)
    ]
    things = world.sparql(
        f'SELECT DISTINCT ?s {{ ?s a ?k FILTER(STRSTARTS(STR(?s), "{ID}")) }}'
    ).rows
    assert len(found) == len(set(found)) == len(things) + 2
    assert {client.get(address).status_code for address in found[:3] + found[-3:]} == {200}


def test_files_for_programs(client: TestClient) -> None:
    robots = client.get("/robots.txt").text
    assert "# Documents are cheap" in robots
    assert f"Sitemap: {BASE}/sitemap.xml" in robots
    security = client.get("/.well-known/security.txt").text
    assert "Contact: https://" in security
    assert "Expires: 2027-11-28T09:00:00Z" in security
    for address in re.findall(r"\]\((http[^)]+)\)", client.get("/llms.txt").text):
        assert address.endswith("/sparql") or client.get(address).status_code == 200, address


def test_the_home_page_is_a_dataset_of_schema_org(client: TestClient) -> None:
    page = html.fromstring(client.get("/").content)
    (script,) = page.iter("script")
    assert script.get("type") == "application/ld+json"
    dataset = json.loads(script.text)
    assert dataset["@type"] == "Dataset"
    assert dataset["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert len(dataset["distribution"]) == len(GRAPHS)
    for node in page.iter("a"):
        if node.get("href").startswith(BASE):
            assert client.get(node.get("href")).status_code == 200


@pytest.mark.parametrize(
    "at",
    [
        "/.well-known/void",
        "/catalogue",
        "/.well-known/sparql-examples",
        "/ontology",
        "/alignments",
        "/shapes",
    ],
)
def test_each_description_comes_in_each_format(client: TestClient, at: str) -> None:
    sizes = set()
    for name, entry in GRAPHS.items():
        text = client.get(at, headers={"accept": entry.media_type}).text
        if name == "jsonld":
            assert "@context" in text
        graph = Dataset().parse(data=text, format=entry.media_type)
        sizes.add(len(list(graph.quads())))
        assert client.get(at + entry.extension).text == text
    assert len(sizes) == 1
    assert client.get(at).headers["content-type"] == "text/html; charset=utf-8"


def test_the_ontology_has_an_address_for_each_term_and_version(
    client: TestClient, world: KnowledgeGraph
) -> None:
    whole = client.get("/ontology.ttl")
    assert whole.content == (world.resources.ontology / "peel.ttl").read_bytes()
    graph = Graph().parse(data=whole.text)
    (version,) = graph.objects(
        URIRef(f"{OURS}ontology"), URIRef("http://www.w3.org/2002/07/owl#versionIRI")
    )
    assert client.get("/" + str(version).removeprefix(OURS) + ".ttl").content == whole.content
    page = html.fromstring(client.get("/ontology").content)
    anchors = {node.get("id") for node in page.iter("section")}
    terms = set(PEEL.__annotations__)
    assert anchors >= terms
    for name in sorted(terms)[::40]:
        answer = client.get(f"/ontology/{name}.ttl")
        assert (PEEL[name], None, None) in Graph().parse(data=answer.text)
        assert client.get(f"/ontology/{name}").status_code == 200


def test_earlier_versions_stay(world: KnowledgeGraph, tmp_path: Path) -> None:
    import shutil

    from peelgraph.resources import Resources

    shutil.copytree(world.resources.ontology, tmp_path / "ontology")
    old = tmp_path / "ontology" / "versions" / "0.0.1" / "peel.ttl"
    old.parent.mkdir(parents=True)
    old.write_text(
        "<https://w3id.org/peelgraph/ontology#Old> a <http://www.w3.org/2002/07/owl#Class> .",
        encoding="utf-8",
    )
    client = client_of(KnowledgeGraph(world.store, Resources(tmp_path)))
    assert client.get("/ontology/0.0.1.ttl").text == old.read_text(encoding="utf-8")
    assert "#Old" not in client.get("/ontology.ttl").text
    assert client.get("/ontology/0.0.2.ttl").status_code == 404


def test_the_context_tells_the_values_that_there_are(kg: KnowledgeGraph) -> None:
    rows = kg.sparql(
        "SELECT DISTINCT ?p ?t ?l { ?s ?p ?o FILTER(isLiteral(?o)) BIND(DATATYPE(?o) AS ?t) BIND(LANG(?o) AS ?l) }"
    ).rows
    kinds: dict[str, set[tuple[str, str]]] = {}
    for predicate, datatype, language in rows:
        kinds.setdefault(str(predicate), set()).add((str(datatype), str(language or "")))
    for name, entry in context().items():
        iri = str(PEEL._NS) + name
        if iri not in kinds or name not in PEEL.__annotations__:
            continue
        ((datatype, language),) = kinds[iri]
        stated = entry if isinstance(entry, dict) else {}
        if datatype.endswith("#date"):
            assert stated.get("@type") == "xsd:date", name
        if language:
            assert stated.get("@language") == language, name
