"""The picture of forces and functions: a number for each function that a force shares on record."""

from __future__ import annotations

import pytest
from matplotlib.patches import Rectangle

from peelgraph.errors import NothingToDraw
from peelgraph.graph import KnowledgeGraph
from peelgraph.plot import draw_matrix
from peelgraph.plot.matrix import Cell, cells

from .conftest import inside, result, words

SHARED = result(
    "name function role force unit",
    [
        ("Aford Police", "dogs", "lead", "https://x/a", "https://x/u1"),
        ("Beham Police", "dogs", "participant", "https://x/b", "https://x/u1"),
        ("Beham Police", "dogs", "participant", "https://x/b", "https://x/u2"),
        ("Cefn Police", "dogs", "participant", "https://x/c", "https://x/u2"),
        ("Cefn Police", "ICT", "participant", "https://x/c", "https://x/u3"),
    ],
)
FORCES = result(
    "name region force",
    [
        ("Aford Police", "East", "https://x/a"),
        ("Beham Police", "East", "https://x/b"),
        ("Cefn Police", "Wales", "https://x/c"),
        ("Denton Police", None, "https://x/d"),
    ],
)


def test_others_are_counted_once_in_all_units_for_a_function() -> None:
    assert cells(SHARED) == {
        ("https://x/a", "dogs"): Cell(1, True),
        ("https://x/b", "dogs"): Cell(2, False),
        ("https://x/c", "dogs"): Cell(1, False),
        ("https://x/c", "ICT"): Cell(0, False),
    }


def test_a_field_for_each_cell() -> None:
    figure = draw_matrix(SHARED, FORCES, day="2016-11-03", source="Source: made up.")
    (axes,) = figure.axes
    assert [t.get_text() for t in axes.get_xticklabels()] == ["dogs", "ICT"]
    drawn = {
        (round(t.get_position()[0]), round(t.get_position()[1])): t.get_text()
        for t in axes.texts[-4:]
    }
    assert drawn == {(0, 1): "1", (0, 2): "2", (0, 4): "1", (1, 4): "0"}
    thick = [b for b in axes.patches if isinstance(b, Rectangle) and b.get_linewidth() > 1]
    assert [round(b.get_y() + b.get_height() / 2) for b in thick] == [1]
    text = words(figure)
    lines = ["East", "Aford", "Beham", "Wales", "Cefn", "no region on record", "Denton"]
    assert [t for t in text if t in lines] == lines
    assert {"leads a unit", "0, no other force on record", "Source: made up."} <= set(text)
    assert any(
        "no such unit is on record, not that there is none" in " ".join(t.split()) for t in text
    )
    assert inside(figure)


def test_forces_outside_the_region_still_count() -> None:
    figure = draw_matrix(SHARED, FORCES, "Wales")
    assert sorted(t.get_text() for t in figure.axes[0].texts[-2:]) == ["0", "1"]
    assert "Aford" not in words(figure)


def test_the_graph(kg: KnowledgeGraph) -> None:
    shared = kg.ask("functions-of-forces", as_of="2016-11-03")
    figure = draw_matrix(shared, kg.ask("forces"))
    known = cells(shared)
    assert len([t for t in figure.axes[0].texts if t.get_text().isdigit()]) == len(known)
    force = "https://w3id.org/peelgraph/id/force/hertfordshire"
    assert known[force, "dogs"] == Cell(2, False)
    assert known[force, "operational support"].leads
    assert inside(figure)


def test_nothing_to_draw() -> None:
    with pytest.raises(NothingToDraw, match="no joint unit"):
        draw_matrix(SHARED, FORCES, "Scotland")
