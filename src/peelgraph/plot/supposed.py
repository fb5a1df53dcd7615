"""What cases come to: the forces concerned before and after, and the collaborations that change."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peelgraph.errors import NothingToDraw
from peelgraph.plot.layout import Point, layout
from peelgraph.plot.lines import lay_lines
from peelgraph.plot.nodes import (
    DrawnNode,
    Tie,
    box_of,
    draw_node,
    draw_ties,
    label_of,
    middle_of,
    settings_of,
    starts,
    without,
)
from peelgraph.plot.sheet import Sheet, legend_height, sheet
from peelgraph.plot.style import FAINT, INK, Axes, Figure, mark, patch, picture
from peelgraph.plot.text import shortened
from peelgraph.store import Result

if TYPE_CHECKING:
    from peelgraph.network.projection import Network
    from peelgraph.whatif import Outcome, Sharing

__all__ = ["changed", "draw_what_if", "sign_of"]

# in inches: the sheet, each panel and the gap between them, and the heading above one
WIDTH = 10.6
HEIGHT = 4.4
GAP = 0.3
HEADING = 0.32
DISC = 0.22
"""The diameter of a force, in inches."""

# the list: its columns, the height of a line in inches, and the size of letters in points
COLUMNS = 2
ROW = 0.168
SIZE = 7.5

# colours of Okabe and Ito: of a force, of one that shares nothing, and of what is shared less and
# more
FORCE = "#56B4E9"
WITHOUT = "#E4E4E4"
LESS = "#D55E00"
MORE = "#0072B2"
LOOKS: dict[str, dict[str, Any]] = {
    "same": {"zorder": 0.9},
    "less": {"color": LESS, "alpha": 0.8, "linestyle": (0, (5, 1))},
    "more": {"color": MORE, "alpha": 0.8},
    "gone": {"color": FAINT, "alpha": 0.9, "linestyle": (0, (3, 3)), "linewidth": 0.8},
}
"""How a tie is drawn by what became of it."""
FATES = {
    "same": "shared as before",
    "less": "fewer shared",
    "more": "more shared",
    "gone": "no longer shared",
}
BROKEN = "x"
"""The sign in the list for what is no longer shared."""
LEADERLESS = "^"
"""The sign for what loses its lead."""
OTHER = ""
"""What only has other members has no sign."""
_SIGNS = (BROKEN, LEADERLESS, OTHER)
"""In the order of the list."""

Networks = tuple["Network", "Network"]
"""A network before and after."""


def changed(before: Network, after: Network) -> dict[Tie, str]:
    """The ties of both networks with their weight after, and what became of each.

    That is one of `same`, `less`, `more` and `gone`.
    """
    edges = [*before.edges, *after.edges]
    # an edge is the same whichever end is named first
    pairs = {tuple(sorted(edge)) for edge in edges}
    found: dict[Tie, str] = {}
    for one, other in sorted(pairs):
        first = _weight(before, one, other)
        then = _weight(after, one, other)
        found[one, other, then] = _fate(first, then)
    return found


def _weight(graph: Network, one: str, other: str) -> float:
    if not graph.has_edge(one, other):
        return 0
    weight: float = graph.edges[one, other]["weight"]
    return weight


def _fate(first: float, then: float) -> str:
    if not then:
        return "gone"
    if then == first:
        return "same"
    return "less" if then < first else "more"


@picture
def draw_what_if(
    outcome: Outcome,
    source: str = "",
    tiles: Result | None = None,
    as_of: datetime.date | str | None = None,
) -> Figure:
    """Draw what cases come to, on a day or on the day after the last of them.

    The rows of the question `tiles` say where forces begin in the layout. NothingToDraw where all
    is shared as before.
    """
    before, after = outcome.networks("forces", as_of=as_of)
    if not outcome.sharing:
        raise NothingToDraw("every collaboration would have the same members")
    networks = _concerned(before, after)
    handles = _legend(networks, outcome.sharing)
    above = legend_height(handles, WIDTH)
    panels = HEADING + HEIGHT + GAP if len(networks[0]) else 0.0
    # as many lines as the longest column has
    rows = -(-len(outcome.sharing) // COLUMNS)
    height = above + panels + HEADING + ROW * rows
    title = f"What if {' and '.join(outcome.titles)}?"
    page = sheet(title, _shown(outcome, before), source, WIDTH, height)
    page.legend(handles)
    if panels:
        _panels(page, above, networks, tiles)
    _list(page, above + panels, outcome.sharing, rows)
    return page.figure


def _concerned(before: Network, after: Network) -> Networks:
    """Both networks with the forces alone that would share more or less."""
    concerned: set[str] = set()
    for (one, other, _), fate in changed(before, after).items():
        if fate != "same":
            concerned |= {one, other}
    before_only = without(before, set(before) - concerned)
    after_only = without(after, set(after) - concerned)
    return before_only, after_only


def _shown(outcome: Outcome, graph: Network) -> str:
    about = graph.graph
    day = f"On {about['as_of']}" if "as_of" in about else "At any time on record"
    number = len({row.thing for row in outcome.said})
    said = f"{number or 'no'} statement{'s' if number != 1 else ''}"
    return (
        f"{day}: the forces that would share more or less with one another. A line: "
        f"{about['edge']}; the thicker, the greater its weight: {about['weight']}."
        f"{settings_of(graph)} What the sources say of such a case: {said}."
    )


@dataclass(frozen=True)
class _Places:
    """Where forces stand, the same before and after, and the greatest weight of a tie."""

    labels: Mapping[str, list[str]]
    middles: Mapping[str, Point]
    most: float


def _panels(page: Sheet, above: float, networks: Networks, tiles: Result | None) -> None:
    before, after = networks
    across = (page.width - GAP) / 2
    places = _placed(networks, (across, HEIGHT), tiles)
    now = dict.fromkeys(before.edges(data="weight"), "same")
    then = changed(before, after)
    sides = (("Before", before, now), ("After", after, then))
    for number, (name, graph, fates) in enumerate(sides):
        axes = page.axes(number * (across + GAP), above + HEADING, across, HEIGHT)
        axes.set(xlim=(0, across), ylim=(0, HEIGHT), xticks=[], yticks=[])
        axes.set_title(name, fontsize=10, fontweight="bold", loc="left")
        _panel(axes, graph, fates, places)


def _placed(networks: Networks, area: Point, tiles: Result | None) -> _Places:
    before, after = networks
    both = before.copy()
    both.add_edges_from(after.edges)
    labels = {force: label_of(both, force) for force in both}
    boxes = {force: box_of(label, DISC) for force, label in labels.items()}
    # one group: before and after have groups of their own, and places are to be the same
    places = layout(both, dict.fromkeys(both, 1), boxes, area, starts(tiles))
    middles = {force: middle_of(place, boxes[force], DISC) for force, place in places.items()}
    weighted = [*before.edges(data="weight"), *after.edges(data="weight")]
    most = max(weight for _, _, weight in weighted)
    return _Places(labels, middles, most)


def _panel(axes: Axes, graph: Network, fates: Mapping[Tie, str], places: _Places) -> None:
    for fate, look in LOOKS.items():
        ties = [tie for tie, its_fate in fates.items() if its_fate == fate]
        draw_ties(axes, ties, places.middles, places.most, **look)
    for force, label in places.labels.items():
        colour = FORCE if graph.degree(force) else WITHOUT
        draw_node(axes, places.middles[force], DrawnNode(DISC, colour, label))


def sign_of(sharing: Sharing) -> str:
    """The sign of a collaboration in the list: no longer shared, without its lead, or none."""
    if sharing.is_broken:
        return BROKEN
    return LEADERLESS if sharing.loses_lead else OTHER


def _list(page: Sheet, top: float, found: Sequence[Sharing], rows: int) -> None:
    """The collaborations in columns, those no longer shared first."""
    across = page.width / COLUMNS
    height = ROW * rows
    axes = page.axes(0, top + HEADING, page.width, height)
    axes.set(xlim=(0, page.width), xticks=[])
    lay_lines(axes, rows)
    title = (
        f"Collaborations that would have other members ({len(found)}): "
        "how many forces before and after"
    )
    axes.set_title(title, fontsize=10, fontweight="bold", loc="left")
    for number, sharing in enumerate(sorted(found, key=_order)):
        column, row = divmod(number, rows)
        _entry(axes, (column * across, row), across, sharing)


def _order(sharing: Sharing) -> tuple[int, str]:
    return _SIGNS.index(sign_of(sharing)), sharing.name


def _entry(axes: Axes, place: Point, across: float, sharing: Sharing) -> None:
    """A line of the list: the sign, how many forces it has and would have, and its name."""
    left, row = place
    sign = sign_of(sharing)
    style: dict[str, Any] = {
        "fontsize": SIZE,
        "color": FAINT if sign == OTHER else INK,
        "va": "center_baseline",
    }
    name = shortened(sharing.name, across - 1.1, SIZE)
    axes.plot(left + 0.08, row, marker=sign, color=INK, markersize=4.5)
    figures = f"{sharing.before} → {sharing.after}"
    axes.text(left + 0.65, row, figures, ha="right", **style)
    axes.text(left + 0.75, row, name, **style)


def _legend(networks: Networks, found: Sequence[Sharing]) -> list[Any]:
    handles = []
    fates = set(changed(*networks).values())
    for fate, look in LOOKS.items():
        if fate in fates:
            colour = look.get("color", FAINT)
            line = look.get("linestyle", "-")
            handles.append(mark(FATES[fate], "", colour, line))
    _, after = networks
    if any(after.degree(force) == 0 for force in after):
        handles.append(patch("a force without any", WITHOUT))
    signs = {sign_of(sharing) for sharing in found}
    if BROKEN in signs:
        handles.append(mark("no longer shared by two forces", BROKEN))
    if LEADERLESS in signs:
        handles.append(mark("loses its lead", LEADERLESS))
    return handles
