"""What figures rest on, what dates what the reports say, and what they say again, on the shipped graph."""

from __future__ import annotations

from typing import Any

import pytest

from peelgraph.graph import KnowledgeGraph


def ask(kg: KnowledgeGraph, question: str, **arguments: Any) -> list[dict[str, Any]]:
    result = kg.ask(question, **arguments)
    return [dict(zip(result.columns, row, strict=True)) for row in result]


def slugs(rows: list[dict[str, Any]], column: str) -> list[str]:
    return [str(row[column]).rpartition("/")[2] for row in rows]


def figure(kg: KnowledgeGraph, slug: str) -> dict[str, Any]:
    rows = ask(kg, "figures-of", body="force/cambridgeshire")
    (found,) = (row for row in rows if str(row["measurement"]).endswith(f"/{slug}"))
    return found


@pytest.mark.parametrize(
    ("slug", "column", "words"),
    [
        ("cambridgeshire-workforce-change-2016-2020", "caveats", "no concrete plan"),
        ("cambridgeshire-workforce-change-2016-2020", "caveats", "booked to forces"),
        ("cambridgeshire-workforce-number-2020", "caveats", "comes from budgets"),
        ("cambridgeshire-police-collaboration-share-2016-17", "basis", "left out of the average"),
        ("cambridgeshire-emergency-calls-2016", "collected_in", "return 441"),
        ("cambridgeshire-officer-number-2016", "collected_in", "return 502"),
        ("cambridgeshire-emergency-calls-2016", "basis", "middle of 2015"),
        ("cambridgeshire-staff-cost-rank-2015-16", "basis", "City of London"),
    ],
)
def test_a_figure_says_where_it_comes_from_and_what_to_beware_of(
    kg: KnowledgeGraph, slug: str, column: str, words: str
) -> None:
    assert words in str(figure(kg, slug)[column])


def test_who_is_left_out_of_averages_and_ranks_and_who_counts(kg: KnowledgeGraph) -> None:
    rows = ask(kg, "what-qualifies", force="cambridgeshire", framework="peel-2016")
    by = {str(row["qualification"]).rpartition("/")[2]: row for row in rows}
    assert (
        by["two-forces-left-out-of-average"]["leaves_out"]
        == "Warwickshire Police|West Mercia Police"
    )
    london = "City of London Police|Metropolitan Police Service"
    assert by["ranks-without-london"]["leaves_out"] == london
    assert by["cost-averages-with-london"]["counts_in"] == london
    rules = {slug for slug, row in by.items() if str(row["kind"]) == "rule of comparison"}
    assert rules == {
        "average-by-standard-deviation",
        "average-quarter-half-quarter",
        "significance-level",
    }


def test_figures_that_only_a_chart_shows_are_known_to_exist(kg: KnowledgeGraph) -> None:
    rows = ask(kg, "figures-not-printed", force="cambridgeshire")
    shown = [str(row["shown_in"]) for row in rows]
    assert {name: shown.count(name) for name in sorted(set(shown))} == {
        "Force in numbers": 4,
        "figure 1": 3,
        "figure 2": 5,
        "figure 5": 3,
        "figure 6": 3,
        "figure 7": 5,
    }
    unprinted = set(slugs(rows, "measurement"))
    observed = kg.sparql("SELECT ?m { ?m a qb:Observation }")
    assert len(observed) > 90
    assert unprinted.isdisjoint(str(row.m).rpartition("/")[2] for row in observed)


def test_what_qualifies_a_figure_is_no_longer_set_aside(kg: KnowledgeGraph) -> None:
    rows = kg.sparql(
        """SELECT ?s { ?s a peel:Sentence ; peel:section "Annex A: About the data" ;
                          peel:setAside peel:method }"""
    )
    # that the annex has sources, and that a table follows
    assert len(rows) == 3


def test_what_was_due_by_2017(kg: KnowledgeGraph) -> None:
    rows = ask(kg, "due-by", by="2017-12-31", since="2016-01-01", framework="peel-2016")
    due = dict(zip(slugs(rows, "thing"), (str(row["due"]) for row in rows), strict=True))
    assert due["alliance-half-of-functions-by-2017"] == "2017"
    assert due["all-functions-joint-by-2017"] == "2017"
    assert due["bch-functions-joint-2017"] == "2017"
    assert due["bch-ict-business-case"] == due["tri-force-ict-structure-by-april-2017"] == "2017-04"
    assert due["tuserv"] == "2017-11"
    assert due["all-2016-02"] == "2017-03-08"
    assert "outsourcing-and-market-test" not in due


def test_events_stand_in_the_order_of_their_dates(kg: KnowledgeGraph) -> None:
    rows = ask(kg, "dates-in-order", force="cambridgeshire", until="2016-12-31")
    order = [slug for slug, row in zip(slugs(rows, "thing"), rows, strict=True) if row["mark"]]
    happened = [
        "futures-team-phase-one",
        "september-2015-partner-workshop",
        "public-protection-27-officers",
        "ict-budget-pooled",
    ]
    assert sorted(happened, key=order.index) == happened


def test_each_section_has_the_day_of_its_update(kg: KnowledgeGraph) -> None:
    rows = ask(kg, "section-dates", document="source/peel-2016-cambridgeshire")
    own = {str(row["section"]): str(row["updated"]) for row in rows if row["own"]}
    assert own == {
        "Effectiveness": "2017-03-02",
        "Efficiency": "2016-11-03",
        "Legitimacy": "2016-12-08",
        "Other inspections > Leadership": "2016-12-08",
        "Other reports": "2016-10-24",
    }


def test_a_finding_stated_again_keeps_both_days(kg: KnowledgeGraph) -> None:
    rows = ask(kg, "stated-again", force="cambridgeshire", framework="peel-2016")
    assert len(rows) == 13
    assert {str(row["last"]) for row in rows} == {"2017-03-02"}
    assert "mature-joint-working-commitment" in slugs(rows, "finding")


@pytest.mark.parametrize(
    ("slug", "side"),
    [
        ("how-the-gap-closes", "finding/balancing-work-focus"),
        ("london-in-averages-out-of-ranks", "qualification/ranks-without-london"),
        (
            "public-protection-grows-while-totals-fall",
            "measurement/cambridgeshire-workforce-number-2020",
        ),
        ("support-officers-grow-while-totals-fall", "measurement/cambridgeshire-pcso-number-2020"),
        ("seven-strands-listed", "measurement/futures-team-research-strands"),
        ("average-without-two-forces", "qualification/two-forces-left-out-of-average"),
        ("population-bases", "qualification/population-mid-2015"),
    ],
)
def test_figures_on_another_base_are_a_discrepancy(
    kg: KnowledgeGraph, slug: str, side: str
) -> None:
    found = ask(kg, "discrepancies-of", thing=side)
    assert f"discrepancy/{slug}" in {str(row["discrepancy"]).partition("/id/")[2] for row in found}
