"""The rounds since 2021 against what is known of them: five grades, counts, monitoring, joint units, the announced reform."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from peelgraph.graph import KnowledgeGraph
from tests import documents
from tests.test_national import count, rows

NATIONAL = Path(__file__).parents[1] / "data" / "national"
CURRENT = documents.FOLDER.parent / "facts" / "current"
ROUNDS = {"2021-22": 194, "2023-25": 202}
CORE = {
    "2021-22": (
        "treatment-of-the-public", "crime-prevention", "response", "investigation", "vulnerable-people", "offenders",
        "workforce", "resources",
    ),
    "2023-25": (
        "treatment-of-the-public", "crime-prevention", "response", "investigation", "vulnerable-people", "offenders",
        "workforce", "leadership",
    ),
}  # fmt: skip


def graded(framework: str) -> Iterator[dict[str, str]]:
    """The judgements of a round of PEEL since 2021, by the rows of the table."""
    for row in rows(NATIONAL / "judgements.csv"):
        if row["assessment"].endswith(f"-peel-{framework}"):
            yield row


def by_force(framework: str) -> dict[str, set[str]]:
    areas: dict[str, set[str]] = defaultdict(set)
    for row in graded(framework):
        areas[row["assessment"]].add(row["criterion"].partition("-all-")[2])
    return areas


@pytest.mark.parametrize("framework", ROUNDS)
def test_all_grades_are_there(framework: str) -> None:
    assert len(list(graded(framework))) == ROUNDS[framework]


def test_a_grade_says_how_surely_it_is_known() -> None:
    known = Counter(row["confidence"] for framework in ROUNDS for row in graded(framework))
    assert known == {"highConfidence": 366, "mediumConfidence": 30}


@pytest.mark.parametrize(("framework", "whole", "part"), [("2021-22", 17, 13), ("2023-25", 20, 14)])
def test_whole_lists_and_lists_in_part(framework: str, whole: int, part: int) -> None:
    areas = by_force(framework)
    complete = [force for force, named in areas.items() if named >= set(CORE[framework])]
    assert (len(complete), len(areas) - len(complete)) == (whole, part)


def test_of_some_forces_only_counts_are_known_and_of_others_nothing(kg: KnowledgeGraph) -> None:
    only, nothing = {}, {}
    for framework in ROUNDS:
        counted = {row["assessment"] for row in rows(NATIONAL / "counts.csv")}
        of = {a for a in counted if a.endswith(f"-peel-{framework}")} - set(by_force(framework))
        only[framework] = sorted(a.removeprefix("assessment/").partition("-peel")[0] for a in of)
        nothing[framework] = 43 - len(of | set(by_force(framework)))
    assert only == {"2021-22": ["hertfordshire"], "2023-25": ["lincolnshire", "staffordshire"]}
    assert nothing == {"2021-22": 12, "2023-25": 7}


def test_grades_agree_with_the_counts_and_one_exceeds() -> None:
    given = [row for framework in ROUNDS for row in graded(framework)]
    ever = Counter((row["assessment"], row["grade"]) for row in given)
    published = Counter((r["assessment"], r["grade"]) for r in given if not r["regrades"])
    of = {
        (row["assessment"], row["grade"]): int(row["number"])
        for row in rows(NATIONAL / "counts.csv")
    }
    assessments = {assessment for assessment, _ in of}
    differ = {assessment for (assessment, g), n in of.items() if published[assessment, g] != n}
    assert (len(assessments), len(assessments - differ)) == (58, 32)
    assert not [key for key, number in of.items() if published[key] > number]
    assert [key for key, number in of.items() if ever[key] > number] == [
        ("assessment/northamptonshire-peel-2023-25", "grade/five-requires-improvement")
    ], "a grade that was changed after the count"


def test_a_count_adds_up_and_says_what_it_counts() -> None:
    sums: Counter[str] = Counter()
    total = {}
    counted = {}
    for row in rows(NATIONAL / "counts.csv"):
        sums[row["assessment"]] += int(row["number"])
        total[row["assessment"]] = int(row["areas"])
        counted[row["assessment"]] = row["counts"].split("|") if row["counts"] else []
    assert sums == total
    assert all(len(areas) in (0, total[of]) for of, areas in counted.items())
    assert sum(map(bool, counted.values())) == 32


def test_five_grades_are_never_ranked_with_four(kg: KnowledgeGraph) -> None:
    across = kg.sparql(
        """SELECT ?a ?b WHERE {
             VALUES ?p { peel:comparesWith peel:improvesOn peel:declinesFrom peel:repeatsGradeOf }
             ?a ?p ?b ; peel:grade/peel:inScheme ?one . ?b peel:grade/peel:inScheme ?other
             FILTER(?one != ?other) }"""
    )
    assert len(across) == 0
    five = "<https://w3id.org/peelgraph/id/scheme/peel-five-grades>"
    assert count(kg, f"?x peel:grade/peel:inScheme {five}") == 396 + 33
    assert count(kg, f"?x peel:grade/peel:inScheme {five} ; peel:comparesWith ?y") == 0, (
        "the inspectorate compares no grades of 2023-25 with those of 2021-22 directly"
    )
    assert count(kg, "?x a peel:Framework ; peel:notComparableWith ?y") == 2


def test_a_changed_grade_keeps_both_grades_the_day_and_the_reason(kg: KnowledgeGraph) -> None:
    (row,) = kg.sparql(
        """SELECT ?before ?now ?day ?why WHERE {
             ?new peel:regrades ?old ; peel:grade/rdfs:label ?now ; peel:date ?day ; peel:changeReason ?why .
             ?old peel:grade/rdfs:label ?before }"""
    )
    assert (row.before, row.now, row.day) == ("adequate", "requires improvement", "2024-08-08")
    assert "wrong" in row.why


def test_a_question_says_how_far_it_continues_an_earlier_one(kg: KnowledgeGraph) -> None:
    linked = count(
        kg, "?x peel:framework/peel:begins ?b ; peel:continuity ?how ; peel:continues ?y"
    )
    assert linked == 24
    joined = kg.sparql(
        "SELECT ?y WHERE { <https://w3id.org/peelgraph/id/question/peel-2021-22-all-resources> peel:continues ?y }"
    )
    assert len(joined) == 2


def test_a_joint_unit_has_a_grade_that_is_none_of_its_forces(kg: KnowledgeGraph) -> None:
    assert count(kg, "?x a peel:Judgement ; peel:ofUnit ?unit") == 8
    assert count(kg, "?x a peel:Judgement ; peel:ofUnit ?unit ; peel:ofForce ?force") == 0
    forces = "?x peel:inRound <https://w3id.org/peelgraph/id/framework/regional-soc-2022-25>"
    assert count(kg, f"{forces} ; a peel:Judgement ; peel:ofForce ?force") == 25


@pytest.mark.parametrize(
    ("day", "forces"),
    [
        (
            "2022-06-30",
            {"cleveland", "gloucestershire", "greater-manchester", "metropolitan", "staffordshire", "wiltshire"},
        ),
        ("2024-12-06", {"devon-and-cornwall", "lincolnshire", "metropolitan", "nottinghamshire"}),
    ],
)  # fmt: skip
def test_who_was_in_enhanced_monitoring(kg: KnowledgeGraph, day: str, forces: set[str]) -> None:
    found = kg.sparql(
        f"""SELECT ?f WHERE {{ ?m peel:monitors ?f ; peel:heldFrom ?from ; peel:heldUntil ?until
            FILTER(?from <= "{day}"^^xsd:date && "{day}"^^xsd:date <= ?until) }}"""
    )
    assert {row[0].rpartition("/")[2] for row in found} == forces
    assert count(kg, "?x a peel:EnhancedMonitoring") == 10
    assert count(kg, "?x a peel:EnhancedMonitoring ; peel:until ?day") == 9


def test_the_reform_is_planned_and_touches_what_it_names(kg: KnowledgeGraph) -> None:
    assert count(kg, "?x a peel:Reform ; peel:modality peel:planned") == 3
    assert count(kg, "?x a peel:Reform ; peel:modality ?other FILTER(?other != peel:planned)") == 0
    assert count(kg, "?r a peel:Reform ; peel:touches ?x . ?x a peel:JointUnit") == 9
    assert (
        count(kg, "?r a peel:Reform ; peel:touchesAll/^rdf:type ?x . ?x a peel:PoliceForce") == 43
    )
    assert count(kg, "?x a peel:ReformStep ; peel:developmentOf ?y . ?y a peel:Reform") == 4


def test_what_became_of_collaborations(kg: KnowledgeGraph) -> None:
    assert count(kg, "?x a peel:Development ; peel:developmentOf ?of . ?of peel:modality ?m") == 12
    assert count(kg, "?x a peel:Development") == 13, "of one no source says which collaborations"


def test_what_was_there_is_joined_and_not_said_twice() -> None:
    for name in ("assessments", "frameworks", "judgements", "criteria"):
        ids = [row["id"] for row in rows(NATIONAL / f"{name}.csv")]
        assert len(ids) == len(set(ids)), name
    assessed = Counter(
        (row["force"] or row["unit"], row["framework"])
        for row in rows(NATIONAL / "assessments.csv")
    )
    assert max(assessed.values()) == 1
    assert not [row for row in rows(NATIONAL / "frameworks.csv") if "eastern-soc" in row["id"]]


@pytest.mark.skipif(not CURRENT.is_dir(), reason="the facts are not beside this checkout")
def test_each_grade_is_that_of_the_facts() -> None:
    ours: Counter[tuple[str, str, str, str]] = Counter()
    for framework in ROUNDS:
        for row in graded(framework):
            force = row["assessment"].removeprefix("assessment/").partition("-peel")[0]
            grade = row["grade"].removeprefix("grade/five-").replace("-", " ")
            ours[force, framework, grade, row["date"]] += 1
    theirs = Counter(
        (row["force"], row["framework"], row["grade"], row["report_date"])
        for row in rows(CURRENT / "peel_judgements_2021_on.csv")
    )
    assert ours == theirs
