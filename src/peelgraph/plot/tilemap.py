"""A map of the forces as equal tiles, shaded by a value of each: a number, a grade, a word, or how
many rows it has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from peelgraph.errors import NothingToDraw, WrongUse
from peelgraph.plot.caption import Caption
from peelgraph.plot.palette import NOT_GIVEN, NOTHING, Shade, ink_on, shades
from peelgraph.plot.style import (
    FAINT,
    INK,
    Axes,
    Figure,
    Patch,
    legend_height,
    patch,
    picture,
    scale,
    sheet,
    text_width,
    wrapped,
)
from peelgraph.questions.question import StoredQuestion
from peelgraph.store import Result

__all__ = ["Values", "draw_map", "values_of"]

TILE, STEPS = 0.76, 5
NO_VALUE, ABSENT = NOT_GIVEN._replace(letters="–"), NOTHING._replace(letters="·")
"""A force whose row has no value, and one without a row."""


Fill = tuple[list[Patch], Callable[[str], Shade]]


@dataclass(frozen=True)
class Values:
    """A value for each force by its IRI (None where its row has none), the column of forces, what
    the values are.
    """

    of: dict[str, Any]
    column: str
    meaning: str
    counted: bool = False

    @property
    def numeric(self) -> bool:
        """Whether all values are numbers."""
        return all(_is_number(v) for v in self.of.values() if v is not None)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def values_of(question: StoredQuestion, answer: Result, column: str | None = None) -> Values:
    """The value of each force in an answer; WrongUse where it has no forces, or several values for
    one force.

    Without `column`: where a force has several rows, their number; else the first column of
    numbers; else yes.
    """
    forces = [c.name for c in question.returns if c.type == "iri:PoliceForce"]
    if not forces:
        raise WrongUse(
            f"Question '{question.name}' has no column of police forces, so there is nothing to map."
        )
    columns = {c.name: c for c in question.returns if c.name != forces[0]}
    if column is not None and column not in columns:
        raise WrongUse(
            f"Question '{question.name}' has no column '{column}' to map; there are {', '.join(columns)}."
        )
    rows = [row._asdict() for row in answer]
    found: dict[str, list[Any]] = defaultdict(list)
    numbers = [c.name for c in columns.values() if c.type in {"integer", "decimal"}]
    wanted = column or (numbers[0] if numbers else None)
    for row in rows:
        if row[forces[0]] is not None:
            found[row[forces[0]]].append(row.get(wanted))
    several = any(len(values) > 1 for values in found.values())
    if several and column is None:
        counts = {force: len(values) for force, values in found.items()}
        return Values(counts, forces[0], "how many rows of the answer each has", counted=True)
    if wanted is None:
        return Values(dict.fromkeys(found, True), forces[0], "which forces the answer names")
    for force, values in found.items():
        if len(set(values)) > 1:
            raise WrongUse(
                f"Column '{column}' has {len(set(values))} values for {force.rpartition('/')[2]};"
                " narrow the question, or leave out --value to count its rows."
            )
    return Values(
        {force: values[0] for force, values in found.items()},
        forces[0],
        columns[wanted].description or wanted,
    )


@picture
def draw_map(
    tiles: Result, values: Values, caption: Caption, marked: Collection[str] = ()
) -> Figure:
    """Draw the rows of the question `tiles`, shaded by values; `marked` are forces with a thick
    line around them.
    """
    if not values.of:
        raise NothingToDraw("the question has no rows to map")
    places = list(tiles)
    across, down = max(t.column for t in places), max(t.row for t in places)
    left = min(t.column for t in places)
    width, height = (across - left + 1) * TILE, down * TILE
    fields, fill = _numbers(values) if values.numeric else _words(values)
    fields += _lacking({fill(t.force) for t in places})
    above = legend_height(fields, width + 0.7)
    page = sheet(*caption, width + 0.7, height + above)
    page.legend(fields)
    axes = page.axes(0, above, width, height)
    axes.set_xlim(left - 0.5, across + 0.5)
    axes.set_ylim(down + 0.5, 0.5)
    axes.set_xticks([])
    axes.set_yticks([])
    for tile in places:
        _tile(axes, tile, fill(tile.force), tile.force in marked)
    return page.figure


def _lacking(drawn: set[Shade]) -> list[Patch]:
    words = {NO_VALUE: "no value", ABSENT: "not in the answer"}
    return [
        patch(f"{shade.letters}  {word}", *shade[:2])
        for shade, word in words.items()
        if shade in drawn
    ]


def _tile(axes: Axes, tile: Any, shade: Shade, marked: bool) -> None:
    line: Any = (
        {"edgecolor": INK, "linewidth": 2.2} if marked else {"edgecolor": FAINT, "linewidth": 0.5}
    )
    axes.bar(
        tile.column,
        0.94,
        0.94,
        bottom=tile.row - 0.47,
        color=shade.colour,
        hatch=shade.hatch,
        **line,
    )
    ground = {"facecolor": shade.colour, "edgecolor": "none", "pad": 1.2} if shade.hatch else None
    ink = ink_on(shade.colour)
    axes.text(
        tile.column,
        tile.row - 0.2,
        tile.label,
        ha="center",
        va="center",
        fontsize=8,
        color=ink,
        bbox=ground,
    )
    large = text_width(shade.letters, 11, "bold") < TILE * 0.8
    text = shade.letters if large else "\n".join(wrapped(shade.letters, TILE * 0.9, 6.5))
    axes.text(
        tile.column, tile.row + 0.18, text, ha="center", va="center", color=ink, bbox=ground,
        fontsize=11 if large else 6.5, fontweight="bold" if large else "normal", linespacing=1.05,
    )  # fmt: skip


def _numbers(values: Values) -> Fill:
    """The legend and the shade of each force by its number; one without a row has none, or 0 where
    rows are counted.
    """
    known = [float(v) for v in values.of.values() if v is not None]
    if values.counted:
        known.append(0.0)
    colour = scale(known)
    low, high = min(known), max(known)
    steps = [low + (high - low) * i / (STEPS - 1) for i in range(STEPS)]
    if all(float(v).is_integer() for v in known):
        steps = sorted({float(round(s)) for s in steps})
    fields = (
        [patch(f"{step:.4g}", colour(step)) for step in steps]
        if high > low
        else [patch(f"{low:.4g}", colour(low))]
    )

    def fill(force: str) -> Shade:
        if force not in values.of and not values.counted:
            return ABSENT
        value = values.of.get(force, 0)
        if value is None:
            return NO_VALUE
        return Shade(colour(float(value)), "", f"{float(value):.4g}")

    return fields, fill


def _words(values: Values) -> Fill:
    """The legend and the shade of each force by its word."""
    words = shades(sorted({_word(v) for v in values.of.values() if v is not None}))

    def fill(force: str) -> Shade:
        if force not in values.of:
            return ABSENT
        value = values.of[force]
        if value is None:
            return NO_VALUE
        shade = words[_word(value)]
        return shade._replace(letters=shade.letters or _word(value))

    fields = [
        patch(f"{s.letters}  {word}" if s.letters else word, s.colour, s.hatch)
        for word, s in words.items()
    ]
    return fields, fill


def _word(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
