"""The commands on networks: lists, tables, changes, and how they refuse."""

from __future__ import annotations

import csv
import io
import json

import pytest

from peelgraph.graph import KnowledgeGraph
from peelgraph.network.measures import MEASURES, measure, measures_for
from peelgraph.network.projection import name_of, projections
from peelgraph.resources import SHIPPED
from peelgraph.vocab import thing

from .conftest import Command

DAY = ("--as-of", "2016-11-03")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_without_a_projection_all_are_listed(run: Command) -> None:
    ended = run("network")
    assert (ended.code, ended.err) == (0, "")
    assert [row["projection"] for row in rows(ended.out)] == [
        name_of(q) for q in projections(SHIPPED.queries)
    ]
    assert "--as-of" in rows(ended.out)[0]["parameters"]


def test_a_table_of_nodes_has_the_measures_and_says_what_they_mean(
    run: Command, kg: KnowledgeGraph
) -> None:
    ended = run("network", "forces", *DAY)
    graph = kg.network("forces", as_of="2016-11-03")
    table = rows(ended.out)
    assert list(table[0]) == ["name", *(m.name for m in measures_for(graph)), "id"]
    strength = measure(graph, "strength")
    assert {row["id"]: int(row["strength"]) for row in table} == strength
    degrees = [int(row["degree"]) for row in table]
    assert degrees == sorted(degrees, reverse=True)
    assert (
        "Forces by shared units on 2016-11-03 (certain=false, largest=20): 43 nodes, 123 edges."
        in ended.err
    )
    assert all(m.says in ended.err for m in measures_for(graph))


def test_parameters_of_the_projection_are_options(run: Command, kg: KnowledgeGraph) -> None:
    words = (
        "--function",
        "ICT",
        "--function",
        "dogs",
        "--region",
        "east of england",
        "--measure",
        "strength",
    )
    found = {
        row["id"]: int(row["strength"]) for row in rows(run("network", "forces", *DAY, *words).out)
    }
    graph = kg.network(
        "forces", as_of="2016-11-03", function=["ICT", "dogs"], region="east of england"
    )
    assert found == measure(graph, "strength")
    assert len(found) == 6


@pytest.mark.parametrize("name", [m.name for m in MEASURES.values()])
def test_every_measure_can_be_asked_for(run: Command, name: str) -> None:
    projection = "forces-units" if MEASURES[name].modes == 2 else "forces"
    ended = run("network", projection, *DAY, "--measure", name)
    assert ended.code == 0
    assert MEASURES[name].says in ended.err
    assert list(rows(ended.out)[0]) == ["name", name, "id"]


def test_the_whole_network(run: Command, kg: KnowledgeGraph) -> None:
    table = {row["measure"]: row for row in rows(run("network", "forces", *DAY, "--whole").out)}
    assert (table["nodes"]["value"], table["edges"]["value"]) == ("43", "123")
    assert float(table["nmi_region"]["value"]) > 0.8
    assert all(row["says"] for row in table.values())


def test_change_between_two_days(run: Command, kg: KnowledgeGraph) -> None:
    ended = run(
        "network",
        "forces",
        "--as-of",
        "2012-01-01",
        "--compare",
        "2019-12-31",
        "--measure",
        "strength",
    )
    before, after = (
        measure(kg.network("forces", as_of=day), "strength") for day in ("2012-01-01", "2019-12-31")
    )
    changes = {
        row["id"]: (int(row["before"]), int(row["after"]), int(row["change"]))
        for row in rows(ended.out)
    }
    assert changes == {
        f: (before[f], after[f], after[f] - before[f]) for f in after if after[f] != before[f]
    }
    assert str(thing("force/cambridgeshire")) in changes
    assert "on 2012-01-01" in ended.err
    assert "on 2019-12-31" in ended.err


def test_change_of_the_whole(run: Command) -> None:
    ended = run("network", "forces", "--as-of", "2012-01-01", "--compare", "2019-12-31", "--whole")
    table = {row["measure"]: row for row in rows(ended.out)}
    edges = table["edges"]
    come_and_gone = int(table["edges_come"]["after"]) - int(table["edges_gone"]["after"])
    assert int(edges["after"]) - int(edges["before"]) == int(edges["change"]) == come_and_gone
    assert "communities_kept" in table


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("network", "force"), 1, "There is no projection 'force'; there are alliances, borders"),
        (("network", "forces", "--measure", "nope"), 2, "'nope' is no measure; there are degree"),
        (
            ("network", "forces", "--measure", "redundancy"),
            2,
            "'redundancy' has no meaning on this network",
        ),
        (("network", "forces", "--measure", "core", "--whole"), 2, "either --measure or --whole"),
        (("network", "forces", "--compare", "2019-12-31"), 2, "the day of --as-of"),
        (("network", "--as-of", "2016-11-03"), 2, "Which network?"),
        (("network", "borders", *DAY), 2, "unknown; there are region"),
        (("network", "forces", "--as-of", "2016"), 2, "is not a day"),
        (("study", "--round", "peel-1999"), 1, "peel-1999"),
    ],
)
def test_what_is_refused(run: Command, words: tuple[str, ...], code: int, said: str) -> None:
    ended = run(*words)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err
    assert ended.err.count("\n") == 1


def test_the_study_writes_findings_and_caveats(run: Command) -> None:
    ended = run("study", "--round", "peel-2014", "--permutations", "199", "--format", "json")
    bindings = json.loads(ended.out)["results"]["bindings"]
    assert [(b["test"]["value"], b["round"]["value"]) for b in bindings[:3]] == [
        ("assortativity", "PEEL 2014"),
        ("regression", "PEEL 2014"),
        ("assortativity", "all"),
    ]
    assert len(bindings) == 8
    assert "not why" in ended.err
