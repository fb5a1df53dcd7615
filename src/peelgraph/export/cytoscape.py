"""Cytoscape JSON (https://js.cytoscape.org/#notation/elements-json).

Cytoscape.js and the desktop program read it. networkx's `cytoscape_data` gives the network's own
data as a list of pairs, which the desktop program does not read, and gives edges no ids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peelgraph.export.json_text import dumps, values

if TYPE_CHECKING:
    from peelgraph.export.plain import Plain

__all__ = ["elements", "write"]


def write(network: Plain) -> str:
    """A network as Cytoscape JSON."""
    about = {
        "name": network.about.get("title", "network"),
        **network.about,
        "directed": network.directed,
    }
    return dumps(
        {
            "format_version": "1.0",
            "generated_by": "peelgraph",
            "target_cytoscapejs_version": "~3",
            "data": about,
            "elements": elements(network),
        }
    )


def elements(network: Plain) -> dict[str, list[Any]]:
    """The elements alone, as Cytoscape.js takes them."""
    nodes = []
    for node, attributes in network.nodes.items():
        # the desktop program shows a node's `name`, which is its label
        name = attributes.get("label", node)
        nodes.append({"data": {"id": node, "name": name, **values(attributes)}})
    edges = []
    for edge in network.edges:
        ends = {"id": edge.id, "source": edge.source, "target": edge.target}
        edges.append({"data": ends | values(edge.attributes)})
    return {"nodes": nodes, "edges": edges}
