"""Networks and graphs as text that other programs open: one format, one entry in `formats`, one
small module here.
"""

from __future__ import annotations

import gzip
from collections.abc import Collection
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from peelgraph.errors import UnknownFormat, UnwritableFile, WrongUse
from peelgraph.export.normalise import normalise
from peelgraph.formats import EXPORTS, GRAPHS, NETWORKS, Format

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Content", "check", "export_network", "save"]

Content = str | dict[str, str]
"""A text, or for a format of several files the text of each by its name."""


def check(format: str, *, network: Collection[str] = (), named_graph: str | None = None) -> Format:
    """The format of a name; UnknownFormat where there is none, WrongUse where it does not take what
    is asked for.

    `network` are the names of what is asked of a network, `named_graph` is the part asked for of
    the graph.
    """
    if format not in EXPORTS:
        raise UnknownFormat(format, EXPORTS)
    entry = EXPORTS[format]
    if network and not entry.writer:
        names = ", ".join(sorted(name.replace("_", "-") for name in network))
        raise WrongUse(
            f"The format {format} writes the graph itself, not a network: {names} cannot be asked of it."
        )
    if named_graph and entry.writer:
        raise WrongUse(
            f"The format {format} writes a network, not a named graph; {', '.join(GRAPHS)} write these."
        )
    return entry


def export_network(network: nx.Graph, format: str) -> Content:
    """A network of networkx, such as `kg.network(…)` gives, in one of the formats of
    `formats.NETWORKS`.

    Node names are IRIs; values are str, int, float, bool, datetime.date or tuple of str:
    NotExportable where not.
    """
    if format not in NETWORKS:
        raise UnknownFormat(format, NETWORKS)
    writer = import_module(f"peelgraph.export.{NETWORKS[format].writer}")
    content: Content = writer.write(normalise(network))
    return content


def save(content: Content, path: Path) -> None:
    """Write content to a file, compressed if its name ends in .gz, or to a folder; each file is
    whole or not there.
    """
    files = (
        {path / name: words for name, words in content.items()}
        if isinstance(content, dict)
        else {path: content}
    )
    try:
        if isinstance(content, dict):
            path.mkdir(exist_ok=True)
        for file, words in files.items():
            data = words.encode("utf-8")
            partial = file.with_name(file.name + ".partial")
            partial.write_bytes(gzip.compress(data, mtime=0) if file.suffix == ".gz" else data)
            partial.replace(file)
    except OSError as error:
        raise UnwritableFile(path, error.strerror or str(error)) from error
