"""A map of the forces as equal tiles, shaded by a value of each.

A value is a number, a grade, a word, or how many rows a force has.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from peelgraph.errors import NothingToDraw
from peelgraph.plot.caption import Caption
from peelgraph.plot.palette import NOT_GIVEN, NOTHING, Shade, ink_on, shades
from peelgraph.plot.sheet import legend_height, sheet
from peelgraph.plot.style import (
    FAINT,
    INK,
    Axes,
    Figure,
    Patch,
    patch,
    picture,
    scale,
    text_width,
)
from peelgraph.plot.text import wrapped
from peelgraph.plot.values import Values
from peelgraph.store import Result

__all__ = ["ABSENT", "NO_VALUE", "draw_map"]

TILE = 0.76
"""The side of a tile with the gap to the next, in inches."""
RIGHT = 0.7
STEPS = 5
"""How many numbers a legend has at most."""
LARGE = 11
"""The size of letters in a tile, in points, where they fit."""
SMALL = 6.5
"""Their size where they do not."""
NO_VALUE = NOT_GIVEN._replace(letters="–")
"""A force whose row has no value."""
ABSENT = NOTHING._replace(letters="·")
"""A force without a row."""

Shading = Callable[[str], Shade]
"""How a force is shaded."""


@picture
def draw_map(
    tiles: Result, values: Values, caption: Caption, marked: Collection[str] = ()
) -> Figure:
    """Draw the rows of the question `tiles`, shaded by values.

    `marked` are forces with a thick line around them. NothingToDraw where there are no values.
    """
    if not values.of:
        raise NothingToDraw("the question has no rows to map")
    places = list(tiles)
    columns = [tile.column for tile in places]
    left = min(columns)
    right = max(columns)
    down = max(tile.row for tile in places)
    width = (right - left + 1) * TILE
    height = down * TILE
    fields, shade_of = _numbers(values) if values.numeric else _words(values)
    drawn = {shade_of(tile.force) for tile in places}
    handles = [*fields, *_lacking(drawn)]
    above = legend_height(handles, width + RIGHT)
    page = sheet(*caption, width + RIGHT, height + above)
    page.legend(handles)
    axes = page.axes(0, above, width, height)
    axes.set_xlim(left - 0.5, right + 0.5)
    axes.set_ylim(down + 0.5, 0.5)
    axes.set_xticks([])
    axes.set_yticks([])
    for tile in places:
        shade = shade_of(tile.force)
        _draw_tile(axes, tile, shade, tile.force in marked)
        _name_tile(axes, tile, shade)
    return page.figure


def _lacking(drawn: Collection[Shade]) -> list[Patch]:
    """What the legend says of forces without a value, where there are any."""
    fields = []
    for shade, words in ((NO_VALUE, "no value"), (ABSENT, "not in the answer")):
        if shade in drawn:
            label = f"{shade.letters}  {words}"
            fields.append(patch(label, shade.colour, shade.hatch))
    return fields


def _draw_tile(axes: Axes, tile: Any, shade: Shade, marked: bool) -> None:
    axes.bar(
        tile.column,
        0.94,
        0.94,
        bottom=tile.row - 0.47,
        color=shade.colour,
        hatch=shade.hatch,
        edgecolor=INK if marked else FAINT,
        linewidth=2.2 if marked else 0.5,
    )


def _name_tile(axes: Axes, tile: Any, shade: Shade) -> None:
    """Write a force's abbreviation on its tile, and its value below."""
    style: dict[str, Any] = {"ha": "center", "va": "center", "color": ink_on(shade.colour)}
    if shade.hatch:
        # letters on a hatch stand on a ground of their own, or they could not be read
        style["bbox"] = {"facecolor": shade.colour, "edgecolor": "none", "pad": 1.2}
    axes.text(tile.column, tile.row - 0.2, tile.label, fontsize=8, **style)
    is_short = text_width(shade.letters, LARGE, "bold") < TILE * 0.8
    lines = [shade.letters] if is_short else wrapped(shade.letters, TILE * 0.9, SMALL)
    axes.text(
        tile.column,
        tile.row + 0.18,
        "\n".join(lines),
        fontsize=LARGE if is_short else SMALL,
        fontweight="bold" if is_short else "normal",
        linespacing=1.05,
        **style,
    )


def _numbers(values: Values) -> tuple[list[Patch], Shading]:
    """The legend, and the shade of each force by its number.

    A force without a row has none, or 0 where rows are counted.
    """
    known = [float(value) for value in values.of.values() if value is not None]
    if values.counted:
        known.append(0.0)
    colour = scale(known)

    def shade_of(force: str) -> Shade:
        if force not in values.of and not values.counted:
            return ABSENT
        value = values.of.get(force, 0)
        if value is None:
            return NO_VALUE
        number = float(value)
        return Shade(colour(number), "", f"{number:.4g}")

    fields = [patch(f"{step:.4g}", colour(step)) for step in _steps(known)]
    return fields, shade_of


def _steps(known: Sequence[float]) -> list[float]:
    """The numbers of a legend: evenly from the lowest to the highest, whole where all are."""
    low = min(known)
    high = max(known)
    if high == low:
        return [low]
    span = high - low
    steps = [low + span * step / (STEPS - 1) for step in range(STEPS)]
    if all(value.is_integer() for value in known):
        # of a short range some come out the same
        return sorted({float(round(step)) for step in steps})
    return steps


def _words(values: Values) -> tuple[list[Patch], Shading]:
    """The legend, and the shade of each force by its word."""
    known = {_word(value) for value in values.of.values() if value is not None}
    by_word = shades(sorted(known))

    def shade_of(force: str) -> Shade:
        if force not in values.of:
            return ABSENT
        value = values.of[force]
        if value is None:
            return NO_VALUE
        word = _word(value)
        shade = by_word[word]
        return shade._replace(letters=shade.letters or word)

    fields = []
    for word, shade in by_word.items():
        label = f"{shade.letters}  {word}" if shade.letters else word
        fields.append(patch(label, shade.colour, shade.hatch))
    return fields, shade_of


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
