"""GML (Himsolt's Graph Modelling Language), in UTF-8: numbers and texts.

Dates, booleans and lists are text. networkx takes the name of a node, here an IRI, for its label,
writes true as 1, and writes characters in a way that igraph does not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from peelgraph.export.words import text

if TYPE_CHECKING:
    from peelgraph.export.plain import Attributes, Plain
    from peelgraph.network.projection import Attribute

__all__ = ["write"]

OF_THE_LANGUAGE = {"node": "node_is", "edge": "edge_is"}
"""What a network says of itself under names that are words of the language."""

LARGEST = 2**31
"""Whole numbers of this size and beyond are written as text: GML's have 32 bits."""


def write(network: Plain) -> str:
    """A network as GML.

    Nodes are numbered from 0 in the order of the network and have their IRI as `iri`.
    """
    lines = [
        'Creator "peelgraph"',
        "graph [",
        f"  directed {int(network.directed)}",
        *_about(network),
        *_nodes(network),
        *_edges(network),
        "]",
        "",
    ]
    return "\n".join(lines)


def _about(network: Plain) -> Iterator[str]:
    for key, words in network.about.items():
        name = OF_THE_LANGUAGE.get(key, key)
        yield f"  {name} {_value(words)}"


def _nodes(network: Plain) -> Iterator[str]:
    for number, node in enumerate(network.nodes):
        yield "  node ["
        yield f"    id {number}"
        yield f"    iri {_value(node)}"
        yield from _attributes(network.nodes[node])
        yield "  ]"


def _edges(network: Plain) -> Iterator[str]:
    numbers = {node: number for number, node in enumerate(network.nodes)}
    for edge in network.edges:
        yield "  edge ["
        yield f"    source {numbers[edge.source]}"
        yield f"    target {numbers[edge.target]}"
        yield from _attributes(edge.attributes)
        yield "  ]"


def _attributes(attributes: Attributes) -> Iterator[str]:
    for name, value in attributes.items():
        yield f"    {name} {_value(value)}"


def _value(value: Attribute) -> str:
    if _is_number(value):
        return str(value)
    # the ampersand first, or those of the double quotes would be written again
    escaped = text(value).replace("&", "&amp;").replace('"', "&quot;")
    return f'"{escaped}"'


def _is_number(value: Attribute) -> bool:
    """Whether a value is a number of GML's: a boolean, an int in Python, is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return abs(value) < LARGEST
    return isinstance(value, float)
