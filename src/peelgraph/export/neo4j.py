"""CSV for `neo4j-admin database import full`, whose header rows hold the types.

https://neo4j.com/docs/operations-manual/current/import/
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from peelgraph.export.json_text import dumps
from peelgraph.export.tables import csv_text
from peelgraph.export.words import text

if TYPE_CHECKING:
    from peelgraph.export.plain import Attributes, Plain
    from peelgraph.network.projection import Attribute

__all__ = ["write"]

TYPES: Mapping[type, str] = {
    str: "string",
    int: "long",
    float: "double",
    bool: "boolean",
    datetime.date: "date",
    tuple: "string[]",
}
ARRAY_DELIMITER = ";"
"""What separates the texts of an array by default."""
IN_ITS_PLACE = "\uff1b"
"""The full-width character that stands for it inside one: there is no escape."""


def write(network: Plain) -> dict[str, str]:
    """A network as `nodes.csv`, `relationships.csv` and `network.json`, which says what it is.

    The label of a node is its `kind`, the type of a relationship the network's projection.
    """
    return {
        "nodes.csv": _nodes(network),
        "relationships.csv": _relationships(network),
        "network.json": dumps({"directed": network.directed, **network.about}),
    }


def _nodes(network: Plain) -> str:
    header = ["iri:ID", ":LABEL", *_columns(network.node_types)]
    rows = []
    for node, attributes in network.nodes.items():
        label = _label(attributes.get("kind", "Node"))
        cells = _cells(attributes, network.node_types)
        rows.append([node, label, *cells])
    return csv_text(header, rows)


def _relationships(network: Plain) -> str:
    header = [":START_ID", ":END_ID", ":TYPE", *_columns(network.edge_types)]
    projection = network.about.get("projection", "network")
    kind = re.sub(r"\W+", "_", projection).upper()
    rows = []
    for edge in network.edges:
        cells = _cells(edge.attributes, network.edge_types)
        rows.append([edge.source, edge.target, kind, *cells])
    return csv_text(header, rows)


def _label(kind: Attribute) -> str:
    """A kind as a label of Neo4j: `joint unit` is `JointUnit`."""
    label = ""
    for word in re.findall(r"\w+", text(kind)):
        # not capitalize(), which would make small letters of those in an abbreviation
        label += word[0].upper() + word[1:]
    return label or "Node"


def _columns(types: Mapping[str, type]) -> list[str]:
    return [f"{name}:{TYPES[kind]}" for name, kind in types.items()]


def _cells(attributes: Attributes, types: Mapping[str, type]) -> list[str]:
    return [_cell(attributes[name]) if name in attributes else "" for name in types]


def _cell(value: Attribute) -> str:
    if isinstance(value, tuple):
        parts = [part.replace(ARRAY_DELIMITER, IN_ITS_PLACE) for part in value]
        return ARRAY_DELIMITER.join(parts)
    return text(value)
