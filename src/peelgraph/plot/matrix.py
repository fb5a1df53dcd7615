"""Which function each force shares with how many others: a row for each force, a column for each
function.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from peelgraph.errors import NothingToDraw
from peelgraph.plot.lines import NAMES, by_region, name_lines
from peelgraph.plot.palette import ink_on
from peelgraph.plot.style import (
    FAINT,
    INK,
    PAPER,
    Axes,
    Figure,
    Patch,
    legend_height,
    patch,
    picture,
    scale,
    sheet,
    text_width,
)
from peelgraph.store import Result

__all__ = ["Cell", "cells", "draw_matrix"]

ROW, COLUMN, SIZE = 0.185, 0.235, 7.5
STEPS = {1: "1", 2: "2", 3: "3 to 5", 6: "6 to 10", 11: "11 or more"}
"""From how many other forces on a cell is darker, and the words for it."""


@dataclass(frozen=True)
class Cell:
    """With how many other forces a force shares a function on record, and whether it leads a unit
    for it.
    """

    others: int
    leads: bool


def cells(shared: Result) -> dict[tuple[str, str], Cell]:
    """The cells of the matrix by the IRI of the force and the name of the function, from
    `functions-of-forces`.
    """
    members: dict[tuple[str, str], set[str]] = defaultdict(set)
    units: dict[tuple[str, str], set[str]] = defaultdict(set)
    leads: set[tuple[str, str]] = set()
    for row in shared:
        members[row.unit, row.function].add(row.force)
        units[row.force, row.function].add(row.unit)
        if row.role == "lead":
            leads.add((row.force, row.function))
    return {
        (force, function): Cell(
            len(set().union(*(members[u, function] for u in those)) - {force}), place in leads
        )
        for place, those in units.items()
        for force, function in [place]
    }


@picture
def draw_matrix(
    shared: Result, forces: Result, region: str | None = None, day: str = "", source: str = ""
) -> Figure:
    """Draw the rows of the question `functions-of-forces` for the forces of the question `forces`,
    or of one region.

    `region` is its name; forces outside it still count as others. `day` is the day for which it was
    asked.
    """
    drawn = [
        (f.force, f.region or "no region on record", f.name)
        for f in forces
        if region in {None, f.region}
    ]
    known = {
        place: cell
        for place, cell in cells(shared).items()
        if place[0] in {force for force, _, _ in drawn}
    }
    if not known:
        raise NothingToDraw("no joint unit of these forces is on record")
    lines = by_region(drawn)
    often = {name: sum(place[1] == name for place in known) for _, name in known}
    functions = sorted(often, key=lambda name: (-often[name], name))
    handles = _legend(known)
    width, heading = (
        max(NAMES + COLUMN * len(functions) + 0.7, 6.5),
        max(text_width(f, 8) for f in functions) + 0.12,
    )
    above = legend_height(handles, width) + heading
    shown = (
        "A number says with how many other forces a force is in joint units for a function; the most shared stand "
        "first. An empty field means that no such unit is on record, not that there is none."
    )
    when = f"on {day}" if day else "at any time on record"
    page = sheet(
        f"Which policing functions forces share, {when}",
        shown,
        source,
        width,
        above + ROW * len(lines),
    )
    page.legend(handles)
    axes = page.axes(NAMES, above, COLUMN * len(functions), ROW * len(lines))
    _grid(axes, functions, len(lines))
    name_lines(axes, lines)
    rows = {line: number for number, line in enumerate(lines)}
    placed = {
        force: rows[where, name] for force, where, name in reversed(drawn) if (where, name) in rows
    }
    for (force, function), cell in known.items():
        _cell(axes, functions.index(function), placed[force], cell)
    return page.figure


def _grid(axes: Axes, functions: list[str], lines: int) -> None:
    axes.set_xlim(-0.5, len(functions) - 0.5)
    axes.set_ylim(lines - 0.5, -0.5)
    axes.set_yticks([])
    axes.xaxis.tick_top()
    axes.set_xticks(range(len(functions)), functions, rotation=90, fontsize=8)
    for column in range(len(functions)):
        axes.axvline(column, color="#E4E4E4", linewidth=0.5, zorder=0)
    for line in range(lines):
        axes.axhline(line, color="#E4E4E4", linewidth=0.5, zorder=0)


def _colour(others: int) -> str:
    step = bisect_right(list(STEPS), others)
    return scale([0, len(STEPS)])(step) if step else PAPER


def _cell(axes: Axes, column: int, line: int, cell: Cell) -> None:
    colour = _colour(cell.others)
    axes.bar(
        column, 0.84, 0.88, bottom=line - 0.42, color=colour, edgecolor=INK if cell.leads else FAINT,
        linewidth=1.8 if cell.leads else 0.4, zorder=3 if cell.leads else 2,
    )  # fmt: skip
    axes.text(
        column, line + 0.02, str(cell.others), ha="center", va="center_baseline", fontsize=SIZE, color=ink_on(colour),
        fontweight="bold" if cell.leads else "normal", zorder=4,
    )  # fmt: skip


def _legend(known: dict[tuple[str, str], Cell]) -> list[Patch]:
    fields = [patch(words, _colour(step)) for step, words in STEPS.items()]
    if any(cell.others == 0 for cell in known.values()):
        fields.insert(0, patch("0, no other force on record", PAPER))
    if any(cell.leads for cell in known.values()):
        lead = patch("leads a unit", PAPER)
        lead.set(edgecolor=INK, linewidth=1.8)
        fields.append(lead)
    return fields
