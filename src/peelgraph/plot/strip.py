"""A line of a timeline, on which a span is drawn: bars, and what is known of their ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peelgraph.plot.palette import Shade
from peelgraph.plot.style import FAINT, INK, PAPER, Axes

__all__ = ["ATTESTED", "ENDLESS", "PALE", "RAGGED", "Strip"]

PALE = 0.3
"""How strong the colour is where a membership only may have held."""
ATTESTED = "D"
"""The sign for a day on which a source says that it held."""
ENDLESS = ">"
"""The sign for an end that is not on record."""
RAGGED = "4"
"""The sign, in the legend, for a beginning that is not on record."""

# in lines: the height of a bar, and how far its ends reach up and down
BAR = 0.56
EDGE = 0.28
# in years: how deep the zigzag goes
DEPTH = 0.16


@dataclass(frozen=True)
class Strip:
    """A line of axes whose rows are lines, and the shade of the membership on it."""

    axes: Axes
    line: int
    shade: Shade

    def may_have_held(self, left: float, right: float, hatch: str) -> None:
        """A pale bar."""
        self._bar(left, right, hatch=hatch, edgecolor=FAINT, alpha=PALE, gid="may-have-held")

    def held(self, left: float, right: float) -> None:
        """A dark bar."""
        self._bar(left, right, hatch=self.shade.hatch, edgecolor=PAPER, gid="held")

    def _bar(self, left: float, right: float, **style: Any) -> None:
        self.axes.barh(
            self.line,
            right - left,
            BAR,
            left=left,
            color=self.shade.colour,
            linewidth=0,
            **style,
        )

    def edge(self, at: float) -> None:
        """An end that is on record."""
        ends = (self.line - EDGE, self.line + EDGE)
        self.axes.plot((at, at), ends, color=self.shade.colour, linewidth=1.8)

    def ragged_edge(self, at: float) -> None:
        """A beginning that is not on record: white over the bar, and a thin line along it."""
        corners = range(5)
        xs = [at + (DEPTH if corner % 2 else 0.0) for corner in corners]
        ys = [self.line - EDGE + EDGE / 2 * corner for corner in corners]
        self.axes.plot(xs, ys, color=PAPER, linewidth=2.4, solid_joinstyle="miter")
        self.axes.plot(xs, ys, color=self.shade.colour, linewidth=0.9)

    def arrow(self, at: float) -> None:
        """An end that is not on record."""
        self.axes.plot(
            (at,),
            (self.line,),
            marker=ENDLESS,
            color=self.shade.colour,
            markersize=5.5,
            clip_on=False,
        )

    def attested(self, days: Sequence[float]) -> None:
        """A sign for each day on which a source says that it held."""
        self.axes.plot(
            days,
            [self.line] * len(days),
            linestyle="",
            marker=ATTESTED,
            markersize=4.2,
            color=INK,
            markeredgecolor=PAPER,
            markeredgewidth=0.6,
        )

    def undated(self, start: float, end: float, words: str) -> None:
        """A dotted line all along, with words in its middle."""
        self.axes.plot(
            (start, end),
            (self.line, self.line),
            color=self.shade.colour,
            linewidth=1,
            linestyle=(0, (1, 3)),
        )
        self.axes.text(
            (start + end) / 2,
            self.line,
            words,
            fontsize=6.5,
            color=FAINT,
            ha="center",
            va="center_baseline",
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1},
        )
