"""The embedded store: updates are whole or not at all, and it opens only what it can read."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDFS, XSD, BNode, Dataset, Literal, URIRef

from peelgraph.errors import QueryError, UnreadableFile
from peelgraph.graph import KnowledgeGraph
from peelgraph.questions.ask import sparql
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import GRAPH, thing

TRIPLE = (thing("force/x"), RDFS.label, Literal("X"))


def test_load_and_count() -> None:
    store = EmbeddedStore()
    terms = [
        Literal("a", lang="en"),
        Literal("1", datatype=XSD.integer),
        URIRef("https://example.org/"),
        BNode("b"),
    ]
    triples = {(thing("force/x"), RDFS.seeAlso, term) for term in terms}
    store.load([*triples, *triples], GRAPH["a"])
    store.load([TRIPLE], GRAPH["b"])
    store.load([TRIPLE], GRAPH["c"])
    assert [store.count(GRAPH[g]) for g in "abcd"] == [4, 1, 1, 0]
    assert store.count() == 6
    assert set(store) == {*triples, TRIPLE}


def test_an_update_is_whole_or_not_at_all() -> None:
    store = EmbeddedStore()
    store.update("INSERT DATA { GRAPH graph:a { id:x rdfs:label 'X' } }")
    assert store.count(GRAPH["a"]) == 1
    for broken in ("DROP ALL ; LOAD <file:///nowhere>", "DROP ALL ; nonsense"):
        with pytest.raises(QueryError) as caught:
            store.update(broken)
        assert "\n" not in str(caught.value)
        assert store.count(GRAPH["a"]) == 1


def test_an_error_while_rows_are_read_is_a_query_error() -> None:
    with pytest.raises(QueryError):
        EmbeddedStore().select("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


def test_a_query_may_say_its_version() -> None:
    assert sparql(EmbeddedStore(), 'VERSION "1.2" ASK { }').rows == ((Literal(True),),)


def test_a_store_on_disk_is_opened_for_reading(tmp_path: Path) -> None:
    store = EmbeddedStore()
    store.load([TRIPLE], GRAPH["a"])
    store.write_to(tmp_path / "store")
    opened, again = EmbeddedStore.open(tmp_path / "store"), EmbeddedStore.open(tmp_path / "store")
    assert list(opened) == list(again) == [TRIPLE]
    with pytest.raises(QueryError, match="read-write"):
        opened.update("INSERT DATA { <a:b> <a:c> <a:d> }")


def test_what_is_no_store_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        EmbeddedStore.open(tmp_path / "missing")


def test_the_dataset_is_a_plain_one_over_the_same_graph(kg: KnowledgeGraph) -> None:
    dataset = kg.dataset
    assert isinstance(dataset, Dataset)
    force = thing("force/cambridgeshire")
    assert {str(o) for o in dataset.objects(force, RDFS.label)} == {
        str(row[0]) for row in kg.store.select(f"SELECT ?l {{ <{force}> rdfs:label ?l }}").rows
    }
    (row,) = dataset.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    assert int(row[0]) == kg.store.count()
