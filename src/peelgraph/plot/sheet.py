"""The sheet of a picture: its title above, its source line below, and the room between them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from peelgraph.plot.style import FAINT, INK, POINTS, Axes, Figure, new_figure, text_width
from peelgraph.plot.text import wrapped

__all__ = ["Sheet", "legend_height", "sheet"]

MARGIN = 0.35
SPACING = 1.25
"""From line to line, in heights of letters."""

# a legend's letters are 8 points high; a line of it takes 0.17 inches, with 0.2 below the last, a
# label 0.46 beside it for its sign, and there are 0.16 from one to the next
LEGEND_SIZE = 8
LEGEND_LINE = 0.17
LEGEND_BELOW = 0.2
LEGEND_SIGN = 0.46
LEGEND_GAP = 0.16


@dataclass(frozen=True)
class Sheet:
    """A figure with its title and source line.

    What is drawn has the rectangle between them, in inches.
    """

    figure: Figure
    left: float
    bottom: float
    width: float
    height: float

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Axes without lines or ticks at a place in the rectangle.

        The place is in inches from the rectangle's upper left corner.
        """
        across, up = self.figure.get_size_inches()
        # matplotlib counts from the lower left of the figure, in parts of its size
        bottom = self.bottom + self.height - top - height
        place = ((self.left + left) / across, bottom / up, width / across, height / up)
        axes = self.figure.add_axes(place)
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0)
        return axes

    def legend(self, handles: Sequence[Any]) -> None:
        """A legend at the top of the rectangle, in as many lines as it needs."""
        across, up = self.figure.get_size_inches()
        self.figure.legend(
            handles=handles,
            ncols=_columns(handles, self.width),
            loc="upper left",
            bbox_to_anchor=(self.left / across, (self.bottom + self.height) / up),
            frameon=False,
            fontsize=LEGEND_SIZE,
            borderpad=0,
            borderaxespad=0,
            handlelength=1.8,
            handleheight=1.1,
            columnspacing=1.4,
        )


def legend_height(handles: Sequence[Any], width: float) -> float:
    """The room in inches that a legend needs on a sheet of a width, with some air below it."""
    columns = _columns(handles, width - 2 * MARGIN)
    return LEGEND_LINE * math.ceil(len(handles) / columns) + LEGEND_BELOW


def _columns(handles: Sequence[Any], width: float) -> int:
    """How many columns of a legend fit into a width, each as wide as its longest label."""
    labels = [str(handle.get_label()) for handle in handles]
    longest = max((text_width(label, LEGEND_SIZE) for label in labels), default=0.0)
    fitting = int((width + LEGEND_GAP) / (longest + LEGEND_SIGN))
    return max(1, min(len(handles), fitting))


class _Block(NamedTuple):
    """Lines of text of one size, with some air below them."""

    lines: list[str]
    size: float
    weight: str = "normal"

    @property
    def height(self) -> float:
        if not self.lines:
            return 0.0
        return (len(self.lines) * SPACING + 0.7) * self.size / POINTS


def sheet(title: str, shown: str, source: str, width: float, height: float) -> Sheet:
    """A figure with a title, what is shown, and a source line, and `height` inches between them."""
    room = width - 2 * MARGIN
    heading = _Block(wrapped(title, room, 13, "bold"), 13, "bold")
    below_heading = _Block(wrapped(shown, room, 9), 9)
    footing = _Block(wrapped(source, room, 7), 7)
    above = MARGIN + (heading.height + below_heading.height)
    below = MARGIN + footing.height + (0.1 if footing.lines else 0.0)
    figure = new_figure(width, above + height + below)
    top = figure.get_figheight() - MARGIN
    _write(figure, heading, top)
    _write(figure, below_heading, top - heading.height)
    figure.text(
        MARGIN / width,
        MARGIN / figure.get_figheight(),
        "\n".join(footing.lines),
        fontsize=footing.size,
        color=FAINT,
        va="bottom",
        linespacing=SPACING,
    )
    return Sheet(figure, MARGIN, below, room, height)


def _write(figure: Figure, block: _Block, top: float) -> None:
    """Write a block at the left margin, below a height in inches."""
    across, up = figure.get_size_inches()
    figure.text(
        MARGIN / across,
        top / up,
        "\n".join(block.lines),
        va="top",
        linespacing=SPACING,
        fontsize=block.size,
        fontweight=block.weight,
        color=INK,
    )
