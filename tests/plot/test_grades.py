"""The picture of grades: a field for each judgement, in the colour and letters of its grade."""

from __future__ import annotations

import pytest

from peelgraph.errors import NothingToDraw
from peelgraph.graph import KnowledgeGraph
from peelgraph.plot import draw_grades
from peelgraph.plot.grades import shade_of
from peelgraph.plot.palette import GRADES, GRADES_OF_FIVE, NOT_GIVEN, NOTHING

from .conftest import fields, inside, result, words

COLUMNS = "region_name name pillar_name begins round grade rank reason force judgement"
ROWS = [
    (
        "North",
        "Aford Police",
        "efficiency",
        "2014",
        "PEEL 2014",
        "outstanding",
        1,
        None,
        "https://x/a",
        "https://x/j1",
    ),
    (
        "North",
        "Aford Police",
        "efficiency",
        "2021",
        "PEEL 2021-22",
        "adequate",
        3,
        None,
        "https://x/a",
        "https://x/j2",
    ),
    (
        "East",
        "Beham Police",
        "efficiency",
        "2014",
        "PEEL 2014",
        None,
        None,
        "why",
        "https://x/b",
        "https://x/j3",
    ),
    (
        "East",
        "Beham Police",
        "efficiency",
        "2021",
        "PEEL 2021-22",
        None,
        None,
        None,
        "https://x/b",
        None,
    ),
]


def test_a_field_for_each_judgement() -> None:
    figure = draw_grades(result(COLUMNS, ROWS), "Source: made up.")
    assert fields(figure) == {
        (0, 3): (GRADES["outstanding"].colour, ""),
        (1, 3): (GRADES["adequate"].colour, ""),
        (0, 1): (NOT_GIVEN.colour, NOT_GIVEN.hatch),
    }
    letters = {
        (round(t.get_position()[0]), round(t.get_position()[1])): t.get_text()
        for t in figure.axes[0].texts[:4]
    }
    assert letters == {(0, 3): "O", (1, 3): "A", (0, 1): "NG", (1, 1): "–"}
    lines = [w for w in words(figure) if w in {"North", "East", "Aford", "Beham"}]
    assert lines == ["East", "Beham", "North", "Aford"]
    assert {"2014", "2021–22", "Source: made up.", "–  no judgement on record"} <= set(
        words(figure)
    )
    assert inside(figure)


def test_a_grade_that_is_new_has_its_initials() -> None:
    assert shade_of("quite good", True).letters == "QG"
    assert shade_of(None, True) is NOT_GIVEN
    assert shade_of(None, False) is NOTHING


def test_all_forces_pillars_and_rounds_of_the_graph(kg: KnowledgeGraph) -> None:
    answer = kg.ask("grades-of-forces")
    figure = draw_grades(answer)
    assert [axes.get_title(loc="left") for axes in figure.axes] == [
        "effectiveness",
        "efficiency",
        "legitimacy",
    ]
    for panel, axes in enumerate(figure.axes):
        rows = [row for row in answer if row.pillar_name == axes.get_title(loc="left")]
        drawn = sorted(colour for colour, _ in fields(figure, panel).values())
        assert drawn == sorted(shade_of(r.grade, True).colour for r in rows if r.judgement)
        assert len({row.force for row in rows}) == 43
    assert inside(figure)


def test_one_region_and_round(kg: KnowledgeGraph) -> None:
    answer = kg.ask("grades-of-forces", framework="peel-2016", region="wales", pillar="legitimacy")
    assert len(fields(draw_grades(answer))) == 4


def test_later_rounds_have_circles_of_their_own_scale(kg: KnowledgeGraph) -> None:
    answer = kg.ask("area-grades-of-forces")
    figure = draw_grades(kg.ask("grades-of-forces"), areas=answer)
    titles = [axes.get_title(loc="left") or axes.get_title(loc="right") for axes in figure.axes]
    assert titles[3:] == ["PEEL 2021-22", "PEEL 2023-25", "Serious and\norganised\ncrime"]
    assert not set(GRADES.values()) & set(GRADES_OF_FIVE.values())
    for axes, held in zip(figure.axes[3:5], titles[3:5], strict=True):
        drawn = sorted(str(line.get_color()) for line in axes.lines if line.get_marker() == "o")
        graded = [row for row in answer if row.round == held and row.grade]
        assert drawn == sorted(GRADES_OF_FIVE[row.grade].colour for row in graded)
        assert not axes.patches, "a field is of a scheme of four"
    assert any("must not be compared" in " ".join(text.split()) for text in words(figure))
    assert inside(figure)


def test_nothing_to_draw(kg: KnowledgeGraph) -> None:
    with pytest.raises(NothingToDraw, match="no judgements"):
        draw_grades(kg.ask("grades-of-forces", framework="hard-yards-2020"))
