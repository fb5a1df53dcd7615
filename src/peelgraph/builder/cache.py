"""Built graphs on disk, in the user's cache: one folder per key of inputs, complete or not there at
all.

A graph is built in a folder beside the others and moved to its place in one step, so a build that
is killed leaves the old graph or none. A good graph is never moved or changed, since equal keys
build equal graphs: who reads it is not disturbed. A lock lets one build at a time through; who
waited for it uses its result; where files changed during a build, it begins anew. Each file of the
store has its digest in the manifest, checked before the store is opened.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peelgraph.resources import Resources
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.things.info import TableCount

if TYPE_CHECKING:
    from peelgraph.builder.built import Built, Tell
    from peelgraph.things.problems import GraphProblem

__all__ = ["CachedGraph", "cache_folder", "cached_graph", "rebuild"]

KEPT = 4
CHANGING = ("LOG", "LOCK")


class CachedGraph:
    """A built graph on disk: its folder, the problems that were found in it, and its store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest: dict[str, Any] = json.loads(
            (folder / "manifest.json").read_text(encoding="utf-8")
        )

    @property
    def problems(self) -> tuple[GraphProblem, ...]:
        """What was found wrong with the graph when it was built."""
        from peelgraph.things.problems import GraphProblem

        return tuple(map(GraphProblem.from_dict, self.manifest["problems"]))

    @property
    def tables(self) -> tuple[TableCount, ...]:
        """How many rows of each table were read, and how many of them are in the graph."""
        return tuple(TableCount(**count) for count in self.manifest["tables"])

    def open(self) -> EmbeddedStore:
        """The store, for reading."""
        return EmbeddedStore.open(self.folder / "store")

    def intact(self) -> bool:
        """Whether every file of the store is as it was written."""
        return bool(self.manifest["files"] == dict(_digests(self.folder / "store")))


def cache_folder() -> Path:
    """Where built graphs lie: PEELGRAPH_CACHE, or the user's cache folder of the platform."""
    if named := os.environ.get("PEELGRAPH_CACHE"):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("peelgraph", appauthor=False)


def cached_graph(resources: Resources, tell: Tell | None = None) -> CachedGraph:
    """The built graph of a folder of resources; it is built first where it is not there or
    damaged.
    """
    folder = cache_folder() / resources.key()[:24]
    return _intact(folder) or _build(resources, folder, tell, force=False)


def rebuild(resources: Resources, tell: Tell | None = None) -> CachedGraph:
    """Build the graph of a folder of resources, also where it is there already."""
    return _build(resources, cache_folder() / resources.key()[:24], tell, force=True)


def _intact(folder: Path) -> CachedGraph | None:
    try:
        graph = CachedGraph(folder)
        return graph if graph.intact() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _build(resources: Resources, folder: Path, tell: Tell | None, *, force: bool) -> CachedGraph:
    from filelock import FileLock

    from peelgraph.builder.assemble import assemble
    from peelgraph.builder.built import silent

    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.parent / "build.lock"):
        if not force and (found := _intact(folder)):
            return found
        for leftover in folder.parent.glob("*.partial"):
            shutil.rmtree(leftover, ignore_errors=True)
        partial = folder.with_suffix(".partial")
        base, told = _of_basis(folder.parent, resources.basis()), tell or silent
        built = assemble(resources, told, base=base.open() if base else None)
        told("writing", 0)
        _write(built, partial, resources.basis())
        if unchanged := resources.key()[:24] == folder.name:
            _put_in_place(partial, folder)
            _forget_old(folder)
    return CachedGraph(folder) if unchanged else cached_graph(resources, tell)


def _of_basis(cache: Path, basis: str) -> CachedGraph | None:
    """The latest graph that differs by no more than what its tables say."""
    folders = sorted(
        (p.parent for p in cache.glob("*/manifest.json")),
        key=lambda p: p.stat().st_mtime,
        reverse=True,
    )
    return next((g for g in map(_intact, folders) if g and g.manifest.get("basis") == basis), None)


def _write(built: Built, folder: Path, basis: str) -> None:
    folder.mkdir(parents=True)
    built.store.write_to(folder / "store")
    manifest = {
        "basis": basis,
        "problems": [p.as_dict() for p in built.problems],
        "tables": [asdict(count) for count in built.tables],
        "files": dict(_digests(folder / "store")),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")


def _put_in_place(partial: Path, folder: Path) -> None:
    if _intact(folder):
        shutil.rmtree(partial)
    else:
        shutil.rmtree(folder, ignore_errors=True)
        partial.rename(folder)


def _forget_old(current: Path) -> None:
    others = [
        p
        for p in current.parent.iterdir()
        if p.is_dir() and p != current and not p.name.endswith(".partial")
    ]
    for old in sorted(others, key=lambda p: p.stat().st_mtime, reverse=True)[KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)


def _digests(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.iterdir()):
        if not path.name.startswith(CHANGING):
            yield path.name, hashlib.sha256(path.read_bytes()).hexdigest()
