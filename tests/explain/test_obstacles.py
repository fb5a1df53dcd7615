"""Why not: the rules that could conclude a triple, what each lacks, and the reasons that their authors foresaw."""

from __future__ import annotations

import pytest
from rdflib import URIRef

from peelgraph.errors import Holds
from peelgraph.explain import Obstacle, WhyNot, why_not
from peelgraph.graph import KnowledgeGraph
from peelgraph.vocab import PEEL
from tests.rules.test_inferences import world

__all__ = ["world"]


def not_bears_on(
    world: KnowledgeGraph, finding: str, force: str, predicate: str = "bearsOn"
) -> WhyNot:
    goal = URIRef(f"urn:{finding}"), PEEL[predicate], URIRef(f"urn:{force}")
    return why_not(world.store, world.rules, goal)


def only(found: WhyNot) -> Obstacle:
    (obstacle,) = found.obstacles
    return obstacle


@pytest.mark.parametrize(
    ("finding", "force", "reason"),
    [
        ("f-unit", "b", "the membership of urn:b in urn:unit ended in 2014, before 2016-11-03, the date of what was found"),
        ("f-unit", "c", "the membership of urn:c in urn:unit begins in 2018, after 2016-11-03, the date of what was found"),
        ("f-alliance", "b", "the membership of urn:b in urn:alliance is only planned, and a plan is never taken for a fact"),
        ("f-own", "b", "urn:own belongs to urn:a alone, and what concerns a force's own unit does not reach others"),
        ("f-unit", "d", "urn:d has no membership of urn:unit, which this concerns"),
    ],
    ids=["ended", "not begun", "only planned", "a force's own unit", "no member"],
)  # fmt: skip
@pytest.mark.parametrize("predicate", ["bearsOn", "mayBearOn"])
def test_reasons_in_words(
    world: KnowledgeGraph, finding: str, force: str, reason: str, predicate: str
) -> None:
    world = with_stated_dates(world)
    obstacles = not_bears_on(world, finding, force, predicate).obstacles
    (nearest,) = [o for o in obstacles if o.rule.endswith("bear-on") or o.rule == "bears-on"]
    assert nearest.reasons == (reason,)


def with_stated_dates(world: KnowledgeGraph) -> KnowledgeGraph:
    """The small world, with the dates of two memberships as stated beside their bounds."""
    world.store.update(
        """INSERT DATA { <urn:m2> peel:until "2014" . <urn:m3> peel:from "2018" .
           GRAPH graph:more { <urn:m2> peel:until "2014" . <urn:m3> peel:from "2018" } }"""
    )
    return world


def test_a_membership_without_dates_only_may_bear(world: KnowledgeGraph) -> None:
    o = only(not_bears_on(world, "f-alliance", "c"))
    assert o.reasons == (
        "no source gives a day on which the membership of urn:c in urn:alliance held; so this only may bear on it",
    )
    assert o.lacks == ("nothing says ‘urn:n3 – held on – anything’",)


def test_a_date_known_to_the_month_only_may_bear(world: KnowledgeGraph) -> None:
    o = only(not_bears_on(world, "f-month", "a"))
    assert o.reasons == (
        "the last day on which the membership of urn:a in urn:alliance is known to have held is 2016-11-03, before "
        "2016-11-30, the date of what was found; so this only may bear on it",
    )
    assert o.lacks == (
        "‘date, latest’ 2016-11-30 is after ‘held on’ 2010-01-01, and "
        "‘date, latest’ 2016-11-30 is after ‘held on’ 2016-11-03",
    )


def test_what_is_met_and_what_is_missing(world: KnowledgeGraph) -> None:
    o = only(not_bears_on(world, "f-alliance", "b"))
    assert (o.rule, len(o.met), o.asked) == ("bears-on", 6, 11)
    assert 0 < o.share < 1
    assert len(o.lacks) == 1
    assert "not ‘actual membership’" in o.lacks[0]


def test_a_missing_premise_is_asked_why_in_its_turn(world: KnowledgeGraph) -> None:
    deeper = only(not_bears_on(world, "f-alliance", "b")).deeper
    assert deeper is not None
    assert deeper.triple == (
        URIRef("urn:n2"),
        URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        PEEL.ActualMembership,
    )
    assert [words.rpartition(", not ")[2] for words in only(deeper).lacks] == [
        "‘at risk’",
        "‘existing’",
    ]
    assert all("– modality – planned’" in words for words in only(deeper).lacks)


@pytest.mark.parametrize(
    ("one", "predicate", "other", "lacks"),
    [
        (
            "j9",
            "declinesFrom",
            "j10",
            "‘urn:fine – in scheme – urn:other-scheme’, not ‘urn:scheme’",
        ),
        ("j1", "repeatsGradeOf", "j2", "‘rank’ 2 is not ‘rank’ 3"),
        ("j1", "declinesFrom", "j2", "‘rank’ 2 is not above ‘rank’ 3"),
        ("j11", "comparesWith", "j2", "‘urn:j1 – supersedes – urn:j11’ stands in the way"),
    ],
    ids=["another scheme", "not the same", "a comparison of numbers", "something that must not be"],
)
def test_conditions_that_fail(
    world: KnowledgeGraph, one: str, predicate: str, other: str, lacks: str
) -> None:
    assert not_bears_on(world, one, other, predicate).obstacles[0].lacks == (lacks,)


def test_what_holds_is_refused_with_a_hint(world: KnowledgeGraph) -> None:
    with pytest.raises(Holds, match=r"It holds: .*; ask `peelgraph why` for the proof"):
        not_bears_on(world, "f-unit", "a")


def test_what_no_rule_concludes(world: KnowledgeGraph) -> None:
    found = not_bears_on(world, "f-unit", "b", "about")
    assert (found.obstacles, found.more) == ((), 0)


def test_the_nearest_misses_first_and_how_many_more(kg: KnowledgeGraph) -> None:
    found = kg.why_not("force/cambridgeshire", "a", "peel:JointUnit", limit=2)
    assert len(found.obstacles) <= 2
    all_found = kg.why_not("force/cambridgeshire", "a", "peel:Collaboration", limit=100)
    shares = [o.share for o in all_found.obstacles]
    assert shares == sorted(shares, reverse=True)
    few = kg.why_not("force/cambridgeshire", "a", "peel:Collaboration", limit=1)
    assert few.obstacles == all_found.obstacles[:1]
    assert few.more > 0


def test_of_the_shipped_graph(kg: KnowledgeGraph) -> None:
    planned = kg.why_not("finding/ambition-across-region", "bears on", "hertfordshire").obstacles[0]
    assert planned.reasons == (
        "the membership of Hertfordshire Constabulary in seven-force collaboration in the eastern region is only "
        "planned, and a plan is never taken for a fact",
    )
    item = "item/bedfordshire-eastern-soc-2023-01"
    sooner = kg.why_not(item, "bears on", "kent").obstacles[0]
    assert sooner.lacks == ("‘date, latest’ 2023-05-19 is after ‘held on’ 2018-07-25",)
    named = kg.why_not("finding/public-contact-for-quality-too", "bears on", "bedfordshire")
    assert any("only planned within" in reason for reason in named.obstacles[0].reasons)
