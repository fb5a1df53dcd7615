"""What cases come to: the forces concerned before and after, side by side, and the collaborations
that they change.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from peelgraph.errors import NothingToDraw
from peelgraph.plot.layout import layout
from peelgraph.plot.network import (
    Edge,
    Node,
    box_of,
    draw_edges,
    draw_node,
    label_of,
    settings_of,
    starts,
    without,
)
from peelgraph.plot.style import (
    FAINT,
    INK,
    Figure,
    Sheet,
    legend_height,
    mark,
    patch,
    picture,
    sheet,
    shortened,
)
from peelgraph.store import Result

if TYPE_CHECKING:
    from peelgraph.network.projection import Network
    from peelgraph.whatif import Left, Outcome

__all__ = ["changed", "draw_what_if", "sign_of"]

WIDTH, HEIGHT, GAP, HEADING = 10.6, 4.4, 0.3, 0.32
ROW, SIZE, COLUMNS, DISC = 0.168, 7.5, 2, 0.22
FORCE, WITHOUT = "#56B4E9", "#E4E4E4"
LESS, MORE = "#D55E00", "#0072B2"
"""Colours of a force, of one that shares nothing, and of what is shared less or more (Okabe &
Ito).
"""
LOOKS: dict[str, dict[str, Any]] = {
    "same": {"zorder": 0.9},
    "less": {"color": LESS, "alpha": 0.8, "linestyle": (0, (5, 1))},
    "more": {"color": MORE, "alpha": 0.8},
    "gone": {"color": FAINT, "alpha": 0.9, "linestyle": (0, (3, 3)), "linewidth": 0.8},
}
BROKEN, LEADERLESS, OTHER = "x", "^", ""
"""Signs in the list: no longer shared, without its lead, only with other members."""


def changed(before: Network, after: Network) -> dict[Edge, str]:
    """The edges of both networks with their weight after, and what became of each: same, less,
    more, or gone.
    """
    found: dict[Edge, str] = {}
    for one, other in sorted(
        {tuple(sorted(edge)) for graph in (before, after) for edge in graph.edges}
    ):
        first, then = (
            g.edges[one, other]["weight"] if g.has_edge(one, other) else 0 for g in (before, after)
        )
        found[one, other, then] = (
            "gone" if not then else "same" if first == then else "less" if then < first else "more"
        )
    return found


@picture
def draw_what_if(
    outcome: Outcome, before: Network, after: Network, source: str = "", tiles: Result | None = None
) -> Figure:
    """Draw what cases come to on a network of forces before and after; NothingToDraw where all is
    shared as before.

    The rows of the question `tiles` say where forces begin in the layout.
    """
    if not outcome.left:
        raise NothingToDraw("every collaboration would have the same members")
    concerned = {
        n for edge, fate in changed(before, after).items() if fate != "same" for n in edge[:2]
    }
    networks = [without(graph, set(graph) - concerned) for graph in (before, after)]
    handles = _legend(networks, outcome.left)
    above = legend_height(handles, WIDTH)
    panels = HEADING + HEIGHT + GAP if concerned else 0.0
    rows = -(-len(outcome.left) // COLUMNS)
    height = above + panels + HEADING + ROW * rows
    page = sheet(
        f"What if {' and '.join(outcome.titles)}?", _shown(outcome, before), source, WIDTH, height
    )
    page.legend(handles)
    if concerned:
        _panels(page, above, networks, tiles)
    _list(page, above + panels, outcome.left, rows)
    return page.figure


def _shown(outcome: Outcome, graph: Network) -> str:
    day = f"On {graph.graph['as_of']}" if "as_of" in graph.graph else "At any time on record"
    number = len(outcome.said)
    said = f"{number or 'no'} statement{'s' if number != 1 else ''}"
    return (
        f"{day}: the forces that would share more or less with one another. A line: {graph.graph['edge']}; the "
        f"thicker, the greater its weight: {graph.graph['weight']}.{settings_of(graph)} What the sources say of "
        f"such a case: {said}."
    )


def _panels(page: Sheet, above: float, networks: Sequence[Network], tiles: Result | None) -> None:
    before, after = networks
    both = before.copy()
    both.add_edges_from(after.edges)
    across = (page.width - GAP) / 2
    labels = {n: label_of(both, n) for n in both}
    boxes = {n: box_of(labels[n], DISC) for n in both}
    places = layout(both, dict.fromkeys(both, 1), boxes, (across, HEIGHT), starts(tiles))
    middles = {n: (x, y + (boxes[n][1] - DISC) / 2 - 0.02) for n, (x, y) in places.items()}
    most = max(weight for graph in networks for _, _, weight in graph.edges(data="weight"))
    now = dict.fromkeys(before.edges(data="weight"), "same")
    for number, (name, graph, fates) in enumerate(
        (("Before", before, now), ("After", after, changed(before, after)))
    ):
        axes = page.axes(number * (across + GAP), above + HEADING, across, HEIGHT)
        axes.set(xlim=(0, across), ylim=(0, HEIGHT), xticks=[], yticks=[])
        axes.set_title(name, fontsize=10, fontweight="bold", loc="left")
        for fate, look in LOOKS.items():
            draw_edges(
                axes, [edge for edge, of in fates.items() if of == fate], middles, most, **look
            )
        for node in both:
            draw_node(
                axes,
                middles[node],
                Node(DISC, FORCE if graph.degree(node) else WITHOUT, labels[node]),
            )


def sign_of(left: Left) -> str:
    """The sign of a collaboration in the list: no longer shared, without its lead, or only with
    other members.
    """
    return BROKEN if left.is_broken else LEADERLESS if left.loses_lead else OTHER


def _list(page: Sheet, top: float, found: Sequence[Left], rows: int) -> None:
    """The collaborations in columns, those no longer shared first: how many forces each had, and
    would have.
    """
    ordered = sorted(
        found, key=lambda left: ((BROKEN, LEADERLESS, OTHER).index(sign_of(left)), left.name)
    )
    across = page.width / COLUMNS
    axes = page.axes(0, top + HEADING, page.width, ROW * rows)
    axes.set(xlim=(0, page.width), ylim=(rows - 0.5, -0.5), xticks=[], yticks=[])
    title = f"Collaborations that would have other members ({len(found)}): how many forces before and after"
    axes.set_title(title, fontsize=10, fontweight="bold", loc="left")
    for number, left in enumerate(ordered):
        x, row = number // rows * across, number % rows
        colour = INK if left.is_broken or left.loses_lead else FAINT
        words = shortened(left.name, across - 1.1, SIZE)
        style: dict[str, Any] = {"fontsize": SIZE, "color": colour, "va": "center_baseline"}
        axes.plot(x + 0.08, row, marker=sign_of(left), color=INK, markersize=4.5)
        axes.text(x + 0.65, row, f"{left.before} → {left.after}", ha="right", **style)
        axes.text(x + 0.75, row, words, **style)


def _legend(networks: Sequence[Network], found: Sequence[Left]) -> list[Any]:
    fates = set(changed(*networks).values())
    words = {
        "same": "shared as before",
        "less": "fewer shared",
        "more": "more shared",
        "gone": "no longer shared",
    }
    lines = [
        mark(words[fate], "", look.get("color", FAINT), look.get("linestyle", "-"))
        for fate, look in LOOKS.items()
        if fate in fates
    ]
    alone = [n for n in networks[1] if not networks[1].degree(n)]
    discs = [patch("a force without any", WITHOUT)] if alone else []
    signs = ((BROKEN, "no longer shared by two forces"), (LEADERLESS, "loses its lead"))
    listed = {sign_of(left) for left in found}
    return [*lines, *discs, *(mark(label, sign) for sign, label in signs if sign in listed)]
