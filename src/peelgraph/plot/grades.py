"""Grades of forces, round by round: a panel a pillar, a row a force, a cell a judgement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from peelgraph.errors import NothingToDraw
from peelgraph.plot.areas import BREAK, areas_of, draw_areas, legend_of_areas, width_of
from peelgraph.plot.areas import COLUMN as COLUMN_OF_AREAS
from peelgraph.plot.areas import HEADING as HEADING_OF_AREAS
from peelgraph.plot.lines import NAMES, ForceLine, by_region, lay_lines, name_lines
from peelgraph.plot.palette import GRADES, NOT_GIVEN, NOTHING, Shade, ink_on
from peelgraph.plot.sheet import legend_height, sheet
from peelgraph.plot.style import FAINT, Axes, Figure, Patch, patch, picture
from peelgraph.store import Result

__all__ = ["draw_grades", "shade_of"]

# in inches: a row and a column of cells, the gap between panels, and the heading above them
ROW = 0.185
COLUMN = 0.47
GAP = 0.14
HEADING = 0.36
RIGHT = 0.7
NARROWEST = 5.2
"""The width that a sheet has at least, so that its title and legend have room."""


def shade_of(grade: str | None, judged: bool) -> Shade:
    """How a cell is filled: by its grade, as not graded, or as nothing on record."""
    if grade is None:
        return NOT_GIVEN if judged else NOTHING
    known = GRADES.get(grade)
    if known:
        return known
    initials = "".join(word[0] for word in grade.split())
    return Shade("#BBBBBB", "", initials.upper())


@picture
def draw_grades(grades: Result, source: str = "", areas: Result | None = None) -> Figure:
    """Draw the rows of the questions `grades-of-forces` and, beside them, `area-grades-of-forces`.

    NothingToDraw where there are none of either.
    """
    rows = list(grades)
    later = list(areas or ())
    if not (rows or later):
        raise NothingToDraw("there are no judgements of these pillars, rounds and forces to draw")
    lines = by_region((row.force, row.region_name, row.name) for row in (*rows, *later))
    rounds = _rounds(rows)
    of_rounds = areas_of(later)
    handles = [*_legend(rows), *legend_of_areas(later)]
    width = max(NAMES + _panels_width(rounds) + width_of(of_rounds) + RIGHT, NARROWEST)
    height = len(lines) * ROW
    above = legend_height(handles, width) + (HEADING_OF_AREAS if later else HEADING)
    shown = _shown(rows, later)
    title = _title([*rounds, *(["the areas of later rounds"] if later else [])])
    page = sheet(title, shown, source, width, above + height)
    page.legend(handles)
    places = {line: number for number, line in enumerate(lines)}
    left = NAMES
    panels = []
    for pillar, held in rounds.items():
        axes = page.axes(left, above, COLUMN * len(held), height)
        judged = [row for row in rows if row.pillar_name == pillar]
        _panel(axes, pillar, held, judged, places)
        panels.append(axes)
        left += COLUMN * len(held) + GAP
    for later_round, names in of_rounds.items():
        left += BREAK
        axes = page.axes(left, above, COLUMN_OF_AREAS * len(names), height)
        draw_areas(axes, later_round, names, later, places)
        panels.append(axes)
        left += COLUMN_OF_AREAS * len(names)
    name_lines(panels[0], lines)
    return page.figure


def _shown(rows: Sequence[Any], later: Sequence[Any]) -> str:
    parts = []
    if rows:
        parts.append("A field is the judgement of a force on a pillar in one round of inspections.")
    if later:
        parts.append(
            "A circle is the judgement of a force on an area, on another scale of five grades: a "
            "circle must not be compared with a field."
        )
    return " ".join(parts)


def _rounds(rows: Sequence[Any]) -> dict[str, list[str]]:
    """The rounds of each pillar in the order of their beginning, and the pillars by name."""
    begun: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        of_pillar = begun.setdefault(row.pillar_name, set())
        of_pillar.add((row.begins, row.round))
    rounds: dict[str, list[str]] = {}
    for pillar in sorted(begun):
        rounds[pillar] = [name for _, name in sorted(begun[pillar])]
    return rounds


def _panels_width(rounds: Mapping[str, Sequence[str]]) -> float:
    columns = sum(len(held) for held in rounds.values())
    return columns * COLUMN + GAP * max(len(rounds) - 1, 0)


def _title(pillars: list[str]) -> str:
    *first, last = pillars
    listed = f"{', '.join(first)} and {last}" if first else last
    return f"How police forces were graded on {listed}"


def _panel(
    axes: Axes, pillar: str, rounds: list[str], rows: Sequence[Any], places: Mapping[ForceLine, int]
) -> None:
    # by place and round, so that of two judgements the later row is drawn
    cells: dict[tuple[ForceLine, str], Any] = {}
    for row in rows:
        line = ForceLine(row.region_name, row.name)
        cells[line, row.round] = row
    for (line, held), row in cells.items():
        # a force of two regions stands in the first alone
        if line in places:
            shade = shade_of(row.grade, row.judgement is not None)
            _cell(axes, rounds.index(held), places[line], shade)
    axes.set_xlim(-0.5, len(rounds) - 0.5)
    lay_lines(axes, len(places))
    axes.xaxis.tick_top()
    names = [_short(held) for held in rounds]
    axes.set_xticks(range(len(names)), names, fontsize=7.5)
    axes.tick_params(axis="x", pad=1)
    axes.set_title(pillar, fontsize=9.5, fontweight="bold", pad=5, loc="left", x=0.01)


def _short(held: str) -> str:
    """The name of a round in few letters."""
    return held.removeprefix("PEEL ").replace("-", "–")


def _cell(axes: Axes, column: int, line: int, shade: Shade) -> None:
    if shade is not NOTHING:
        axes.bar(
            column,
            0.86,
            0.92,
            bottom=line - 0.43,
            color=shade.colour,
            hatch=shade.hatch,
            edgecolor=FAINT if shade == NOT_GIVEN else "#FFFFFF",
            linewidth=0.4,
        )
    # letters on a hatch stand on a ground of their own, or they could not be read
    ground = {"facecolor": "#FFFFFF", "edgecolor": "none", "pad": 0.8} if shade.hatch else None
    axes.text(
        column,
        line + 0.02,
        shade.letters,
        ha="center",
        va="center_baseline",
        fontsize=7.5,
        color=FAINT if shade is NOTHING else ink_on(shade.colour),
        bbox=ground,
        # the best and the worst are seen at a glance
        fontweight="bold" if shade.letters in {"O", "I"} else "normal",
    )


def _legend(rows: Sequence[Any]) -> list[Patch]:
    seen = {row.grade for row in rows}
    fields = []
    for grade, shade in GRADES.items():
        if grade in seen:
            label = f"{shade.letters}  {grade}"
            fields.append(patch(label, shade.colour))
    if any(row.grade is None and row.judgement for row in rows):
        fields.append(patch("NG  judged, but not graded", NOT_GIVEN.colour, NOT_GIVEN.hatch))
    if any(row.judgement is None for row in rows):
        fields.append(patch("–  no judgement on record", NOTHING.colour, NOTHING.hatch))
    return fields
