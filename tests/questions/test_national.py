"""The national questions against the tables themselves: each answer counted again from the CSV files, without the graph."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from itertools import pairwise
from typing import Any

import pytest

from peelgraph.graph import KnowledgeGraph
from peelgraph.resources import SHIPPED
from peelgraph.vocab import ID

Rows = dict[str, dict[str, str]]

ROUNDS = ("peel-2014", "peel-2015", "peel-2016", "peel-2017", "peel-2018-19")
PILLARS = ("effectiveness", "efficiency", "legitimacy")
SINCE_2021 = ("peel-2021-22", "peel-2023-25")
FOUR = ("outstanding", "good", "requires-improvement", "inadequate")
FIVE = ("outstanding", "good", "adequate", "requires-improvement", "inadequate")
RANKS = {grade: rank for rank, grade in enumerate(FOUR, 1)} | {
    f"five-{grade}": rank for rank, grade in enumerate(FIVE, 1)
}
ACTUAL = ("existing", "atRisk")


def table(name: str) -> Rows:
    """The rows of all tables of a name by their first column; what one folder leaves empty another may say."""
    merged: Rows = defaultdict(dict)
    for path in sorted(SHIPPED.data.rglob(f"{name}.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                key = row.get("id") or f"{row['force']} {row['neighbour']}"
                merged[key] |= {k: v for k, v in row.items() if v or k not in merged[key]}
    return dict(merged)


@pytest.fixture(scope="module")
def grades() -> dict[tuple[str, str, str], str]:
    """The grade that stands of each force, round and criterion; empty where a judgement gives none."""
    assessments = table("assessments")
    judgements = table("judgements")
    changed = {row.get("regrades") for row in judgements.values()}
    found = {}
    for name, row in judgements.items():
        if name in changed or not assessments[row["assessment"]]["force"]:
            continue
        of = assessments[row["assessment"]]
        key = (of["force"], of["framework"].removeprefix("framework/"), row["criterion"])
        assert key not in found
        found[key] = row["grade"].removeprefix("grade/")
    return found


@pytest.fixture(scope="module")
def ranks(grades: dict[tuple[str, str, str], str]) -> dict[tuple[str, str, str], int]:
    """The rank of each grade that was given."""
    return {key: RANKS[grade] for key, grade in grades.items() if grade}


@pytest.fixture(scope="module")
def shared() -> list[tuple[str, str, str, str]]:
    """Force, joint unit, its function and the role, for each actual membership of a force in a joint unit."""
    units = {key: row for key, row in table("units").items() if row["kind"] == "JointUnit"}
    return [
        (row["member"], row["collaboration"], units[row["collaboration"]]["function"], row["role"])
        for row in table("memberships").values()
        if row["collaboration"] in units
        and row["member"].startswith("force/")
        and row["modality"] in ACTUAL
    ]


def asked(kg: KnowledgeGraph, name: str, *columns: str, **arguments: Any) -> list[tuple[Any, ...]]:
    """Some columns of an answer as Python values, things as short ids."""
    return [
        tuple(
            v.removeprefix(str(ID)) if isinstance(v, str) else v
            for v in (getattr(row, c) for c in columns)
        )
        for row in kg.ask(name, **arguments)
    ]


@pytest.mark.parametrize("framework", [*ROUNDS, *SINCE_2021])
def test_distribution_and_record_of_a_round(
    kg: KnowledgeGraph, grades: dict[tuple[str, str, str], str], framework: str
) -> None:
    given = [
        (criterion, grade)
        for (_, round_, criterion), grade in grades.items()
        if round_ == framework
    ]
    counted = asked(
        kg, "distribution-of-round", "criterion_id", "rank", "forces", framework=framework
    )
    expected = Counter((criterion, RANKS[grade]) for criterion, grade in given if grade)
    assert {(c, r): n for c, r, n in counted} == expected
    record = asked(
        kg,
        "judgements-on-record",
        "criterion_id",
        "graded",
        "ungraded",
        "missing",
        framework=framework,
    )
    assert all(graded + ungraded + missing == 43 for _, graded, ungraded, missing in record)
    assert {c: (g, u) for c, g, u, _ in record if g or u} == {
        criterion: (
            sum(c == criterion and bool(g) for c, g in given),
            sum(c == criterion and not g for c, g in given),
        )
        for criterion in {c for c, _ in given}
    }


def test_a_round_of_which_no_judgement_was_read_is_all_missing(kg: KnowledgeGraph) -> None:
    record = asked(kg, "judgements-on-record", "criterion_id", "missing", framework="peel-2025-27")
    assert dict(record) == {"question/peel-2025-27-all-leadership": 43}


@pytest.mark.parametrize("pillar", PILLARS)
def test_moves_between_two_rounds(
    kg: KnowledgeGraph, ranks: dict[tuple[str, str, str], int], pillar: str
) -> None:
    criterion = f"pillar/{pillar}"
    forces = {force for force, _, _ in ranks}
    for earlier, later in (
        ("peel-2015", "peel-2018-19"),
        ("peel-2016", "peel-2017"),
        ("peel-2014", "peel-2017"),
    ):
        for direction, sign in (("improved", 1), ("declined", -1), ("unchanged", 0)):
            moves = asked(
                kg, "grade-moves", "force", "steps", criterion=criterion, earlier=earlier, later=later,
                direction=direction,
            )  # fmt: skip
            expected = {}
            for force in forces:
                before, now = (
                    ranks.get((force, earlier, criterion)),
                    ranks.get((force, later, criterion)),
                )
                if before and now and (before > now) - (before < now) == sign:
                    expected[force] = before - now
            assert dict(moves) == expected
            assert len(moves) == len(expected)


@pytest.mark.parametrize("pillar", PILLARS)
def test_declines_recoveries_and_runs(
    kg: KnowledgeGraph, ranks: dict[tuple[str, str, str], int], pillar: str
) -> None:
    criterion = f"pillar/{pillar}"
    label = {f: f"PEEL {f.removeprefix('peel-')}" for f in ROUNDS}
    declines, runs = [], []
    for force in sorted({force for force, _, _ in ranks}):
        line = [ranks.get((force, framework, criterion)) for framework in ROUNDS]
        for (i, before), (j, now) in pairwise(enumerate(line)):
            if before and now and now > before:
                back = next((k for k in range(j + 1, len(line)) if (line[k] or 9) <= before), None)
                declines.append((force, label[ROUNDS[j]], label[ROUNDS[back]] if back else None))
            assert j == i + 1
        last = max(i for i, rank in enumerate(line) if rank)
        first = last
        while first and line[first - 1] == line[last]:
            first -= 1
        runs.append((force, label[ROUNDS[last]], label[ROUNDS[first]]))
    assert sorted(
        asked(kg, "declines-and-recoveries", "force", "fell_in", "back_in", pillar=pillar), key=str
    ) == (sorted(declines, key=str))
    assert sorted(asked(kg, "grade-since", "force", "latest", "since", criterion=criterion)) == runs


@pytest.mark.parametrize(
    ("pillar", "framework"), [("effectiveness", "peel-2018-19"), ("efficiency", "peel-2014")]
)
def test_regions_and_neighbours(
    kg: KnowledgeGraph, ranks: dict[tuple[str, str, str], int], pillar: str, framework: str
) -> None:
    of = {
        force: rank
        for (force, round_, c), rank in ranks.items()
        if (round_, c) == (framework, f"pillar/{pillar}")
    }
    by_region = defaultdict(list)
    for row in table("organisations").values():
        if row["kind"] == "PoliceForce":
            by_region[row["region"]].append(of[row["id"]])
    columns = ("region_id", "forces", "good_or_better", "percent", "average_rank")
    counted = {
        r[0]: r[1:]
        for r in asked(kg, "grades-by-region", *columns, pillar=pillar, framework=framework)
    }
    disputed = {"region/south-east", "region/east-of-england"}
    for region, given in by_region.items():
        fine = sum(rank <= 2 for rank in given)
        if region not in disputed:
            assert counted[region][:3] == (len(given), fine, 100 * fine // len(given))
            assert float(counted[region][3]) == pytest.approx(sum(given) / len(given), abs=0.0051)
    assert sum(r[0] for r in counted.values()) in {43, 44}
    pairs = {
        tuple(sorted((row["force"], row["neighbour"]), key=of.__getitem__)): abs(
            of[row["force"]] - of[row["neighbour"]]
        )
        for row in table("borders").values()
        if of[row["force"]] != of[row["neighbour"]]
    }
    answer = asked(
        kg,
        "neighbours-that-differ",
        "better_id",
        "worse_id",
        "difference",
        pillar=pillar,
        framework=framework,
    )
    assert {(better, worse): steps for better, worse, steps in answer} == pairs
    assert len(answer) == len(pairs)


def test_units_by_function_lead_and_force(
    kg: KnowledgeGraph, shared: list[tuple[str, str, str, str]]
) -> None:
    units, forces = defaultdict(set), defaultdict(set)
    led, mine = defaultdict(set), defaultdict(set)
    for force, unit, function, role in shared:
        units[function].add(unit)
        forces[function].add(force)
        mine[force].add(unit)
        if role == "lead":
            led[force].add(unit)
    by_function = asked(kg, "units-by-function", "function_id", "units", "forces")
    assert {f: (u, n) for f, u, n in by_function} == {
        f: (len(units[f]), len(forces[f])) for f in units if f
    }
    assert dict(asked(kg, "units-by-lead", "force", "units")) == {
        force: len(own) for force, own in led.items()
    }
    per_force = asked(kg, "forces-by-shared-units", "force", "units", "led")
    assert len(per_force) == 43
    assert {f: (u, n) for f, u, n in per_force} == {
        f: (len(mine[f]), len(led[f])) for f, _, _ in per_force
    }
    functions = table("functions")
    lacking = {
        f
        for f, _ in asked(
            kg, "functions-without-shared-unit", "function_id", "elsewhere", force="lincolnshire"
        )
    }
    served = set()
    for force, _, function, _ in shared:
        wider = function if force == "force/lincolnshire" else ""
        while wider:
            served.add(wider)
            wider = functions[wider]["broader"]
    assert lacking == set(functions) - served


def test_a_day_leaves_out_and_certainty_leaves_out_more(kg: KnowledgeGraph) -> None:
    for name in ("units-by-function", "units-by-lead", "forces-by-shared-units"):
        counts = [
            sum(row.units for row in kg.ask(name, **arguments))
            for arguments in ({}, {"as_of": "2016-11-03"}, {"as_of": "2016-11-03", "certain": True})
        ]
        assert counts[0] > counts[1] > counts[2] > 0
        assert counts[0] > sum(row.units for row in kg.ask(name, certain=True)) >= counts[2]
    rows = [
        {row.force_id for row in kg.ask("grades-beside-partners", force="cambridgeshire", pillar="efficiency",
                                        framework="peel-2016", **arguments)}
        for arguments in ({}, {"as_of": "2016-11-03"}, {"as_of": "2016-11-03", "certain": True})
    ]  # fmt: skip
    assert rows[0] > rows[1] > rows[2]


def test_items_and_causes_of_concern(kg: KnowledgeGraph) -> None:
    items = table("items")
    per_topic: Counter[tuple[str | None, str]] = Counter()
    for row in items.values():
        for topic in row["topic"].split("|"):
            per_topic[row["date"][:4] or None, table("topics")[topic]["name"]] += 1
    counted: Counter[tuple[str | None, str]] = Counter()
    for year, topic, number in asked(kg, "items-by-topic-and-year", "year", "topic_name", "items"):
        counted[year, topic] += number
    assert counted == per_topic
    causes: Counter[str] = Counter()
    for row in items.values():
        if row["kind"] == "CauseOfConcern":
            causes.update(row["addressed_to"].split("|"))
    assert dict(asked(kg, "most-causes-of-concern", "body", "causes")) == causes


def test_inspectors(kg: KnowledgeGraph) -> None:
    named = {
        (row["force"], row["framework"].removeprefix("framework/")): set(
            filter(None, row["inspector"].split("|"))
        )
        for row in table("assessments").values()
    }
    changes = {
        (force, f"PEEL {later.removeprefix('peel-')}")
        for force in {force for force, _ in named}
        for earlier, later in pairwise(ROUNDS)
        if named.get((force, earlier)) and named.get((force, later), set()) - named[force, earlier]
    }
    assert set(asked(kg, "inspector-changes", "force_id", "round")) == changes
    portfolios: Counter[str] = Counter(
        inspector for people in named.values() for inspector in people
    )
    counted: Counter[str] = Counter()
    for inspector, number in asked(kg, "inspector-portfolios", "inspector_id", "forces"):
        counted[inspector] += number
    assert set(counted) == set(portfolios)
    assert all(portfolios[i] <= counted[i] <= portfolios[i] + len(ROUNDS) for i in counted)


def test_holes_are_counted_as_they_are(kg: KnowledgeGraph) -> None:
    holes = dict(asked(kg, "holes", "hole", "things"))
    memberships = [row for row in table("memberships").values() if row["modality"] in ACTUAL]
    units = [
        row
        for row in table("units").values()
        if (row["kind"], row["modality"]) == ("JointUnit", "existing")
    ]
    judgements, items = table("judgements").values(), table("items")
    leads = {row["collaboration"] for row in table("memberships").values() if row["role"] == "lead"}
    stories = {row["item"] for row in table("events").values()}
    assert holes["membership without a start"] == sum(not row["from"] for row in memberships)
    assert holes["joint unit without a start"] == sum(not row["from"] for row in units)
    assert holes["joint unit without a lead"] == sum(row["id"] not in leads for row in units)
    assert holes["joint unit without a function"] == sum(not row["function"] for row in units)
    assert holes["judgement without a date"] == sum(not row["date"] for row in judgements)
    assert holes["judgement without a grade"] == sum(not row["grade"] for row in judgements)
    assert holes["formal item without a date"] == sum(not row["date"] for row in items.values())
    assert holes["formal item without any event"] == len(set(items) - stories)
    assert holes["force without a most similar group"] == 42
    assert all(count > 0 for count in holes.values())
