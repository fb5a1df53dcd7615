"""Pajek's `.net` (http://mrvar.fdv.uni-lj.si/pajek/): it has labels, links and weights alone.

networkx writes attributes after a vertex that other readers of the format stop at, and does not
mind double quotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from peelgraph.export.words import text

if TYPE_CHECKING:
    from peelgraph.export.plain import Plain
    from peelgraph.network.projection import Attribute

__all__ = ["write"]


def write(network: Plain) -> str:
    """A network as Pajek reads it: vertices in the order of the network, then a line for a link."""
    # Pajek counts from 1
    numbers = {node: number for number, node in enumerate(network.nodes, 1)}
    lines = [
        f"% {network.describe()}",
        f"*Vertices {len(numbers)}",
        *_vertices(network, numbers),
        "*Arcs" if network.directed else "*Edges",
        *_links(network, numbers),
        "",
    ]
    return "\n".join(lines)


def _vertices(network: Plain, numbers: Mapping[str, int]) -> Iterator[str]:
    for node, attributes in network.nodes.items():
        label = attributes.get("label", node)
        yield f'{numbers[node]} "{_words(label)}"'


def _links(network: Plain, numbers: Mapping[str, int]) -> Iterator[str]:
    for edge in network.edges:
        weight = text(edge.attributes.get("weight", 1))
        source = numbers[edge.source]
        target = numbers[edge.target]
        yield f"{source} {target} {weight}"


def _words(label: Attribute) -> str:
    """A label on one line, with single quotes for double ones: Pajek has no way to write these."""
    words = str(label).replace('"', "'").split()
    return " ".join(words)
