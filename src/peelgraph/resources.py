"""Where the ontology, data and queries lie, in a checkout or a wheel, and where what is built is
kept; and how a text is read.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TypedDict, Unpack

from peelgraph.errors import UnreadableFile

__all__ = [
    "NOTHING",
    "SHIPPED",
    "Beside",
    "Resources",
    "cache_folder",
    "read_text",
    "resources_of",
    "text_of",
]


class Beside(TypedDict, total=False):
    """What goes with resources: folders of `questions` and of `rules`, and a file of `shapes`."""

    questions: str | Path | None
    rules: str | Path | None
    shapes: str | Path | None


PACKAGE = Path(__file__).parent
ENGINES = ("rdflib", "pyoxigraph", "oxrdflib", "owlrl", "pyshacl")
SHAPES = "shapes.ttl"
INPUTS = frozenset({".ttl", ".rq", ".csv"})


@dataclass(frozen=True)
class Resources:
    """A folder with `ontology/`, `data/` and `queries/` in it.

    A graph built from it depends on the first two, on this package's own code and on the engines
    under it. `more_questions` and `more_rules` are folders of questions and of rule files, and
    `more_shapes` files of shapes, that go with those in it.
    """

    root: Path
    more_questions: tuple[Path, ...] = ()
    more_rules: tuple[Path, ...] = ()
    more_shapes: tuple[Path, ...] = ()

    @property
    def ontology(self) -> Path:
        """The folder of the ontology, its shapes and rules."""
        return self.root / "ontology"

    @property
    def data(self) -> Path:
        """The folder of the tables and their mappings."""
        return self.root / "data"

    @property
    def queries(self) -> Path:
        """The folder of the stored questions that are part of it."""
        return self.root / "queries"

    @property
    def questions(self) -> tuple[Path, ...]:
        """The folders of all stored questions, its own first."""
        return (self.queries, *self.more_questions)

    @property
    def ontologies(self) -> list[Path]:
        """The files of the ontology, in a fixed order."""
        files = sorted(self.ontology.glob("*.ttl"))
        return [path for path in files if path.name != SHAPES]

    @property
    def rules(self) -> list[Path]:
        """The folders of the rule files."""
        return [self.ontology / "rules", *self.more_rules]

    @property
    def shapes(self) -> list[Path]:
        """The files of the shapes."""
        own = self.ontology / SHAPES
        return [path for path in (own,) if path.exists()] + list(self.more_shapes)

    def name(self, path: Path) -> str:
        """A file's path as people know it: relative to the root, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def inputs(self) -> Iterator[tuple[str, Path]]:
        """Every file that a built graph depends on, with its name, in a fixed order."""
        for folder in (self.ontology, self.data):
            for path in sorted(folder.rglob("*")):
                if path.suffix in INPUTS:
                    yield self.name(path), path
        for path in (*self.more_shapes, *self._rule_files()):
            yield path.as_posix(), path
        # another version of the code may build another graph of the same files
        for path in sorted(PACKAGE.rglob("*.py")):
            yield path.relative_to(PACKAGE).as_posix(), path

    def _rule_files(self) -> Iterator[Path]:
        for folder in self.more_rules:
            yield from sorted(folder.glob("*.rq"))

    def key(self) -> str:
        """A digest of all inputs and of the engines' versions: equal keys build equal graphs."""
        return _digest(self.inputs())

    def basis(self) -> str:
        """A digest of all but the tables: graphs of equal bases differ only by what tables say."""
        rest = []
        for name, path in self.inputs():
            if self.data not in path.parents:
                rest.append((name, path))
        return _digest(rest)


def resources_of(given: Resources | str | Path | None, **beside: Unpack[Beside]) -> Resources:
    """Resources as they are given, or those of a folder, or none at all; with more beside them.

    UnreadableFile where a folder or file is not there.
    """
    if given is None:
        found = NOTHING
    elif isinstance(given, Resources):
        found = given
    else:
        found = Resources(_there(given))
    return replace(
        found,
        more_questions=(*found.more_questions, *_named(beside.get("questions"))),
        more_rules=(*found.more_rules, *_named(beside.get("rules"))),
        more_shapes=(*found.more_shapes, *_named(beside.get("shapes"))),
    )


def _named(path: str | Path | None) -> tuple[Path, ...]:
    return () if path is None else (_there(path),)


def _there(path: str | Path) -> Path:
    if not Path(path).exists():
        raise UnreadableFile(path, "there is no such file or folder")
    return Path(path)


def cache_folder() -> Path:
    """Where built graphs lie: PEELGRAPH_CACHE, or the user's cache folder of the platform."""
    if named := os.environ.get("PEELGRAPH_CACHE"):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("peelgraph", appauthor=False)


def read_text(path: Path) -> str:
    """A file of UTF-8 text, without a byte order mark; UnreadableFile where it is none."""
    return text_of(path, path.read_bytes)


def text_of(name: Path | str, read: Callable[[], bytes]) -> str:
    """What `read` gives as UTF-8 text; UnreadableFile, under the name, where it cannot be had."""
    try:
        return read().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableFile(name, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(name, "it is not UTF-8") from error


def _digest(files: Iterable[tuple[str, Path]]) -> str:
    digest = hashlib.sha256()
    for engine in ENGINES:
        digest.update(f"{engine} {version(engine)}\n".encode())
    for name, path in files:
        content = path.read_bytes()
        # with its length, or the end of one file could pass for the beginning of the next
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _root() -> Path:
    # a wheel carries the three folders inside the package, a checkout has them beside `src`
    return PACKAGE if (PACKAGE / "ontology").is_dir() else PACKAGE.parents[1]


SHIPPED = Resources(_root())
# below a device there is nothing, so that every folder of these is empty
NOTHING = Resources(Path(os.devnull))
