"""Cytoscape JSON (https://js.cytoscape.org/#notation/elements-json), for Cytoscape.js and the
desktop program.

networkx's `cytoscape_data` gives the network's own data as a list of pairs, which the desktop
program does not read, and gives edges no ids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peelgraph.export.json_text import dumps, values

if TYPE_CHECKING:
    from peelgraph.export.normalise import Plain

__all__ = ["elements", "write"]


def write(network: Plain) -> str:
    """A network as Cytoscape JSON; the desktop program shows a node's `name`, which is its
    label.
    """
    return dumps(
        {
            "format_version": "1.0",
            "generated_by": "peelgraph",
            "target_cytoscapejs_version": "~3",
            "data": {
                "name": network.about.get("title", "network"),
                **network.about,
                "directed": network.directed,
            },
            "elements": elements(network),
        }
    )


def elements(network: Plain) -> dict[str, list[Any]]:
    """The elements alone, as Cytoscape.js takes them."""
    nodes = [
        {"data": {"id": node, "name": attributes.get("label", node), **values(attributes)}}
        for node, attributes in network.nodes.items()
    ]
    edges = [
        {"data": {"id": e.id, "source": e.source, "target": e.target, **values(e.attributes)}}
        for e in network.edges
    ]
    return {"nodes": nodes, "edges": edges}
