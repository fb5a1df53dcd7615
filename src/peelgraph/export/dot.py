"""DOT (https://graphviz.org/doc/info/lang.html), for Graphviz: attributes as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from peelgraph.export.words import text

if TYPE_CHECKING:
    from peelgraph.export.plain import Attributes, Plain

__all__ = ["write"]


def write(network: Plain) -> str:
    """A network as DOT.

    Graphviz takes `label` and `weight` for its own, the rest goes with it as text.
    """
    kind = "digraph" if network.directed else "graph"
    name = quoted(network.about.get("projection", "network"))
    lines = [
        f"// {network.describe()}",
        f"{kind} {name} {{",
        *_about(network),
        *_nodes(network),
        *_edges(network),
        "}",
        "",
    ]
    return "\n".join(lines)


def _about(network: Plain) -> Iterator[str]:
    for key, words in network.about.items():
        yield f"  {_pair(key, words)};"


def _nodes(network: Plain) -> Iterator[str]:
    for node, attributes in network.nodes.items():
        name = quoted(node)
        yield f"  {name}{_list(attributes)};"


def _edges(network: Plain) -> Iterator[str]:
    arrow = "->" if network.directed else "--"
    for edge in network.edges:
        source = quoted(edge.source)
        target = quoted(edge.target)
        yield f"  {source} {arrow} {target}{_list(edge.attributes)};"


def quoted(words: str) -> str:
    r"""A text in double quotes.

    Backslashes are doubled, as Graphviz has it for what it prints (type `escString`).

    >>> quoted('say "no" \\ yes')
    '"say \\"no\\" \\\\ yes"'
    """
    # backslashes first, or those before double quotes would be doubled too
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _list(attributes: Attributes) -> str:
    if not attributes:
        return ""
    pairs = [_pair(name, text(value)) for name, value in attributes.items()]
    return f" [{', '.join(pairs)}]"


def _pair(name: str, words: str) -> str:
    return f"{quoted(name)}={quoted(words)}"
