"""The map of tiles: neighbours are together, and each tile has the shade of its force's value."""

from __future__ import annotations

from typing import Any

import pytest

from peelgraph.errors import NothingToDraw, WrongUse
from peelgraph.graph import KnowledgeGraph
from peelgraph.plot import Caption, draw_map, values_of
from peelgraph.plot.palette import GRADES
from peelgraph.plot.style import scale
from peelgraph.plot.tilemap import ABSENT, NO_VALUE

from .conftest import fields, inside, words

KEPT = 93 / 99
"""The share of borders on land that the layout keeps as touching tiles."""


@pytest.fixture(scope="module")
def places(kg: KnowledgeGraph) -> dict[str, tuple[int, int]]:
    return {tile.force: (tile.column, tile.row) for tile in kg.ask("tiles")}


def test_every_force_has_one_tile_of_its_own(
    kg: KnowledgeGraph, places: dict[str, tuple[int, int]]
) -> None:
    forces = {str(f) for (f,) in kg.sparql("SELECT ?f WHERE { ?f a peel:PoliceForce }").rows}
    tiles = kg.ask("tiles")
    assert {tile.force for tile in tiles} == forces
    assert len(tiles) == len(forces) == len(set(places.values())) == 43
    labels = [tile.label for tile in tiles]
    assert len(set(labels)) == 43
    assert max(map(len, labels)) <= 10


def test_neighbours_touch(kg: KnowledgeGraph, places: dict[str, tuple[int, int]]) -> None:
    borders = {
        tuple(sorted(map(str, row)))
        for row in kg.sparql("SELECT ?a ?b WHERE { ?a peel:borders ?b }").rows
    }
    kept = [
        (a, b)
        for a, b in borders
        if max(abs(p - q) for p, q in zip(places[a], places[b], strict=True)) == 1
    ]
    assert len(borders) == 99
    assert len(kept) / len(borders) >= KEPT


def test_the_north_is_above_the_south(
    kg: KnowledgeGraph, places: dict[str, tuple[int, int]]
) -> None:
    row = {
        region: []
        for region in ("North East", "North West", "East Midlands", "South East", "South West")
    }
    for force in kg.ask("forces"):
        row.get(force.region, []).append(places[force.force][1])
    mean = {region: sum(rows) / len(rows) for region, rows in row.items()}
    assert (
        mean["North East"]
        < mean["North West"]
        < mean["East Midlands"]
        < mean["South East"]
        < mean["South West"]
    )
    at = {force.rpartition("/")[2]: place for force, place in places.items()}
    assert min(places.values(), key=lambda p: p[1]) == at["northumbria"]
    for west, east in (
        ("dyfed-powys", "suffolk"),
        ("devon-and-cornwall", "kent"),
        ("merseyside", "humberside"),
    ):
        assert at[west][0] < at[east][0]


def drawn(
    kg: KnowledgeGraph, name: str, column: str | None = None, **arguments: Any
) -> tuple[Any, Any]:
    values = values_of(kg.question(name), kg.ask(name, **arguments), column)
    return values, draw_map(kg.ask("tiles"), values, Caption("title", "shown", "source"))


def test_numbers_have_shades_of_a_scale(
    kg: KnowledgeGraph, places: dict[str, tuple[int, int]]
) -> None:
    values, figure = drawn(kg, "partners-of-force", force="hertfordshire")
    colour = scale(float(v) for v in values.of.values())
    shown = fields(figure)
    assert len(shown) == 43
    for force, place in places.items():
        assert shown[place][0] == (
            colour(values.of[force]) if force in values.of else ABSENT.colour
        )
    assert values.of["https://w3id.org/peelgraph/id/force/bedfordshire"] == max(values.of.values())
    assert {"title", "shown", "source", "·  not in the answer"} <= set(words(figure))
    assert inside(figure)


def test_grades_have_the_colours_of_grades(
    kg: KnowledgeGraph, places: dict[str, tuple[int, int]]
) -> None:
    values, figure = drawn(
        kg, "grades-of-forces", "grade", pillar="efficiency", framework="peel-2017"
    )
    shown = fields(figure)
    for force, place in places.items():
        grade = values.of[force]
        assert (
            shown[place] == (GRADES[grade].colour, "")
            if grade
            else (NO_VALUE.colour, NO_VALUE.hatch)
        )
    assert sum(value is None for value in values.of.values()) == 2


def test_words_are_written_on_their_tiles(kg: KnowledgeGraph) -> None:
    values, figure = drawn(kg, "forces", "region")
    assert len(set(fields(figure).values())) == len(set(values.of.values())) == 10
    assert words(figure).count("Wales") == 4 + 1


def test_several_rows_are_counted(kg: KnowledgeGraph, places: dict[str, tuple[int, int]]) -> None:
    values, figure = drawn(kg, "grades-of-forces", pillar="efficiency")
    assert set(values.of.values()) == {5}
    assert values.counted
    assert words(figure).count("5") == 43 + 1


def test_an_answer_without_numbers_is_yes_or_nothing(
    kg: KnowledgeGraph, places: dict[str, tuple[int, int]]
) -> None:
    arguments = {"pillar": "efficiency", "framework": "peel-2014", "grade": "grade/outstanding"}
    _, figure = drawn(kg, "forces-with-grade", **arguments)
    named = {row.force for row in kg.ask("forces-with-grade", **arguments)}
    shown = fields(figure)
    assert {force for force, place in places.items() if shown[place][0] != ABSENT.colour} == named
    assert len(named) == 5


def test_forces_are_marked_by_a_thick_line(kg: KnowledgeGraph) -> None:
    values = values_of(kg.question("tiles"), kg.ask("tiles"), "row")
    kent = "https://w3id.org/peelgraph/id/force/kent"
    figure = draw_map(kg.ask("tiles"), values, Caption("t"), {kent})
    assert [
        round(b.get_x() + b.get_width() / 2)
        for b in figure.axes[0].patches
        if b.get_linewidth() > 2
    ] == [6]


@pytest.mark.parametrize(
    ("name", "column", "arguments", "sentence"),
    [
        (
            "grades-of-force",
            None,
            {"force": "essex"},
            "'grades-of-force' has no column of police forces",
        ),
        (
            "forces",
            "shoe-size",
            {},
            "has no column 'shoe-size' to map; there are name, region, gss_code, homepage",
        ),
        (
            "grades-of-forces",
            "grade",
            {},
            "Column 'grade' has 3 values for derbyshire; narrow the question",
        ),
    ],
)
def test_what_cannot_be_mapped(
    kg: KnowledgeGraph, name: str, column: str | None, arguments: dict[str, str], sentence: str
) -> None:
    with pytest.raises(WrongUse, match=sentence):
        values_of(kg.question(name), kg.ask(name, **arguments), column)


def test_nothing_to_map(kg: KnowledgeGraph) -> None:
    with pytest.raises(NothingToDraw):
        drawn(
            kg,
            "forces-with-grade",
            pillar="legitimacy",
            framework="peel-2016",
            grade="grade/inadequate",
        )
