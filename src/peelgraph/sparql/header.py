"""The `#+` YAML header at the top of a `.rq` file, as grlc reads it.

https://github.com/CLARIAH/grlc
"""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml

from peelgraph.errors import UnreadableFile, one_line
from peelgraph.resources import read_text

__all__ = ["read_definitions", "read_header"]

MARK = "#+"

# libyaml reads several times faster, where PyYAML was built with it
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_header(path: Path, text: str) -> dict[str, Any]:
    """The header of a query text as a dict; UnreadableFile where it is none."""
    return _by_name(path, _yaml_of(text), "its #+ header is not YAML", "it has no #+ header")


def read_definitions(path: Path) -> dict[str, Any]:
    """A YAML file of things by name; UnreadableFile where it is none."""
    return _by_name(path, read_text(path), "it is not YAML", "it defines nothing by name")


def _by_name(path: Path, text: str, broken: str, empty: str) -> dict[str, Any]:
    try:
        found = yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise UnreadableFile(path, f"{broken} ({one_line(error)})") from error
    if not isinstance(found, dict):
        raise UnreadableFile(path, empty)
    return found


def _yaml_of(text: str) -> str:
    top = takewhile(lambda line: line.startswith(MARK), text.splitlines())
    bare = (line.removeprefix(MARK).removeprefix(" ") for line in top)
    return "\n".join(bare)
