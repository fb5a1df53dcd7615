"""A network: nodes as large as a measure says, ties as thick as their weight, communities.

Communities have colours and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import sqrt
from typing import TYPE_CHECKING, Any

from peelgraph.errors import NothingToDraw
from peelgraph.network.communities import Communities, communities
from peelgraph.network.dependency import actors
from peelgraph.network.measures import MEASURES, Measure, measure, measures_for, undirected
from peelgraph.network.positions import Number
from peelgraph.plot.layout import Point, around, layout
from peelgraph.plot.nodes import (
    THICK,
    THIN,
    DrawnNode,
    box_of,
    draw_node,
    draw_ties,
    label_of,
    middle_of,
    settings_of,
    starts,
    without,
)
from peelgraph.plot.palette import shades
from peelgraph.plot.sheet import legend_height, sheet
from peelgraph.plot.style import FAINT, PAPER, Axes, Figure, mark, patch, picture
from peelgraph.store import Result

if TYPE_CHECKING:
    from peelgraph.network.projection import Network

__all__ = ["draw_network", "usual_measure"]

# in inches: the sheet, the least height of the network, and the air around its nodes
WIDTH = 10.6
HEIGHT = 7.2
INSET = 0.1
CROWDED = 1.9
"""How much more room there is than the nodes need, at least."""

# diameters in inches: of the lowest and the highest value, of what has a name but no value, and of
# what has neither
SMALL = 0.2
LARGE = 0.52
UNMEASURED = SMALL * 0.9
UNNAMED = 0.1

LISTED = 5
"""How many nodes without edges are named."""
NAMED = 70
"""In larger networks of two modes only the first is named."""
COLOURED = 9
"""How many groups have colours of their own."""
REST = "#DDDDDD"
"""The colour of the other groups."""


def usual_measure(graph: Network) -> str:
    """The measure by which nodes are drawn where none is chosen.

    It is strength, or degree in networks of two modes.
    """
    return "strength" if MEASURES["strength"].fits(graph) else "degree"


@picture
def draw_network(
    graph: Network, name: str | None = None, source: str = "", tiles: Result | None = None
) -> Figure:
    """Draw a network of `project`, its nodes as large as the measure `name`.

    The rows of the question `tiles` say where forces begin in the layout. NothingToDraw without
    edges, WrongUse for a measure that has no meaning on the network.
    """
    (by,) = measures_for(graph, [name or usual_measure(graph)])
    if graph.number_of_edges() == 0:
        raise NothingToDraw("this network has no edges")
    # measured as a whole, though what has no edge is not drawn
    values = measure(graph, by.name)
    linked, alone = _linked(graph)
    values = {node: value for node, value in values.items() if node in linked}
    plain = undirected(linked)
    found = communities(plain)
    nodes = _nodes(linked, found, values)
    boxes = {key: box_of(node.label, node.across) for key, node in nodes.items()}
    height = _height(boxes)
    handles = _legend(found, plain)
    above = legend_height(handles, WIDTH)
    shown = _shown(linked, by, values, found) + alone
    page = sheet(_title(linked), shown, source, WIDTH, above + height + 2 * INSET)
    page.legend(handles)
    width = page.width - 2 * INSET
    area = (width, height)
    axes = page.axes(INSET, above + INSET, width, height)
    axes.set(xlim=(0, width), ylim=(0, height), xticks=[], yticks=[])
    places = layout(plain, found.groups, boxes, area, starts(tiles))
    middles: dict[str, Point] = {}
    for key, place in places.items():
        middles[key] = middle_of(place, boxes[key], nodes[key].across)
    _draw(axes, plain, found, nodes, middles)
    return page.figure


def _linked(graph: Network) -> tuple[Network, str]:
    """The network without nodes that have no edges, and a sentence that says which these are."""
    alone = [node for node in graph if graph.degree(node) == 0]
    linked = without(graph, alone)
    if not alone:
        return linked, ""
    labels = [label_of(graph, node) for node in alone[:LISTED]]
    named = ", ".join(" ".join(label) for label in labels)
    others = len(alone) - LISTED
    more = f" and {others} more" if others > 0 else ""
    return linked, f" Without a line, and not drawn: {named}{more}."


def _nodes(
    graph: Network, found: Communities, values: Mapping[str, Number]
) -> dict[str, DrawnNode]:
    """How each node is drawn."""
    named = _named(graph)
    sizes = _diameters(values)
    colours = _colours(found)
    nodes: dict[str, DrawnNode] = {}
    for node in graph:
        group = found.groups[node]
        is_named = node in named
        nodes[node] = DrawnNode(
            across=sizes.get(node, UNMEASURED if is_named else UNNAMED),
            colour=colours[group],
            label=label_of(graph, node) if is_named else [],
            number=str(group) if is_named else "",
            sign=_sign(graph, node),
        )
    return nodes


def _named(graph: Network) -> set[str]:
    """The nodes that have names and numbers: all, but of many in two modes only the first."""
    is_large = "modes" in graph.graph and len(graph) > NAMED
    return set(actors(graph) if is_large else graph)


def _height(boxes: Mapping[str, Point]) -> float:
    """The height in inches in which nodes have room, one as usual if that is enough."""
    needed = sum(width * height for width, height in boxes.values())
    return max(HEIGHT, CROWDED * needed / WIDTH)


def _title(graph: Network) -> str:
    about = graph.graph
    day = f" on {about['as_of']}" if "as_of" in about else ", at any time on record"
    return f"{about['title']}{day}"


def _shown(graph: Network, by: Measure, values: Mapping[str, Number], found: Communities) -> str:
    about = graph.graph
    size = by.name.replace("_", " ")
    if values:
        low = min(values.values())
        high = max(values.values())
        size += f", {low:.4g} to {high:.4g}"
    sentences = (
        f"A node: {about['node']}.",
        f"A line: {about['edge']}; the thicker, the greater its weight: {about['weight']}.",
        f"Size: {size}.",
        by.says,
        f"Colours, numbers and outlines: {len(found.sizes)} groups with more weight within them "
        f"than chance would give (Louvain, modularity {found.modularity:.2f}).",
    )
    return " ".join(sentences) + settings_of(graph)


def _colours(found: Communities) -> dict[int, str]:
    """A colour for each group.

    Those of one node are white, and from the tenth on all are pale grey.
    """
    numbers = range(1, len(found.sizes) + 1)
    known = shades([str(number) for number in numbers[:COLOURED]])
    colours: dict[int, str] = {}
    # the largest groups come first, so that those of one node are the last
    for number, size in zip(numbers, found.sizes, strict=True):
        if size == 1:
            colours[number] = PAPER
        elif number <= COLOURED:
            colours[number] = known[str(number)].colour
        else:
            colours[number] = REST
    return colours


def _sign(graph: Network, node: str) -> str:
    """A circle, or a square for the second mode."""
    modes = graph.graph.get("modes")
    if modes is None:
        return "o"
    kind = graph.nodes[node].get("kind")
    return "o" if kind == modes[0] else "s"


def _diameters(values: Mapping[str, Number]) -> dict[str, float]:
    """Diameters in inches whose areas grow with the value."""
    low = min(values.values(), default=0)
    high = max(values.values(), default=0)
    # where all are the same, all are small
    span = float(high - low) or 1.0
    widest = LARGE**2 - SMALL**2
    return {
        node: sqrt(SMALL**2 + widest * float(value - low) / span) for node, value in values.items()
    }


def _draw(
    axes: Axes,
    graph: Network,
    found: Communities,
    nodes: Mapping[str, DrawnNode],
    middles: Mapping[str, Point],
) -> None:
    for number, colour in _colours(found).items():
        if colour != PAPER:
            members = [key for key, group in found.groups.items() if group == number]
            widest = max(nodes[key].across for key in members)
            held = [middles[key] for key in members]
            _outline(axes, colour, held, widest / 2 + 0.06)
    ties = list(graph.edges(data="weight", default=1))
    most = max(weight for _, _, weight in ties)
    draw_ties(axes, ties, middles, most)
    for key, node in nodes.items():
        draw_node(axes, middles[key], node)


def _outline(axes: Axes, colour: str, middles: list[Point], distance: float) -> None:
    """Draw an outline at a distance around the middles of nodes, and fill it."""
    corners = around(middles, distance)
    xs, ys = zip(*corners, strict=True)
    below: dict[str, Any] = {"zorder": 0, "clip_on": False}
    axes.fill(xs, ys, facecolor=colour, alpha=0.13, linewidth=0, **below)
    axes.fill(xs, ys, facecolor="none", edgecolor=colour, linewidth=0.9, alpha=0.8, **below)


def _legend(found: Communities, graph: Network) -> list[Any]:
    handles: list[Any] = []
    for number, colour in _colours(found).items():
        if colour != PAPER:
            size = found.sizes[number - 1]
            handles.append(patch(f"{number}  group of {size}", colour))
    return [*handles, *_legend_of_ties(graph), *_legend_of_modes(graph)]


def _legend_of_ties(graph: Network) -> list[Any]:
    """A line for the lowest and one for the highest weight, or one where all are the same."""
    weights = [weight for _, _, weight in graph.edges(data="weight", default=1)]
    lowest = min(weights)
    highest = max(weights)
    ends = {lowest: THIN}
    if highest > lowest:
        ends[highest] = THICK
    lines = []
    for weight, thickness in ends.items():
        line = mark(f"weight {weight}", "", FAINT, "-")
        line.set_linewidth(thickness)
        lines.append(line)
    return lines


def _legend_of_modes(graph: Network) -> list[Any]:
    modes = graph.graph.get("modes", ())
    return [mark(_words(mode), sign) for mode, sign in zip(modes, "os", strict=False)]


def _words(name: str) -> str:
    """A class's name in words.

    >>> _words("JointUnit")
    'joint unit'
    """
    return re.sub(r"(?=[A-Z])", " ", name).strip().lower()
