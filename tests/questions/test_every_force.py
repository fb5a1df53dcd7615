"""Every question that can be asked for a force finds, for each of the 43, all that the plain triples hold."""

from __future__ import annotations

from collections import defaultdict

import pytest

from peelgraph.graph import KnowledgeGraph
from peelgraph.questions.question import StoredQuestion, load_questions
from peelgraph.resources import SHIPPED

QUESTIONS = {question.name: question for question in load_questions(SHIPPED.queries)}
ROUND = {"pillar": "pillar/efficiency", "framework": "framework/peel-2016"}
ITEM = "?it peel:addressedTo ?force ; a ?class . VALUES ?class { peel:AreaForImprovement peel:CauseOfConcern peel:Recommendation }"
INVOLVES = "{{ {0} peel:involves ?force }} UNION {{ {0} a peel:PoliceForce . BIND({0} AS ?force) }} ?force a peel:PoliceForce ."
PLAIN = {
    "functions-of-forces": (
        "membership",
        "?it a peel:ActualMembership ; peel:member ?force ; peel:collaboration ?unit . ?unit a peel:JointUnit ; peel:function ?function",
    ),
    "initiatives": (
        "initiative",
        "VALUES ?class { peel:Programme peel:System peel:Partnership } ?it a ?class . { ?it peel:runBy|peel:usedBy|peel:signedBy ?force } UNION { ?force peel:takesPartIn ?it } UNION { ?in peel:collaboration ?it ; peel:member ?force }",
    ),
    "partners-of-force": (
        "partner",
        "?sharing peel:sharedBy ?force, ?it . FILTER(?it != ?force)",
    ),
    "timeline-of-force": ("membership", "?it a peel:Membership ; peel:member ?force"),
    "units-of-force": (
        "unit",
        "?in peel:member ?force ; peel:collaboration ?it . ?it a peel:JointUnit",
    ),
    "units-of-one-force": ("unit", "?it peel:unitOf ?force"),
    "who-leads": (
        "collaboration",
        "?in peel:member ?force ; peel:membershipRole peel:lead ; peel:collaboration ?it",
    ),
    "findings-of-force": ("finding", "?it a peel:Finding ; peel:concerns ?force"),
    "findings-through-units": ("outcome", "?it peel:mayReachThrough ?in . ?in peel:member ?force"),
    "may-reach-force": (
        "outcome",
        "?it peel:mayBearOn ?force . FILTER NOT EXISTS { ?it peel:bearsOn|peel:concerns ?force }",
    ),
    "own-view": (
        "finding",
        "?it peel:standpoint peel:forceView ; peel:inAssessment ?assessment . ?assessment peel:assesses ?force",
    ),
    "reached-through-units": ("outcome", "?it peel:mayBearOn ?force"),
    "strengths-through-units": ("finding", "?it a peel:Strength ; peel:mayBearOn ?force"),
    "weaknesses-bearing-on-force": (
        "finding",
        "?it a peel:Shortcoming . { ?it peel:mayBearOn ?force } UNION { ?it peel:concerns ?force }",
    ),
    "inspectors": ("assessment", "?it peel:assesses ?force ; peel:inspector ?inspector"),
    "most-similar-forces": ("similar", "?force peel:mostSimilarTo ?it"),
    "neighbours": ("neighbour", "?force peel:borders ?it"),
    "areas-for-improvement": (
        "item",
        "?it a peel:AreaForImprovement ; peel:addressedTo ?force",
    ),
    "item-states": ("item", ITEM),
    "items-of-force": ("item", "?it a peel:FormalItem ; peel:addressedTo ?force"),
    "items-only-through-units": (
        "item",
        "?it a peel:FormalItem ; peel:mayBearOn ?force . FILTER NOT EXISTS { ?it peel:addressedTo ?force }",
    ),
    "items-printed-where": ("item", "?it a peel:FormalItem ; peel:addressedTo ?force"),
    "items-through-units": ("item", "?it a peel:FormalItem ; peel:mayBearOn ?force"),
    "no-cause-of-concern": (
        "known",
        "{ ?it a peel:CauseOfConcern ; peel:addressedTo ?force ; peel:framework <https://w3id.org/peelgraph/id/framework/peel-2016> }"
        " UNION { ?it peel:reportsOn ?in . ?in peel:assesses ?force }",
    ),
    "responses-due": ("item", "?it peel:responseDue ?day ; peel:addressedTo ?force"),
    "grade-changes": ("judgement", "?it peel:comparesWith ?before ; peel:ofForce ?force"),
    "grades-beside-neighbours": (
        "force_id",
        "{ ?force peel:borders ?it } UNION { ?force a peel:PoliceForce BIND(?force AS ?it) }",
    ),
    "grades-beside-similar": (
        "force_id",
        "{ ?force peel:mostSimilarTo ?it } UNION { ?force a peel:PoliceForce BIND(?force AS ?it) }",
    ),
    "grades-of-force": (
        "judgement",
        "?it a peel:Judgement ; peel:ofForce ?force ; peel:criterion ?on . ?on a peel:Pillar",
    ),
    "grades-of-forces": (
        "judgement",
        "?it a peel:Judgement ; peel:ofForce ?force ; peel:criterion ?on . ?on a peel:Pillar",
    ),
    "area-grades-of-forces": (
        "judgement",
        "?it a peel:Judgement ; peel:ofForce ?force ; peel:criterion ?on ; peel:grade ?given ; peel:inRound ?round ."
        " ?on a peel:Question . ?round peel:begins ?day ; peel:gradeScheme ?scheme ."
        " FILTER NOT EXISTS { ?on peel:underCriterion ?pillar } FILTER NOT EXISTS { ?newer peel:supersedes ?it }",
    ),
    "enhanced-monitoring": ("monitoring", "?it peel:monitors ?force"),
    "exposures": ("thing", f"?it peel:exposedTo ?risk . {INVOLVES.format('?it')}"),
    "plans-and-dependencies": (
        "thing",
        f"?it a peel:UnsettledThing ; rdfs:label ?n . {INVOLVES.format('?it')}",
    ),
    "dependencies": (
        "relation",
        "?it peel:relationKind peel:dependsOn ; peel:relationSubject|peel:relationObject ?side ."
        f" {INVOLVES.format('?side')}",
    ),
    "figures-not-printed": (
        "measurement",
        "?it a peel:Measurement ; peel:measurementOf ?body . FILTER NOT EXISTS { ?it peel:value ?value }"
        f" {INVOLVES.format('?body')}",
    ),
    "not-graded": ("judgement", "?it peel:notGradedReason ?why ; peel:ofForce ?force"),
    "question-grades": (
        "judgement",
        "?it a peel:Judgement ; peel:ofForce ?force ; peel:criterion ?on . ?on a peel:Question ."
        " FILTER NOT EXISTS { ?newer peel:supersedes ?it }",
    ),
}
"""The column of a question that says what a row is of, and the triples that put it there for a force."""
GIVEN = {
    "item-states": {"as_of": "2026-11-27"},
    "no-cause-of-concern": {"framework": "framework/peel-2016"},
    "grades-beside-neighbours": ROUND,
    "grades-beside-similar": ROUND,
}
"""What else a question needs."""
OTHERWISE = {
    "announced-reforms": "test_current.py: all forces are touched",
    "became-of-collaboration": "test_current.py has those of which something is known",
    "conditions": "its relations are those of dependencies, of another kind",
    "dates-in-order": "test_figures.py has the events in order",
    "due-by": "test_figures.py has what was due",
    "figures-compared": "it has the figures that compare, by the filter of figures-not-printed",
    "figures-of": "it asks for one body",
    "figures-with-words": "it asks for words",
    "good-where-force-is-not": "it lists other forces",
    "grades-known": "test_current.py has how much is known of each force",
    "money-by-year": "it has the figures in pounds, by the filter of figures-not-printed",
    "no-area-good": "it lists the forces that have none",
    "plans": "it has the kinds of what plans-and-dependencies lists",
    "published-between": "test_current_rounds.py has the inspections",
    "relations-of": "it asks for one thing",
    "stated-again": "test_figures.py has all that are stated again",
    "units-beside-forces": "test_current_rounds.py has the grades of units",
    "what-qualifies": "it lists what is said of figures",
    "functions-without-shared-unit": "test_national.py has all functions less those served",
    "grades-beside-partners": "test_national.py counts the partners",
    "inspector-changes": "test_national.py pairs the rounds",
    "judgements-on-record": "it counts",
    "neighbours-that-differ": "test_national.py has the pairs of borders",
    "not-judged": "it lists what is not there",
    "said-of-case": "its force is the one that would leave",
    "shared-between": "it asks for two forces",
}
"""Questions with a force that are held to the plain triples elsewhere, or have none."""


def takes_force(question: StoredQuestion) -> bool:
    """Whether it has a parameter of its own that is a force; filters are held by test_filters.py."""
    return any(p.type == "iri:PoliceForce" for p in question.own)


def test_every_question_with_a_force_is_here() -> None:
    mine = {name for name, question in QUESTIONS.items() if takes_force(question)}
    assert mine <= PLAIN.keys() | OTHERWISE.keys()
    assert PLAIN.keys() | OTHERWISE.keys() <= QUESTIONS.keys()


FULLEST = ("bedfordshire", "cambridgeshire", "hertfordshire")
"""The forces of which most is known."""


@pytest.fixture(
    params=[
        pytest.param(4, id="every-fourth-force"),
        pytest.param(1, id="every-force", marks=pytest.mark.engine),
    ]
)
def forces(request: pytest.FixtureRequest, kg: KnowledgeGraph) -> list[str]:
    """All forces, which takes minutes; or a share of them and those of which most is known."""
    answer = kg.sparql("SELECT ?force WHERE { ?force a peel:PoliceForce } ORDER BY ?force")
    every = [str(force) for (force,) in answer.rows]
    return [
        force
        for place, force in enumerate(every)
        if place % request.param == 0 or force.endswith(FULLEST)
    ]


@pytest.mark.parametrize("name", PLAIN)
def test_each_force_is_told_all_that_is_known(
    name: str, kg: KnowledgeGraph, forces: list[str]
) -> None:
    column, pattern = PLAIN[name]
    expected = defaultdict(set)
    for force, it in kg.sparql(f"SELECT DISTINCT ?force ?it WHERE {{ {pattern} }}").rows:
        expected[str(force)].add(str(it))
    for force in forces:
        answer = kg.ask(name, force=force, **GIVEN.get(name, {}))
        place = answer.columns.index(column)
        found = {str(row[place]) for row in answer.rows if row[place] is not None}
        assert found == expected[force], force
