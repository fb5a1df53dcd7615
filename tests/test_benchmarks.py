"""The benchmarks run, on graphs so small that it takes no time: same seed same graph, and equal closures."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.measure import aligned, module
from benchmarks.reasoning.made_up import made_up, ontology, size_for, write
from benchmarks.reasoning.table import agreement


def graph(folder: Path, name: str, **settings: int) -> Path:
    path = folder / f"{name}.nt"
    write(path, (q for part in (ontology(), made_up(size_for(3000), **settings)) for q in part))
    return path


def test_the_same_seed_makes_the_same_graph(tmp_path: Path) -> None:
    one, two, other = (graph(tmp_path, n, seed=s).read_bytes() for n, s in (("one", 1), ("two", 1), ("other", 2)))
    assert one == two != other
    assert one.count(b"\n") == pytest.approx(3000, rel=0.6)


def test_peelgraph_and_owlrl_conclude_the_same(tmp_path: Path) -> None:
    path = graph(tmp_path, "small")
    closures = {name: tmp_path / f"{name}-closure.nt" for name in ("peelgraph", "owlrl")}
    for name, out in closures.items():
        measured = module("benchmarks.reasoning.engines", name, path, out)
        assert measured["concluded"] > 500
    assert agreement(closures["peelgraph"], closures["owlrl"]) == "the same"


def test_a_difference_is_counted(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.write_text("a\nb\nc\n")
    theirs.write_text("b\nd\n")
    assert agreement(ours, theirs) == "2 missing, 1 more"


def test_columns_stand_under_each_other() -> None:
    assert aligned([["a", "bb"], ["ccc", "d"]]).splitlines() == ["a    bb", "ccc   d"]
