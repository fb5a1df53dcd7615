"""Whom a finding or item is about, who carries it out and whom it reaches: hard cases, and the shipped graph."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Literal

from peelgraph.graph import KnowledgeGraph
from peelgraph.loading import load
from peelgraph.store import Result

WORLD = """
@prefix peel: <https://w3id.org/peelgraph/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<urn:a> a peel:PoliceForce . <urn:b> a peel:PoliceForce . <urn:c> a peel:PoliceForce .
<urn:pcc> a peel:CommissionerOffice ; peel:oversees <urn:a> .

# an alliance of all three; within it a unit, one that b has left, and one that is planned
<urn:alliance> a peel:Alliance ; peel:modality peel:existing .
<urn:unit> a peel:JointUnit ; peel:underAlliance <urn:alliance> ; peel:modality peel:existing .
<urn:left> a peel:JointUnit ; peel:underAlliance <urn:alliance> ; peel:modality peel:existing .
<urn:plan> a peel:JointUnit ; peel:underAlliance <urn:alliance> ; peel:modality peel:planned .
<urn:whole> a peel:JointUnit ; peel:modality peel:existing .
<urn:part> a peel:JointUnit ; peel:partOf <urn:whole> ; peel:modality peel:considered .
<urn:own> a peel:ForceUnit ; peel:unitOf <urn:b> .
<urn:body> a peel:Alliance ; peel:modality peel:planned .

<urn:m1> peel:member <urn:a> ; peel:collaboration <urn:alliance> .
<urn:m2> peel:member <urn:b> ; peel:collaboration <urn:alliance> .
<urn:m3> peel:member <urn:c> ; peel:collaboration <urn:alliance> .
<urn:m4> peel:member <urn:a> ; peel:collaboration <urn:unit> .
<urn:m5> peel:member <urn:b> ; peel:collaboration <urn:unit> .
<urn:m6> peel:member <urn:a> ; peel:collaboration <urn:left> .
<urn:m7> peel:member <urn:a> ; peel:collaboration <urn:whole> .

# c is only to join the unit; b was in the one that it left until 2014
<urn:n1> a peel:Membership ; peel:member <urn:c> ; peel:collaboration <urn:unit> ; peel:modality peel:planned .
<urn:n2> a peel:Membership ; peel:member <urn:b> ; peel:collaboration <urn:left> ; peel:modality peel:existing ;
  peel:fromLatest "2010-01-01"^^xsd:date ; peel:untilEarliest "2014-01-01"^^xsd:date ;
  peel:untilLatest "2014-12-31"^^xsd:date .
<urn:n3> a peel:Membership ; peel:member <urn:a> ; peel:collaboration <urn:plan> ; peel:modality peel:planned .
<urn:n4> a peel:Membership ; peel:member <urn:b> ; peel:collaboration <urn:plan> ; peel:modality peel:considered .
<urn:n5> a peel:Membership ; peel:member <urn:a> ; peel:collaboration <urn:body> ; peel:modality peel:planned .

<urn:scheme> a peel:Programme ; peel:runBy <urn:b> .
<urn:protocol> a peel:Programme ; peel:signedBy <urn:a>, <urn:b> .
<urn:system> a peel:System ; peel:usedBy <urn:a>, <urn:b> .
<urn:a> peel:takesPartIn <urn:scheme> .
"""

MEMBERSHIP = """
<urn:{name}> a peel:Membership ; peel:modality peel:existing ;
  peel:attestedOnEarliest "2016-01-01"^^xsd:date, "2016-12-31"^^xsd:date .
"""

OUTCOME = """
<urn:{name}> a peel:{kind} ; {says} ;
  peel:dateEarliest "2016-11-03"^^xsd:date ; peel:dateLatest "2016-11-03"^^xsd:date .
"""

OUTCOMES = {
    "names": "peel:about <urn:alliance>",
    "unit": "peel:about <urn:unit>, <urn:alliance>",
    "left": "peel:about <urn:left>, <urn:alliance>",
    "plan": "peel:about <urn:plan>, <urn:alliance>",
    "aim": "peel:about <urn:plan> ; peel:carriedOutBy <urn:alliance>",
    "part": "peel:about <urn:part>",
    "mentioned": "peel:about <urn:a> ; peel:mentions <urn:alliance>",
    "body": "peel:about <urn:body> ; peel:carriedOutBy <urn:a>, <urn:b>",
    "own": "peel:about <urn:a> ; peel:carriedOutBy <urn:own>",
    "signed": "peel:about <urn:protocol>",
    "used": "peel:about <urn:system>",
    "scheme": "peel:about <urn:scheme>",
}
ITEMS = {
    "laid": "peel:about <urn:a> ; peel:addressedTo <urn:a> ; peel:carriedOutBy <urn:alliance>",
    "handed": "peel:about <urn:a> ; peel:addressedTo <urn:a> ; peel:mentions <urn:unit>",
}


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    path: Path = tmp_path_factory.mktemp("world") / "world.ttl"
    text = [
        WORLD,
        *(MEMBERSHIP.format(name=f"m{number}") for number in range(1, 8)),
        *(OUTCOME.format(name=n, kind="Finding", says=says) for n, says in OUTCOMES.items()),
        *(OUTCOME.format(name=n, kind="Recommendation", says=says) for n, says in ITEMS.items()),
    ]
    path.write_text("".join(text), encoding="utf-8")
    return load(path)


def objects(graph: KnowledgeGraph, subject: str, predicate: str) -> set[str]:
    rows = graph.sparql(f"SELECT ?o WHERE {{ <urn:{subject}> peel:{predicate} ?o }}")
    return {str(row.o).removeprefix("urn:") for row in rows}


@pytest.mark.parametrize(
    ("outcome", "sure", "possible"),
    [
        ("names", "abc", "abc"),
        ("unit", "ab", "abc"),
        ("left", "ac", "abc"),
        ("plan", "", "abc"),
        ("aim", "", "abc"),
        ("part", "", "a"),
        ("mentioned", "", ""),
        ("body", "", ""),
        ("own", "", ""),
        ("laid", "abc", "abc"),
        ("handed", "", ""),
    ],
    ids=[
        "the alliance alone reaches its members",
        "who is only to join the unit may be reached by the alliance's name",
        "and who had left it; who never had a part in it is reached",
        "what is planned under an alliance is for nobody a fact",
        "nor where the alliance means to do it",
        "nor what is planned as a part of a unit",
        "what is only mentioned reaches nobody",
        "a body that does not exist yet reaches nobody",
        "a force's own unit reaches no other",
        "the work of an item reaches those who share what has to do it",
        "a unit that is only to be handed something reaches nobody",
    ],
)
def test_whom_an_outcome_reaches(
    little: KnowledgeGraph, outcome: str, sure: str, possible: str
) -> None:
    assert objects(little, outcome, "bearsOn") == set(sure)
    assert objects(little, outcome, "mayBearOn") == set(possible)


@pytest.mark.parametrize(
    ("outcome", "forces"),
    [
        ("body", "ab"),
        ("own", "ab"),
        ("mentioned", "a"),
        ("signed", "ab"),
        ("used", ""),
        ("scheme", "b"),
        ("laid", "a"),
    ],
    ids=[
        "who means to found a body",
        "the force of the unit that acts",
        "what is mentioned is not concerned",
        "the parties to an agreement",
        "who uses a system need not be concerned",
        "who runs a scheme, and not each that takes part",
        "a share in an alliance is not a force's own",
    ],
)
def test_which_forces_an_outcome_concerns(
    little: KnowledgeGraph, outcome: str, forces: str
) -> None:
    assert objects(little, outcome, "concerns") & set("abc") == set(forces)


def test_why_not_says_what_is_only_planned(little: KnowledgeGraph) -> None:
    (obstacle, *_) = little.why_not("urn:plan", "bears on", "urn:a").obstacles
    assert any("is only planned within" in reason for reason in obstacle.reasons)
    (obstacle, *_) = little.why_not("urn:left", "bears on", "urn:b").obstacles
    assert any("was no fact on the date" in reason for reason in obstacle.reasons)


def test_validation_names_who_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    outcomes = {
        "nobody": "peel:about <urn:body> ; peel:standpoint peel:inspectorateView",
        "planless": "peel:about <urn:a> ; peel:standpoint peel:plan",
        "planned": "peel:about <urn:a> ; peel:standpoint peel:plan ; peel:carriedOutBy <urn:a>",
        "both": "peel:about <urn:a> ; peel:mentions <urn:a>",
        "acting": "peel:about <urn:a> ; peel:carriedOutBy <urn:scheme>",
    }
    texts = [OUTCOME.format(name=n, kind="Finding", says=says) for n, says in outcomes.items()]
    path.write_text("".join([WORLD, *texts]), encoding="utf-8")
    found = {
        (problem.severity, problem.rule.rpartition("/")[2], problem.thing, problem.words)
        for problem in load(path).problems
        if problem.thing.startswith("urn:") and "/shape/" in problem.rule
    }
    of_who = {
        (severity, rule, thing.removeprefix("urn:"))
        for severity, rule, thing, _ in found
        if rule in {"reach", "mentionedOnly", "Intention", "WhoActs"}
    }
    assert of_who == {
        ("warning", "reach", "nobody"),
        ("violation", "Intention", "planless"),
        ("violation", "mentionedOnly", "both"),
        ("violation", "WhoActs", "scheme"),
    }
    (words,) = (words for _, rule, _, words in found if rule == "reach")
    assert words.startswith("urn:nobody: ")
    assert "it reaches no force" in words


def reached(kg: KnowledgeGraph, outcome: str, predicate: str) -> set[str]:
    rows = kg.sparql(
        f"SELECT ?o WHERE {{ id:{outcome} peel:{predicate} ?o . ?o a peel:PoliceForce }}"
    )
    return {str(row.o).rpartition("/")[2] for row in rows}


ALLIED = {"bedfordshire", "cambridgeshire", "hertfordshire"}
TWO = {"cambridgeshire", "hertfordshire"}


@pytest.mark.parametrize(
    ("outcome", "own", "sure", "possible"),
    [
        ("finding\\/public-contact-for-quality-too", set(), set(), ALLIED),
        ("finding\\/public-contact-put-back-to-2017", {"cambridgeshire"}, set(), ALLIED),
        ("finding\\/mature-joint-working-commitment", {"cambridgeshire"}, set(), set()),
        ("finding\\/technology-helps-joint-units", {"cambridgeshire"}, set(), set()),
        ("finding\\/forces-stay-committed-to-local-policing", ALLIED, set(), set()),
        ("finding\\/ambition-across-region", {"cambridgeshire"}, set(), set()),
        ("finding\\/four-further-forces-planned", ALLIED, set(), set()),
        ("finding\\/seven-force-extension-wanted", ALLIED, set(), set()),
        ("finding\\/ict-collaboration-to-seven-forces", ALLIED, set(), set()),
        ("finding\\/two-force-fallback-for-public-contact", TWO, set(), set()),
        (
            "finding\\/bedfordshire-may-not-join-public-contact",
            {"bedfordshire", "cambridgeshire"},
            set(),
            set(),
        ),
        ("finding\\/professional-standards-staffing", {"cambridgeshire"}, ALLIED, ALLIED),
        ("finding\\/police-and-crime-plan-trust", {"cambridgeshire"}, set(), set()),
        ("finding\\/estates-plan-sell-and-share", {"cambridgeshire"}, set(), set()),
        ("finding\\/arson-agreement-three-counties", ALLIED, ALLIED, ALLIED),
        ("finding\\/vehicle-it-shared", set(), ALLIED, ALLIED),
        (
            "item\\/cambridgeshire-2016-efficiency-workforce-plans",
            {"cambridgeshire"},
            ALLIED,
            ALLIED,
        ),
        (
            "item\\/cambridgeshire-2016-efficiency-workforce-capabilities",
            {"cambridgeshire"},
            ALLIED,
            ALLIED,
        ),
        (
            "item\\/cambridgeshire-2016-efficiency-adequate-plans",
            {"cambridgeshire"},
            set(),
            set(),
        ),
        ("item\\/bedfordshire-2016-01", {"bedfordshire"}, set(), set()),
    ],
)
def test_whom_the_shipped_outcomes_reach(
    kg: KnowledgeGraph, outcome: str, own: set[str], sure: set[str], possible: set[str]
) -> None:
    assert reached(kg, outcome, "concerns") == own
    assert reached(kg, outcome, "bearsOn") == sure
    assert reached(kg, outcome, "mayBearOn") == possible


def ids(result: Result, column: str) -> set[str]:
    place = result.columns.index(column)
    return {str(row[place]).rpartition("/")[2] for row in result.rows}


def test_a_partner_is_told_what_the_alliance_has_to_do(kg: KnowledgeGraph) -> None:
    asked = kg.ask("items-through-units", force="hertfordshire", as_of="2016-11-03")
    assert {
        "cambridgeshire-2016-efficiency-workforce-plans",
        "cambridgeshire-2016-efficiency-workforce-capabilities",
    } <= ids(asked, "item")
    through = {row[asked.columns.index("through")] for row in asked.rows}
    assert Literal("Cambridgeshire Constabulary") not in through


def test_a_force_is_told_its_own_aims_for_what_does_not_exist_yet(kg: KnowledgeGraph) -> None:
    aims = {
        "ambition-across-region",
        "four-further-forces-planned",
        "two-force-fallback-for-public-contact",
    }
    assert aims <= ids(kg.ask("findings-of-force", force="cambridgeshire"), "finding")
    assert aims <= ids(kg.ask("intentions", thing="force/cambridgeshire"), "finding")
    strengths = ids(kg.ask("strengths-through-units", force="hertfordshire"), "finding")
    assert "mature-joint-working-commitment" not in strengths


def test_each_outcome_reaches_somebody_and_each_plan_says_who_means_it(kg: KnowledgeGraph) -> None:
    assert not kg.sparql(
        """ASK { ?o a peel:InspectionOutcome FILTER NOT EXISTS {
             ?o (peel:concerns|peel:mayBearOn|peel:addressedTo)/a ?kind .
             VALUES ?kind { peel:PoliceForce peel:CommissionerOffice } } }"""
    ).rows[0][0]
    plans = kg.sparql("SELECT ?f WHERE { ?f peel:standpoint peel:plan }")
    acting = kg.sparql(
        "SELECT DISTINCT ?f WHERE { ?f peel:standpoint peel:plan ; peel:carriedOutBy ?who }"
    )
    assert len(plans) == len(acting) > 40


@pytest.mark.parametrize(
    ("thing", "predicate"),
    [
        ("partnership\\/bch-arson-investigation-protocol", "signedBy"),
        ("programme\\/crm", "usedBy"),
        ("system\\/bch-vehicle-it", "usedBy"),
        ("system\\/anpr", "usedBy"),
        ("partnership\\/cambridgeshire-schools", "^peel:takesPartIn"),
        ("programme\\/integrated-offender-management", "^peel:takesPartIn"),
        ("partnership\\/safer-peterborough", "^peel:takesPartIn"),
    ],
)
def test_who_uses_signs_or_takes_part_does_not_run_it(
    kg: KnowledgeGraph, thing: str, predicate: str
) -> None:
    path = predicate if predicate.startswith("^") else f"peel:{predicate}"
    assert kg.sparql(f"ASK {{ id:{thing} {path} ?who }}").rows[0][0]
    assert not kg.sparql(f"ASK {{ id:{thing} peel:runBy ?who }}").rows[0][0]
