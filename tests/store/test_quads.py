"""The union of a store's graphs has each triple once, whether they say the same or not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from rdflib import RDFS, Literal, URIRef

from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.oxterms import Quad, graph_name, to_quad
from peelgraph.vocab import GRAPH, INFERRED, thing

TRIPLE = (thing("force/x"), RDFS.label, Literal("X"))
OTHER = (thing("force/x"), RDFS.comment, Literal("another"))
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def counted(store: EmbeddedStore) -> tuple[int, int]:
    """How many triples the union has, for a query here and for one of the plain dataset."""
    ((here,),) = store.select(COUNT).rows
    ((there,),) = store.dataset.query(COUNT)
    return int(str(here)), int(str(there))


def names(quads: Iterable[Quad]) -> set[URIRef]:
    """The graphs that quads stand in."""
    return {URIRef(quad.graph_name.value) for quad in quads}


def test_graphs_that_share_nothing_are_united_by_the_engine() -> None:
    store = EmbeddedStore()
    store.load([TRIPLE], GRAPH["a"])
    store.load([OTHER], GRAPH["b"])
    assert (store.united, counted(store)) == (False, (2, 2))


def test_graphs_that_share_a_triple_are_united_here() -> None:
    store = EmbeddedStore()
    store.load([TRIPLE], GRAPH["a"])
    store.load([TRIPLE, OTHER], GRAPH["b"])
    assert (store.united, counted(store)) == (True, (2, 2))
    assert store.copy().united
    store.load([TRIPLE, (thing("force/y"), RDFS.label, Literal("Y"))], GRAPH["c"])
    assert counted(store) == (3, 3)


@pytest.mark.parametrize("united", [False, True])
def test_a_triple_is_found_in_its_graphs(united: bool) -> None:
    store = EmbeddedStore()
    if united:
        store.unite()
    for graph in (GRAPH["a"], GRAPH["b"], INFERRED):
        store.load([TRIPLE], graph)
    here = to_quad(TRIPLE, graph_name(GRAPH["a"]))
    assert store.has(here)
    assert not store.has(to_quad(OTHER))
    assert names(store.others(here)) == {GRAPH["b"], INFERRED}
    assert names(store.said(here)) == {GRAPH["a"], GRAPH["b"]}
    assert names(store.named(GRAPH["b"])) == {GRAPH["b"]}
    assert len(list(store.named())) == 3


@pytest.mark.parametrize("batch", [2, 100])
def test_a_file_whose_graphs_say_the_same_is_united_too(
    batch: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peelgraph.store.quads.BATCH", batch)
    lines = [f"<urn:{n}> <urn:p> <urn:o> <urn:{g}> ." for g in "ab" for n in range(5)]
    for name, kept, united, each in (
        ("one.nq", lines[:5], False, 5),
        ("two.nq", lines, True, 5),
        ("bs.nq", lines[4:6], False, 2),
    ):
        (tmp_path / name).write_text("\n".join(kept))
        store = EmbeddedStore()
        store.load_file(tmp_path / name, GRAPH["a"])
        assert (store.united, counted(store)) == (united, (each, each))
        assert store.count() == len(kept)


@pytest.mark.parametrize("is_united", [False, True])
def test_a_query_is_asked_of_the_graphs_that_it_names(*, is_united: bool) -> None:
    store = EmbeddedStore()
    store.load([TRIPLE], GRAPH["a"])
    store.load([OTHER], GRAPH["b"])
    if is_united:
        store.unite()
    a, b = GRAPH["a"], GRAPH["b"]

    def found(dataset: str, pattern: str = "?s ?p ?o") -> set[str]:
        return {str(o) for (o,) in store.select(f"SELECT ?o {dataset} {{ {pattern} }}").rows}

    assert found("") == {"X", "another"}
    assert found(f"FROM <{a}>") == {"X"}
    assert found(f"from <{a}> from <{b}>") == {"X", "another"}
    assert found(f"FROM NAMED <{a}>") == set()
    assert found(f"FROM <{a}> FROM NAMED <{b}>", "GRAPH ?g { ?s ?p ?o }") == {"another"}
    assert found("", '?s ?p ?o FILTER(?o != "FROM <x:y>") # FROM\n') == {"X", "another"}
