"""Built graphs on disk: the right one for its inputs, whole or not there, whatever happens to builds and files."""

from __future__ import annotations

import errno
import json
import os
import pkgutil
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from peelgraph.builder.assemble import Built, assemble
from peelgraph.builder.cache import (
    CHANGING,
    KEPT,
    CachedGraph,
    _intact,
    cache_folder,
    cached_graph,
    rebuild,
)
from peelgraph.errors import UnwritableFile
from peelgraph.resources import SHIPPED, Resources
from peelgraph.store.embedded import EmbeddedStore

COUNT = """
import sys
from pathlib import Path
from peelgraph.builder.cache import cached_graph
from peelgraph.resources import Resources
def tell(step, share):
    print(step, file=sys.stderr, flush=True)
print(cached_graph(Resources(Path(sys.argv[1])), tell).open().count())
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache for each test."""
    monkeypatch.setenv("PEELGRAPH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def start(tree: Resources) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", COUNT, str(tree.root)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def triples(store: EmbeddedStore) -> set[tuple[object, ...]]:
    return set(store.select("SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }").rows)


def change_a_row(tree: Resources) -> None:
    path = tree.data / "topics.csv"
    path.write_text(
        path.read_text(encoding="utf-8") + "topic/new,new,,Something new.\n", encoding="utf-8"
    )


def test_the_cache_lies_where_it_is_told_or_where_the_platform_says(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cache_folder() == folder
    monkeypatch.delenv("PEELGRAPH_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder().name == "peelgraph"
    assert cache_folder().is_relative_to(tmp_path) or sys.platform == "win32"


def test_a_graph_is_built_once(tree: Resources) -> None:
    told: list[str] = []
    first = cached_graph(tree, lambda step, share: told.append(step))
    assert "reasoning" in told
    told.clear()
    second = cached_graph(tree, lambda step, share: told.append(step))
    assert (told, first.folder) == ([], second.folder)
    assert triples(first.open()) == triples(second.open())


def test_reading_changes_nothing(tree: Resources) -> None:
    graph = cached_graph(tree)
    for _ in range(2):
        graph.open().count()
    assert graph.intact()
    assert cached_graph(tree).folder == graph.folder


def test_what_is_on_disk_is_what_was_built(tree: Resources) -> None:
    from peelgraph.builder.assemble import assemble

    assert triples(cached_graph(tree).open()) == triples(assemble(tree).store)


def test_changing_a_row_builds_another_graph(tree: Resources) -> None:
    ask = "ASK { <https://w3id.org/peelgraph/id/topic/new> ?p ?o }"
    before = cached_graph(tree)
    change_a_row(tree)
    after = cached_graph(tree)
    assert (before.open().ask(ask), after.open().ask(ask)) == (False, True)
    assert before.intact()


@pytest.mark.parametrize(
    "name", ["data/topics.csv", "data/topics.rq", "ontology/peel.ttl", "ontology/rules/sharing.rq"]
)
def test_the_key_depends_on_every_input(tree: Resources, name: str) -> None:
    before = tree.key()
    with (tree.root / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert tree.key() != before


def test_the_key_depends_on_names_and_code_and_not_on_questions_or_place(
    tree: Resources, tmp_path: Path
) -> None:
    before = tree.key()
    (tree.queries / "new.rq").write_text("ASK {}", encoding="utf-8")
    (tree.root / "data" / "notes.md").write_text("words", encoding="utf-8")
    assert tree.key() == before
    assert Resources(tree.root.rename(tmp_path / "elsewhere")).key() == before
    moved = Resources(tmp_path / "elsewhere")
    (moved.data / "topics.csv").rename(moved.data / "other.csv")
    assert moved.key() != before
    assert "builder/cache.py" in dict(SHIPPED.inputs())


def test_problems_are_kept_with_the_graph(tree: Resources) -> None:
    path = tree.data / "reports" / "little" / "memberships.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace(",2015-04,,", ",2015-04,2014,"), encoding="utf-8"
    )
    first = cached_graph(tree).problems
    assert len(first) == 1
    assert cached_graph(tree).problems == first


# Damage


def files(graph: CachedGraph) -> list[Path]:
    return [graph.folder / name for name in graph.manifest["files"]]


def test_any_damaged_or_missing_file_is_noticed_and_built_anew(tree: Resources) -> None:
    graph = cached_graph(tree)
    whole = triples(graph.open())
    assert len(files(graph)) > 3
    for path in files(graph):
        content = path.read_bytes()
        flipped = bytes([content[0] ^ 1]) + content[1:] if content else b"x"
        for damaged in {flipped, content + b"\0", content[:-1]} - {content}:
            path.write_bytes(damaged)
            assert not graph.intact()
        path.unlink()
        assert not graph.intact()
        path.write_bytes(content)
    assert graph.intact()
    random.Random(1).choice(files(graph)).write_bytes(b"damaged")
    again = cached_graph(tree)
    assert again.intact()
    assert triples(again.open()) == whole


NO_MANIFESTS = (None, "", "{", "[]", "{}", '{"files": {}, "problems": []}', '{"files": 1}', "\0")


def test_a_damaged_manifest_is_noticed(small_tree: Resources, at_once: None) -> None:
    graph = cached_graph(small_tree)
    path = graph.folder / "manifest.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    for content in NO_MANIFESTS:
        path.unlink() if content is None else path.write_text(content, encoding="utf-8")
        assert set(cached_graph(small_tree).manifest) == set(whole), content
        assert cached_graph(small_tree).intact(), content


@pytest.fixture(scope="module")
def built(small_tree: Resources) -> Built:
    return assemble(small_tree)


@pytest.fixture
def at_once(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build takes no time."""
    monkeypatch.setattr("peelgraph.builder.assemble.assemble", lambda *_, **__: built)


def flipped(path: Path, chance: random.Random) -> bytes:
    """A file with one of its bits flipped, as it was before."""
    content = path.read_bytes()
    place = chance.randrange(len(content))
    other = content[place] ^ 1 << chance.randrange(8)
    path.write_bytes(content[:place] + bytes([other]) + content[place + 1 :])
    return content


def test_a_flipped_bit_of_any_file_is_noticed(small_tree: Resources, at_once: None) -> None:
    graph = cached_graph(small_tree)
    kept = [path for path in graph.folder.rglob("*") if path.is_file() and path.stat().st_size]
    there = [path for path in kept if not path.name.startswith(CHANGING)]
    assert {"manifest.json", "manifest.sha256", "names.sqlite"} < {path.name for path in there}
    chance = random.Random(1)
    for number in range(50):
        path = there[number % len(there)]
        content = flipped(path, chance)
        assert _intact(graph.folder) is None, path
        path.write_bytes(content)
    assert _intact(graph.folder)


@pytest.mark.parametrize("repair", [cached_graph, rebuild])
@pytest.mark.parametrize("name", ["manifest.json", "manifest.sha256", "names.sqlite"])
def test_what_is_damaged_is_repaired(
    name: str, repair: Callable[[Resources], CachedGraph], small_tree: Resources, at_once: None
) -> None:
    graph = cached_graph(small_tree)
    problems = graph.problems
    flipped(graph.folder / name, random.Random(2))
    assert repair(small_tree).problems == problems
    assert _intact(graph.folder)


def test_a_manifest_that_says_something_else_is_noticed(
    small_tree: Resources, at_once: None
) -> None:
    """It may be good JSON, with the digests of all files, and not what was written."""
    graph = cached_graph(small_tree)
    path = graph.folder / "manifest.json"
    path.write_text(path.read_text().replace('"tables"', '"tablet"'))
    assert cached_graph(small_tree).tables == graph.tables
    rebuild(small_tree)
    assert cached_graph(small_tree).tables == graph.tables


FULL = OSError(errno.ENOSPC, "No space left on device")
POINTS = {
    "store": "peelgraph.store.embedded.EmbeddedStore.write_to",
    "index": "peelgraph.builder.cache.write_index",
    "folder": "pathlib.Path.mkdir",
    "manifest": "pathlib.Path.write_bytes",
    "digests": "peelgraph.builder.cache._digests",
}


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("point", POINTS)
def test_a_full_disk_keeps_the_old_graph(
    point: str,
    after: bool,
    tree: Resources,
    folder: Path,
    at_once: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = cached_graph(tree)
    change_a_row(tree)
    done = getattr(*resolved(POINTS[point]))

    def full(path: object, *rest: object, **more: object) -> None:
        if ".partial" in f"{path} {rest}":
            if after:
                done(path, *rest, **more)
            raise FULL
        return done(path, *rest, **more)

    monkeypatch.setattr(POINTS[point], full)
    with pytest.raises(UnwritableFile, match="No space left on device"):
        cached_graph(tree)
    monkeypatch.setattr(POINTS[point], done)
    assert [path for path in folder.iterdir() if path.is_dir()] == [old.folder]
    assert _intact(old.folder)
    assert cached_graph(tree).folder != old.folder


def resolved(name: str) -> tuple[object, str]:
    """What holds something, and its name there."""
    place, _, last = name.rpartition(".")
    return pkgutil.resolve_name(place), last


def test_a_graph_that_is_read_is_not_disturbed_by_a_build(tree: Resources) -> None:
    graph = cached_graph(tree)
    reading = graph.open()
    whole = triples(reading)
    before = {path: path.stat().st_mtime_ns for path in files(graph)}
    assert rebuild(tree).folder == graph.folder
    assert {path: path.stat().st_mtime_ns for path in files(graph)} == before
    assert triples(reading) == whole


def test_files_that_change_during_a_build_are_read_again(tree: Resources) -> None:
    changed: list[str] = []

    def tell(step: str, share: float) -> None:
        if step == "reasoning" and not changed:
            changed.append(step)
            change_a_row(tree)

    graph = cached_graph(tree, tell)
    assert changed
    assert graph.folder.name == tree.key()[:24]
    assert graph.open().ask("ASK { <https://w3id.org/peelgraph/id/topic/new> ?p ?o }")


def test_old_graphs_are_forgotten(tree: Resources, folder: Path) -> None:
    made = []
    for number in range(KEPT + 2):
        path = tree.data / "topics.csv"
        with path.open("a", encoding="utf-8") as file:
            file.write(f"topic/t{number},t,,x\n")
        made.append(cached_graph(tree).folder)
        os.utime(made[-1], (number, number))
    assert sorted(p for p in folder.iterdir() if p.is_dir()) == sorted(made[-KEPT:])


# Several processes


def test_processes_that_start_at_once_all_get_the_graph(tree: Resources, folder: Path) -> None:
    started = [start(tree) for _ in range(3)]
    answers = [process.communicate() for process in started]
    assert {process.returncode for process in started} == {0}, answers
    (count,) = {int(out) for out, _ in answers}
    assert count == cached_graph(tree).open().count() > 1000
    assert len([p for p in folder.iterdir() if p.is_dir()]) == 1


def kill_at(step: str, process: subprocess.Popen[str], folder: Path) -> None:
    """Kill a build when it tells of a step; or, at `written`, when the first file of the store is there."""
    assert process.stderr
    until = "writing" if step == "written" else step
    assert any(line.strip() == until for line in process.stderr)
    while step == "written" and process.poll() is None and not [*folder.glob("*.partial/store/*")]:
        pass
    process.send_signal(signal.SIGKILL)
    process.communicate()


BEFORE_WRITING = ("ontology", "tables", "reasoning", "validation")
"""Steps at which a build that is killed has written nothing."""


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param(("tables", "writing", "written"), id="before, during and after writing"),
        pytest.param(BEFORE_WRITING, marks=pytest.mark.engine, id="each step before"),
    ],
)
def test_a_build_that_is_killed_leaves_the_old_graph_or_none(
    tree: Resources, folder: Path, steps: tuple[str, ...]
) -> None:
    old = cached_graph(tree)
    whole = triples(old.open())
    change_a_row(tree)
    expected = start(tree).communicate()[0]
    new = folder / tree.key()[:24]
    for step in steps:
        for path in folder.iterdir():
            if path.is_dir() and path != old.folder:
                path.rename(path.with_name(f"{path.stem}.partial"))
        kill_at(step, start(tree), folder)
        whole_folders = {
            p.name for p in folder.iterdir() if p.is_dir() and not p.name.endswith(".partial")
        }
        assert whole_folders <= {old.folder.name, new.name}
        assert all(CachedGraph(folder / name).intact() for name in whole_folders)
        assert triples(old.open()) == whole
    assert start(tree).communicate()[0] == expected
    assert not list(folder.glob("*.partial"))


def test_a_changed_table_gives_what_a_build_from_nothing_gives(
    tree: Resources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = cached_graph(tree)
    path = next(tree.data.rglob("memberships.csv"))
    text = path.read_text(encoding="utf-8")
    assert ",existing," in text
    path.write_text(text.replace(",existing,", ",planned,"), encoding="utf-8")
    steps: list[object] = []
    monkeypatch.setattr("peelgraph.reason.maintenance.infer", lambda *rest: steps.append(rest))
    second = cached_graph(tree)
    monkeypatch.undo()
    assert second.manifest["basis"] == first.manifest["basis"]
    assert not steps, "it was inferred anew"
    monkeypatch.setenv("PEELGRAPH_CACHE", str(tmp_path / "other"))
    assert triples(second.open()) == triples(cached_graph(tree).open()) != triples(first.open())
