"""What all pictures share, and the one door to matplotlib: colours, fonts, signs, files."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec

from peelgraph.errors import MissingExtra
from peelgraph.formats import picture_format
from peelgraph.writing import save as write_out

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch
else:
    # names for annotations of modules that must not import matplotlib
    Axes = Figure = Patch = Any

__all__ = [
    "FAINT",
    "INK",
    "PAPER",
    "Axes",
    "Figure",
    "Patch",
    "as_png",
    "as_svg",
    "mark",
    "new_figure",
    "patch",
    "picture",
    "save",
    "scale",
    "text_width",
]

INK = "#1A1A1A"
"""The colour of text."""
FAINT = "#6B6B6B"
"""The colour of lesser text and of lines."""
PAPER = "#FFFFFF"
"""The colour of the ground."""
FONT = "DejaVu Sans"
"""The font that comes with matplotlib, so that pictures are the same on every machine."""

RC: Any = {
    # the ids in an SVG are hashes of what they name, with this for salt in place of a random one
    "svg.hashsalt": "peelgraph",
    "hatch.linewidth": 0.6,
    "font.family": FONT,
    "font.size": 9,
    "text.color": INK,
    # a dollar is a dollar
    "text.parse_math": False,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}
POINTS = 72
"""Points in an inch."""
P = ParamSpec("P")


def picture(draw: Callable[P, Figure]) -> Callable[P, Figure]:
    """Make a function draw in the style of the house; MissingExtra without matplotlib."""

    @wraps(draw)
    def drawn(*args: P.args, **options: P.kwargs) -> Figure:
        try:
            import matplotlib as mpl
        except ImportError as error:
            raise MissingExtra("plot", "matplotlib") from error
        with mpl.rc_context(RC):
            return draw(*args, **options)

    return drawn


def new_figure(width: float, height: float) -> Figure:
    """An empty figure of a size in inches."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height))


@lru_cache(maxsize=10_000)  # a label is measured for its lines, for its place and for its box
def text_width(text: str, size: float, weight: str = "normal") -> float:
    """The width of a line of text in inches."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.path import Path
    from matplotlib.textpath import TextPath

    if not text.strip():
        return 0.0
    font = FontProperties(family=FONT, weight=weight, size=size)
    path = TextPath((0, 0), text, prop=font)
    # a letter has points where it is outermost: they tell what get_extents() works out from its
    # curves, slowly; the point that closes a letter's outline is no place of its own
    across = path.vertices[path.codes != Path.CLOSEPOLY, 0]
    return float(max(across) - min(across)) / POINTS if len(across) else 0.0


def patch(label: str, colour: str, hatch: str = "", alpha: float = 1.0) -> Patch:
    """A field for a legend."""
    from matplotlib.patches import Patch

    return Patch(
        facecolor=colour,
        hatch=hatch,
        edgecolor=FAINT,
        alpha=alpha,
        linewidth=0.6,
        label=label,
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
    """A scale from pale for the lowest to dark for the highest value.

    It is even in lightness (YlGnBu of ColorBrewer).
    """
    import matplotlib as mpl
    from matplotlib.colors import to_hex

    known = list(values)
    low = min(known)
    span = max(known) - low
    colours = mpl.colormaps["YlGnBu"]

    def colour(value: float) -> str:
        share = (value - low) / span if span > 0 else 0.0
        # neither end of the map: the one is nearly white, the other nearly black
        return to_hex(colours(0.05 + 0.9 * share)).upper()

    return colour


def as_png(figure: Figure) -> bytes:
    """A figure as PNG: the same bytes each time."""
    # what matplotlib would say of itself would change the bytes
    return _drawn(figure, "png", {"Software": None})


def as_svg(figure: Figure) -> bytes:
    """A figure as SVG: the same bytes each time."""
    # the time of drawing would change the bytes
    return _drawn(figure, "svg", {"Date": None})


def _drawn(figure: Figure, format: str, metadata: dict[str, None]) -> bytes:
    import matplotlib as mpl

    data = io.BytesIO()
    with mpl.rc_context(RC):
        figure.savefig(data, format=format, dpi=200, metadata=metadata)
    return data.getvalue()


def save(figure: Figure, path: Path) -> None:
    """Write a figure as its name says; UnknownFormat or UnwritableFile where it cannot be."""
    write_out(picture_format(path).load()(figure), path)
