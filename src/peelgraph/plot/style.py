"""What all pictures share: the sheet with title and source line, text that fits, files that come
out the same.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec

from peelgraph.errors import MissingExtra, UnwritableFile
from peelgraph.formats import picture_format

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch
else:
    Axes = Figure = Patch = Any

__all__ = [
    "FAINT",
    "INK",
    "PAPER",
    "Axes",
    "Figure",
    "Patch",
    "Sheet",
    "as_png",
    "as_svg",
    "legend_height",
    "mark",
    "patch",
    "picture",
    "save",
    "scale",
    "sheet",
    "short_name",
    "shortened",
    "text_width",
    "wrapped",
]

INK, FAINT, PAPER = "#1A1A1A", "#6B6B6B", "#FFFFFF"
"""Colours of text, of lesser text and lines, and of the ground."""

RC: Any = {
    "svg.hashsalt": "peelgraph",
    "hatch.linewidth": 0.6,
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.color": INK,
    "text.parse_math": False,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}
MARGIN = 0.35
P = ParamSpec("P")


def picture(draw: Callable[P, Figure]) -> Callable[P, Figure]:
    """Make a function draw in the style of the house; MissingExtra where matplotlib is not
    installed.
    """

    @wraps(draw)
    def drawn(*args: P.args, **options: P.kwargs) -> Figure:
        try:
            import matplotlib as mpl
        except ImportError as error:
            raise MissingExtra("plot", "matplotlib") from error
        with mpl.rc_context(RC):
            return draw(*args, **options)

    return drawn


@dataclass(frozen=True)
class Sheet:
    """A figure with its title and source line; what is drawn has the rectangle between them, in
    inches.
    """

    figure: Figure
    left: float
    bottom: float
    width: float
    height: float

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Axes without lines or ticks at a place in the rectangle, in inches from its upper left
        corner.
        """
        across, up = self.figure.get_size_inches()
        bottom = self.bottom + self.height - top - height
        axes = self.figure.add_axes(
            ((self.left + left) / across, bottom / up, width / across, height / up)
        )
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0)
        return axes

    def legend(self, handles: Sequence[Any]) -> None:
        """A legend at the top of the rectangle, in as many lines as it needs."""
        across, up = self.figure.get_size_inches()
        self.figure.legend(
            handles=handles, ncols=_columns(handles, self.width), loc="upper left",
            bbox_to_anchor=(self.left / across, (self.bottom + self.height) / up), frameon=False, fontsize=8,
            borderpad=0, borderaxespad=0, handlelength=1.8, handleheight=1.1, columnspacing=1.4,
        )  # fmt: skip


def legend_height(handles: Sequence[Any], width: float) -> float:
    """The room in inches that a legend needs on a sheet of a width, with some air below it."""
    return 0.17 * math.ceil(len(handles) / _columns(handles, width - 2 * MARGIN)) + 0.2


def _columns(handles: Sequence[Any], width: float) -> int:
    """How many columns of a legend fit into a width: each is as wide as its longest label, at
    most.
    """
    longest = max((text_width(str(h.get_label()), 8) for h in handles), default=0.0)
    return max(1, min(len(handles), int((width + 0.16) / (longest + 0.46))))


def sheet(title: str, shown: str, source: str, width: float, height: float) -> Sheet:
    """A figure with room of `height` inches between its title with what is shown and its source
    line.
    """
    from matplotlib.figure import Figure

    room = width - 2 * MARGIN
    blocks = [
        (wrapped(title, room, 13, "bold"), 13, "bold", INK),
        (wrapped(shown, room, 9), 9, "normal", INK),
    ]
    lines = wrapped(source, room, 7)
    above = MARGIN + sum(_height(text, size) for text, size, _, _ in blocks)
    below = MARGIN + _height(lines, 7) + 0.1 * bool(lines)
    figure = Figure(figsize=(width, above + height + below))
    up = figure.get_figheight()
    top = up - MARGIN
    for text, size, weight, colour in blocks:
        place: Any = {
            "va": "top",
            "linespacing": 1.25,
            "fontsize": size,
            "fontweight": weight,
            "color": colour,
        }
        figure.text(MARGIN / width, top / up, "\n".join(text), **place)
        top -= _height(text, size)
    figure.text(
        MARGIN / width,
        MARGIN / up,
        "\n".join(lines),
        fontsize=7,
        color=FAINT,
        va="bottom",
        linespacing=1.25,
    )
    return Sheet(figure, MARGIN, below, room, height)


def _height(lines: list[str], size: float) -> float:
    """The height in inches of lines of text, with some air below them."""
    return (len(lines) * 1.25 + 0.7) * size / 72 if lines else 0.0


def text_width(text: str, size: float, weight: str = "normal") -> float:
    """The width of a line of text in inches."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.path import Path
    from matplotlib.textpath import TextPath

    path = TextPath(
        (0, 0), text, prop=FontProperties(family="DejaVu Sans", weight=weight, size=size)
    )
    # a letter has points where it is outermost: they tell what get_extents() works out from its curves, slowly
    across = path.vertices[path.codes != Path.CLOSEPOLY, 0] if text.strip() else ()
    return float(max(across) - min(across)) / 72 if len(across) else 0.0


def wrapped(text: str, width: float, size: float, weight: str = "normal") -> list[str]:
    """A text in lines that are no wider than `width` inches, unless a word is."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def shortened(text: str, width: float, size: float, weight: str = "normal") -> str:
    """A text in one line of at most `width` inches: as much of its beginning as fits, and dots."""
    if text_width(text, size, weight) <= width:
        return text
    fitting = (
        n for n in range(len(text), 0, -1) if text_width(f"{text[:n]}…", size, weight) <= width
    )
    return f"{text[: next(fitting, 0)].rstrip()}…"


def patch(label: str, colour: str, hatch: str = "", alpha: float = 1.0) -> Patch:
    """A field for a legend."""
    from matplotlib.patches import Patch

    return Patch(
        facecolor=colour, hatch=hatch, edgecolor=FAINT, alpha=alpha, linewidth=0.6, label=label
    )


def mark(label: str, marker: str, colour: str = INK, line: Any = "") -> Any:
    """A mark or a kind of line for a legend."""
    from matplotlib.lines import Line2D

    return Line2D(
        [],
        [],
        color=colour,
        marker=marker,
        linestyle=line,
        markersize=5,
        linewidth=1.2,
        label=label,
    )


def scale(values: Iterable[float]) -> Callable[[float], str]:
    """A scale from pale for the lowest to dark for the highest value, even in lightness (YlGnBu of
    ColorBrewer).
    """
    import matplotlib as mpl
    from matplotlib.colors import to_hex

    known = list(values)
    low, high = min(known), max(known)
    colours = mpl.colormaps["YlGnBu"]

    def colour(value: float) -> str:
        return to_hex(
            colours(0.05 + 0.9 * ((value - low) / (high - low) if high > low else 0.0))
        ).upper()

    return colour


def short_name(force: str) -> str:
    """The name of a force without what most of them share.

    >>> short_name("West Mercia Police"), short_name("Metropolitan Police Service"), short_name("Essex Police")
    ('West Mercia', 'Metropolitan', 'Essex')
    """
    return re.sub(r" (Constabulary|Police|Police Service)$", "", force)


def as_png(figure: Figure) -> bytes:
    """A figure as PNG: the same bytes each time."""
    return _drawn(figure, "png", {"Software": None})


def as_svg(figure: Figure) -> bytes:
    """A figure as SVG: the same bytes each time."""
    return _drawn(figure, "svg", {"Date": None})


def _drawn(figure: Figure, format: str, metadata: dict[str, None]) -> bytes:
    import matplotlib as mpl

    data = io.BytesIO()
    with mpl.rc_context(RC):
        figure.savefig(data, format=format, dpi=200, metadata=metadata)
    return data.getvalue()


def save(figure: Figure, path: Path) -> None:
    """Write a figure as its name says; UnknownFormat or UnwritableFile where it cannot be."""
    data = picture_format(path).load()(figure)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UnwritableFile(path, error.strerror or str(error)) from error
