"""What would follow from cases.

On small graphs known by hand, and on the cases that the sources speak of.
"""

from __future__ import annotations

import pytest

from peelgraph import PEEL, KnowledgeGraph
from peelgraph.builder.assemble import assemble
from peelgraph.errors import CaseError, ReadOnlyGraph, ThingNotFound
from peelgraph.resources import Resources
from peelgraph.store.remote import RemoteStore
from peelgraph.vocab import curie, thing
from peelgraph.whatif import Delay, End, Join, Leave, Stake, parse_cases

FINDING = thing("finding/vetting-backlog")
NORTH = thing("force/northshire")
SOUTH = thing("force/southshire")


@pytest.fixture(scope="module")
def small(small_tree: Resources) -> KnowledgeGraph:
    """Two forces share a vetting unit, of which one finding speaks, dated 2016-11-03."""
    return KnowledgeGraph(assemble(small_tree).store, small_tree)


def reached(outcome_effects: tuple) -> set[tuple]:
    return {e.triple for e in outcome_effects}


def things(stakes: list[Stake]) -> set[str]:
    return {curie(str(stake.thing)) for stake in stakes}


def test_who_leaves_is_no_longer_reached(small: KnowledgeGraph) -> None:
    outcome = small.what_if(Leave("southshire", unit="unit/vetting"))
    assert reached(outcome.lost) == {(FINDING, PEEL.bearsOn, SOUTH)}
    assert outcome.gained == ()
    assert [(x.before, x.after, x.is_broken, x.loses_lead) for x in outcome.sharing] == [
        (2, 1, True, False)
    ]


def test_what_would_be_lost_is_explained(small: KnowledgeGraph) -> None:
    outcome = small.what_if("leave southshire --unit vetting")
    assert {outcome.why(effect).rule for effect in outcome.lost} == {"bears-on"}
    join = small.what_if(
        "leave southshire --unit vetting and join southshire vetting --on 2015-01-01"
    )
    assert all(outcome.why(effect).rule == "bears-on" for effect in join.gained)


def test_who_leaves_later_was_reached_all_the_same(small: KnowledgeGraph) -> None:
    assert small.what_if("leave southshire --on 2018-01-01").lost == ()
    assert reached(small.what_if("leave southshire --on 2016-01-01").lost) == {
        (FINDING, PEEL.bearsOn, SOUTH)
    }


def test_a_unit_that_loses_its_lead(small: KnowledgeGraph) -> None:
    (left,) = small.what_if("leave northshire --unit vetting").sharing
    assert (left.after, left.loses_lead) == (1, True)
    (left,) = small.what_if(End("vetting")).sharing
    assert (left.before, left.after, left.is_broken) == (2, 0, True)


def test_several_cases_make_one_outcome(small: KnowledgeGraph) -> None:
    before = {str(q) for q in small.store.inner}
    back = small.what_if("leave southshire --unit vetting", "join southshire vetting")
    assert (back.lost, back.gained, len(back.titles)) == ((), (), 2)
    both = small.what_if("leave southshire --unit vetting and leave northshire --unit vetting")
    assert reached(both.lost) == {(FINDING, PEEL.bearsOn, SOUTH), (FINDING, PEEL.bearsOn, NORTH)}
    assert {str(q) for q in small.store.inner} == before


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        ("leave southshire --unit vetting --alliance x", "one of the two"),
        ("leave southshire --on 2030-01", "more than a day"),
        ("leave southshire --on soon", "not a day"),
        ("leave southshire --unit vetting --until 2016", "write leave FORCE"),
        ("leave", "does not say which force"),
        ("abolish southshire", "begins with leave, end, join, delay"),
        ("join southshire vetting", "already"),
        ("delay northshire", "nothing that can be late"),
    ],
)
def test_cases_that_cannot_be_supposed(small: KnowledgeGraph, case: str, reason: str) -> None:
    with pytest.raises(CaseError, match=reason):
        small.what_if(case)


def test_names_and_graphs_that_are_not_there(small: KnowledgeGraph) -> None:
    with pytest.raises(ThingNotFound):
        small.what_if("leave nowhere")
    with pytest.raises(ReadOnlyGraph):
        KnowledgeGraph(RemoteStore("http://127.0.0.1:9/")).what_if("leave eastshire")


def test_words_and_objects_say_the_same() -> None:
    words = [
        "leave",
        "bedfordshire",
        "--unit",
        "x",
        "--on",
        "2017-01-01",
        "and",
        "end",
        "y",
        "and",
        "join",
        "essex",
        "z",
        "and",
        "delay",
        "tuserv",
    ]
    assert parse_cases(words) == [
        Leave("bedfordshire", unit="x", on="2017-01-01"),
        End("y"),
        Join("essex", "z"),
        Delay("tuserv"),
    ]


def test_bedfordshire_stays_out_of_the_shared_control_room(kg: KnowledgeGraph) -> None:
    outcome = kg.what_if("leave bedfordshire --unit 'shared control room'")
    assert [(x.name, x.before, x.after) for x in outcome.sharing] == [
        ("joint public contact and control rooms", 3, 2)
    ]
    conditions = {row.name for row in outcome.said if row.kind == "condition"}
    assert "two-force public contact and control rooms" in conditions
    assert "medium-term financial plan of Cambridgeshire" in {
        r.name for r in outcome.said if r.kind == "dependency"
    }
    assert outcome.lost == (), "a plan is not reasoned with"


def test_what_is_told_of_each_party(kg: KnowledgeGraph) -> None:
    outcome = kg.what_if("leave bedfordshire --unit bch-public-contact")
    bedfordshire, cambridgeshire, hertfordshire = outcome.parties
    assert bedfordshire.name == "Bedfordshire Police"
    assert [stake.kind for stake in bedfordshire.loses] == ["membership"]
    assert things(bedfordshire.risks) >= {"finding/control-rooms-cost-bedfordshire"}
    assert [stake.sentence for stake in hertfordshire.loses] == [
        "Bedfordshire Police in joint public contact and control rooms"
    ]
    assert hertfordshire.keeps[0].sentence == (
        "joint public contact and control rooms, with Cambridgeshire Constabulary"
    )
    saved = "finding/control-rooms-save-for-two"
    assert {"membership/ch-public-contact.hertfordshire", saved} <= things(hertfordshire.risks)
    rests = "relation/financial-plan.depends-on-public-contact"
    assert {rests, saved} <= things(cambridgeshire.risks)


def test_what_was_exposed_before_something_is_late(kg: KnowledgeGraph) -> None:
    outcome = kg.what_if("delay bch-information-system")
    plan = thing("programme/cambridgeshire-medium-term-financial-plan")
    assert plan in {effect.triple[0] for effect in outcome.exposed}
    rests = "relation/financial-plan.depends-on-public-contact"
    (cambridgeshire,) = (p for p in outcome.parties if p.name == "Cambridgeshire Constabulary")
    assert rests in things(cambridgeshire.risks), "what depends on it through another is followed"
    assert len(outcome.parties) == 3


def test_what_parties_lose_keep_and_gain(world: KnowledgeGraph) -> None:
    left = world.what_if("leave northshire --unit unit/armed-policing")
    first, *stay = left.parties
    assert first.name == "Northshire Constabulary"
    assert {stake.kind for stake in first.loses} >= {"membership", "outcome"}
    assert {stake.kind for party in stay for stake in party.loses} == {"partner", "lead"}
    assert all(stake.kind == "collaboration" for stake in first.keeps)
    joined = world.what_if("join farshire unit/armed-policing --on 2016-01-01")
    assert {stake.kind for stake in joined.parties[0].gains} == {"membership", "outcome"}


def test_west_mercia_leaves_warwickshire(kg: KnowledgeGraph) -> None:
    outcome = kg.what_if("leave west-mercia --alliance warwickshire-west-mercia-alliance")
    assert len(outcome.sharing) == 13
    assert all(x.is_broken for x in outcome.sharing)
    concerns = {
        row.thing.rpartition("/id/")[2] for row in outcome.said if row.kind == "formal item"
    }
    assert {"item/warwickshire-2018-19-01", "item/west-mercia-2018-19-01"} <= concerns


def test_what_depends_on_something_late_is_exposed(kg: KnowledgeGraph) -> None:
    plan = thing("programme/cambridgeshire-medium-term-financial-plan")
    estates = thing("programme/cambridgeshire-estates-plan")
    outcome = kg.what_if(Delay("programme/cambridgeshire-estates-plan"))
    assert reached(outcome.gained) == {(plan, PEEL.exposedTo, estates)}
    assert [row.name for row in outcome.said if row.kind == "dependency"] == [
        "medium-term financial plan of Cambridgeshire"
    ]


def test_the_network_before_and_after(kg: KnowledgeGraph) -> None:
    outcome = kg.what_if(
        "leave west-mercia --alliance warwickshire-west-mercia-alliance --on 2016-01-01"
    )
    before, after = outcome.networks()
    pair = str(thing("force/warwickshire")), str(thing("force/west-mercia"))
    shared = (
        before.edges[pair]["weight"],
        after.edges[pair]["weight"] if after.has_edge(*pair) else 0,
    )
    assert shared[0] - shared[1] == sum(x.is_broken for x in outcome.sharing) - 1, (
        "each but the alliance itself is a unit"
    )
    changes = {row.id: row.change for row in outcome.measures()}
    assert changes == dict.fromkeys(pair, shared[1] - shared[0])
    edges = {row.measure: (row.before, row.after) for row in outcome.structure()}
    assert ("edges" in edges) is (shared[1] == 0)
    assert kg.what_if("leave bedfordshire --unit 'shared control room'").structure().rows == ()
