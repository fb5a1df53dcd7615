"""Threads that share a graph: answers are of before a change or of after it, and nothing is dropped by another thread."""

from __future__ import annotations

import gc
import sys
import threading
from pathlib import Path

import pytest
from rdflib import RDF, URIRef

import peelgraph
from peelgraph.errors import QueryError
from peelgraph.graph import KnowledgeGraph
from peelgraph.store.turns import Turns
from tests.stores import HANGS

AXIOM = "<x:C> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <x:D> . <x:0> a <x:C> ."
COUNT = "SELECT (COUNT(?c) AS ?n) (COUNT(?d) AS ?m) { { ?c a <x:C> } UNION { ?d a <x:D> } }"
MANY = 200
TIMES = 8


@pytest.fixture
def kg(tmp_path: Path) -> KnowledgeGraph:
    path = tmp_path / "given.ttl"
    path.write_text(AXIOM)
    return peelgraph.load(path, resources=None)


def said(number: int) -> list[tuple[URIRef, URIRef, URIRef]]:
    return [(URIRef(f"x:{number}-{each}"), RDF.type, URIRef("x:C")) for each in range(MANY)]


def test_a_change_is_one_step_to_who_asks(kg: KnowledgeGraph) -> None:
    """What is said and what follows of it are there together, or neither is."""
    done = threading.Event()
    seen: list[tuple[int, int]] = []

    def ask() -> None:
        while not done.is_set():
            seen.append(tuple(int(value) for value in kg.sparql(COUNT).rows[0]))

    askers = [threading.Thread(target=ask) for _ in range(2)]
    for asker in askers:
        asker.start()
    for number in range(TIMES):
        kg.add(said(number))
    kg.remove(said(0))
    done.set()
    for asker in askers:
        asker.join(HANGS)
    states = {1 + MANY * number for number in range(TIMES + 1)}
    assert {counts for counts in seen if counts[0] != counts[1] or counts[0] not in states} == set()
    assert kg.sparql(COUNT).rows[0][0].toPython() == 1 + MANY * (TIMES - 1)


def test_a_method_of_several_queries_sees_one_state(kg: KnowledgeGraph) -> None:
    """A change that comes in the midst of a method waits for its end."""
    begun, changed = threading.Event(), threading.Event()

    def change() -> None:
        begun.wait(HANGS)
        kg.add(said(1))
        changed.set()

    changer = threading.Thread(target=change)
    changer.start()
    with kg.store.turns.reading():
        before = kg.sparql(COUNT).rows
        begun.set()
        while not kg.store.turns._waiting:
            pass
        assert kg.sparql(COUNT).rows == before
        assert not changed.is_set()
    changer.join(HANGS)
    assert kg.sparql(COUNT).rows != before


def test_turns_are_taken_again_by_who_has_them() -> None:
    turns = Turns()
    with turns.reading(), turns.reading(), turns.changing(), turns.changing(), turns.reading():
        pass
    with pytest.raises(KeyError), turns.changing():
        raise KeyError
    with turns.changing():
        pass


@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?s ?p ?o }", "ASK {}", "SELECT * { ?s ?p"])
def test_no_answer_is_dropped_by_another_thread(
    query: str, kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error that is handed on holds nothing of Oxigraph's that only its own thread may drop."""
    caught: list[Exception] = []
    dropped: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", dropped.append)

    def ask() -> None:
        try:
            kg.store.select(query)
        except QueryError as error:
            caught.append(error)

    asker = threading.Thread(target=ask)
    asker.start()
    asker.join(HANGS)
    assert len(caught) == 1
    caught.clear()
    gc.collect()
    assert dropped == []
