"""The benchmarks run, on graphs so small that it takes no time: same seed, same graph."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from benchmarks import questions
from benchmarks.measure import aligned, module
from benchmarks.reasoning import changes
from benchmarks.reasoning.made_up import made_up, ontology, size_for, write
from benchmarks.reasoning.table import agreement, growth

from peelgraph.graph import KnowledgeGraph
from peelgraph.reason import contradictions, infer, schema_of
from peelgraph.resources import SHIPPED
from peelgraph.rules.files import load_rules
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import GRAPH, PEEL

FIRING = [
    "bearsOn",
    "mayBearOn",
    "comparesWith",
    "improvesOn",
    "declinesFrom",
    "repeatsGradeOf",
    "shares",
    "exposedTo",
    "hasPart",
    "ofForce",
]


def graph(folder: Path, name: str, **settings: int) -> Path:
    path = folder / f"{name}.nt"
    write(path, chain(ontology(), made_up(size_for(3000), **settings)))
    return path


def test_the_same_seed_makes_the_same_graph(tmp_path: Path) -> None:
    one = graph(tmp_path, "one", seed=1).read_bytes()
    two = graph(tmp_path, "two", seed=1).read_bytes()
    other = graph(tmp_path, "other", seed=2).read_bytes()
    assert one == two != other
    schema = sum(1 for _ in ontology())
    assert one.count(b"\n") - schema == pytest.approx(3000, rel=0.2)


def test_peelgraph_and_owlrl_conclude_the_same(tmp_path: Path) -> None:
    path = graph(tmp_path, "small")
    closures = {name: tmp_path / f"{name}-closure.nt" for name in ("peelgraph", "owlrl")}
    for name, out in closures.items():
        measured = module("benchmarks.reasoning.engines", name, path, out)
        assert measured["concluded"] > 500
    assert agreement(closures["peelgraph"], closures["owlrl"]) == "the same"


def test_a_difference_is_counted(tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    theirs = tmp_path / "theirs"
    ours.write_text("a\nb\nc\n")
    theirs.write_text("b\nd\n")
    assert agreement(ours, theirs) == "2 missing, 1 more"


def test_columns_stand_under_each_other() -> None:
    assert aligned([["a", "bb"], ["ccc", "d"]]).splitlines() == ["a    bb", "ccc   d"]


def test_rules_of_every_kind_fire_and_nothing_contradicts(tmp_path: Path) -> None:
    store = EmbeddedStore()
    store.load_file(graph(tmp_path, "made-up"), GRAPH["made-up"])
    infer(store, load_rules(SHIPPED.ontology / "rules"))
    silent = [name for name in FIRING if not store.ask(f"ASK {{ ?s <{PEEL[name]}> ?o }}")]
    assert silent == []
    assert contradictions(store, schema_of(store)) == []


def test_growth_is_measured_in_processes_of_their_own(tmp_path: Path) -> None:
    assert growth([3000], tmp_path).count("\n") == 3


def test_changes_are_measured_and_compared_with_inferring_anew() -> None:
    store = changes.made(3000)
    said = changes.said_in(store, GRAPH["made-up/1"])
    (_, _, row, _) = changes.table("it", store, {"a force": said}).split("\n")
    assert row.split()[:4] == ["a", "force", f"{len(said):,}", row.split()[3]]
    assert len(said) > 100
    with pytest.raises(AssertionError, match="1 inferences are missing, 2 too many"):
        changes.agree({b"a", b"c", b"d"}, {b"a", b"b"})


def test_a_question_is_timed_and_taken_apart(kg: KnowledgeGraph) -> None:
    question = kg.question("grades-of-force")
    example = questions.slowest(kg, question)
    assert example.seconds > 0
    assert questions.where(kg, example).startswith("grades-of-force {'force': ")
