"""GML (Himsolt's Graph Modelling Language), in UTF-8: numbers and texts; dates, booleans and lists
are text.

networkx takes the name of a node, here an IRI, for its label, writes true as 1, and writes
characters in a way that igraph does not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peelgraph.export.normalise import text

if TYPE_CHECKING:
    from peelgraph.export.normalise import Attributes, Plain, Value

__all__ = ["write"]

OF_THE_LANGUAGE = {"node": "node_is", "edge": "edge_is"}
"""What a network says of itself under names that are words of the language."""

LARGEST = 2**31
"""Whole numbers of this size and beyond are written as text: GML's have 32 bits."""


def write(network: Plain) -> str:
    """A network as GML: nodes are numbered from 0 in the order of the network and have their IRI as
    `iri`.
    """
    numbers = {node: number for number, node in enumerate(network.nodes)}
    about: Attributes = {
        OF_THE_LANGUAGE.get(key, key): words for key, words in network.about.items()
    }
    lines = [
        'Creator "peelgraph"',
        "graph [",
        f"  directed {int(network.directed)}",
        *_lines(about, 2),
    ]
    for node, attributes in network.nodes.items():
        lines += [
            "  node [",
            f"    id {numbers[node]}",
            *_lines({"iri": node, **attributes}, 4),
            "  ]",
        ]
    for edge in network.edges:
        ends = [f"    source {numbers[edge.source]}", f"    target {numbers[edge.target]}"]
        lines += ["  edge [", *ends, *_lines(edge.attributes, 4), "  ]"]
    return "\n".join([*lines, "]", ""])


def _lines(attributes: Attributes, indent: int) -> list[str]:
    return [f"{' ' * indent}{name} {_value(value)}" for name, value in attributes.items()]


def _value(value: Value) -> str:
    if isinstance(value, float) or (
        isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST
    ):
        return str(value)
    return '"' + text(value).replace("&", "&amp;").replace('"', "&quot;") + '"'
