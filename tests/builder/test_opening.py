"""The ways to come by a graph give the same kind of thing, and the same graph."""

from __future__ import annotations

from pathlib import Path

import pytest

import peelgraph
from peelgraph.errors import WrongUse
from peelgraph.graph import KnowledgeGraph
from peelgraph.resources import Resources


def triples(kg: KnowledgeGraph) -> set[tuple[object, ...]]:
    return set(kg.store.select("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }").rows)


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PEELGRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_is_built_is_kept_for_load(tree: Resources, own_cache: Path) -> None:
    told: list[str] = []
    built = peelgraph.build(tree, tell=lambda step, share: told.append(step))
    assert {"tables", "reasoning", "validation", "writing"} <= set(told)
    told.clear()
    loaded = peelgraph.load(resources=tree, tell=lambda step, share: told.append(step))
    assert told == []
    assert triples(loaded) == triples(built) != set()
    assert (loaded.tables, loaded.problems) == (built.tables, built.problems)
    assert built.tables
    assert built.resources == loaded.resources == tree


def test_what_owlrl_builds_is_the_same_and_is_not_kept(tree: Resources, own_cache: Path) -> None:
    by_owlrl = peelgraph.build(tree, reasoner="owlrl")
    assert not own_cache.exists()
    assert triples(by_owlrl) == triples(peelgraph.build(tree))
    assert by_owlrl.tables


def test_a_reasoner_that_is_not_there(tree: Resources) -> None:
    with pytest.raises(WrongUse, match="There is no reasoner 'magic'; there are rules and owlrl"):
        peelgraph.build(tree, reasoner="magic")


def test_files_have_problems_and_no_tables(tmp_path: Path, tree: Resources) -> None:
    path = tmp_path / "own.ttl"
    path.write_text("<x:g> a <https://w3id.org/peelgraph/ontology#PoliceForce> .")
    kg = peelgraph.load(path, resources=tree)
    assert [problem.thing for problem in kg.problems] == ["x:g"]
    assert kg.tables == ()
