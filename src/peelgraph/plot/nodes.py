"""What pictures of networks share: how nodes, their labels and the ties between them are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from peelgraph.plot.layout import Point
from peelgraph.plot.palette import ink_on
from peelgraph.plot.style import FAINT, INK, PAPER, POINTS, Axes, text_width
from peelgraph.plot.text import short_name, wrapped
from peelgraph.store import Result

if TYPE_CHECKING:
    from peelgraph.network.projection import Network

__all__ = [
    "THICK",
    "THIN",
    "DrawnNode",
    "Tie",
    "box_of",
    "draw_node",
    "draw_ties",
    "label_of",
    "middle_of",
    "settings_of",
    "starts",
    "without",
]

THIN = 0.5
"""How thick a line is whose weight is 1, in points."""
THICK = 6.0
"""How thick it is whose weight is the greatest."""
SIZE = 7.5
"""The size of labels, in points."""
LINE = 0.125
"""The height of a line of a label, in inches."""
ROOM = 1.25
"""The greatest width of a label, in inches."""

Tie = tuple[str, str, float]
"""One end of an edge, the other, and its weight."""


class DrawnNode(NamedTuple):
    """How a node is drawn: its diameter in inches, its colour, its name in lines.

    `number` stands in it, and `sign` is its form.
    """

    across: float
    colour: str
    label: list[str]
    number: str = ""
    sign: str = "o"


def without(graph: Network, nodes: Iterable[str]) -> Network:
    """A copy of a network without some nodes, with the others in the same order."""
    copy = graph.copy()
    copy.remove_nodes_from(list(nodes))
    return copy


def starts(tiles: Result | None) -> dict[str, Point]:
    """Where forces begin in a layout: on the map of tiles, from the rows of the question."""
    places: dict[str, Point] = {}
    for tile in tiles or ():
        # rows of tiles are counted downwards, places upwards
        places[tile.force] = (float(tile.column), -float(tile.row))
    return places


def settings_of(graph: Network) -> str:
    """A sentence on what the parameters of a projection were set to, with a blank before it.

    There is none where it has no parameters.
    """
    settings = graph.graph.get("parameters")
    return f" Asked with {', '.join(settings)}." if settings is not None else ""


def label_of(graph: Network, node: str) -> list[str]:
    """A node's name in lines: a force without what most of them share."""
    attributes = graph.nodes[node]
    name = str(attributes.get("label", node))
    if attributes.get("kind") == "PoliceForce":
        name = short_name(name)
    return wrapped(name, ROOM, SIZE)


def box_of(label: Sequence[str], across: float) -> Point:
    """The room (width, height) of a node with its label below it, and some air."""
    widest = max((text_width(line, SIZE) for line in label), default=0.0)
    width = max(across, widest) + 0.08
    height = across + LINE * len(label)
    return width, height + (0.1 if label else 0.03)


def middle_of(place: Point, box: Point, across: float) -> Point:
    """Where the node itself stands in a box at a place: at its upper edge, above its label."""
    x, y = place
    _, height = box
    return x, y + (height - across) / 2 - 0.02


def draw_ties(
    axes: Axes, ties: Iterable[Tie], middles: Mapping[str, Point], most: float, **style: Any
) -> None:
    """Draw ties as thick as their weight is to the greatest, `most`."""
    look = {"color": FAINT, "alpha": 0.55, "solid_capstyle": "round", "zorder": 1, **style}
    for one, other, weight in ties:
        xs, ys = zip(middles[one], middles[other], strict=True)
        thickness = THIN + (THICK - THIN) * (weight - 1) / max(most - 1, 1)
        # a style may say how thick it is, whatever the weight
        axes.plot(xs, ys, **{"linewidth": thickness, **look})


def draw_node(axes: Axes, place: Point, node: DrawnNode) -> None:
    """Draw a node with the number of its group in it and its name below."""
    x, y = place
    axes.scatter(
        x,
        y,
        # the size of a sign is its area, in points
        s=(node.across * POINTS) ** 2,
        marker=node.sign,
        color=node.colour,
        edgecolors=INK,
        linewidths=0.7,
        zorder=4,
        clip_on=False,
    )
    if node.number:
        middle = {"ha": "center", "va": "center_baseline", "fontsize": 7}
        axes.text(x, y, node.number, color=ink_on(node.colour), zorder=5, fontdict=middle)
    if node.label:
        axes.text(
            x,
            y - node.across / 2 - 0.03,
            "\n".join(node.label),
            ha="center",
            va="top",
            fontsize=SIZE,
            linespacing=1.05,
            zorder=6,
            bbox={"facecolor": PAPER, "alpha": 0.7, "edgecolor": "none", "pad": 0.4},
        )
