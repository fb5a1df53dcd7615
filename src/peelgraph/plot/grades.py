"""Grades of forces, round by round: a panel for each pillar, a row for each force, a cell for each
judgement.
"""

from __future__ import annotations

from typing import Any

from peelgraph.errors import NothingToDraw
from peelgraph.plot.lines import NAMES, by_region, name_lines
from peelgraph.plot.palette import GRADES, NOT_GIVEN, NOTHING, Shade, ink_on
from peelgraph.plot.style import FAINT, Axes, Figure, legend_height, patch, picture, sheet
from peelgraph.store import Result

__all__ = ["draw_grades", "shade_of"]

ROW, COLUMN, GAP = 0.185, 0.47, 0.14
HEADING = 0.36


def shade_of(grade: str | None, judged: bool) -> Shade:
    """How a cell is filled: by its grade, as not graded, or as nothing on record."""
    if grade is None:
        return NOT_GIVEN if judged else NOTHING
    return GRADES.get(grade) or Shade(
        "#BBBBBB", "", "".join(word[0] for word in grade.split()).upper()
    )


@picture
def draw_grades(grades: Result, source: str = "") -> Figure:
    """Draw the rows of the question `grades-of-forces`; NothingToDraw where there are none."""
    rows = list(grades)
    if not rows:
        raise NothingToDraw("there are no judgements of these pillars, rounds and forces to draw")
    lines = by_region((r.force, r.region_name, r.name) for r in rows)
    pillars = sorted({r.pillar_name for r in rows})
    rounds = {
        p: [r for _, r in sorted({(r.begins, r.round) for r in rows if r.pillar_name == p})]
        for p in pillars
    }
    panels = sum(len(r) for r in rounds.values()) * COLUMN + GAP * (len(pillars) - 1)
    height = len(lines) * ROW
    shown = "Each field is the judgement of a force on a pillar in one round of PEEL inspections."
    width, handles = max(NAMES + panels + 0.7, 5.2), _legend(rows)
    above = legend_height(handles, width) + HEADING
    page = sheet(_title(pillars), shown, source, width, above + height)
    page.legend(handles)
    places = {name: i for i, name in enumerate(lines)}
    left = NAMES
    for pillar in pillars:
        axes = page.axes(left, above, COLUMN * len(rounds[pillar]), height)
        _panel(axes, pillar, rounds[pillar], [r for r in rows if r.pillar_name == pillar], places)
        if pillar == pillars[0]:
            name_lines(axes, lines)
        left += COLUMN * len(rounds[pillar]) + GAP
    return page.figure


def _title(pillars: list[str]) -> str:
    listed = f"{', '.join(pillars[:-1])} and {pillars[-1]}" if len(pillars) > 1 else pillars[0]
    return f"How police forces were graded on {listed}"


def _panel(
    axes: Axes, pillar: str, rounds: list[str], rows: list[Any], places: dict[tuple[str, str], int]
) -> None:
    cells = {(r.region_name, r.name, r.round): r for r in rows}
    for (region, name, round_), row in cells.items():
        if (region, name) in places:
            shade = shade_of(row.grade, row.judgement is not None)
            _cell(axes, rounds.index(round_), places[region, name], shade)
    axes.set_xlim(-0.5, len(rounds) - 0.5)
    axes.set_ylim(len(places) - 0.5, -0.5)
    axes.set_yticks([])
    axes.xaxis.tick_top()
    axes.set_xticks(
        range(len(rounds)),
        [r.removeprefix("PEEL ").replace("-", "–") for r in rounds],
        fontsize=7.5,
    )
    axes.tick_params(axis="x", pad=1)
    axes.set_title(pillar, fontsize=9.5, fontweight="bold", pad=5, loc="left", x=0.01)


def _cell(axes: Axes, column: int, line: int, shade: Shade) -> None:
    edge = FAINT if shade in {NOT_GIVEN, NOTHING} else "#FFFFFF"
    if shade is not NOTHING:
        axes.bar(
            column,
            0.86,
            0.92,
            bottom=line - 0.43,
            color=shade.colour,
            hatch=shade.hatch,
            edgecolor=edge,
            linewidth=0.4,
        )
    ground = {"facecolor": "#FFFFFF", "edgecolor": "none", "pad": 0.8} if shade.hatch else None
    axes.text(
        column, line + 0.02, shade.letters, ha="center", va="center_baseline", fontsize=7.5,
        color=FAINT if shade is NOTHING else ink_on(shade.colour), bbox=ground,
        fontweight="bold" if shade.letters in {"O", "I"} else "normal",
    )  # fmt: skip


def _legend(rows: list[Any]) -> list[Any]:
    seen = {r.grade for r in rows}
    fields = [
        patch(f"{shade.letters}  {grade}", shade.colour)
        for grade, shade in GRADES.items()
        if grade in seen
    ]
    if any(r.grade is None and r.judgement for r in rows):
        fields.append(patch("NG  judged, but not graded", *NOT_GIVEN[:2]))
    if any(r.judgement is None for r in rows):
        fields.append(patch("–  no judgement on record", *NOTHING[:2]))
    return fields
