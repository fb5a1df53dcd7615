"""What the reasoner writes to a store as lines, and what it asks of it."""

from __future__ import annotations

import pytest
from rdflib import RDFS, Literal, URIRef

from peelgraph.errors import QueryError
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.lines import among, clear, cut, derive, drop, held, lines_in, put
from peelgraph.vocab import GRAPH, thing

TRIPLE = (thing("force/x"), RDFS.label, Literal("X"))
ASIDE = URIRef("urn:aside")
LINE = b'<urn:a> <urn:p> "x\\ny" .'
ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


@pytest.fixture
def store() -> EmbeddedStore:
    store = EmbeddedStore()
    store.load([TRIPLE], GRAPH["a"])
    return store


def test_what_is_put_aside_is_no_part_of_the_union(store: EmbeddedStore) -> None:
    store.unite()
    put(store, LINE, ASIDE, aside=True)
    assert (set(store), store.count(ASIDE)) == ({TRIPLE}, 1)
    drop(store, ASIDE)
    assert store.count(ASIDE) == 0


@pytest.mark.parametrize("united", [False, True])
def test_lines_come_and_go(united: bool, store: EmbeddedStore) -> None:
    if united:
        store.unite()
    put(store, LINE, GRAPH["b"])
    assert len(set(store)) == 2
    assert among(store, ALL, GRAPH["b"]) == {LINE}
    assert held(store, [LINE]) == held(store, [LINE], GRAPH["b"]) == {LINE}
    assert held(store, [LINE], GRAPH["a"]) == set()
    assert lines_in(store, GRAPH["b"]) == LINE + b"\n"
    cut(store, LINE, GRAPH["b"])
    assert set(store) == {TRIPLE}


def test_a_graph_is_emptied_of_all_it_holds(store: EmbeddedStore) -> None:
    store.unite()
    put(store, LINE, GRAPH["b"])
    assert clear(store, GRAPH["b"]) == LINE + b"\n"
    assert clear(store, GRAPH["b"]) == b""
    assert set(store) == {TRIPLE}


def test_what_is_derived_is_added_once(store: EmbeddedStore) -> None:
    query = "CONSTRUCT { ?s rdfs:label ?o ; rdfs:comment ?o } WHERE { ?s rdfs:label ?o }"
    assert derive(store, query, GRAPH["b"], only_new=True).count(b"\n") == 1
    assert derive(store, query, GRAPH["b"], only_new=True) == b""
    assert (store.united, store.count(GRAPH["b"])) == (False, 1)


def test_only_a_construct_derives(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="CONSTRUCT"):
        derive(store, "ASK {}", GRAPH["b"])
