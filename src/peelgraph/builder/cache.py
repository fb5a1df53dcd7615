"""Built graphs on disk, in the user's cache: a folder for each key of inputs, whole or not there.

A graph is built in a folder beside the others and moved to its place in one step, so a build that
is killed leaves the old graph or none. A good graph is never moved or changed, since equal keys
build equal graphs: who reads it is not disturbed. A lock lets one build at a time through; who
waited for it uses its result; where files changed during a build, it begins anew. Each file of the
store, and the index of names beside it, has its digest in the manifest, and the manifest its own
beside it: all are checked before the store is opened, and what is damaged is built anew.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peelgraph.errors import UnwritableFile, one_line
from peelgraph.resources import Resources, cache_folder
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.things.info import TableCount
from peelgraph.words.indexes import lies_at, write_index

if TYPE_CHECKING:
    from peelgraph.builder.built import Built, Tell
    from peelgraph.things.problems import GraphProblem

__all__ = ["CachedGraph", "cache_folder", "cached_graph", "rebuild"]

KEPT = 4
INDEX = "names.sqlite"
MANIFEST = "manifest.json"
SEAL = "manifest.sha256"
CHANGING = ("LOG", "LOCK")
"""How the names of files begin that the engine writes even when it only reads."""


class CachedGraph:
    """A built graph on disk: its folder, the problems that were found in it, and its store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        text = (folder / MANIFEST).read_bytes()
        if (folder / SEAL).read_bytes() != _seal(text):
            raise ValueError(f"{folder / MANIFEST} is not as it was written")
        self.manifest: dict[str, Any] = json.loads(text)

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
        """The store, for reading, with the index of its names."""
        store = EmbeddedStore.open(self.folder / "store")
        lies_at(store, self.folder / INDEX)
        return store

    def intact(self) -> bool:
        """Whether every file of the store and of the index is as it was written."""
        return bool(self.manifest["files"] == dict(_digests(self.folder)))


def cached_graph(resources: Resources, tell: Tell | None = None) -> CachedGraph:
    """The built graph of a folder of resources, which is built if it is not there or damaged."""
    folder = _folder_of(resources)
    return _intact(folder) or _build(resources, folder, tell, force=False)


def rebuild(resources: Resources, tell: Tell | None = None) -> CachedGraph:
    """Build the graph of a folder of resources, also where it is there already."""
    return _build(resources, _folder_of(resources), tell, force=True)


def _folder_of(resources: Resources) -> Path:
    return cache_folder() / resources.key()[:24]


def _intact(folder: Path) -> CachedGraph | None:
    try:
        graph = CachedGraph(folder)
        return graph if graph.intact() else None
    # A manifest can be missing, no JSON, or JSON of another form.
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _build(
    resources: Resources,
    folder: Path,
    tell: Tell | None,
    *,
    force: bool,
) -> CachedGraph:
    from filelock import FileLock

    from peelgraph.builder.built import silent

    cache = folder.parent
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / "build.lock"):
        # Who waited for the lock finds what was built meanwhile.
        found = None if force else _intact(folder)
        if found:
            return found
        for leftover in cache.glob("*.partial"):
            shutil.rmtree(leftover, ignore_errors=True)
        partial = folder.with_suffix(".partial")
        try:
            _build_in(partial, resources, tell or silent)
        except BaseException:
            # what is half written fills a disk that may be full
            shutil.rmtree(partial, ignore_errors=True)
            raise
        # Files may have changed while they were read: then what was built is of neither state.
        is_current = _folder_of(resources).name == folder.name
        if is_current:
            _put_in_place(partial, folder)
            _forget_old(folder)
    return CachedGraph(folder) if is_current else cached_graph(resources, tell)


def _build_in(folder: Path, resources: Resources, tell: Tell) -> None:
    """Build a graph into a new folder, from one that differs little where there is one."""
    from peelgraph.builder.assemble import assemble

    basis = resources.basis()
    # what says nothing would be taken for what follows
    base = None if resources.reflexive else _of_basis(folder.parent, basis)
    store = base.open() if base else None
    built = assemble(resources, tell, base=store)
    tell("writing", 0)
    try:
        _write(built, folder, basis)
    except OSError as error:
        raise UnwritableFile(folder, error.strerror or one_line(error)) from error


def _of_basis(cache: Path, basis: str) -> CachedGraph | None:
    """The latest graph that differs by no more than what its tables say."""
    folders = [manifest.parent for manifest in cache.glob(f"*/{MANIFEST}")]
    for folder in sorted(folders, key=_age):
        graph = _intact(folder)
        if graph and graph.manifest.get("basis") == basis:
            return graph
    return None


def _age(folder: Path) -> float:
    """What sorts folders, the latest first."""
    return -folder.stat().st_mtime


def _write(built: Built, folder: Path, basis: str) -> None:
    folder.mkdir(parents=True)
    built.store.write_to(folder / "store")
    write_index(built.store, folder / INDEX)
    manifest = {
        "basis": basis,
        "problems": [problem.as_dict() for problem in built.problems],
        "tables": [asdict(count) for count in built.tables],
        "files": dict(_digests(folder)),
    }
    # Last: a folder without a manifest is no graph, whatever lies in it.
    text = json.dumps(manifest, indent=1).encode()
    (folder / MANIFEST).write_bytes(text)
    (folder / SEAL).write_bytes(_seal(text))


def _seal(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode()


def _put_in_place(partial: Path, folder: Path) -> None:
    # An equal key gives an equal graph, and somebody may be reading the one that is there.
    if _intact(folder):
        shutil.rmtree(partial)
    else:
        shutil.rmtree(folder, ignore_errors=True)
        partial.rename(folder)


def _forget_old(current: Path) -> None:
    others = [
        path
        for path in current.parent.iterdir()
        if path.is_dir() and path != current and not path.name.endswith(".partial")
    ]
    for old in sorted(others, key=_age)[KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)


def _digests(folder: Path) -> Iterator[tuple[str, str]]:
    for path in (*sorted((folder / "store").iterdir()), *folder.glob(INDEX)):
        if not path.name.startswith(CHANGING):
            yield path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()
