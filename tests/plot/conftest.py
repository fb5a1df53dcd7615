"""What tests of pictures share: rows made up on the spot, and the words and fields of a figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from rdflib import Literal, URIRef

from peelgraph.store import Result


def result(columns: str, rows: Iterable[Sequence[Any]]) -> Result:
    """A result from Python values; texts with a colon before two slashes are IRIs."""
    names = tuple(columns.split())
    return Result(names, tuple(tuple(term(cell) for cell in row) for row in rows))


def term(cell: Any) -> Any:
    if cell is None:
        return None
    return URIRef(cell) if str(cell).startswith("https://") else Literal(cell)


def words(figure: Figure) -> list[str]:
    """Every text in a figure that is drawn."""
    return [t.get_text() for t in figure.findobj(Text) if t.get_text() and t.get_visible()]


def fields(figure: Figure, panel: int = 0) -> dict[tuple[float, float], tuple[str, str]]:
    """The rectangles in a panel: colour and hatch by the middle, in whole columns and rows."""
    found = {}
    for box in figure.axes[panel].patches:
        assert isinstance(box, Rectangle)
        middle = round(box.get_x() + box.get_width() / 2), round(box.get_y() + box.get_height() / 2)
        found[middle] = to_hex(box.get_facecolor()).upper(), box.get_hatch() or ""
    return found


def inside(figure: Figure) -> bool:
    """Whether every text lies inside the sheet."""
    FigureCanvasAgg(figure).draw()
    across = figure.bbox.width
    up = figure.bbox.height
    boxes = [
        t.get_window_extent() for t in figure.findobj(Text) if t.get_text() and t.get_visible()
    ]
    return all(b.x0 >= 0 and b.y0 >= 0 and b.x1 <= across and b.y1 <= up for b in boxes)
