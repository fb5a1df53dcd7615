"""GraphML (http://graphml.graphdrawing.org/specification.html) by networkx: lists joined, dates as
text.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peelgraph.export.normalise import Plain

__all__ = ["write"]


def write(network: Plain) -> str:
    """A network as GraphML; what the network says of itself is data of the graph."""
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml_xml(network.networkx(lists=False), out)
    return out.getvalue().decode("utf-8").replace("\r", "&#13;") + "\n"  # XML reads a bare CR as LF
