"""Time and doubt: every question on collaboration can be asked for a day, and told to leave out what is not known."""

from __future__ import annotations

import re

import pytest

from peelgraph.graph import KnowledgeGraph
from peelgraph.questions.question import StoredQuestion, load_questions
from peelgraph.resources import SHIPPED

QUESTIONS = load_questions(SHIPPED.queries)
TIMELESS = {
    "works-with": "no source dates these relations",
    "exposures": "a dependency is read from one report, and holds as of that report",
    "timeline-of-force": "it asks for the whole of time, with the dates as stated in columns",
    "memberships-in": "it asks for each membership on record, with its dates in columns",
    "memberships-of": "it asks for each membership on record, with its dates in columns",
    "holes": "it counts what is not on record, such as memberships without a date",
    "said-of-case": "it asks for what is said of a case that has not come about",
    "announced-reforms": "what is announced holds on no day yet",
    "became-of-collaboration": "it asks what has become of each, with the days in a column",
    "whom-it-reaches": "it asks of one outcome, which has a date of its own",
    "units-beside-forces": "the day is that of the grade, and a column says whether a part in the unit is certain",
}
DOUBTFUL_ALONE = {
    "may-reach-force": "it asks for what is not certain, so it cannot be asked for what is"
}
SUBJECT = (
    r"\?(?:membership|sharing|unit|initiative|finding|item|outcome"
    r"|one|other|dated|shared|target|node|source|stage)\b(?= peel:)"
)
BEGUN_AND_NOT_OVER = [
    "FILTER NOT EXISTS { ?x peel:fromEarliest ?begins . FILTER(?begins > $as_of) }",
    "FILTER NOT EXISTS { ?x peel:untilLatest ?ends . FILTER(?ends < $as_of) }",
]
KNOWN_TO_HOLD = (
    "EXISTS { ?x peel:heldFrom ?first ; peel:heldUntil ?last ."
    " FILTER(COALESCE(?first <= $as_of && $as_of <= ?last, true)) }"
)
ON_RECORD = ["FILTER NOT EXISTS { ?x peel:dateEarliest ?first . FILTER(?first > $as_of) }"]
KNOWN_TO_BEAR = (
    "EXISTS { ?x peel:bearsOn|peel:concerns $force ; peel:dateLatest ?last ."
    " FILTER(COALESCE(?last <= $as_of, true)) }"
)


def certain(known: str, *, told: bool) -> list[str]:
    """The lines that leave out what is in doubt, where the answer tells it and where it does not."""
    if told:
        return ["VALUES $certain { true false }", f"FILTER($certain = {known})"]
    return [f"FILTER(!$certain || {known})"]


HELD = {told: BEGUN_AND_NOT_OVER + certain(KNOWN_TO_HOLD, told=told) for told in (True, False)}
BEARS = {told: ON_RECORD + certain(KNOWN_TO_BEAR, told=told) for told in (True, False)}
FOUND = ["FILTER NOT EXISTS { ?x peel:dateLatest ?last . FILTER(?last > $as_of) }"]
EVENTS = [
    'FILTER(COALESCE(?begun <= $as_of, ?state != "not heard of since"@en'
    " && NOT EXISTS { ?x peel:endedBy ?end }))",
    "FILTER(COALESCE(?day <= $as_of, true))",
    "FILTER NOT EXISTS { ?happening peel:cameBefore ?next . ?course peel:markedBy ?next ."
    " ?next peel:dateLatest ?then . FILTER(COALESCE(?then <= $as_of, true)) }",
]
LINES = {line for lines in (*HELD.values(), *BEARS.values(), FOUND, EVENTS) for line in lines}


def speaks_of_sharing(question: StoredQuestion) -> bool:
    body = "\n".join(line for line in question.text.splitlines() if not line.startswith("#"))
    return question.topic == "collaboration" or bool(
        re.search(
            r"peel:(membership|member|collaboration|Sharing|sharedBy|bearsOn|mayBearOn)\b", body
        )
    )


ON_SHARING = [q for q in QUESTIONS if speaks_of_sharing(q)]
PATTERNED = [q for q in ON_SHARING if q.name not in TIMELESS]
OUTCOMES_ALONE = {"findings-edges", "findings-nodes"}
"""Projections of outcomes: through which membership one may reach a force is in the graph."""


def names(question: StoredQuestion) -> str:
    return question.name


def test_the_exceptions_are_still_questions() -> None:
    assert set(TIMELESS) | set(DOUBTFUL_ALONE) <= {q.name for q in ON_SHARING}


@pytest.mark.parametrize("question", [q for q in ON_SHARING if q.name not in TIMELESS], ids=names)
def test_it_can_be_asked_for_a_day_and_for_what_is_certain(question: StoredQuestion) -> None:
    parameters = {p.name: p for p in question.params}
    assert parameters["as_of"].type == "date"
    if question.name not in DOUBTFUL_ALONE:
        assert (parameters["certain"].type, parameters["certain"].default) == ("boolean", "false")


@pytest.mark.parametrize("question", PATTERNED, ids=names)
def test_it_asks_with_the_one_pattern(question: StoredQuestion) -> None:
    lines = [re.sub(SUBJECT, "?x", line.strip()) for line in question.text.splitlines()]
    told = any(column.name == "certain" for column in question.returns)
    if question.name not in DOUBTFUL_ALONE.keys() | OUTCOMES_ALONE:
        text = "\n".join(lines)
        assert "\n".join(HELD[told]) in text or "\n".join(BEARS[told]) in text
    assert {line for line in lines if re.search(r"\$as_of\b", line)} <= LINES


def rows(kg: KnowledgeGraph, question: str, column: str, **arguments: str) -> list[str]:
    return [getattr(row, column) for row in kg.ask(question, **arguments)]


def test_an_alliance_that_has_ended_is_gone_after_its_end(kg: KnowledgeGraph) -> None:
    alliance = "alliance/warwickshire-west-mercia-alliance"
    both = ["Warwickshire Police", "West Mercia Police"]
    assert rows(kg, "members-of", "name", collaboration=alliance) == both
    assert (
        rows(kg, "members-of", "name", collaboration=alliance, as_of="2019-01-01", certain="true")
        == both
    )
    assert rows(kg, "members-of", "certain", collaboration=alliance, as_of="2020-04-15") == [
        False,
        False,
    ]
    assert rows(kg, "members-of", "name", collaboration=alliance, as_of="2020-05-01") == []
    assert rows(kg, "members-of", "name", collaboration=alliance, as_of="2011-12-31") == []


def test_what_is_only_planned_is_never_certain(kg: KnowledgeGraph) -> None:
    unit = "unit/bch-public-contact"
    assert rows(kg, "members-of", "certain", collaboration=unit) == [False] * 3
    assert (
        rows(kg, "members-of", "certain", collaboration=unit, as_of="2017-12-31", certain="true")
        == []
    )


def test_a_unit_is_known_to_exist_while_it_is_known_to_have_members(kg: KnowledgeGraph) -> None:
    known = {
        day: set(
            rows(
                kg,
                "alliance-units",
                "unit",
                alliance="warwickshire-west-mercia-alliance",
                as_of=day,
                certain="true",
            )
        )
        for day in ("2010-01-01", "2018-01-01", "2021-01-01")
    }
    assert known["2010-01-01"] == known["2021-01-01"] == set()
    assert any(unit.endswith("/wwm-firearms") for unit in known["2018-01-01"])


def test_two_forces_share_for_a_time(kg: KnowledgeGraph) -> None:
    pair = {"force": "warwickshire", "other": "west-mercia"}
    alliance = "Warwickshire and West Mercia strategic alliance"
    names_on = {
        day: rows(kg, "shared-between", "name", as_of=day, **pair)
        for day in ("2018-01-01", "2021-01-01")
    }
    assert set(names_on["2018-01-01"]) - set(names_on["2021-01-01"]) == {alliance}
    assert rows(kg, "shared-between", "name", as_of="2021-01-01", certain="true", **pair) == []


@pytest.mark.parametrize("question", ["findings-through-units", "items-through-units"])
def test_certain_leaves_out_what_only_may_bear_on_a_force(
    kg: KnowledgeGraph, question: str
) -> None:
    column = "outcome" if question == "findings-through-units" else "item"
    every = set(rows(kg, question, column, force="cambridgeshire"))
    sure = set(rows(kg, question, column, force="cambridgeshire", certain="true"))
    doubtful = set(rows(kg, "may-reach-force", "outcome", force="cambridgeshire"))
    if column == "item":
        doubtful = {outcome for outcome in doubtful if "/id/item/" in outcome}
    assert doubtful
    assert doubtful <= every
    assert sure == every - doubtful
    marked = {
        getattr(row, column) for row in kg.ask(question, force="cambridgeshire") if not row.certain
    }
    assert marked == doubtful


def test_what_was_found_later_is_not_on_record_yet(kg: KnowledgeGraph) -> None:
    before = rows(kg, "items-through-units", "issued", force="cambridgeshire", as_of="2016-12-31")
    after = rows(kg, "items-through-units", "issued", force="cambridgeshire")
    assert max(before) <= "2016-12-31" < max(after)
    assert rows(kg, "weaknesses-of-shared-units", "finding", as_of="2013-01-01") == []
