"""Pictures of answers by matplotlib: PNG and SVG, readable in grey, in colours that colour-blind readers can tell."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from peelgraph.errors import MissingExtra, UnknownFormat

if TYPE_CHECKING:
    from peelgraph.compare import Comparison

__all__ = ["plot_comparison"]

SHADES = {"above": ("#0072B2", "//"), "broadly in line": ("#BBBBBB", ""), "below": ("#E69F00", "\\\\")}
"""Colours of Okabe and Ito (https://jfly.uni-koeln.de/color/), each with a hatch for print in grey."""
FORMATS = (".png", ".svg")


def plot_comparison(comparison: Comparison, path: Path, measure: str, marked: str | None = None) -> None:
    """Draw a measure's distribution over forces, a bar each, with mean and band; `marked` is a force's short id."""
    if path.suffix not in FORMATS:
        raise UnknownFormat(path.suffix or str(path), FORMATS)
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise MissingExtra("plot", "matplotlib") from error
    mpl.use("Agg")
    mpl.rcParams.update({"svg.hashsalt": "peelgraph", "hatch.linewidth": 0.6, "font.size": 9})
    from matplotlib import pyplot

    from peelgraph.compare import THRESHOLD

    places = comparison.places
    figure, axes = pyplot.subplots(figsize=(8, 1.2 + 0.2 * len(places)), layout="constrained")
    for row, place in enumerate(places):
        colour, hatch = SHADES[place.verdict]
        axes.barh(row, place.value, color=colour, hatch=hatch, edgecolor="#333333", linewidth=0.5)
    band = THRESHOLD * comparison.deviation
    axes.axvspan(comparison.mean - band, comparison.mean + band, color="#000000", alpha=0.07, zorder=0)
    axes.axvline(comparison.mean, color="#000000", linewidth=1, label=f"mean {comparison.mean:.4g}")
    names = [p.force.partition("/")[2].replace("-", " ").title() for p in places]
    axes.set_yticks(range(len(places)), names)
    for label, place in zip(axes.get_yticklabels(), places, strict=True):
        label.set_fontweight("bold" if place.force == marked else "normal")
    axes.invert_yaxis()
    axes.margins(y=0.01)
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_xlabel(measure)
    patches = [
        mpl.patches.Patch(facecolor=colour, hatch=hatch, edgecolor="#333333", label=name)
        for name, (colour, hatch) in SHADES.items()
    ]
    figure.legend(handles=[*patches, axes.lines[0]], loc="outside lower center", ncols=4, frameon=False)
    figure.suptitle(f"{measure}, {len(places)} forces; the band is {THRESHOLD} standard deviations on either side")
    figure.savefig(path, dpi=150, metadata={"Date": None} if path.suffix == ".svg" else None)
    pyplot.close(figure)
