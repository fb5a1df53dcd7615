"""Networks and graphs as text that other programs open: for each format a small module here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from peelgraph.errors import UnknownFormat, WrongUse
from peelgraph.export.normalise import normalise
from peelgraph.formats import EXPORTS, GRAPHS, NETWORKS, Format
from peelgraph.writing import save

if TYPE_CHECKING:
    import networkx as nx

    from peelgraph.store.embedded import EmbeddedStore

__all__ = ["Content", "check", "export_graph", "export_network", "save", "saved"]

Content = str | dict[str, str]
"""A text, or for a format of several files the text of each by its name."""


def check(format: str | Format, *, named_graph: str | None = None, **network: Any) -> Format:
    """The format of a name; UnknownFormat where there is none, WrongUse for what it does not take.

    `named_graph` is the part that is asked for of the graph, `network` what is asked of a network;
    None asks nothing. A format that is no name was checked before.
    """
    if isinstance(format, Format):
        return format
    if format not in EXPORTS:
        raise UnknownFormat(format, EXPORTS)
    asked = sorted(name.replace("_", "-") for name, value in network.items() if value is not None)
    if asked and format in GRAPHS:
        raise WrongUse(
            f"The format {format} writes the graph itself, not a network: "
            f"{', '.join(asked)} cannot be asked of it."
        )
    if named_graph and format in NETWORKS:
        raise WrongUse(
            f"The format {format} writes a network, not a named graph; "
            f"{', '.join(GRAPHS)} write these."
        )
    return EXPORTS[format]


def export_network(network: nx.Graph, format: str) -> Content:
    """A network of networkx, such as `kg.network(…)` gives, in one of the formats of
    `formats.NETWORKS`.

    Node names are IRIs; values are str, int, float, bool, datetime.date or tuple of str:
    NotExportable where not.
    """
    if format not in NETWORKS:
        raise UnknownFormat(format, NETWORKS)
    content: Content = NETWORKS[format].load()(normalise(network))
    return content


def export_graph(store: EmbeddedStore, format: Format, named_graph: str | None = None) -> Content:
    """The graph of a store, or one named graph of it, in one of the formats of `formats.GRAPHS`."""
    content: Content = format.load()(store, format, named_graph)
    return content


def saved(content: Content, output: str | Path | None) -> Content:
    """Content, which is written to a file or folder too if one is named."""
    if output is not None:
        save(content, Path(output))
    return content
