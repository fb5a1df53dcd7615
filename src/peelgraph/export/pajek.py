"""Pajek's `.net` (http://mrvar.fdv.uni-lj.si/pajek/): labels, links and weights are all that it
has.

networkx writes attributes after a vertex that other readers of the format stop at, and does not
mind double quotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peelgraph.export.normalise import text

if TYPE_CHECKING:
    from peelgraph.export.normalise import Plain

__all__ = ["write"]


def write(network: Plain) -> str:
    """A network as Pajek reads it: vertices are numbered from 1 in the order of the network, a link
    is a line.
    """
    numbers = {node: number for number, node in enumerate(network.nodes, 1)}
    lines = [f"% {network.describe()}", f"*Vertices {len(numbers)}"]
    lines += [
        f'{number} "{_words(network.nodes[node].get("label", node))}"'
        for node, number in numbers.items()
    ]
    lines.append("*Arcs" if network.directed else "*Edges")
    for edge in network.edges:
        weight = text(edge.attributes["weight"]) if "weight" in edge.attributes else "1"
        lines.append(f"{numbers[edge.source]} {numbers[edge.target]} {weight}")
    return "\n".join([*lines, ""])


def _words(label: object) -> str:
    """A label on one line, with single quotes for double ones: Pajek has no way to write these."""
    return " ".join(str(label).replace('"', "'").split())
