"""A folder to begin with: ontology, rule, shapes, question and tables, small and whole.

The files in `starter` are such a folder themselves; only how names begin is written anew.
"""

from __future__ import annotations

import re
from pathlib import Path

from peelgraph.errors import UnwritableFile, WrongUse
from peelgraph.resources import read_text
from peelgraph.sparql.terms import is_iri
from peelgraph.vocab import TAKEN, Naming

__all__ = ["EXAMPLE", "start_folder"]

_STARTER = Path(__file__).parent / "starter"
EXAMPLE = Naming.below("my", "https://example.org/ontology#")
"""How names begin in the files as they are."""
_PREFIX = re.compile(r"[A-Za-z](?:[\w.-]*[\w-])?")


def start_folder(folder: Path, namespace: str, prefix: str) -> list[Path]:
    """Write the files to begin with into a folder that is empty or not there; returns them.

    `namespace` is that of the terms, or what this and all other addresses begin with.
    UnwritableFile where the folder is not empty.
    """
    naming = _naming(namespace, prefix)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UnwritableFile(folder, "there is something in its place; name a new or empty folder")
    written = []
    for path in sorted(_STARTER.rglob("*")):
        if path.is_file():
            target = folder / path.relative_to(_STARTER)
            _write(target, _renamed(read_text(path), naming))
            written.append(target)
    return written


def _naming(namespace: str, prefix: str) -> Naming:
    if not is_iri(namespace) or not namespace.endswith(("/", "#")):
        raise WrongUse(f"'{namespace}' is no namespace: an address that ends in / or # is.")
    if not _PREFIX.fullmatch(prefix):
        raise WrongUse(f"'{prefix}' is no prefix: letters, digits and hyphens are.")
    if prefix in TAKEN:
        raise WrongUse(f"The prefix '{prefix}' stands for <{TAKEN[prefix]}>; take another.")
    terms = namespace if namespace.endswith("#") else f"{namespace}ontology#"
    return Naming.below(prefix, terms)


def _renamed(text: str, naming: Naming) -> str:
    """A file with names that begin as they do in the new folder."""
    ontology = naming.terms.rstrip("#/")
    for old, new in (
        (EXAMPLE.terms, naming.terms),
        (EXAMPLE.things, naming.things),
        (EXAMPLE.graphs, naming.graphs),
        ("<https://example.org/ontology>", f"<{ontology}>"),
        (f'"{EXAMPLE.prefix}"', f'"{naming.prefix}"'),
        (f"source/{EXAMPLE.own},", f"source/{naming.own},"),
    ):
        text = text.replace(old, new)
    return re.sub(rf"\b{EXAMPLE.prefix}:", f"{naming.prefix}:", text)


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UnwritableFile(path, error.strerror or str(error)) from error
