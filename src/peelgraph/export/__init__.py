"""Networks and graphs as text that other programs open: a format is an entry in `formats`.

Each format of networks has one small module here, whose `write` writes it.
"""

from __future__ import annotations

import gzip
from collections.abc import Collection, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from peelgraph.errors import UnknownFormat, UnwritableFile, WrongUse
from peelgraph.export.normalise import normalise
from peelgraph.formats import EXPORTS, GRAPHS, NETWORKS, Format

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Content", "check", "export_network", "save", "write_network"]

Content = str | dict[str, str]
"""A text, or for a format of several files the text of each by its name."""


def check(format: str, *, network: Collection[str] = (), named_graph: str | None = None) -> Format:
    """The format of a name; WrongUse where it does not take what is asked for.

    `network` are the names of what is asked of a network, `named_graph` is the part asked for of
    the graph. UnknownFormat where there is no format of this name.
    """
    if format not in EXPORTS:
        raise UnknownFormat(format, EXPORTS)
    entry = EXPORTS[format]
    if network and not entry.writer:
        names = ", ".join(sorted(name.replace("_", "-") for name in network))
        raise WrongUse(
            f"The format {format} writes the graph itself, not a network: "
            f"{names} cannot be asked of it."
        )
    if named_graph and entry.writer:
        raise WrongUse(
            f"The format {format} writes a network, not a named graph; "
            f"{', '.join(GRAPHS)} write these."
        )
    return entry


def export_network(network: nx.Graph, format: str) -> Content:
    """A network of networkx, such as `kg.network(…)` gives, in one of the `formats.NETWORKS`.

    Node names are IRIs; values are str, int, float, bool, datetime.date or tuple of str:
    NotExportable where not.
    """
    if format not in NETWORKS:
        raise UnknownFormat(format, NETWORKS)
    return write_network(network, NETWORKS[format])


def write_network(network: nx.Graph, entry: Format) -> Content:
    """A network in a format of networks, as `export_network`."""
    # a writer is imported when it is used, so that no format waits for the imports of another
    writer = import_module(f"peelgraph.export.{entry.writer}")
    content: Content = writer.write(normalise(network))
    return content


def save(content: Content, path: Path) -> None:
    """Write content to a file, compressed if its name ends in .gz, or to a folder.

    Each file is whole or not there. UnwritableFile where it cannot be written.
    """
    try:
        if isinstance(content, dict):
            path.mkdir(exist_ok=True)
            _save_all({path / name: words for name, words in content.items()})
        else:
            _save_all({path: content})
    except OSError as error:
        raise UnwritableFile(path, error.strerror or str(error)) from error


def _save_all(files: Mapping[Path, str]) -> None:
    for file, words in files.items():
        data = words.encode("utf-8")
        if file.suffix == ".gz":
            # without a time, so that the same content always gives the same bytes
            data = gzip.compress(data, mtime=0)
        # under another name until it is whole, as replacing a file is one step
        partial = file.with_name(file.name + ".partial")
        partial.write_bytes(data)
        partial.replace(file)
