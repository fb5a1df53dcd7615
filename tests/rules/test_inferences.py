"""The inferences that the product stands on, each in a small world whose answers are known by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelgraph.graph import KnowledgeGraph
from peelgraph.loading import load

WORLD = """
@prefix peel: <https://w3id.org/peelgraph/ontology#> .
@prefix id: <https://w3id.org/peelgraph/id/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<urn:a> a peel:PoliceForce . <urn:b> a peel:PoliceForce . <urn:c> a peel:PoliceForce .

<urn:unit> a peel:JointUnit . <urn:part> a peel:JointUnit ; peel:partOf <urn:unit> .
<urn:alliance> a peel:Alliance . <urn:own> a peel:ForceUnit ; peel:unitOf <urn:a> .
<urn:plan> a peel:Programme ; peel:runBy <urn:alliance> .

# a is attested around the finding's date, b has ended, c begins later
<urn:m1> a peel:Membership ; peel:member <urn:a> ; peel:collaboration <urn:unit> ; peel:modality peel:existing ;
  peel:attestedOnEarliest "2016-01-01"^^xsd:date, "2016-12-31"^^xsd:date .
<urn:m2> a peel:Membership ; peel:member <urn:b> ; peel:collaboration <urn:unit> ; peel:modality peel:existing ;
  peel:fromLatest "2010-01-01"^^xsd:date ; peel:untilEarliest "2014-12-31"^^xsd:date ;
  peel:untilLatest "2014-12-31"^^xsd:date .
<urn:m3> a peel:Membership ; peel:member <urn:c> ; peel:collaboration <urn:unit> ; peel:modality peel:existing ;
  peel:fromEarliest "2018-01-01"^^xsd:date ; peel:fromLatest "2018-12-31"^^xsd:date .

# in the alliance a is at risk, b only planned, c without any date
<urn:n1> a peel:Membership ; peel:member <urn:a> ; peel:collaboration <urn:alliance> ; peel:modality peel:atRisk ;
  peel:fromLatest "2010-01-01"^^xsd:date ; peel:attestedOnEarliest "2016-11-03"^^xsd:date .
<urn:n2> a peel:Membership ; peel:member <urn:b> ; peel:collaboration <urn:alliance> ; peel:modality peel:planned ;
  peel:attestedOnEarliest "2016-11-03"^^xsd:date .
<urn:n3> a peel:Membership ; peel:member <urn:c> ; peel:collaboration <urn:alliance> ; peel:modality peel:existing .

# in the pair both a and b, for a time that overlaps
<urn:p1> a peel:Membership ; peel:member <urn:a> ; peel:collaboration <urn:pair> ; peel:modality peel:existing ;
  peel:fromEarliest "2010-01-01"^^xsd:date ; peel:fromLatest "2010-12-31"^^xsd:date .
<urn:p2> a peel:Membership ; peel:member <urn:b> ; peel:collaboration <urn:pair> ; peel:modality peel:existing ;
  peel:fromLatest "2009-12-31"^^xsd:date ; peel:untilEarliest "2012-01-01"^^xsd:date ;
  peel:untilLatest "2012-12-31"^^xsd:date .
<urn:pair> a peel:JointUnit .

<urn:f-unit> a peel:Finding ; peel:about <urn:unit> ; peel:dateEarliest "2016-11-03"^^xsd:date ;
  peel:dateLatest "2016-11-03"^^xsd:date .
<urn:f-part> a peel:Finding ; peel:about <urn:part> ; peel:dateEarliest "2016-11-03"^^xsd:date ;
  peel:dateLatest "2016-11-03"^^xsd:date .
<urn:f-alliance> a peel:Finding ; peel:about <urn:alliance> ; peel:dateEarliest "2016-11-03"^^xsd:date ;
  peel:dateLatest "2016-11-03"^^xsd:date .
<urn:f-plan> a peel:Finding ; peel:about <urn:plan> ; peel:dateEarliest "2016-11-03"^^xsd:date ;
  peel:dateLatest "2016-11-03"^^xsd:date .
<urn:f-own> a peel:Finding ; peel:about <urn:own> ; peel:dateEarliest "2016-11-03"^^xsd:date ;
  peel:dateLatest "2016-11-03"^^xsd:date .
<urn:f-month> a peel:Finding ; peel:about <urn:alliance> ; peel:dateEarliest "2016-11-01"^^xsd:date ;
  peel:dateLatest "2016-11-30"^^xsd:date .
<urn:f-2013> a peel:Finding ; peel:about <urn:unit> ; peel:dateEarliest "2013-05-01"^^xsd:date ;
  peel:dateLatest "2013-05-01"^^xsd:date .

<urn:good> a peel:Grade ; peel:rank 2 ; peel:inScheme <urn:scheme> .
<urn:poor> a peel:Grade ; peel:rank 3 ; peel:inScheme <urn:scheme> .
<urn:fine> a peel:Grade ; peel:rank 1 ; peel:inScheme <urn:other-scheme> .
<urn:2016> a peel:Framework ; peel:follows <urn:2015> . <urn:2015> a peel:Framework ; peel:follows <urn:2014> .
<urn:2014> a peel:Framework ; peel:gradeScheme <urn:scheme> . <urn:2015> peel:gradeScheme <urn:scheme> .
<urn:2016> peel:gradeScheme <urn:scheme> .
<urn:2017> a peel:Framework ; peel:follows <urn:2016> ; peel:gradeScheme <urn:other-scheme> .
<urn:2018> a peel:Framework ; peel:follows <urn:2017> ; peel:gradeScheme <urn:other-scheme> ;
  peel:notComparableWith <urn:2017> .
<urn:2019> a peel:Framework ; peel:follows <urn:2018> ; peel:gradeScheme <urn:other-scheme> .
<urn:a-2017> peel:assesses <urn:a> ; peel:framework <urn:2017> .
<urn:a-2018> peel:assesses <urn:a> ; peel:framework <urn:2018> .
<urn:a-2019> peel:assesses <urn:a> ; peel:framework <urn:2019> .
<urn:a-2016> peel:assesses <urn:a> ; peel:framework <urn:2016> .
<urn:a-2015> peel:assesses <urn:a> ; peel:framework <urn:2015> .
<urn:a-2014> peel:assesses <urn:a> ; peel:framework <urn:2014> .
<urn:b-2015> peel:assesses <urn:b> ; peel:framework <urn:2015> .
<urn:q> a peel:Question ; peel:framework <urn:2016> ; peel:continues <urn:old-q> .
<urn:old-q> a peel:Question ; peel:framework <urn:2015> .
<urn:q7> a peel:Question ; peel:framework <urn:2017> ; peel:continues <urn:q> .
<urn:q8> a peel:Question ; peel:framework <urn:2018> ; peel:continues <urn:q7> .
<urn:q9> a peel:Question ; peel:framework <urn:2019> ; peel:continues <urn:q8> .
<urn:j1> a peel:Judgement ; peel:inAssessment <urn:a-2016> ; peel:criterion <urn:p1> ; peel:grade <urn:good> .
<urn:j2> a peel:Judgement ; peel:inAssessment <urn:a-2015> ; peel:criterion <urn:p1> ; peel:grade <urn:poor> .
<urn:j3> a peel:Judgement ; peel:inAssessment <urn:a-2014> ; peel:criterion <urn:p1> ; peel:grade <urn:poor> .
<urn:j4> a peel:Judgement ; peel:inAssessment <urn:a-2016> ; peel:criterion <urn:p2> ; peel:grade <urn:poor> .
<urn:j5> a peel:Judgement ; peel:inAssessment <urn:b-2015> ; peel:criterion <urn:p2> ; peel:grade <urn:good> .
<urn:j6> a peel:Judgement ; peel:inAssessment <urn:a-2014> ; peel:criterion <urn:p2> ; peel:grade <urn:good> .
<urn:j7> a peel:Judgement ; peel:inAssessment <urn:a-2016> ; peel:criterion <urn:q> ; peel:grade <urn:poor> .
<urn:j8> a peel:Judgement ; peel:inAssessment <urn:a-2015> ; peel:criterion <urn:old-q> ; peel:grade <urn:good> .
<urn:j9> a peel:Judgement ; peel:inAssessment <urn:a-2016> ; peel:criterion <urn:p3> ; peel:grade <urn:good> .
<urn:j10> a peel:Judgement ; peel:inAssessment <urn:a-2015> ; peel:criterion <urn:p3> ; peel:grade <urn:fine> .
<urn:j11> a peel:Judgement ; peel:inAssessment <urn:a-2016> ; peel:criterion <urn:p1> ; peel:grade <urn:poor> .
<urn:j1> peel:supersedes <urn:j11> .
<urn:k7> a peel:Judgement ; peel:inAssessment <urn:a-2017> ; peel:criterion <urn:q7> ; peel:grade <urn:fine> .
<urn:k8> a peel:Judgement ; peel:inAssessment <urn:a-2018> ; peel:criterion <urn:q8> ; peel:grade <urn:fine> .
<urn:k9> a peel:Judgement ; peel:inAssessment <urn:a-2019> ; peel:criterion <urn:q9> ; peel:grade <urn:fine> .
<urn:l7> a peel:Judgement ; peel:inAssessment <urn:a-2017> ; peel:criterion <urn:p1> ; peel:grade <urn:fine> .
<urn:l8> a peel:Judgement ; peel:inAssessment <urn:a-2018> ; peel:criterion <urn:p1> ; peel:grade <urn:fine> .
<urn:l9> a peel:Judgement ; peel:inAssessment <urn:a-2019> ; peel:criterion <urn:p1> ; peel:grade <urn:fine> .
<urn:m> peel:regrades <urn:m0> .
<urn:s-2016> peel:assessesUnit <urn:unit> ; peel:framework <urn:2016> .
<urn:s1> a peel:Judgement ; peel:inAssessment <urn:s-2016> ; peel:criterion <urn:p1> ; peel:grade <urn:poor> .

<urn:i1> a peel:Recommendation ; peel:inAssessment <urn:a-2015> ; peel:topic <urn:t1>, <urn:t2> ; peel:addressedTo <urn:a> .
<urn:i2> a peel:AreaForImprovement ; peel:inAssessment <urn:a-2016> ; peel:topic <urn:t2> ; peel:addressedTo <urn:a> .
<urn:i3> a peel:AreaForImprovement ; peel:inAssessment <urn:a-2016> ; peel:topic <urn:t1> ; peel:addressedTo <urn:b> .
<urn:i4> a peel:GoodPractice ; peel:inAssessment <urn:a-2016> ; peel:topic <urn:t1> ; peel:addressedTo <urn:a> .
<urn:i5> a peel:CauseOfConcern ; peel:inAssessment <urn:a-2014> ; peel:topic <urn:t3> ; peel:addressedTo <urn:a> .
<urn:i6> a peel:CauseOfConcern ; peel:inAssessment <urn:a-2016> ; peel:topic <urn:t3> ; peel:addressedTo <urn:a> ;
  peel:dateEarliest "2018-03-22"^^xsd:date ; peel:dateLatest "2018-03-22"^^xsd:date .
<urn:i7> a peel:CauseOfConcern ; peel:inAssessment <urn:b-2015> ; peel:topic <urn:t2> ; peel:addressedTo <urn:a> .
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    path: Path = tmp_path_factory.mktemp("world") / "world.ttl"
    path.write_text(WORLD, encoding="utf-8")
    return load(path)


def objects(world: KnowledgeGraph, subject: str, predicate: str) -> set[str]:
    rows = world.sparql(f"SELECT ?o WHERE {{ <urn:{subject}> peel:{predicate} ?o }}")
    return {str(row.o).removeprefix("urn:") for row in rows}


@pytest.mark.parametrize(
    ("finding", "sure", "possible"),
    [
        ("f-unit", {"a"}, {"a"}),
        ("f-part", {"a"}, {"a"}),
        ("f-alliance", {"a"}, {"a", "c"}),
        ("f-plan", {"a"}, {"a", "c"}),
        ("f-own", set(), set()),
        ("f-month", set(), {"a", "c"}),
        ("f-2013", {"b"}, {"a", "b"}),
    ],
    ids=[
        "shared at the date; not ended, not yet begun",
        "part of a shared unit",
        "alliance: at risk exists, planned does not, undated is weaker",
        "what an alliance runs",
        "a force's own unit reaches nobody",
        "a date known to the month needs a membership that covers the month",
        "who was a member then",
    ],
)
def test_outcomes_reach_who_shares(
    world: KnowledgeGraph, finding: str, sure: set[str], possible: set[str]
) -> None:
    assert objects(world, finding, "bearsOn") == sure
    assert objects(world, finding, "mayBearOn") == possible


def test_a_finding_on_an_own_unit_concerns_its_force(world: KnowledgeGraph) -> None:
    assert objects(world, "f-own", "concerns") == {"own", "a"}


def test_a_grade_never_passes_to_another_force(world: KnowledgeGraph) -> None:
    rows = world.sparql(
        "SELECT ?j (COUNT(DISTINCT ?f) AS ?n) WHERE { ?j peel:grade ?g ; peel:ofForce ?f } GROUP BY ?j"
    )
    assert {row.n for row in rows} == {1}
    assert objects(world, "j1", "ofForce") == {"a"}
    assert objects(world, "j5", "ofForce") == {"b"}


def test_sharing_is_an_interval(world: KnowledgeGraph) -> None:
    rows = world.sparql(
        "SELECT ?day WHERE { ?s peel:sharedBy <urn:a>, <urn:b> ; peel:shares <urn:unit> ; peel:heldFrom ?day }"
    )
    assert list(rows) == [], (
        "a is known from 2016 and b until 2014, so they are not known to have shared it"
    )


def test_a_sharing_begins_and_ends_with_its_memberships(world: KnowledgeGraph) -> None:
    rows = world.sparql(
        """SELECT DISTINCT ?p ?day WHERE { ?s peel:shares <urn:pair> ; ?p ?day
           VALUES ?p { peel:fromEarliest peel:heldFrom peel:heldUntil peel:untilLatest } }
           ORDER BY ?p ?day"""
    )
    assert [(row.p.rpartition("#")[2], str(row.day)) for row in rows] == [
        ("fromEarliest", "2010-01-01"),
        ("heldFrom", "2010-12-31"),
        ("heldUntil", "2010-12-31"),
        ("untilLatest", "2012-12-31"),
    ]


def test_a_unit_held_when_a_membership_of_it_did(world: KnowledgeGraph) -> None:
    assert objects(world, "pair", "heldOn") == {"2009-12-31", "2010-12-31", "2012-01-01"}
    assert objects(world, "own", "heldOn") == set()


@pytest.mark.parametrize(
    ("judgement", "predicate", "previous"),
    [
        ("j1", "improvesOn", {"j2"}),
        ("j2", "repeatsGradeOf", {"j3"}),
        ("j4", "comparesWith", set()),
        ("j7", "declinesFrom", {"j8"}),
        ("j9", "declinesFrom", set()),
        ("j11", "comparesWith", set()),
        ("k7", "comparesWith", set()),
        ("l7", "comparesWith", set()),
        ("k8", "comparesWith", set()),
        ("l8", "comparesWith", set()),
        ("k9", "repeatsGradeOf", {"k8"}),
        ("l9", "repeatsGradeOf", {"l8"}),
        ("m", "supersedes", {"m0"}),
        ("s1", "comparesWith", set()),
        ("s1", "ofForce", set()),
        ("s1", "ofUnit", {"unit"}),
    ],
    ids=[
        "better rank",
        "same rank",
        "neither another force's nor one across a gap",
        "the question it continues",
        "ranks of two schemes",
        "a superseded one takes no part",
        "a question is not compared across schemes",
        "nor is a pillar",
        "nor across rounds that are not to be compared",
        "a pillar neither",
        "the next round of that scheme is",
        "a pillar too",
        "a grade changed after publication",
        "a unit's grade is compared with no force's",
        "and is none of a force",
        "but of the unit",
    ],
)
def test_judgements_compare_with_the_one_before(
    world: KnowledgeGraph, judgement: str, predicate: str, previous: set[str]
) -> None:
    assert objects(world, judgement, predicate) == previous


@pytest.mark.parametrize(
    ("item", "later"),
    [("i1", {"i2"}), ("i2", set()), ("i5", set()), ("i7", set())],
    ids=[
        "same topic and body, next round, no good practice",
        "nothing after it",
        "a round between",
        "another force's assessment",
    ],
)
def test_an_item_recurs_in_the_next_assessment(
    world: KnowledgeGraph, item: str, later: set[str]
) -> None:
    assert objects(world, item, "recursIn") == later


def test_a_document_reports_on_the_assessment_of_findings_that_stand_in_it_alone(
    kg: KnowledgeGraph,
) -> None:
    said = kg.sparql("SELECT ?document ?on { ?document peel:reportsOn ?on } ORDER BY ?document")
    assert [[str(term).rpartition("/")[2] for term in row] for row in said.rows] == [
        ["peel-2016-cambridgeshire", "cambridgeshire-peel-2016"],
        ["peel-2016-efficiency-cambridgeshire", "cambridgeshire-peel-2016"],
    ]


def test_a_response_is_due_where_the_day_of_issue_is_known(world: KnowledgeGraph) -> None:
    assert objects(world, "i6", "responseDue") == {"2018-05-16"}
    assert objects(world, "i5", "responseDue") == set()


def test_shared_outcomes_and_polarity(kg: KnowledgeGraph) -> None:
    found = kg.sparql(
        "SELECT ?f WHERE { ?f a peel:SharedOutcome, peel:Shortcoming ; peel:about ?u . ?u a peel:JointUnit }"
    )
    assert len(found) > 0
    assert not kg.sparql(
        "ASK { ?f a peel:SharedOutcome FILTER NOT EXISTS { ?f peel:about|peel:carriedOutBy ?c . ?c a peel:Collaboration } }"
    ).rows[0][0]
