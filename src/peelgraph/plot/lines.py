"""The lines of a picture that has one for each force: regions, below each its forces by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from peelgraph.plot.style import POINTS, Axes
from peelgraph.plot.text import short_name

__all__ = ["NAMES", "ForceLine", "annotate_line", "by_region", "lay_lines", "name_lines"]

NAMES = 1.75
"""The room for names left of the picture, in inches."""
INDENT = 0.12
"""How far the name of a force stands to the right of its region's."""


class ForceLine(NamedTuple):
    """A region and the name of a force, or "" for the region's heading."""

    region: str
    name: str


def by_region(forces: Iterable[tuple[str, str, str]]) -> list[ForceLine]:
    """The lines for forces, each given as its IRI, region and name.

    A force stands once, in the first region given.
    """
    regions: dict[str, ForceLine] = {}
    for force, region, name in forces:
        regions.setdefault(force, ForceLine(region, name))
    lines: list[ForceLine] = []
    for region, found in groupby(sorted(regions.values()), key=attrgetter("region")):
        lines.append(ForceLine(region, ""))
        lines += found
    return lines


def lay_lines(axes: Axes, count: int) -> None:
    """Make lines of the rows of axes, the first at the top, without a scale beside them."""
    axes.set_ylim(count - 0.5, -0.5)
    axes.set_yticks([])


def name_lines(axes: Axes, lines: Sequence[ForceLine]) -> None:
    """Write the names to the left of axes whose rows are the lines."""
    for number, line in enumerate(lines):
        if line.name:
            words = short_name(line.name)
            annotate_line(axes, number, words, NAMES - INDENT, fontsize=8, fontweight="normal")
        else:
            annotate_line(axes, number, line.region, NAMES, fontsize=8, fontweight="bold")


def annotate_line(axes: Axes, number: int, words: str, left: float, **style: Any) -> None:
    """Write words beside a line, beginning some inches to the left of the axes."""
    axes.annotate(
        words,
        (0, number),
        (-POINTS * left, 0),
        xycoords=("axes fraction", "data"),
        textcoords="offset points",
        va="center_baseline",
        **style,
    )
