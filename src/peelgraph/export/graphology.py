"""The JSON of graphology (https://graphology.github.io/serialization), which sigma.js draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peelgraph.export.json_text import dumps, values

if TYPE_CHECKING:
    from peelgraph.export.plain import Plain

__all__ = ["write"]


def write(network: Plain) -> str:
    """A network as graphology's JSON: `Graph.from(JSON.parse(text))` reads it."""
    kind = "directed" if network.directed else "undirected"
    # an edge is directed unless it says that it is not, whatever the type of its graph
    direction = {} if network.directed else {"undirected": True}
    nodes = [
        {"key": node, "attributes": values(attributes)}
        for node, attributes in network.nodes.items()
    ]
    edges = [
        {
            "key": edge.id,
            "source": edge.source,
            "target": edge.target,
            "attributes": values(edge.attributes),
            **direction,
        }
        for edge in network.edges
    ]
    return dumps(
        {
            "attributes": network.about,
            "options": {"type": kind, "multi": network.multigraph, "allowSelfLoops": True},
            "nodes": nodes,
            "edges": edges,
        }
    )
