"""The serialisation format of graphology (https://graphology.github.io/serialization), which
sigma.js draws.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peelgraph.export.json_text import dumps, values

if TYPE_CHECKING:
    from peelgraph.export.normalise import Plain

__all__ = ["write"]


def write(network: Plain) -> str:
    """A network as graphology's JSON: `Graph.from(JSON.parse(text))` reads it."""
    undirected = {} if network.directed else {"undirected": True}
    kind = "directed" if network.directed else "undirected"
    return dumps(
        {
            "attributes": network.about,
            "options": {"type": kind, "multi": network.multigraph, "allowSelfLoops": True},
            "nodes": [
                {"key": node, "attributes": values(found)} for node, found in network.nodes.items()
            ],
            "edges": [
                {
                    "key": e.id,
                    "source": e.source,
                    "target": e.target,
                    "attributes": values(e.attributes),
                    **undirected,
                }
                for e in network.edges
            ],
        }
    )
