"""A network: nodes as large as a measure says, edges as thick as their weight, communities in
colours and numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

from peelgraph.errors import NothingToDraw
from peelgraph.network.communities import Communities, communities
from peelgraph.network.dependency import actors
from peelgraph.network.measures import MEASURES, Measure, Value, measure, measures_for, undirected
from peelgraph.plot.layout import Point, around, layout
from peelgraph.plot.palette import ink_on, shades
from peelgraph.plot.style import (
    FAINT,
    INK,
    PAPER,
    Axes,
    Figure,
    legend_height,
    mark,
    patch,
    picture,
    sheet,
    short_name,
    text_width,
    wrapped,
)
from peelgraph.store import Result

if TYPE_CHECKING:
    from peelgraph.network.projection import Network

__all__ = [
    "Edge",
    "Node",
    "box_of",
    "draw_edges",
    "draw_network",
    "draw_node",
    "label_of",
    "settings_of",
    "starts",
    "usual_measure",
    "without",
]

WIDTH, HEIGHT = 10.6, 7.2
SMALL, LARGE, OTHER = 0.2, 0.52, 0.1
"""Diameters in inches: of the lowest and the highest value, and of what is not measured and not
named.
"""
THIN, THICK = 0.5, 6.0
SIZE, LINE, ROOM = 7.5, 0.125, 1.25
"""Labels: their size in points, and a line's height and a label's greatest width in inches."""
INSET, CROWDED = 0.1, 1.9
"""Air around the nodes, and how much more room there is than they need, at least."""
LISTED = 5
"""How many nodes without edges are named."""
NAMED = 70
"""In larger networks of two modes only the first is named."""
REST = "#DDDDDD"


Edge = tuple[str, str, float]


class Node(NamedTuple):
    """How a node is drawn: its diameter in inches, its colour, its name in lines, a number in it,
    and its sign.
    """

    across: float
    colour: str
    label: list[str]
    number: str = ""
    sign: str = "o"


def usual_measure(graph: Network) -> str:
    """The measure by which nodes are drawn where none is chosen: strength, or degree in networks of
    two modes.
    """
    return next(name for name in ("strength", "degree") if MEASURES[name].fits(graph))


@picture
def draw_network(
    graph: Network, name: str | None = None, source: str = "", tiles: Result | None = None
) -> Figure:
    """Draw a network of `project`; NothingToDraw without edges, WrongUse for a measure that has no
    meaning on it.

    Nodes are as large as the measure `name`. The rows of the question `tiles` say where forces
    begin in the layout.
    """
    (by,) = measures_for(graph, [name or usual_measure(graph)])
    if graph.number_of_edges() == 0:
        raise NothingToDraw("this network has no edges")
    values = measure(graph, by.name)
    graph, alone = _linked(graph)
    plain = undirected(graph)
    values = {node: value for node, value in values.items() if node in graph}
    found = communities(plain)
    nodes = _nodes(graph, found, values)
    boxes = {n: box_of(node.label, node.across) for n, node in nodes.items()}
    height = max(HEIGHT, CROWDED * sum(width * height for width, height in boxes.values()) / WIDTH)
    handles = _legend(found, plain)
    above = legend_height(handles, WIDTH)
    page = sheet(
        _title(graph),
        f"{_shown(graph, by, values, found)}{alone}",
        source,
        WIDTH,
        above + height + 2 * INSET,
    )
    page.legend(handles)
    area = page.width - 2 * INSET, height
    axes = page.axes(INSET, above + INSET, *area)
    axes.set(xlim=(0, area[0]), ylim=(0, area[1]), xticks=[], yticks=[])
    places = layout(plain, found.groups, boxes, area, starts(tiles))
    middles = {
        n: (x, y + (boxes[n][1] - nodes[n].across) / 2 - 0.02) for n, (x, y) in places.items()
    }
    _hulls(axes, found, {n: (middles[n], node.across) for n, node in nodes.items()})
    edges = list(plain.edges(data="weight", default=1))
    draw_edges(axes, edges, middles, max(weight for _, _, weight in edges))
    for n, node in nodes.items():
        draw_node(axes, middles[n], node)
    return page.figure


def _linked(graph: Network) -> tuple[Network, str]:
    """The network without nodes that have no edges, and a sentence that says which these are."""
    alone = [node for node in graph if graph.degree(node) == 0]
    linked = without(graph, alone)
    if not alone:
        return linked, ""
    named = ", ".join(" ".join(label_of(graph, node)) for node in alone[:LISTED])
    more = f" and {len(alone) - LISTED} more" if len(alone) > LISTED else ""
    return linked, f" Without a line, and not drawn: {named}{more}."


def without(graph: Network, nodes: Iterable[str]) -> Network:
    """A copy of a network without some nodes, with the others in the same order."""
    copy = graph.copy()
    copy.remove_nodes_from(list(nodes))
    return copy


def starts(tiles: Result | None) -> dict[str, Point]:
    """Where forces begin in a layout: on the map of tiles, from the rows of the question
    `tiles`.
    """
    return {tile.force: (float(tile.column), -float(tile.row)) for tile in tiles or ()}


def _nodes(graph: Network, found: Communities, values: Mapping[str, Value]) -> dict[str, Node]:
    """How each node is drawn; in a large network of two modes only the first has names and
    numbers.
    """
    named = set(actors(graph) if "modes" in graph.graph and len(graph) > NAMED else graph)
    across, colours = _diameters(values, graph, named), _colours(found)
    return {
        n: Node(
            across[n],
            colours[found.groups[n]],
            label_of(graph, n) if n in named else [],
            str(found.groups[n]) if n in named else "",
            _sign(graph, n),
        )
        for n in graph
    }


def _title(graph: Network) -> str:
    day = f" on {graph.graph['as_of']}" if "as_of" in graph.graph else ", at any time on record"
    return f"{graph.graph['title']}{day}"


def _shown(graph: Network, by: Measure, values: Mapping[str, Value], found: Communities) -> str:
    about = graph.graph
    known = f", {min(values.values()):.4g} to {max(values.values()):.4g}" if values else ""
    size = f"{by.name.replace('_', ' ')}{known}. {by.says}"
    return (
        f"A node: {about['node']}. A line: {about['edge']}; the thicker, the greater its weight: {about['weight']}."
        f" Size: {size} Colours, numbers and outlines: {len(found.sizes)} groups with "
        f"more weight within them than chance would give (Louvain, modularity {found.modularity:.2f})."
        f"{settings_of(graph)}"
    )


def settings_of(graph: Network) -> str:
    """A sentence on what the parameters of a projection were set to, with a blank before it; none
    where it has none.
    """
    return (
        f" Asked with {', '.join(graph.graph['parameters'])}."
        if "parameters" in graph.graph
        else ""
    )


def _colours(found: Communities) -> dict[int, str]:
    """A colour for each group: those of one node are white, and from the tenth on all are pale
    grey.
    """
    several = [number for number, size in enumerate(found.sizes, 1) if size > 1]
    known = shades([str(n) for n in several[:9]])
    colours = {int(number): shade.colour for number, shade in known.items()}
    return {n: colours.get(n, REST if size > 1 else PAPER) for n, size in enumerate(found.sizes, 1)}


def label_of(graph: Network, node: str) -> list[str]:
    """A node's name in lines: a force without what most of them share."""
    name = str(graph.nodes[node].get("label", node))
    return wrapped(
        short_name(name) if graph.nodes[node].get("kind") == "PoliceForce" else name, ROOM, SIZE
    )


def _sign(graph: Network, node: str) -> str:
    """A circle, or a square for the second mode."""
    modes = graph.graph.get("modes")
    return "s" if modes and graph.nodes[node].get("kind") != modes[0] else "o"


def _diameters(values: Mapping[str, Value], graph: Network, named: set[str]) -> dict[str, float]:
    """Diameters in inches whose areas grow with the value; the smallest for what has none."""
    low, high = min(values.values(), default=0), max(values.values(), default=0)
    span = float(high - low) or 1.0

    def diameter(node: str) -> float:
        if node not in values:
            return SMALL * 0.9 if node in named else OTHER
        return sqrt(SMALL**2 + (LARGE**2 - SMALL**2) * float(values[node] - low) / span)

    return {node: diameter(node) for node in graph}


def box_of(label: list[str], across: float) -> Point:
    """The room (width, height) of a node with its label below it, and some air."""
    widest = max((text_width(line, SIZE) for line in label), default=0.0)
    return max(across, widest) + 0.08, across + LINE * len(label) + (0.1 if label else 0.03)


def _hulls(axes: Axes, found: Communities, circles: Mapping[str, tuple[Point, float]]) -> None:
    """Draw an outline around the circles (middle, diameter) of each group."""
    for number, colour in _colours(found).items():
        if colour != PAPER:
            held = [circles[node] for node, group in found.groups.items() if group == number]
            corners = around(
                [place for place, _ in held], max(across for _, across in held) / 2 + 0.06
            )
            xs, ys = zip(*corners, strict=True)
            axes.fill(xs, ys, facecolor=colour, alpha=0.13, linewidth=0, zorder=0, clip_on=False)
            axes.fill(
                xs,
                ys,
                facecolor="none",
                edgecolor=colour,
                linewidth=0.9,
                alpha=0.8,
                zorder=0,
                clip_on=False,
            )


def draw_edges(
    axes: Axes, edges: Iterable[Edge], middles: Mapping[str, Point], most: float, **style: Any
) -> None:
    """Draw edges (one end, the other, weight) as thick as their weight is to the greatest,
    `most`.
    """
    look: dict[str, Any] = {
        "color": FAINT,
        "alpha": 0.55,
        "solid_capstyle": "round",
        "zorder": 1,
    } | style
    for one, other, weight in edges:
        xs, ys = zip(middles[one], middles[other], strict=True)
        axes.plot(
            xs, ys, **{"linewidth": THIN + (THICK - THIN) * (weight - 1) / max(most - 1, 1)} | look
        )


def draw_node(axes: Axes, place: Point, node: Node) -> None:
    """Draw a node with the number of its group in it and its name below."""
    x, y = place
    axes.scatter(
        x, y, s=(node.across * 72) ** 2, marker=node.sign, color=node.colour, edgecolors=INK, linewidths=0.7, zorder=4,
        clip_on=False,
    )  # fmt: skip
    middle = {"ha": "center", "va": "center_baseline", "fontsize": 7}
    if node.number:
        axes.text(x, y, node.number, color=ink_on(node.colour), zorder=5, fontdict=middle)
    if node.label:
        axes.text(
            x, y - node.across / 2 - 0.03, "\n".join(node.label), ha="center", va="top", fontsize=SIZE,
            linespacing=1.05, zorder=6, bbox={"facecolor": PAPER, "alpha": 0.7, "edgecolor": "none", "pad": 0.4},
        )  # fmt: skip


def _legend(found: Communities, graph: Network) -> list[Any]:
    colours = _colours(found)
    groups = [
        patch(f"{n}  group of {s}", colours[n]) for n, s in enumerate(found.sizes, 1) if s > 1
    ]
    weights = [w for _, _, w in graph.edges(data="weight", default=1)]
    lines = [
        mark(f"weight {weight}", "", FAINT, "-") for weight in sorted({min(weights), max(weights)})
    ]
    for line, width in zip(lines, (THIN, THICK) if len(lines) > 1 else (THIN,), strict=True):
        line.set_linewidth(width)
    signs = [
        mark(_words(mode), sign)
        for mode, sign in zip(graph.graph.get("modes", ()), "os", strict=False)
    ]
    return [*groups, *lines, *signs]


def _words(name: str) -> str:
    """A class's name in words.

    >>> _words("JointUnit")
    'joint unit'
    """
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()
