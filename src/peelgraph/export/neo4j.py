"""CSV for `neo4j-admin database import full`, whose header rows hold the types.

https://neo4j.com/docs/operations-manual/current/import/
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from peelgraph.export.json_text import dumps
from peelgraph.export.normalise import text
from peelgraph.export.tables import csv_text

if TYPE_CHECKING:
    from peelgraph.export.normalise import Attributes, Plain, Value

__all__ = ["write"]

TYPES: Mapping[type, str] = {
    str: "string",
    int: "long",
    float: "double",
    bool: "boolean",
    datetime.date: "date",
    tuple: "string[]",
}
ARRAY_DELIMITER, IN_ITS_PLACE = ";", "\uff1b"
"""What separates the texts of an array by default, and the full-width character that stands for it
inside one.
"""


def write(network: Plain) -> dict[str, str]:
    """A network as `nodes.csv` and `relationships.csv`, and `network.json`, which says what network
    it is.

    The label of a node is its `kind`, the type of a relationship the network's projection.
    """
    node_header = ["iri:ID", ":LABEL", *_columns(network.node_types)]
    edge_header = [":START_ID", ":END_ID", ":TYPE", *_columns(network.edge_types)]
    kind = re.sub(r"\W+", "_", network.about.get("projection", "network")).upper()
    return {
        "nodes.csv": csv_text(
            node_header,
            (
                [node, _label(found.get("kind", "Node")), *_cells(found, network.node_types)]
                for node, found in network.nodes.items()
            ),
        ),
        "relationships.csv": csv_text(
            edge_header,
            (
                [e.source, e.target, kind, *_cells(e.attributes, network.edge_types)]
                for e in network.edges
            ),
        ),
        "network.json": dumps({"directed": network.directed, **network.about}),
    }


def _label(kind: Value) -> str:
    """A kind as a label of Neo4j: `joint unit` is `JointUnit`."""
    return "".join(word[0].upper() + word[1:] for word in re.findall(r"\w+", text(kind))) or "Node"


def _columns(types: Mapping[str, type]) -> list[str]:
    return [f"{name}:{TYPES[kind]}" for name, kind in types.items()]


def _cells(attributes: Attributes, types: Mapping[str, type]) -> list[str]:
    return [_cell(attributes[name]) if name in attributes else "" for name in types]


def _cell(value: Value) -> str:
    if isinstance(value, tuple):
        return ARRAY_DELIMITER.join(part.replace(ARRAY_DELIMITER, IN_ITS_PLACE) for part in value)
    return text(value)
