"""GEXF 1.3 (https://gexf.net/schema.html): typed attributes, lists, and the time that each node and
edge lasts.

networkx writes the draft of 1.2, without dates and lists.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent, tostring

from peelgraph.export.normalise import Attributes, text

if TYPE_CHECKING:
    from peelgraph.export.normalise import Plain, Value

__all__ = ["write"]

NAMESPACE = "http://gexf.net/1.3"
TYPES: Mapping[type, str] = {
    str: "string",
    int: "long",
    float: "double",
    bool: "boolean",
    datetime.date: "string",
    tuple: "liststring",
}
_OWN = {"node": {"label", "since", "until"}, "edge": {"label", "weight", "since", "until"}}
"""Attributes that GEXF has a place of its own for."""


def write(network: Plain) -> str:
    """A network as GEXF 1.3; `since` and `until` become the spell of a node or edge, both days
    included.
    """
    root = Element("gexf", {"xmlns": NAMESPACE, "version": "1.3"})
    meta = SubElement(root, "meta")
    SubElement(meta, "creator").text = "peelgraph"
    SubElement(meta, "description").text = network.describe()
    graph = SubElement(
        root, "graph", {"defaultedgetype": "directed" if network.directed else "undirected"}
    )
    if {"since", "until"} & {*network.node_types, *network.edge_types}:
        graph.attrib.update(mode="dynamic", timeformat="date", timerepresentation="interval")
    numbers = {
        "node": _declare(graph, "node", network.node_types),
        "edge": _declare(graph, "edge", network.edge_types),
    }
    nodes = SubElement(graph, "nodes")
    for node, attributes in network.nodes.items():
        _fill(SubElement(nodes, "node", {"id": node}), attributes, numbers["node"])
    edges = SubElement(graph, "edges")
    for edge in network.edges:
        names = {"id": edge.id, "source": edge.source, "target": edge.target}
        element = SubElement(edges, "edge", names)
        if "weight" in edge.attributes:
            element.set("weight", text(edge.attributes["weight"]))
        _fill(element, edge.attributes, numbers["edge"])
    indent(ElementTree(root))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _declare(graph: Element, what: str, types: Mapping[str, type]) -> dict[str, str]:
    """Declare the columns of nodes or edges; their numbers by name."""
    numbers = {
        name: str(number) for number, name in enumerate(n for n in types if n not in _OWN[what])
    }
    if numbers:
        declared = SubElement(graph, "attributes", {"class": what, "mode": "static"})
        for name, number in numbers.items():
            SubElement(
                declared, "attribute", {"id": number, "title": name, "type": TYPES[types[name]]}
            )
    return numbers


def _fill(element: Element, attributes: Attributes, numbers: Mapping[str, str]) -> None:
    if "label" in attributes:
        element.set("label", cast("str", attributes["label"]))
    if named := [name for name in attributes if name in numbers]:
        values = SubElement(element, "attvalues")
        for name in named:
            SubElement(values, "attvalue", {"for": numbers[name], "value": _text(attributes[name])})
    spell = {
        end: text(attributes[name])
        for name, end in (("since", "start"), ("until", "end"))
        if name in attributes
    }
    if spell:
        SubElement(SubElement(element, "spells"), "spell", spell)


def _text(value: Value) -> str:
    """A value as Gephi reads it: a list in brackets, its texts in double quotes, backslashes before
    what is special.
    """
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else text(value)
