"""The distribution of a measure over forces: a bar each, their mean, and the band around it.

What lies in the band counts as broadly in line.
"""

from __future__ import annotations

from peelgraph.network.compare import THRESHOLD, Comparison, Place
from peelgraph.plot.lines import lay_lines
from peelgraph.plot.sheet import sheet
from peelgraph.plot.style import FAINT, INK, Axes, Figure, patch, picture

__all__ = ["draw_comparison"]

# colours of Okabe and Ito (https://jfly.uni-koeln.de/color/), each with a hatch for print in grey
SHADES = {
    "above": ("#0072B2", "//"),
    "broadly in line": ("#BBBBBB", ""),
    "below": ("#E69F00", "\\\\"),
}
WIDTH = 8
ROW = 0.2
LEGEND = 0.35
"""The height of the legend, which always has one line."""
AXIS = 0.5
"""The room below the bars for their scale."""
NAMES = 1.7
"""The room for names left of the bars."""


@picture
def draw_comparison(comparison: Comparison, measure: str, marked: str | None = None) -> Figure:
    """Draw a measure's distribution over forces, from highest to lowest.

    `marked` is the short id of a force whose name stands in bold.
    """
    places = comparison.places
    height = ROW * len(places)
    shown = (
        f"{len(places)} forces; the band is {THRESHOLD} standard deviations on either side of the "
        "mean."
    )
    page = sheet(measure, shown, "", WIDTH, LEGEND + height + AXIS)
    axes = page.axes(NAMES, LEGEND, page.width - NAMES, height)
    for row, place in enumerate(places):
        _bar(axes, row, place)
    band = THRESHOLD * comparison.deviation
    mean = comparison.mean
    axes.axvspan(mean - band, mean + band, color="#000000", alpha=0.07, zorder=0)
    line = axes.axvline(mean, color=INK, linewidth=1, label=f"mean {mean:.4g}")
    _name_rows(axes, places, marked)
    axes.spines["bottom"].set(visible=True, color=FAINT)
    axes.tick_params(axis="x", length=3)
    axes.set_xlabel(measure)
    fields = [patch(name, colour, hatch) for name, (colour, hatch) in SHADES.items()]
    page.legend([*fields, line])
    return page.figure


def _bar(axes: Axes, row: int, place: Place) -> None:
    colour, hatch = SHADES[place.verdict]
    axes.barh(row, place.value, color=colour, hatch=hatch, edgecolor="#333333", linewidth=0.5)


def _name_rows(axes: Axes, places: tuple[Place, ...], marked: str | None) -> None:
    lay_lines(axes, len(places))
    names = [_name(place.force) for place in places]
    axes.set_yticks(range(len(names)), names)
    for label, place in zip(axes.get_yticklabels(), places, strict=True):
        label.set_fontweight("bold" if place.force == marked else "normal")


def _name(force: str) -> str:
    """A force's name from its short id."""
    _, _, slug = force.partition("/")
    return slug.replace("-", " ").title()
