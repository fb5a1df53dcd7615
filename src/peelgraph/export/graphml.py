"""GraphML (http://graphml.graphdrawing.org/specification.html) by networkx.

Lists are joined, and dates are text.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peelgraph.export.plain import Plain

__all__ = ["write"]


def write(network: Plain) -> str:
    """A network as GraphML; what the network says of itself is data of the graph."""
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml_xml(network.networkx(lists=False), out)
    written = out.getvalue().decode("utf-8")
    # XML reads a bare carriage return as a line feed
    return written.replace("\r", "&#13;") + "\n"
