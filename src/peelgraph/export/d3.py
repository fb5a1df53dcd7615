"""Node-link JSON by networkx, as D3's force layout takes it (https://d3js.org/d3-force/link)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peelgraph.export.json_text import dumps

if TYPE_CHECKING:
    from peelgraph.export.plain import Plain

__all__ = ["write"]


def write(network: Plain) -> str:
    """A network as `nodes` and `links`, whose ends are ids: `forceLink(links).id(d => d.id)`."""
    import networkx as nx

    return dumps(nx.node_link_data(network.networkx(lists=True), edges="links"))
