"""The lines of a picture that has one for each force: regions as headings, below each its forces by
name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from peelgraph.plot.style import Axes, short_name

__all__ = ["NAMES", "Line", "by_region", "name_lines"]

NAMES = 1.75
"""The room for names left of the picture, in inches."""
Line = tuple[str, str]
"""A region and the name of a force, or "" for the region's heading."""


def by_region(forces: Iterable[tuple[str, str, str]]) -> list[Line]:
    """The lines for forces, each given as its IRI, region and name; a force stands once, in the
    first region given.
    """
    regions: dict[str, Line] = {}
    for force, region, name in forces:
        regions.setdefault(force, (region, name))
    lines: list[Line] = []
    for region, found in groupby(sorted(regions.values()), key=lambda pair: pair[0]):
        lines += [(region, ""), *found]
    return lines


def name_lines(axes: Axes, lines: Sequence[Line]) -> None:
    """Write the names to the left of axes whose rows are the lines."""
    for line, (region, name) in enumerate(lines):
        words, weight, indent = (
            (short_name(name), "normal", 0.12) if name else (region, "bold", 0.0)
        )
        axes.annotate(
            words, (0, line), (-72 * (NAMES - indent), 0), xycoords=("axes fraction", "data"),
            textcoords="offset points", va="center_baseline", fontsize=8, fontweight=weight,
        )  # fmt: skip
