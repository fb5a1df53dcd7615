"""Grades of areas, of the rounds that have no pillars: a panel a round, a circle a judgement.

Their scheme has five grades, which the inspectorate says must not be compared with the four before.
So they have circles in place of fields, and colours of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from textwrap import fill
from typing import Any

from peelgraph.plot.lines import ForceLine, lay_lines
from peelgraph.plot.palette import GRADES_OF_FIVE, NOT_GIVEN, NOTHING, Shade, ink_on
from peelgraph.plot.style import FAINT, Axes, mark

__all__ = ["BREAK", "COLUMN", "HEADING", "areas_of", "draw_areas", "legend_of_areas", "width_of"]

# in inches: a column of circles, the heading with the names of areas, the gap before a panel
COLUMN = 0.29
HEADING = 2.75
BREAK = 0.45
LETTERS = 36
"""How many letters of an area's name stand in a line."""
ABOVE = 138
"""How far above the circles a round's name stands, in points: over the names of its areas."""
SIZE = 12.5
"""How wide a circle is, in points."""


def areas_of(rows: Sequence[Any]) -> dict[str, list[str]]:
    """The areas of each round by name; the rounds as they began, those of one area last."""
    begun = sorted({(row.begins, row.round) for row in rows})
    found = {
        held: sorted({row.area for row in rows if row.round == held and row.grade})
        for _, held in begun
    }
    graded = {held: names for held, names in found.items() if names}
    return dict(sorted(graded.items(), key=lambda entry: len(entry[1]) == 1))


def width_of(areas: Mapping[str, Sequence[str]]) -> float:
    """The width in inches that panels of these areas need, with the break before each."""
    return sum(BREAK + COLUMN * len(names) for names in areas.values())


def legend_of_areas(rows: Sequence[Any]) -> list[Any]:
    """A circle for each grade of five that is there."""
    seen = {row.grade for row in rows}
    return [
        mark(f"{shade.letters}  {grade} (of five)", "o", shade.colour)
        for grade, shade in GRADES_OF_FIVE.items()
        if grade in seen
    ]


def draw_areas(
    axes: Axes,
    held: str,
    areas: Sequence[str],
    rows: Sequence[Any],
    places: Mapping[ForceLine, int],
) -> None:
    """Draw the judgements of one round on axes whose rows are forces."""
    for row in rows:
        line = ForceLine(row.region_name, row.name)
        if row.round == held and row.area in areas and line in places:
            _circle(axes, areas.index(row.area), places[line], _shade(row))
    axes.set_xlim(-0.5, len(areas) - 0.5)
    lay_lines(axes, len(places))
    axes.xaxis.tick_top()
    names = [fill(area, LETTERS) for area in areas]
    axes.set_xticks(range(len(areas)), names, fontsize=6.5, rotation=90)
    axes.tick_params(axis="x", pad=1)
    if len(areas) > 1:
        title: dict[str, Any] = {"label": held, "loc": "left", "x": 0.01}
    else:
        # over one column, what a name says in brackets or after a comma has no room
        short = re.split(r",| \(", held)[0]
        title = {"label": fill(short, 12), "loc": "right", "x": 1.0}
    axes.set_title(fontsize=9.5, fontweight="bold", pad=ABOVE, **title)


def _shade(row: Any) -> Shade:
    if row.grade is None:
        return NOT_GIVEN if row.judgement else NOTHING
    return GRADES_OF_FIVE[row.grade]


def _circle(axes: Axes, column: int, line: int, shade: Shade) -> None:
    if shade is not NOTHING:
        axes.plot(
            column,
            line,
            marker="o",
            markersize=SIZE,
            color=shade.colour,
            markeredgecolor=FAINT,
            markeredgewidth=0.3,
        )
    axes.text(
        column,
        line + 0.02,
        shade.letters,
        ha="center",
        va="center_baseline",
        fontsize=6.5,
        color=FAINT if shade is NOTHING else ink_on(shade.colour),
    )
