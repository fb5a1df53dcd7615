"""What became of formal items: their state on a day, how long they were open, and whom they reached through units."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelgraph.graph import KnowledgeGraph
from peelgraph.loading import load

PREFIXES = """
@prefix peel: <https://w3id.org/peelgraph/ontology#> .
@prefix id: <https://w3id.org/peelgraph/id/force/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

id:a a peel:PoliceForce ; rdfs:label "Force A" . id:b a peel:PoliceForce ; rdfs:label "Force B" .
"""


def dated(stated: str) -> str:
    """A date as the tables give it: as stated, and its bounds (the last day of a month is of no matter here)."""
    if not stated:
        return ""
    first, last = (stated, stated) if len(stated) == 10 else (f"{stated}-01", f"{stated}-28")
    return f'peel:date "{stated}" ; peel:dateEarliest "{first}"^^xsd:date ; peel:dateLatest "{last}"^^xsd:date ; '


def item(name: str, issued: str, *events: tuple[str, str, str]) -> str:
    text = f'<urn:{name}> a peel:Recommendation ; {dated(issued)} peel:statement "do {name}"@en ; '
    text += "peel:addressedTo id:a, id:b .\n"
    for number, (kind, stated, force) in enumerate(events):
        of = f"peel:ofForce id:{force} ; " if force else ""
        text += f"<urn:{name}-{number}> a peel:{kind} ; {dated(stated)}{of}peel:eventOf <urn:{name}> .\n"
    return text


WORLD = PREFIXES + "".join(
    [
        item("quiet", "2016-01-10", ("Issue", "2016-01-10", ""), ("Response", "2016-02-01", "")),
        item("acted", "2016-01-10", ("ActionReport", "2016-06", "")),
        item(
            "closed",
            "2016-01-10",
            ("Closure", "2017-03-01", ""),
            ("ActionReport", "2018-01-01", ""),
        ),
        item(
            "again", "2016-01-10", ("Closure", "2017-03-01", ""), ("Repetition", "2018-05-05", "")
        ),
        item("once", "2016-01-10", ("Closure", "2017-03-01", "a")),
        item("undated", "2016-01-10", ("Closure", "", "")),
        item(
            "twice",
            "2016-01-10",
            ("ActionReport", "2016-03-01", ""),
            ("ActionReport", "2016-09-01", ""),
        ),
        item("at-once", "2016-01-10", ("ActionReport", "2016-01-10", "")),
    ]
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    path: Path = tmp_path_factory.mktemp("items") / "items.ttl"
    path.write_text(WORLD, encoding="utf-8")
    return load(path)


Told = tuple[str, str | None, bool]
OPEN: Told = ("open", "2016-01-10", True)
STATES: list[tuple[str, str, set[Told]]] = [
    ("quiet", "2016-01-10", {OPEN}),
    ("quiet", "2016-01-20", {OPEN}),
    ("quiet", "2016-02-01", {OPEN}),
    ("quiet", "2016-02-02", {("not heard of since", "2016-02-01", True)}),
    ("acted", "2016-05-31", {OPEN}),
    (
        "acted",
        "2016-06-15",
        {("open", "2016-01-10", False), ("action reported", "2016-06", False)},
    ),
    ("acted", "2016-06-28", {("action reported", "2016-06", False)}),
    ("acted", "2016-06-29", {("not heard of since", "2016-06", True)}),
    ("twice", "2016-02-29", {OPEN}),
    ("twice", "2016-05-01", {("action reported", "2016-03-01", True)}),
    ("twice", "2016-09-01", {("action reported", "2016-09-01", True)}),
    ("at-once", "2016-01-10", {("action reported", "2016-01-10", True)}),
    ("closed", "2017-02-28", {OPEN}),
    ("closed", "2017-03-01", {("closed", "2017-03-01", True)}),
    ("closed", "2019-01-01", {("closed", "2017-03-01", True)}),
    ("again", "2018-01-01", {("closed", "2017-03-01", True)}),
    ("again", "2018-05-05", {("repeated", "2018-05-05", True)}),
    ("undated", "2016-01-10", {OPEN, ("closed", None, False)}),
    ("undated", "2020-01-01", {("open", "2016-01-10", False), ("closed", None, False)}),
]


@pytest.mark.parametrize(("name", "day", "states"), STATES)
def test_a_state_is_an_interval_that_covers_the_day(
    world: KnowledgeGraph, name: str, day: str, states: set[Told]
) -> None:
    found = {
        (row.state, row.since, row.certain)
        for row in world.ask("item-states", as_of=day)
        if row.item.endswith(name)
    }
    assert found == states


def test_what_is_in_doubt_can_be_left_out(world: KnowledgeGraph) -> None:
    told = {row.item for row in world.ask("item-states", as_of="2016-06-15", certain="true")}
    assert told == {
        f"urn:{name}" for name in ("quiet", "closed", "again", "once", "twice", "at-once")
    }


def test_nothing_has_a_state_before_it_is_issued(world: KnowledgeGraph) -> None:
    assert len(world.ask("item-states", as_of="2016-01-09")) == 0
    issued = {(row.item, row.name) for row in world.ask("item-states", as_of="2016-01-10")}
    assert len(issued) == 16


def test_an_event_that_names_a_force_counts_for_it_alone(world: KnowledgeGraph) -> None:
    rows = world.ask("item-states", as_of="2020-01-01")
    assert {row.name: row.state for row in rows if row.item == "urn:once"} == {
        "Force A": "closed",
        "Force B": "not heard of since",
    }
    closed = world.ask("item-states", as_of="2020-01-01", force="Force B", state="closed")
    assert [(row.item, row.certain) for row in closed] == [
        ("urn:closed", True),
        ("urn:undated", False),
    ]


def test_days_are_counted_from_issue_to_closing(world: KnowledgeGraph) -> None:
    rows = {row.item: (row.days_least, row.days_most) for row in world.ask("how-long-open")}
    assert rows == dict.fromkeys(("urn:closed", "urn:again", "urn:once"), (416, 416))


def test_the_firearms_licensing_items_reach_three_forces_once_each(kg: KnowledgeGraph) -> None:
    answer = kg.ask(
        "reached-through-units", force="cambridgeshire", since="2014-01-01", until="2026-12-31"
    )
    rows = [row for row in answer if "firearms-licensing-2026" in row.outcome]
    assert len(rows) == len({row.outcome for row in rows}) == 9
    assert {row.reaches for row in rows} == {
        "Bedfordshire Police; Cambridgeshire Constabulary; Hertfordshire Constabulary"
    }
    assert {(row.state, row.event) for row in rows if row.kind == "cause of concern"} == {
        ("open", "response")
    }
    assert len({row.outcome for row in answer}) == len(answer)


def test_states_agree_wherever_they_are_told(kg: KnowledgeGraph) -> None:
    day = "2018-12-31"
    states = {row.item: row.state for row in kg.ask("item-states", as_of=day, force="norfolk")}
    reached = kg.ask("reached-through-units", force="norfolk", as_of=day)
    told = {row.outcome: row.state for row in reached if row.outcome in states}
    assert told == {item: states[item] for item in told}
    assert set(told.values()) == {"not heard of since", "open"}


def test_what_is_stated_to_repeat_and_what_is_inferred_to_recur_are_told_apart(
    kg: KnowledgeGraph,
) -> None:
    pairs = {
        basis: {(r.item, r.earlier) for r in kg.ask("repeated-items", basis=basis)}
        for basis in ("stated", "inferred")
    }
    assert not pairs["stated"] & pairs["inferred"]
    assert pairs["stated"] | pairs["inferred"] == {
        (r.item, r.earlier) for r in kg.ask("repeated-items")
    }
    assert {row.name for row in kg.ask("repeated-items", basis="stated")} == {
        "Devon & Cornwall Police", "Essex Police", "North Yorkshire Police", "Suffolk Constabulary",
    }  # fmt: skip


def test_responses_are_judged_by_the_day_they_were_due(kg: KnowledgeGraph) -> None:
    verdicts = {
        (row.name, row.responded, str(row.due)): row.verdict
        for row in kg.ask("responses-due", verdict=["in time", "late", "in time or late"])
    }
    assert verdicts["Warwickshire Police", "2019-09-27", "2019-11-21"] == "in time"
    assert verdicts["Surrey Police", "2020", "2020-09-14"] == "in time or late"
    early = kg.ask(
        "responses-due", force="hertfordshire", as_of="2019-10-15", verdict="not yet due"
    )
    assert [str(row.due) for row in early] == ["2019-11-21"]
