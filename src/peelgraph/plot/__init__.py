"""Pictures of answers by matplotlib: readable in grey, in colours that colour-blind readers tell.

Each picture is a function `draw_…` from the rows of stored questions to a figure; `draw` asks
these questions and draws, `save` writes a figure as PNG or SVG.
"""

from __future__ import annotations

from peelgraph.plot.caption import Caption, graph_line, source_line
from peelgraph.plot.comparison import draw_comparison
from peelgraph.plot.grades import draw_grades
from peelgraph.plot.matrix import draw_matrix
from peelgraph.plot.network import draw_network
from peelgraph.plot.pictures import PICTURES, Asked, draw
from peelgraph.plot.style import Figure, save
from peelgraph.plot.supposed import draw_what_if
from peelgraph.plot.tilemap import draw_map
from peelgraph.plot.timeline import draw_timeline
from peelgraph.plot.values import values_of

__all__ = [
    "PICTURES",
    "Asked",
    "Caption",
    "Figure",
    "draw",
    "draw_comparison",
    "draw_grades",
    "draw_map",
    "draw_matrix",
    "draw_network",
    "draw_timeline",
    "draw_what_if",
    "graph_line",
    "save",
    "source_line",
    "values_of",
]
