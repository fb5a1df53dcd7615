"""The embedded store: updates are whole or not at all, and it opens only what it can read."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDFS, XSD, BNode, Dataset, Literal, URIRef

from peelgraph.errors import QueryError, UnreadableFile
from peelgraph.graph import KnowledgeGraph
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


COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def counted(store: EmbeddedStore) -> tuple[int, int]:
    """How many triples the union has, for a query here and for one of the plain dataset."""
    (here,), (there,) = store.select(COUNT).rows[0], next(iter(store.dataset.query(COUNT)))
    return int(str(here)), int(str(there))


def test_the_union_has_each_triple_once_whether_graphs_say_the_same_or_not() -> None:
    store, other = EmbeddedStore(), (thing("force/x"), RDFS.comment, Literal("another"))
    store.load([TRIPLE], GRAPH["a"])
    store.load([other], GRAPH["b"])
    assert (store.united, counted(store)) == (False, (2, 2))
    assert store.holds(TRIPLE)
    assert not store.holds(TRIPLE, GRAPH["b"])
    store.load([TRIPLE], GRAPH["b"])
    assert (store.united, counted(store)) == (True, (2, 2))
    assert store.copy().united
    store.remove([TRIPLE], GRAPH["a"])
    assert (store.holds(TRIPLE), counted(store)) == (True, (2, 2))
    store.remove([TRIPLE, other], GRAPH["b"])
    assert (store.holds(TRIPLE), counted(store)) == (False, (0, 0))


def test_a_file_whose_graphs_say_the_same_is_united_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f"<urn:{n}> <urn:p> <urn:o> <urn:{g}> ." for g in "ab" for n in range(5)]
    for name, kept, united, each in (
        ("one.nq", lines[:5], False, 5),
        ("two.nq", lines, True, 5),
        ("bs.nq", lines[4:6], False, 2),
    ):
        (tmp_path / name).write_text("\n".join(kept))
        for batch in (2, 100):
            monkeypatch.setattr("peelgraph.store.embedded.BATCH", batch)
            store = EmbeddedStore()
            store.load_file(tmp_path / name, GRAPH["a"])
            assert (store.united, counted(store), store.count()) == (
                united,
                (each, each),
                len(kept),
            )


def test_what_is_put_aside_is_no_part_of_the_union() -> None:
    store = EmbeddedStore()
    store.load([TRIPLE], GRAPH["a"])
    store.unite()
    line, aside = b'<urn:a> <urn:p> "x\\ny" .', URIRef("urn:aside")
    store.put(line, aside, aside=True)
    assert (counted(store), store.count(aside)) == ((1, 1), 1)
    store.drop(aside)
    assert store.count(aside) == 0
    store.put(line, GRAPH["b"])
    assert store.among("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", GRAPH["b"]) == {line}
    assert store.lines(GRAPH["b"]) == line + b"\n"
    store.cut(line, GRAPH["b"])
    assert set(store) == {TRIPLE}


def test_what_is_derived_is_added_once() -> None:
    store = EmbeddedStore()
    store.load([TRIPLE], GRAPH["a"])
    query = "CONSTRUCT { ?s rdfs:label ?o ; rdfs:comment ?o } WHERE { ?s rdfs:label ?o }"
    assert store.derive(query, GRAPH["b"], only_new=True).count(b"\n") == 1
    assert store.derive(query, GRAPH["b"], only_new=True) == b""
    assert (store.united, store.count(GRAPH["b"])) == (False, 1)
    with pytest.raises(QueryError, match="CONSTRUCT"):
        store.derive("ASK {}", GRAPH["b"])


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
