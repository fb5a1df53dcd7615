"""The `#+` YAML header at the top of a `.rq` file, as grlc reads it
(https://github.com/CLARIAH/grlc).
"""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml

from peelgraph.errors import UnreadableFile

__all__ = ["read_header"]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_header(path: Path, text: str) -> dict[str, Any]:
    """The header of a query text as a dict; UnreadableFile where it is not YAML or not a
    mapping.
    """
    top = takewhile(lambda line: line.startswith("#+"), text.splitlines())
    try:
        header = yaml.load("\n".join(line[2:].removeprefix(" ") for line in top), Loader=_LOADER)
    except yaml.YAMLError as error:
        raise UnreadableFile(
            path, f"its #+ header is not YAML ({' '.join(str(error).split())})"
        ) from error
    if not isinstance(header, dict):
        raise UnreadableFile(path, "it has no #+ header")
    return header
