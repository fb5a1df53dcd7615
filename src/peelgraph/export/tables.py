"""CSV as Gephi reads it: a table of nodes, a table of edges, and what they hold as CSV on the Web.

The third file (https://www.w3.org/TR/tabular-data-model/) says the type of each column, what
separates the texts of a list, and of what network these are the tables.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from peelgraph.export.json_text import dumps
from peelgraph.export.words import LIST_SEPARATOR, text

if TYPE_CHECKING:
    from peelgraph.export.plain import Attributes, Plain

__all__ = ["DATATYPES", "csv_text", "write"]

DATATYPES: Mapping[type, str] = {
    str: "string",
    int: "integer",
    float: "double",
    bool: "boolean",
    datetime.date: "date",
    tuple: "string",
}
TITLES = {"label": "Label", "weight": "Weight"}
"""Columns that Gephi has a name of its own for."""

TERMS = {
    "title": "dc:title",
    "description": "dc:description",
    "projection": "dcterms:identifier",
    "weight": "rdfs:comment",
    "as_of": "dcterms:valid",
    "version": "schema:version",
}
"""What a network says of itself, in terms whose prefixes CSV on the Web knows."""

Columns = Mapping[str, type]


def write(network: Plain) -> dict[str, str]:
    """A network as `nodes.csv`, `edges.csv` and `csv-metadata.json`; what is absent is empty."""
    node_columns = {"Id": str} | _titled(network.node_types)
    ends = {"Source": str, "Target": str, "Type": str, "Id": str}
    edge_columns = ends | _titled(network.edge_types)
    return {
        "nodes.csv": csv_text(node_columns, _node_rows(network)),
        "edges.csv": csv_text(edge_columns, _edge_rows(network)),
        "csv-metadata.json": dumps(_metadata(network, node_columns, edge_columns)),
    }


def _titled(types: Columns) -> dict[str, type]:
    return {TITLES.get(name, name): kind for name, kind in types.items()}


def _node_rows(network: Plain) -> list[list[str]]:
    return [
        [node, *_cells(attributes, network.node_types)]
        for node, attributes in network.nodes.items()
    ]


def _edge_rows(network: Plain) -> list[list[str]]:
    kind = "Directed" if network.directed else "Undirected"
    rows = []
    for edge in network.edges:
        cells = _cells(edge.attributes, network.edge_types)
        rows.append([edge.source, edge.target, kind, edge.id, *cells])
    return rows


def csv_text(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table as CSV (RFC 4180)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _cells(attributes: Attributes, types: Columns) -> list[str]:
    return [text(attributes[name]) if name in attributes else "" for name in types]


def _metadata(network: Plain, nodes: Columns, edges: Columns) -> dict[str, Any]:
    about = network.about
    said = {term: about[key] for key, term in TERMS.items() if key in about}
    return {
        "@context": "http://www.w3.org/ns/csvw",
        **said,
        "dc:creator": "peelgraph",
        "tables": [
            _table("nodes.csv", nodes, about.get("node")),
            _table("edges.csv", edges, about.get("edge")),
        ],
    }


def _table(name: str, types: Columns, row: str | None) -> dict[str, Any]:
    said = {"dc:description": row} if row else {}
    columns = [_column(title, kind) for title, kind in types.items()]
    return {"url": name, **said, "tableSchema": {"columns": columns, "primaryKey": "Id"}}


def _column(title: str, kind: type) -> dict[str, str]:
    column = {"name": title, "titles": title, "datatype": DATATYPES[kind]}
    # with a separator, a cell is a list of the datatype
    return column | {"separator": LIST_SEPARATOR} if kind is tuple else column
