"""The national tables against the totals that are known, and what must not be lost on the way into the graph."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from peelgraph.graph import KnowledgeGraph
from tests import documents

DATA = Path(__file__).parents[1] / "data"
FACTS = documents.FOLDER.parent / "facts"
SIDES = """SELECT ?d (COUNT(DISTINCT ?side) AS ?n) WHERE {
  ?d a peel:Discrepancy ; peel:disagrees ?side } GROUP BY ?d"""
WITH_NOTE = "SELECT DISTINCT ?d WHERE { ?d a peel:Discrepancy ; peel:note ?why }"
GRADES = ("outstanding", "good", "requires improvement", "inadequate")
TOTALS = {
    ("PEEL 2014", "efficiency"): (5, 35, 3, 0),
    ("PEEL 2015", "effectiveness"): (1, 24, 18, 0),
    ("PEEL 2015", "efficiency"): (5, 29, 8, 1),
    ("PEEL 2015", "legitimacy"): (1, 37, 5, 0),
    ("PEEL 2016", "effectiveness"): (1, 28, 13, 1),
    ("PEEL 2016", "efficiency"): (2, 33, 8, 0),
    ("PEEL 2016", "legitimacy"): (2, 36, 5, 0),
    ("PEEL 2018-19", "effectiveness"): (1, 35, 6, 1),
    ("PEEL 2018-19", "efficiency"): (6, 25, 10, 2),
    ("PEEL 2018-19", "legitimacy"): (1, 34, 6, 1),
}


@pytest.mark.parametrize("pillar", ["effectiveness", "efficiency", "legitimacy"])
def test_the_known_totals_come_out_of_the_stored_question(kg: KnowledgeGraph, pillar: str) -> None:
    counted = {(row.round, row.grade): row.forces for row in kg.ask("distribution", pillar=pillar)}
    for (framework, of), numbers in TOTALS.items():
        if of == pillar:
            assert tuple(counted.get((framework, grade), 0) for grade in GRADES) == numbers, (
                framework
            )


def count(kg: KnowledgeGraph, pattern: str) -> int:
    return int(next(iter(kg.sparql(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}"))).n)


def test_all_forces_and_borders(kg: KnowledgeGraph) -> None:
    assert count(kg, "?x a peel:PoliceForce ; peel:gssCode ?code ; peel:inRegion ?region") == 43
    assert len(kg.sparql("SELECT ?a ?b WHERE { ?a peel:borders ?b }")) == 2 * 99
    assert [row.name for row in kg.ask("neighbours", force="cambridgeshire")][-1]


def test_holes_stay_holes(kg: KnowledgeGraph) -> None:
    for pillar, framework, missing in (
        ("efficiency", "peel-2017", "Humberside"),
        ("legitimacy", "peel-2018-19", "Surrey"),
    ):
        assert [
            missing in row.name for row in kg.ask("not-judged", pillar=pillar, framework=framework)
        ] == [True]
    ungraded = [row.force for row in kg.ask("not-graded") if "Manchester" in row.force]
    assert len(ungraded) == 2


def test_what_was_issued_once_is_one_item_for_its_three_forces(kg: KnowledgeGraph) -> None:
    items = [
        {
            row.item
            for row in kg.ask("items-through-units", force=force)
            if "Firearms" in row.through
        }
        for force in ("bedfordshire", "cambridgeshire", "hertfordshire")
    ]
    assert items[0] == items[1] == items[2]
    assert len(items[0]) == 9


def test_every_row_has_a_source_with_address_kind_and_day(kg: KnowledgeGraph) -> None:
    lacking = kg.sparql(
        """SELECT ?s WHERE { ?s a peel:Source ; peel:readOn ?day
           FILTER(NOT EXISTS { ?s peel:url ?u } || NOT EXISTS { ?s peel:publisherKind ?k }) }"""
    )
    assert len(lacking) == 0
    assert count(kg, "?x a peel:Source ; peel:readOn ?day") == 1020


def rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_source_has_a_title_to_cite_and_says_what_it_was_made_of() -> None:
    sources = rows(DATA / "national" / "sources.csv")
    titles = [row["title"] for row in sources]
    assert len(set(titles)) == len(titles)
    for row in sources:
        publisher, _, what = row["title"].partition(": ")
        assert publisher and what, row["title"]
        assert row["url"].partition("://")[2] not in row["title"]
        assert row["title_from"] in {"page", "address"}


def test_a_title_of_the_address_holds_no_year_that_the_address_does_not() -> None:
    for row in rows(DATA / "national" / "sources.csv"):
        if row["title_from"] == "address":
            years = set(re.findall(r"(?:19|20)\d\d", row["title"]))
            known = row["url"].replace("january-25", "january-2025")
            assert all(year in known for year in years), row["title"]


def test_a_source_is_dated_by_its_address_or_by_what_was_read_there() -> None:
    judged: dict[str, set[str]] = {}
    for row in rows(DATA / "national" / "judgements.csv"):
        judged.setdefault(row["source"], set()).add(row["date"])
    for row in rows(DATA / "national" / "sources.csv"):
        year = row["published"][:4]
        stated = year in row["url"] or f"january-{year[2:]}" in row["url"]
        assert stated or row["published"] in judged[row["id"]], row["id"]


def test_a_discrepancy_has_two_sides_or_says_why_one(kg: KnowledgeGraph) -> None:
    sides = {row[0]: int(row[1]) for row in kg.sparql(SIDES)}
    assert len(sides) == count(kg, "?x a peel:Discrepancy")
    explained = {row[0] for row in kg.sparql(WITH_NOTE)}
    assert {d for d, number in sides.items() if number < 2} == explained


def ids(table: Path) -> set[str]:
    return {row["id"] for row in rows(table)}


def test_reports_and_tables_are_merged_where_they_speak_of_the_same(kg: KnowledgeGraph) -> None:
    merged = {
        name: set().union(*map(ids, (DATA / "reports").glob(f"*/{name}.csv")))
        & ids(DATA / "national" / f"{name}.csv")
        for name in ("judgements", "units", "alliances", "memberships", "organisations")
    }
    at_least = {
        "judgements": 6, "units": 13, "alliances": 1, "memberships": 42, "organisations": 25,
    }  # fmt: skip
    assert {name for name, found in merged.items() if len(found) < at_least[name]} == set()
    assert {
        f"judgement/cambridgeshire-peel-2016-{p}"
        for p in ("effectiveness", "efficiency", "legitimacy")
    } < merged["judgements"]
    assert "alliance/bch-strategic-alliance" in merged["alliances"]
    for values in ("peel:grade", "peel:member", "peel:collaboration", "rdfs:label"):
        twice = kg.sparql(
            f"SELECT DISTINCT ?x WHERE {{ ?x {values} ?a, ?b FILTER(STR(?a) < STR(?b)) }}"
        )
        assert len(twice) == 0, values


@pytest.mark.skipif(not FACTS.is_dir(), reason="the facts are not beside this checkout")
def test_no_judgement_is_lost(kg: KnowledgeGraph) -> None:
    kept = len(rows(DATA / "national" / "judgements.csv"))
    tables = (
        "peel_judgements.csv", "peel_subquestions.csv", "peel_not_graded.csv",
        "current/peel_judgements_2021_on.csv", "current/peel_regional_soc_grades.csv",
    )  # fmt: skip
    assert kept == sum(len(rows(FACTS / table)) for table in tables)
    assert count(kg, "?x a peel:Judgement") >= kept
