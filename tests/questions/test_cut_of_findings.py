"""A weakness and its remedy are two findings, each with its own view, on the shipped graph."""

from __future__ import annotations

import pytest

from peelgraph.graph import KnowledgeGraph

SPLIT = [
    ("some-areas-must-improve", "overall-performance-mostly-satisfactory"),
    ("emerging-crime-awareness", "emerging-crime-steps"),
    ("demand-understanding-rather-limited", "demand-action-reassures"),
    ("offender-enforcement-not-active-enough", "dangerous-offender-management"),
    ("demand-understanding-must-improve", "demand-action-and-progress"),
    ("ict-gains-not-understood-by-force", "ict-strategy-brings-gains"),
    ("hidden-demand-unfinished", "hidden-demand-work-in-progress"),
    ("growth-or-precept-risk", "growth-risk-known"),
    ("part-of-savings-from-reserves", "plans-for-part-of-savings"),
    ("connectivity-poor-in-places", "connectivity-being-improved"),
]


def value(kg: KnowledgeGraph, slug: str, term: str) -> str:
    finding = f"<https://w3id.org/peelgraph/id/finding/{slug}>"
    ((found,),) = kg.sparql(f"SELECT ?v {{ {finding} peel:{term} ?v }}").rows
    return str(found).rpartition("#")[2]


@pytest.mark.parametrize(("weakness", "remedy"), SPLIT)
def test_a_weakness_and_its_remedy_are_two_findings(
    kg: KnowledgeGraph, weakness: str, remedy: str
) -> None:
    assert value(kg, weakness, "polarity") == "negative"
    assert value(kg, remedy, "polarity") == "positive"


def test_no_finding_of_the_reports_is_both(kg: KnowledgeGraph) -> None:
    assert len(kg.sparql("SELECT ?f { ?f a peel:Finding ; peel:polarity peel:mixed }")) == 0


def test_a_grade_below_good_has_a_weakness_beside_it(kg: KnowledgeGraph) -> None:
    judged = """?j a peel:Judgement ; peel:criterion ?c ; peel:inAssessment ?a ; peel:grade/peel:rank ?rank .
                ?other a peel:Finding ; peel:inAssessment ?a . FILTER(?rank > 2)"""
    weakness = (
        "?f a peel:Finding ; peel:criterion ?c ; peel:inAssessment ?a ; peel:polarity peel:negative"
    )
    assert len(kg.sparql(f"SELECT DISTINCT ?j {{ {judged} }}")) >= 4
    lacking = kg.sparql(f"SELECT DISTINCT ?j {{ {judged} FILTER NOT EXISTS {{ {weakness} }} }}")
    assert [row.j for row in lacking] == []


@pytest.mark.parametrize(
    "slug",
    [
        "need-for-better-demand-picture-recognised",
        "emerging-crime-awareness",
        "hidden-demand-unfinished",
        "day-review-points-to-safeguarding-response",
        "futures-model-favours-blue-light-and-councils",
        "estates-savings-may-exceed",
        "abuse-of-position-intelligence",
        "alliance-called-pioneering",
    ],
)
def test_what_a_force_says_of_itself_is_its_own_view(kg: KnowledgeGraph, slug: str) -> None:
    assert value(kg, slug, "standpoint") == "forceView"
