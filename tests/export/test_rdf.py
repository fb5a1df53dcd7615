"""The graph in every format of RDF: the same triples by another reader, and the same bytes."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.compare import to_isomorphic

from peelgraph.errors import NotExportable, PeelgraphError, ThingNotFound, WrongUse
from peelgraph.export.rdf import find_graph
from peelgraph.formats import GRAPHS
from peelgraph.graph import KnowledgeGraph
from peelgraph.loading import load
from peelgraph.resources import Resources
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.remote import RemoteStore
from peelgraph.vocab import GRAPH
from tests.stores import alike

READ = {
    "ttl": "turtle",
    "nt": "nt",
    "rdf": "xml",
    "nq": "nquads",
    "trig": "trig",
    "jsonld": "json-ld",
}


@pytest.fixture(scope="module")
def little(small_tree: Resources) -> KnowledgeGraph:
    from peelgraph.builder.assemble import assemble

    built = assemble(small_tree)
    return KnowledgeGraph(built.store, small_tree, built.problems)


def quads(kg: KnowledgeGraph, graph: URIRef | None = None) -> set[tuple[object, ...]]:
    rows = kg.store.select("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }").rows
    return {row for row in rows if graph is None or row[3] == graph}


def parsed(text: str, name: str) -> set[tuple[object, ...]]:
    """What rdflib's own parser reads: quads, or triples from a format without graphs."""
    if GRAPHS[name].quads:
        return set(Dataset().parse(data=text, format=READ[name]).quads())
    return set(Graph().parse(data=text, format=READ[name]))


@pytest.mark.parametrize("name", GRAPHS)
def test_rdflib_reads_back_every_triple(little: KnowledgeGraph, name: str) -> None:
    text = little.export(name)
    assert isinstance(text, str)
    expected = quads(little)
    assert alike(
        parsed(text, name), expected if GRAPHS[name].quads else {quad[:3] for quad in expected}
    )
    assert little.export(name) == text


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("graph", ["ontology", "inferred", "little"])
def test_one_named_graph_alone(little: KnowledgeGraph, name: str, graph: str) -> None:
    text = little.export(name, named_graph=graph)
    assert isinstance(text, str)
    expected = quads(little, GRAPH[graph])
    assert len(expected) > 10
    assert alike(
        parsed(text, name), expected if GRAPHS[name].quads else {quad[:3] for quad in expected}
    )


def test_two_builds_give_the_same_bytes(little: KnowledgeGraph, small_tree: Resources) -> None:
    from peelgraph.builder.assemble import assemble

    again = KnowledgeGraph(assemble(small_tree).store, small_tree)
    for name in GRAPHS:
        assert again.export(name) == little.export(name)


def test_what_is_written_is_read_again(little: KnowledgeGraph, tmp_path: Path) -> None:
    little.export("trig", tmp_path / "little.trig.gz", named_graph="little")
    assert gzip.decompress((tmp_path / "little.trig.gz").read_bytes()).decode() == little.export(
        "trig", named_graph="little"
    )
    said = load(tmp_path / "little.trig.gz")
    assert quads(little, GRAPH["little"]) <= quads(said)


@pytest.mark.parametrize(
    "name",
    [
        "little",
        "source/little",
        str(GRAPH["little"]),
        "https://w3id.org/peelgraph/id/source/little",
    ],
)
def test_a_source_is_named_as_people_name_it(little: KnowledgeGraph, name: str) -> None:
    assert find_graph(little.store, name) == GRAPH["little"]


def test_a_source_that_is_not_there(little: KnowledgeGraph) -> None:
    with pytest.raises(
        ThingNotFound, match="There is no named graph 'litle' in the graph; did you mean little"
    ):
        little.export("ttl", named_graph="litle")


def test_the_union_is_isomorphic_to_that_of_the_quads(little: KnowledgeGraph) -> None:
    union = little.export("ttl")
    whole = little.export("nq")
    assert isinstance(union, str)
    assert isinstance(whole, str)
    triples = Graph()
    for s, p, o, _ in Dataset().parse(data=whole, format="nquads").quads():
        triples.add((s, p, o))
    assert to_isomorphic(Graph().parse(data=union)) == to_isomorphic(triples)


NAMES = ["a", "1a", "é", "a.b", "a-1", "x?y=z"]
NO_NAMES = ["1", "", "a%20", "x?y=1", "a/", "2016"]


def with_predicate(iri: str) -> EmbeddedStore:
    store = EmbeddedStore()
    store.load([(URIRef("http://e.org/s"), URIRef(iri), Literal("v"))], GRAPH["a"])
    return store


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("local", [*NAMES, *NO_NAMES])
def test_predicates_of_any_name_are_read_back_or_refused(local: str, name: str) -> None:
    iri = f"http://e.org/{local}"
    kg = KnowledgeGraph(with_predicate(iri))
    if name == "rdf" and local in NO_NAMES:
        with pytest.raises(NotExportable, match=re.escape(f"the predicate <{iri}>")):
            kg.export(name)
    else:
        text = kg.export(name)
        assert isinstance(text, str)
        assert {str(triple[1]) for triple in parsed(text, name)} == {iri}


def test_the_rdf_of_a_remote_graph_is_not_written() -> None:
    with pytest.raises(
        WrongUse, match="it is behind an endpoint; load it from a file to have it here"
    ):
        KnowledgeGraph(RemoteStore("http://127.0.0.1:9/")).export("ttl")


@pytest.mark.parametrize(
    ("format", "asked", "words"),
    [
        (
            "ttl",
            {"projection": "forces"},
            "writes the graph itself, not a network: projection cannot be asked",
        ),
        ("nq", {"as_of": "2016-01-01"}, "as-of cannot be asked"),
        ("gexf", {"named_graph": "little"}, "writes a network, not a named graph"),
        ("hdt", {}, "There is no format 'hdt' here; there are graphml, gexf"),
    ],
)
def test_what_does_not_go_together(
    little: KnowledgeGraph, format: str, asked: dict[str, str], words: str
) -> None:
    with pytest.raises(PeelgraphError) as caught:
        little.export(format, **asked)  # type: ignore[arg-type]
    assert words in str(caught.value)
