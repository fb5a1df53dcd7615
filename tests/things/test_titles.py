"""Sources and their titles, by the graphs of what they say."""

from __future__ import annotations

import pytest
from rdflib import RDFS, Literal, URIRef

from peelgraph.store.embedded import EmbeddedStore
from peelgraph.things.problems import statement
from peelgraph.things.titles import SourceRef, Titles
from peelgraph.vocab import GRAPH, INFERRED, ONTOLOGY, PEEL, graph_of, thing

SAID = (thing("force/x"), RDFS.label, Literal("X"))
NAMELESS = GRAPH["file/1-x-ttl"]


def source(slug: str, title: str) -> SourceRef:
    return SourceRef(title, thing(f"source/{slug}"), graph_of(slug))


REPORT = source("report", "The report")
ANNEX = source("annex", "An annex")
BOOK = source("book", "A book of reference")


@pytest.fixture
def store() -> EmbeddedStore:
    store = EmbeddedStore()
    for ref in (REPORT, ANNEX, BOOK):
        about = [(ref.iri, PEEL.graph, ref.graph), (ref.iri, RDFS.label, Literal(ref.title))]
        store.load([*about, SAID], ref.graph)
    store.load([(BOOK.iri, PEEL.publisherKind, PEEL.byReferenceWork)], BOOK.graph)
    return store


def test_a_graph_has_its_source(store: EmbeddedStore) -> None:
    titles = Titles(store)
    assert titles(REPORT.graph) == REPORT
    assert str(titles(BOOK.graph)) == "A book of reference"


@pytest.mark.parametrize(
    ("graph", "title"),
    [(ONTOLOGY, "the ontology"), (INFERRED, "inferred"), (NAMELESS, str(NAMELESS))],
)
def test_a_graph_without_a_source(store: EmbeddedStore, graph: URIRef, title: str) -> None:
    assert Titles(store)(graph) == SourceRef(title, graph, graph)


def test_reference_works_come_after_sources_and_graphs_without_one_last(
    store: EmbeddedStore,
) -> None:
    graphs = [NAMELESS, BOOK.graph, REPORT.graph, ONTOLOGY, ANNEX.graph]
    found = Titles(store).of(graphs)
    assert found[1:4] == [ANNEX, REPORT, BOOK]
    assert [found[0].graph, found[4].graph] == [ONTOLOGY, NAMELESS]


def test_the_first_of_several_titles_is_taken(store: EmbeddedStore) -> None:
    store.load([(ANNEX.iri, RDFS.label, Literal("Annex of another name"))], ANNEX.graph)
    assert Titles(store)(ANNEX.graph) == ANNEX


def test_a_statement_has_the_titles_of_its_sources(store: EmbeddedStore) -> None:
    assert statement(store, SAID).sources == ("An annex", "The report", "A book of reference")
    unsaid = (thing("force/y"), RDFS.label, Literal("Y"))
    assert statement(store, unsaid).sources == ("inferred",)
