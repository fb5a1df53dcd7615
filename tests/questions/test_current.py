"""Questions on the rounds since 2021 and what became of the rest: what they answer on the shipped graph."""

from __future__ import annotations

from collections import Counter

import pytest

from peelgraph.graph import KnowledgeGraph


@pytest.mark.parametrize(
    ("framework", "known"),
    [
        ("peel-2021-22", {"whole": 17, "in part": 13, "counts only": 1, "nothing": 12}),
        ("peel-2023-25", {"whole": 20, "in part": 14, "counts only": 2, "nothing": 7}),
    ],
)
def test_how_much_is_known_of_a_round(
    kg: KnowledgeGraph, framework: str, known: dict[str, int]
) -> None:
    rows = kg.ask("grades-known", framework=framework)
    assert Counter(row.known for row in rows) == known
    assert sum(known.values()) == 43
    assert all(row.counted for row in rows if row.known == "counts only")


def test_grades_by_area_are_all_there_and_the_changed_one_once(kg: KnowledgeGraph) -> None:
    rows = kg.ask("area-grades-of-forces", framework=["peel-2021-22", "peel-2023-25"])
    graded = [row for row in rows if row.grade]
    assert Counter(row.round for row in graded) == {"PEEL 2021-22": 194, "PEEL 2023-25": 201}
    assert {row.steps for row in rows} == {5}
    assert len({(row.force, row.round, row.area) for row in rows}) == len(rows) == 43 * (11 + 9)


def test_an_area_for_improvement_grew_into_a_cause_of_concern(kg: KnowledgeGraph) -> None:
    (row,) = kg.ask("items-that-return", basis="stated", became="cause of concern")
    assert row.earlier.endswith("devon-and-cornwall-2021-22-03")
    assert row.item.endswith("devon-and-cornwall-2023-25-01")
    assert len(kg.ask("items-that-return", basis="stated")) == 4


def test_a_reform_is_never_in_force(kg: KnowledgeGraph) -> None:
    rows = kg.ask("announced-reforms")
    assert {row.standing for row in rows} == {"planned"}
    touched = Counter((row.kind, row.named) for row in rows)
    assert touched["joint unit", True] == 9
    assert touched["national collaboration", True] == 1
    assert touched["police force", False] == 43
    of_force = {row.kind for row in kg.ask("announced-reforms", force="cambridgeshire")}
    assert of_force == {
        "joint unit", "national collaboration", "police force", "police and crime commissioner"
    }  # fmt: skip


@pytest.mark.parametrize(
    "alliance",
    [
        "bch-strategic-alliance",
        "seven-force-strategic-collaboration",
        "devon-cornwall-dorset-alliance",
    ],
)
def test_that_no_page_says_that_it_ended_is_not_known(kg: KnowledgeGraph, alliance: str) -> None:
    (row,) = kg.ask("became-of-collaboration", collaboration=f"alliance/{alliance}")
    assert row.what == "not known"


def test_what_became_of_those_of_which_something_is_known(kg: KnowledgeGraph) -> None:
    rows = kg.ask("became-of-collaboration")
    of = Counter(row.what for row in rows)
    assert of["graded"] == 8
    assert of["announced or reported"] == 8
    known = {row.collaboration for row in rows if row.what != "not known"}
    assert not known & {row.collaboration for row in rows if row.what == "not known"}


def test_what_was_due_is_late_only_as_far_as_is_on_record(kg: KnowledgeGraph) -> None:
    rows = kg.ask("items-past-due", as_of="2026-11-28")
    assert rows.rows
    assert {row.state for row in rows} <= {"open", "action reported", "not heard of since"}
    before = kg.ask("items-past-due", as_of="2014-12-31")
    assert not before.rows


def test_work_that_is_laid_on_an_alliance(kg: KnowledgeGraph) -> None:
    rows = kg.ask("asked-without-duty")
    assert {row.how for row in rows} == {"to be carried out by it"}
    alliance = [row for row in rows if row.body.endswith("/bch-strategic-alliance")]
    assert len(alliance) == len(rows) == 6
    assert all(row.answered_for for row in rows)
