"""The distribution of a measure over forces: a bar each, with the mean and the band that counts as
broadly in line.
"""

from __future__ import annotations

from peelgraph.network.compare import THRESHOLD, Comparison
from peelgraph.plot.style import FAINT, INK, Figure, patch, picture, sheet

__all__ = ["draw_comparison"]

SHADES = {
    "above": ("#0072B2", "//"),
    "broadly in line": ("#BBBBBB", ""),
    "below": ("#E69F00", "\\\\"),
}
"""Colours of Okabe and Ito (https://jfly.uni-koeln.de/color/), each with a hatch for print in
grey.
"""
ROW, LEGEND, AXIS, NAMES = 0.2, 0.35, 0.5, 1.7


@picture
def draw_comparison(comparison: Comparison, measure: str, marked: str | None = None) -> Figure:
    """Draw a measure's distribution over forces, from highest to lowest; `marked` is a force's
    short id.
    """
    places = comparison.places
    shown = f"{len(places)} forces; the band is {THRESHOLD} standard deviations on either side of the mean."
    page = sheet(measure, shown, "", 8, LEGEND + ROW * len(places) + AXIS)
    axes = page.axes(NAMES, LEGEND, page.width - NAMES, ROW * len(places))
    for row, place in enumerate(places):
        colour, hatch = SHADES[place.verdict]
        axes.barh(row, place.value, color=colour, hatch=hatch, edgecolor="#333333", linewidth=0.5)
    band = THRESHOLD * comparison.deviation
    axes.axvspan(
        comparison.mean - band, comparison.mean + band, color="#000000", alpha=0.07, zorder=0
    )
    mean = axes.axvline(
        comparison.mean, color=INK, linewidth=1, label=f"mean {comparison.mean:.4g}"
    )
    names = [p.force.partition("/")[2].replace("-", " ").title() for p in places]
    axes.set_yticks(range(len(places)), names)
    for label, place in zip(axes.get_yticklabels(), places, strict=True):
        label.set_fontweight("bold" if place.force == marked else "normal")
    axes.set_ylim(len(places) - 0.5, -0.5)
    axes.spines["bottom"].set(visible=True, color=FAINT)
    axes.tick_params(axis="x", length=3)
    axes.set_xlabel(measure)
    page.legend([*(patch(name, *shade) for name, shade in SHADES.items()), mean])
    return page.figure
