"""GEXF 1.3 (https://gexf.net/schema.html): typed attributes, lists, and how long things last.

networkx writes the draft of 1.2, without dates and lists.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent, tostring

from peelgraph.export.words import text

if TYPE_CHECKING:
    from peelgraph.export.plain import Attributes, Plain
    from peelgraph.network.projection import Attribute

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
_SPELL = {"since": "start", "until": "end"}
"""The ends of the time that a node or edge lasts, both days included."""

Numbers = Mapping[str, str]
"""The numbers of columns by their names."""


def write(network: Plain) -> str:
    """A network as GEXF 1.3; `since` and `until` become the spell of a node or edge."""
    root = Element("gexf", {"xmlns": NAMESPACE, "version": "1.3"})
    _add_meta(root, network)
    _add_graph(root, network)
    indent(ElementTree(root))
    written = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


def _add_meta(root: Element, network: Plain) -> None:
    meta = SubElement(root, "meta")
    creator = SubElement(meta, "creator")
    creator.text = "peelgraph"
    description = SubElement(meta, "description")
    description.text = network.describe()


def _add_graph(root: Element, network: Plain) -> None:
    kind = "directed" if network.directed else "undirected"
    graph = SubElement(root, "graph", {"defaultedgetype": kind})
    if _lasts(network):
        graph.attrib.update(mode="dynamic", timeformat="date", timerepresentation="interval")
    # the schema wants both declarations before the nodes
    node_numbers = _declare(graph, "node", network.node_types)
    edge_numbers = _declare(graph, "edge", network.edge_types)
    _add_nodes(graph, network, node_numbers)
    _add_edges(graph, network, edge_numbers)


def _lasts(network: Plain) -> bool:
    """Whether it is known since or until when anything lasts."""
    columns = {*network.node_types, *network.edge_types}
    return not columns.isdisjoint(_SPELL)


def _declare(graph: Element, what: str, types: Mapping[str, type]) -> Numbers:
    """Declare the columns of nodes or edges; their numbers by name."""
    names = [name for name in types if name not in _OWN[what]]
    numbers = {name: str(number) for number, name in enumerate(names)}
    if numbers:
        declared = SubElement(graph, "attributes", {"class": what, "mode": "static"})
        for name, number in numbers.items():
            kind = TYPES[types[name]]
            SubElement(declared, "attribute", {"id": number, "title": name, "type": kind})
    return numbers


def _add_nodes(graph: Element, network: Plain, numbers: Numbers) -> None:
    nodes = SubElement(graph, "nodes")
    for node, attributes in network.nodes.items():
        element = SubElement(nodes, "node", {"id": node})
        _fill(element, attributes, numbers)


def _add_edges(graph: Element, network: Plain, numbers: Numbers) -> None:
    edges = SubElement(graph, "edges")
    for edge in network.edges:
        names = {"id": edge.id, "source": edge.source, "target": edge.target}
        element = SubElement(edges, "edge", names)
        weight = edge.attributes.get("weight")
        if weight is not None:
            element.set("weight", text(weight))
        _fill(element, edge.attributes, numbers)


def _fill(element: Element, attributes: Attributes, numbers: Numbers) -> None:
    label = attributes.get("label")
    if label is not None:
        element.set("label", text(label))
    # the schema wants the values before the spells
    _add_values(element, attributes, numbers)
    _add_spell(element, attributes)


def _add_values(element: Element, attributes: Attributes, numbers: Numbers) -> None:
    named = [name for name in attributes if name in numbers]
    if not named:
        return
    values = SubElement(element, "attvalues")
    for name in named:
        words = _text(attributes[name])
        SubElement(values, "attvalue", {"for": numbers[name], "value": words})


def _add_spell(element: Element, attributes: Attributes) -> None:
    spell = {}
    for name, end in _SPELL.items():
        if name in attributes:
            spell[end] = text(attributes[name])
    if spell:
        spells = SubElement(element, "spells")
        SubElement(spells, "spell", spell)


def _text(value: Attribute) -> str:
    """A value as Gephi reads it: a list in brackets, its texts in double quotes.

    Backslashes stand before what is special, as in JSON.
    """
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else text(value)
