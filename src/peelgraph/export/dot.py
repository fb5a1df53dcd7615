"""DOT (https://graphviz.org/doc/info/lang.html), for Graphviz: all attributes as text, lists
joined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peelgraph.export.normalise import text

if TYPE_CHECKING:
    from peelgraph.export.normalise import Attributes, Plain

__all__ = ["write"]


def write(network: Plain) -> str:
    """A network as DOT; Graphviz takes `label` and `weight` for its own, the rest goes with it as
    text.
    """
    kind, arrow = ("digraph", "->") if network.directed else ("graph", "--")
    lines = [
        f"// {network.describe()}",
        f"{kind} {quoted(network.about.get('projection', 'network'))} {{",
    ]
    lines += [f"  {quoted(name)}={quoted(words)};" for name, words in network.about.items()]
    lines += [f"  {quoted(node)}{_list(attributes)};" for node, attributes in network.nodes.items()]
    lines += [
        f"  {quoted(e.source)} {arrow} {quoted(e.target)}{_list(e.attributes)};"
        for e in network.edges
    ]
    return "\n".join([*lines, "}", ""])


def quoted(words: str) -> str:
    r"""A text in double quotes. Backslashes are doubled, as Graphviz has it for what it prints
    (type `escString`).

    >>> quoted('say "no" \\ yes')
    '"say \\"no\\" \\\\ yes"'
    """
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _list(attributes: Attributes) -> str:
    words = ", ".join(f"{quoted(name)}={quoted(text(value))}" for name, value in attributes.items())
    return f" [{words}]" if words else ""
