"""The tests by permutation: right where the answer is known, silent where there is nothing.

And the study itself, beside what docs/study.md says.
"""

from __future__ import annotations

import re
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from numpy.typing import NDArray

from peelgraph.graph import KnowledgeGraph
from peelgraph.network.permutation import (
    assortativity,
    coefficient,
    differences,
    holm,
    jackknife,
    p_value,
    qap_regression,
)
from peelgraph.network.report import study_rows
from peelgraph.network.study import VARIANTS, Study, study

Array = NDArray[np.float64]
PAGE = Path(__file__).parents[2] / "docs" / "study.md"
SIZE = 24


def world(seed: int) -> tuple[np.random.Generator, Array, Array]:
    """Ties on a ring, with the next two, half of them twice as strong; and borders.

    Each borders on one other: 0 on 1, 2 on 3 ...
    """
    chance = np.random.default_rng(seed)
    borders = nx.to_numpy_array(nx.Graph((i, i + 1) for i in range(0, SIZE, 2)))
    ties = nx.to_numpy_array(nx.circulant_graph(SIZE, [1, 2])) * (
        1 + differences(np.arange(SIZE) % 4 // 2.0)
    )
    return chance, ties, borders


def orders(chance: np.random.Generator, count: int, size: int = SIZE) -> NDArray[np.int64]:
    return np.array([chance.permutation(size) for _ in range(count)])


def smooth(chance: np.random.Generator, ties: Array, strength: float) -> Array:
    """Four grades that follow those one is tied to."""
    shares = ties / ties.sum(axis=1, keepdims=True)
    return graded(np.linalg.solve(np.eye(SIZE) - strength * shares, chance.normal(size=SIZE)))


def graded(values: Array) -> Array:
    """Four grades from values, the middle ones the commonest."""
    return np.searchsorted(np.quantile(values, [0.15, 0.6, 0.9]), values).astype(float)


# What is known by hand or by others


def test_assortativity_is_that_of_networkx() -> None:
    graph = nx.gnp_random_graph(SIZE, 0.3, seed=1)
    values = np.arange(SIZE) % 5.0
    nx.set_node_attributes(graph, dict(enumerate(values)), "grade")
    found = assortativity(nx.to_numpy_array(graph), values, orders(np.random.default_rng(0), 99))
    assert found.estimate.value == pytest.approx(
        nx.numeric_assortativity_coefficient(graph, "grade")
    )


def test_assortativity_of_two_pairs_alike_and_unlike() -> None:
    ties = nx.to_numpy_array(nx.Graph([(0, 1), (2, 3)]))
    every = orders(np.random.default_rng(0), 99, 4)
    assert assortativity(ties, np.array([1.0, 1, 2, 2]), every).estimate.value == pytest.approx(1)
    assert assortativity(ties, np.array([1.0, 2, 1, 2]), every).estimate.value == pytest.approx(-1)


def test_the_coefficient_is_what_was_put_in() -> None:
    chance, ties, borders = world(3)
    outcome = 2 - 0.5 * ties + 3 * borders
    assert coefficient(outcome, ties, borders) == pytest.approx(-0.5)
    assert coefficient(outcome, ties) != pytest.approx(-0.5)
    found = qap_regression(
        outcome + differences(chance.normal(size=SIZE)) * 1e-6, ties, [borders], orders(chance, 199)
    )
    assert found.estimate.value == pytest.approx(-0.5, abs=1e-4)
    assert (found.p, found.statistic) == (1 / 200, pytest.approx(-1, abs=1e-6))


def test_p_values_count_the_observed_order() -> None:
    assert p_value(2.0, np.array([0.0, -2.0, 1.0])) == 2 / 4
    assert p_value(2.0, np.array([1.0, 2.5, 4.0]), centre=2.5) == 3 / 4


def test_holm() -> None:
    assert holm([0.01, 0.02, 0.6, 0.3]) == pytest.approx([0.04, 0.06, 0.6, 0.6])


def test_the_jackknife_of_a_mean_of_all_pairs() -> None:
    values = np.array([1.0, 2, 4, 7, 11])
    found = jackknife(5, lambda kept: float(values[kept].mean()))
    without = [np.delete(values, i).mean() for i in range(5)]
    error = np.sqrt(3 / 10 * ((np.array(without) - np.mean(without)) ** 2).sum())
    assert (found.value, found.high - found.value) == pytest.approx((5, 1.959964 * error))


# No effect, and a planted one


def test_where_there_is_no_effect_p_is_uniform_and_intervals_cover() -> None:
    alike = []
    regressed = []
    covered = []
    for seed in range(200):
        chance, ties, borders = world(seed)
        grades = chance.choice([1.0, 2, 3], p=[0.1, 0.7, 0.2], size=SIZE)
        every = orders(chance, 199)
        alike.append(assortativity(ties, grades, every).p)
        found = qap_regression(differences(grades), ties, [borders], every)
        regressed.append(found.p)
        covered.append(found.estimate.low <= 0 <= found.estimate.high)
    for values in map(np.array, (alike, regressed)):
        assert abs(values.mean() - 0.5) < 0.1
        assert np.mean(values <= 0.05) < 0.1
        assert abs(np.mean(values <= 0.5) - 0.5) < 0.12
    assert 0.85 < np.mean(covered) <= 1


def test_what_borders_explain_is_not_put_down_to_ties() -> None:
    without = []
    beside = []
    for seed in range(150):
        chance, ties, borders = world(seed)
        noise = chance.normal(size=(SIZE, SIZE))
        outcome = noise + noise.T - 8 * borders
        every = orders(chance, 199)
        without.append(qap_regression(outcome, ties, [], every).p)
        beside.append(qap_regression(outcome, ties, [borders], every).p)
    assert np.mean(np.array(without) <= 0.05) > 0.6
    assert np.mean(np.array(beside) <= 0.05) < 0.1
    assert abs(np.mean(beside) - 0.5) < 0.1


def test_a_planted_effect_is_found() -> None:
    alike = []
    regressed = []
    for seed in range(100):
        chance, ties, borders = world(seed)
        grades = smooth(chance, ties * (borders == 0), 0.98)
        every = orders(chance, 199)
        alike.append(assortativity(ties, grades, every).p)
        found = qap_regression(differences(grades), ties, [borders], every)
        regressed.append(found.p if found.estimate.value < 0 else 1.0)
    assert np.mean(np.array(alike) <= 0.05) > 0.6
    assert np.mean(np.array(regressed) <= 0.05) > 0.6


# The study itself


@pytest.fixture(scope="module")
def part(kg: KnowledgeGraph) -> Study:
    """The study of one round, with the permutations of the whole."""
    return kg.study(["peel-2017"])


def test_the_gradings_are_what_the_graph_says(part: Study, kg: KnowledgeGraph) -> None:
    assert [(c.round, c.pillar, len(c.places)) for c in part.gradings] == [
        ("PEEL 2017", "effectiveness", 43),
        ("PEEL 2017", "efficiency", 41),
        ("PEEL 2017", "legitimacy", 42),
    ]
    efficiency = part.gradings[1]
    given = {
        str(force): int(str(rank))
        for force, rank in kg.sparql(
            "SELECT ?force ?rank WHERE { ?j peel:criterion id:pillar\\/efficiency ; "
            "peel:grade/peel:rank ?rank ; peel:inAssessment ?a . "
            "?a peel:framework id:framework\\/peel-2017 ; peel:assesses ?force }"
        ).rows
    }
    assert {
        part.forces[i]: int(r) for i, r in zip(efficiency.places, efficiency.ranks, strict=True)
    } == given
    assert part.gradings[0].pairs() == kg.network("forces", as_of="2017-12-31").number_of_edges()
    assert (
        part.gradings[0].pairs("certain")
        == kg.network("forces", as_of="2017-12-31", certain=True).number_of_edges()
    )


def test_every_order_of_a_grading_is_one_of_its_forces(part: Study) -> None:
    efficiency = part.gradings[1]
    for order in part._orders(efficiency)[:50]:
        assert sorted(order) == list(range(41))


def test_the_same_seed_gives_the_same_figures(kg: KnowledgeGraph) -> None:
    first, second, other = (
        study(kg.store, kg.resources.queries, ["peel-2014"], 199, seed).results()
        for seed in (0, 0, 1)
    )
    assert first == second
    assert [f.estimate for f in first] == [f.estimate for f in other]
    assert [f.p for f in first] != [f.p for f in other]


def _table() -> list[list[str]]:
    rows = [
        line.strip("| \n").split(" | ")
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line[:1] == "|"
    ]
    return [row for row in rows if len(row) == 11 and row[0] not in {"test", "---"}]


def test_the_page_says_what_comes_out(part: Study) -> None:
    page = {tuple(row[:3]): [float(cell) for cell in row[3:10]] for row in _table()}
    rows = [row for row in study_rows(part).rows if str(row[1]) == "PEEL 2017"]
    assert len(rows) == 6
    for row in rows:
        test, name, pillar, *figures = map(str, row)
        assert page[test, name, pillar] == pytest.approx([float(f) for f in figures[:7]], abs=5e-4)


def test_the_page_has_every_case_and_variant_and_the_caveats() -> None:
    tests = [row[0] for row in _table()]
    assert tests.count("assortativity") == tests.count("regression") == 14
    assert {t.removeprefix("regression, ") for t in tests if t.startswith("regression, ")} == set(
        VARIANTS
    ) - {"main"}
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert "peelgraph study --format md" in text
    assert len(re.findall(r"only can have|no source names|grades are missing|not why", text)) >= 4
