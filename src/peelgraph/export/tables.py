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
from peelgraph.export.normalise import LIST_SEPARATOR, text

if TYPE_CHECKING:
    from peelgraph.export.normalise import Attributes, Plain

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


def write(network: Plain) -> dict[str, str]:
    """A network as `nodes.csv`, `edges.csv` and `csv-metadata.json`; an empty cell is an absent
    value.
    """
    nodes: dict[str, type] = {
        "Id": str,
        **{TITLES.get(n, n): t for n, t in network.node_types.items()},
    }
    kind = "Directed" if network.directed else "Undirected"
    fixed = {"Source": str, "Target": str, "Type": str, "Id": str}
    edges: dict[str, type] = {
        **fixed,
        **{TITLES.get(n, n): t for n, t in network.edge_types.items()},
    }
    return {
        "nodes.csv": csv_text(
            nodes, ([node, *_cells(a, network.node_types)] for node, a in network.nodes.items())
        ),
        "edges.csv": csv_text(
            edges,
            (
                [e.source, e.target, kind, e.id, *_cells(e.attributes, network.edge_types)]
                for e in network.edges
            ),
        ),
        "csv-metadata.json": dumps(_metadata(network, nodes, edges)),
    }


def csv_text(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table as CSV (RFC 4180)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _cells(attributes: Attributes, types: Mapping[str, type]) -> list[str]:
    return [text(attributes[name]) if name in attributes else "" for name in types]


def _metadata(
    network: Plain, nodes: Mapping[str, type], edges: Mapping[str, type]
) -> dict[str, Any]:
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


def _table(name: str, types: Mapping[str, type], row: str | None) -> dict[str, Any]:
    said = {"dc:description": row} if row else {}
    return {"url": name, **said, "tableSchema": {"columns": _columns(types), "primaryKey": "Id"}}


def _columns(types: Mapping[str, type]) -> list[dict[str, str]]:
    return [
        {
            "name": n,
            "titles": n,
            "datatype": DATATYPES[t],
            **({"separator": LIST_SEPARATOR} if t is tuple else {}),
        }
        for n, t in types.items()
    ]
