"""Where the ontology, data and queries lie, and how a text is read from a file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from peelgraph.errors import UnreadableFile

__all__ = ["SHIPPED", "Resources", "read_text", "utf8"]

PACKAGE = Path(__file__).parent
ENGINES = ("rdflib", "pyoxigraph", "oxrdflib", "owlrl", "pyshacl")


@dataclass(frozen=True)
class Resources:
    """A folder with `ontology/`, `data/` and `queries/` in it.

    A graph built from it depends on the first two, on this package's own code and on the engines
    under it.
    """

    root: Path

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
        """The folder of the stored questions."""
        return self.root / "queries"

    def name(self, path: Path) -> str:
        """A file's path as people know it: relative to the root, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def inputs(self) -> Iterator[tuple[str, Path]]:
        """Every file that a built graph depends on, with its name, in a fixed order."""
        for folder in (self.ontology, self.data):
            files = sorted(p for p in folder.rglob("*") if p.suffix in {".ttl", ".rq", ".csv"})
            yield from ((self.name(p), p) for p in files)
        yield from ((p.relative_to(PACKAGE).as_posix(), p) for p in sorted(PACKAGE.rglob("*.py")))

    def key(self) -> str:
        """A digest of all inputs and of the engines' versions: equal keys build equal graphs."""
        return _digest(self.inputs())

    def basis(self) -> str:
        """A digest of all but the tables: graphs of equal bases differ only by what their tables
        say.
        """
        return _digest(
            (name, path) for name, path in self.inputs() if self.data not in path.parents
        )


def _digest(files: Iterable[tuple[str, Path]]) -> str:
    digest = hashlib.sha256()
    for engine in ENGINES:
        digest.update(f"{engine} {version(engine)}\n".encode())
    for name, path in files:
        content = path.read_bytes()
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def read_text(path: Path) -> str:
    """The text of a file in UTF-8; UnreadableFile where it is missing or no such text."""
    return utf8(path, path.read_bytes)


def utf8(name: Path | str, read: Callable[[], bytes]) -> str:
    """What is read as a text in UTF-8, line ends as they are, a byte order mark left out.

    UnreadableFile, which says the name, where nothing can be read or it is no such text.
    """
    try:
        return read().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableFile(name, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(name, "it is not UTF-8") from error


def _root() -> Path:
    """In a wheel the package holds them; in a checkout they lie beside its `src`."""
    return PACKAGE if (PACKAGE / "ontology").is_dir() else PACKAGE.parents[1]


SHIPPED = Resources(_root())
