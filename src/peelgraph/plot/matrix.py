"""Which function each force shares with how many others: a row a force, a column a function."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from peelgraph.errors import NothingToDraw
from peelgraph.plot.lines import NAMES, ForceLine, by_region, lay_lines, name_lines
from peelgraph.plot.palette import ink_on
from peelgraph.plot.sheet import legend_height, sheet
from peelgraph.plot.style import (
    FAINT,
    INK,
    PAPER,
    Axes,
    Figure,
    Patch,
    patch,
    picture,
    scale,
    text_width,
)
from peelgraph.store import Result

__all__ = ["Cell", "cells", "draw_matrix"]

# in inches: a row and a column of cells, the air above names of functions, and right of the cells
ROW = 0.185
COLUMN = 0.235
AIR = 0.12
RIGHT = 0.7
NARROWEST = 6.5
"""The width that a sheet has at least, so that its title and legend have room."""
SIZE = 7.5
GRID = "#E4E4E4"
LEADING = 1.8
"""How thick the line is around a cell of a force that leads."""
STEPS = {1: "1", 2: "2", 3: "3 to 5", 6: "6 to 10", 11: "11 or more"}
"""From how many other forces on a cell is darker, and the words for it."""
SHOWN = (
    "A number says with how many other forces a force is in joint units for a function; the most "
    "shared stand first. An empty field means that no such unit is on record, not that there is "
    "none."
)


@dataclass(frozen=True)
class Cell:
    """With how many other forces a force shares a function, and whether it leads a unit for it."""

    others: int
    leads: bool


class _Drawn(NamedTuple):
    """A force that has a row."""

    force: str
    region: str
    name: str


Cells = dict[tuple[str, str], Cell]
"""Cells by the IRI of the force and the name of the function."""


def cells(shared: Result) -> Cells:
    """The cells of the matrix, from the rows of the question `functions-of-forces`."""
    members: dict[tuple[str, str], set[str]] = defaultdict(set)
    units: dict[tuple[str, str], set[str]] = defaultdict(set)
    leads: set[tuple[str, str]] = set()
    for row in shared:
        members[row.unit, row.function].add(row.force)
        units[row.force, row.function].add(row.unit)
        if row.role == "lead":
            leads.add((row.force, row.function))
    found: Cells = {}
    for (force, function), its_units in units.items():
        # a force that is in two of the units counts once
        sharing = set().union(*(members[unit, function] for unit in its_units))
        place = (force, function)
        found[place] = Cell(len(sharing - {force}), place in leads)
    return found


@picture
def draw_matrix(
    shared: Result, forces: Result, region: str | None = None, day: str = "", source: str = ""
) -> Figure:
    """Draw the rows of the question `functions-of-forces`, for the forces of the question `forces`.

    `region` is the name of one to which they are narrowed; forces outside it still count as others.
    `day` is the day for which it was asked.
    """
    drawn = _drawn(forces, region)
    known = _cells_of(drawn, cells(shared))
    if not known:
        raise NothingToDraw("no joint unit of these forces is on record")
    lines = by_region(drawn)
    functions = _most_shared_first(known)
    handles = _legend(known)
    width = max(NAMES + COLUMN * len(functions) + RIGHT, NARROWEST)
    heading = max(text_width(function, 8) for function in functions) + AIR
    above = legend_height(handles, width) + heading
    height = ROW * len(lines)
    when = f"on {day}" if day else "at any time on record"
    title = f"Which policing functions forces share, {when}"
    page = sheet(title, SHOWN, source, width, above + height)
    page.legend(handles)
    axes = page.axes(NAMES, above, COLUMN * len(functions), height)
    _grid(axes, functions, len(lines))
    name_lines(axes, lines)
    rows = {line: number for number, line in enumerate(lines)}
    placed = _placed(drawn, rows)
    for (force, function), cell in known.items():
        _cell(axes, functions.index(function), placed[force], cell)
    return page.figure


def _drawn(forces: Result, region: str | None) -> list[_Drawn]:
    """The forces that have rows, each with each of its regions."""
    drawn = []
    for row in forces:
        if region in {None, row.region}:
            drawn.append(_Drawn(row.force, row.region or "no region on record", row.name))
    return drawn


def _cells_of(drawn: Iterable[_Drawn], found: Cells) -> Cells:
    forces = {row.force for row in drawn}
    return {place: cell for place, cell in found.items() if place[0] in forces}


def _most_shared_first(known: Cells) -> list[str]:
    often = Counter(function for _, function in known)
    return sorted(often, key=lambda function: (-often[function], function))


def _placed(drawn: list[_Drawn], rows: Mapping[ForceLine, int]) -> dict[str, int]:
    """The row of each force."""
    placed: dict[str, int] = {}
    for row in drawn:
        line = ForceLine(row.region, row.name)
        # a force with two regions stands in the first alone
        if line in rows:
            placed.setdefault(row.force, rows[line])
    return placed


def _grid(axes: Axes, functions: list[str], lines: int) -> None:
    axes.set_xlim(-0.5, len(functions) - 0.5)
    lay_lines(axes, lines)
    axes.xaxis.tick_top()
    axes.set_xticks(range(len(functions)), functions, rotation=90, fontsize=8)
    for column in range(len(functions)):
        axes.axvline(column, color=GRID, linewidth=0.5, zorder=0)
    for line in range(lines):
        axes.axhline(line, color=GRID, linewidth=0.5, zorder=0)


def _colour(others: int) -> str:
    step = bisect_right(list(STEPS), others)
    if step == 0:
        return PAPER
    return scale([0, len(STEPS)])(step)


def _cell(axes: Axes, column: int, line: int, cell: Cell) -> None:
    colour = _colour(cell.others)
    axes.bar(
        column,
        0.84,
        0.88,
        bottom=line - 0.42,
        color=colour,
        edgecolor=INK if cell.leads else FAINT,
        linewidth=LEADING if cell.leads else 0.4,
        # over its neighbours, whose lines would else lie on its own
        zorder=3 if cell.leads else 2,
    )
    axes.text(
        column,
        line + 0.02,
        str(cell.others),
        ha="center",
        va="center_baseline",
        fontsize=SIZE,
        color=ink_on(colour),
        fontweight="bold" if cell.leads else "normal",
        zorder=4,
    )


def _legend(known: Cells) -> list[Patch]:
    fields = [patch(words, _colour(others)) for others, words in STEPS.items()]
    if any(cell.others == 0 for cell in known.values()):
        fields.insert(0, patch("0, no other force on record", PAPER))
    if any(cell.leads for cell in known.values()):
        lead = patch("leads a unit", PAPER)
        lead.set(edgecolor=INK, linewidth=LEADING)
        fields.append(lead)
    return fields
