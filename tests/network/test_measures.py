"""Measures on small networks whose answers are known by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from peelgraph.errors import WrongUse
from peelgraph.network import positions
from peelgraph.network.communities import agreement, communities, grouped_by, rand_index
from peelgraph.network.dependency import Loss, losses
from peelgraph.network.measures import MEASURES, measure, measures_for
from peelgraph.network.report import change_rows, heading, node_rows, structure_change_rows
from peelgraph.network.structure import core_periphery, structure

from .conftest import network, two_mode

DETOUR = network(("a", "b", 1), ("a", "c", 4), ("c", "b", 4))
"""From a to b over c is shorter than directly: 1/4 + 1/4 < 1."""
STAR = network(("hub", "x", 1), ("hub", "y", 1))
KITE = network(("a", "b", 1), ("b", "c", 1), ("c", "a", 1), ("c", "d", 2))
CLIQUES = network(
    *(
        (a, b, 1)
        for group in ("abc", "xyz")
        for a, b in zip(group, group[1:] + group[0], strict=True)
    ),
    ("c", "x", 1),
)
UNITS = two_mode(dogs="Abc", ict1="aB", ict2="ab", vetting="cd")
EXPECTED = [
    ("degree", KITE, {"a": 2, "b": 2, "c": 3, "d": 1}),
    ("strength", KITE, {"a": 2, "b": 2, "c": 4, "d": 2}),
    ("betweenness", DETOUR, {"a": 0, "b": 0, "c": 1}),
    ("betweenness", STAR, {"hub": 1, "x": 0, "y": 0}),
    ("core", KITE, {"a": 2, "b": 2, "c": 2, "d": 1}),
    ("clustering", KITE, {"a": 1, "b": 1, "c": 1 / 3}),
    ("constraint", STAR, {"hub": 1 / 2, "x": 1, "y": 1}),
    ("effective_size", STAR, {"hub": 2, "x": 1, "y": 1}),
    ("articulation", KITE, {"a": False, "b": False, "c": True, "d": False}),
    ("community", CLIQUES, {"a": 1, "b": 1, "c": 1, "x": 2, "y": 2, "z": 2}),
    ("degree", UNITS, {"a": 3, "b": 3, "c": 2, "d": 1}),
    ("leads_known", UNITS, {"a": 2, "b": 2, "c": 1, "d": 0}),
    ("led_by_others", UNITS, {"a": 1 / 2, "b": 1 / 2, "c": 1}),
    ("functions_lost", UNITS, {"a": 1 / 2, "b": 1 / 2, "c": 1 / 2, "d": 1}),
    # a leads to (dogs, ict1), (dogs, ict2) and (ict1, ict2), and all of these pairs b links too
    ("redundancy", UNITS, {"a": 1, "b": 1, "c": 0}),
]


@pytest.mark.parametrize(("name", "graph", "expected"), EXPECTED)
def test_known_by_hand(name: str, graph: nx.Graph, expected: dict[str, float]) -> None:
    assert measure(graph, name) == pytest.approx(expected)


def test_pagerank_of_a_star_by_its_own_equation() -> None:
    found = measure(STAR, "pagerank")
    assert found["x"] == pytest.approx(0.15 / 3 + 0.85 * found["hub"] / 2, abs=1e-5)
    assert sum(found.values()) == pytest.approx(1)


def test_two_mode_betweenness_of_a_bridge_between_units() -> None:
    found = measure(two_mode(one="ab", two="bc"), "two_mode_betweenness")
    assert found["a"] == found["c"] == 0
    assert found["b"] == pytest.approx(
        nx.bipartite.betweenness_centrality(two_mode(one="ab", two="bc"), "abc")["b"]
    )
    assert found["b"] > 0.5


def test_each_measure_is_tested_said_and_cited() -> None:
    tested = {name for name, *_ in EXPECTED} | {"pagerank", "two_mode_betweenness"}
    assert tested == set(MEASURES)
    for m in MEASURES.values():
        assert m.says.endswith(".")
        assert m.source


def test_weights_that_have_no_whole_lengths_give_the_same_paths() -> None:
    halves = network(("a", "b", 1), ("a", "c", 4), ("c", "b", 4))
    for _, _, tie in halves.edges(data=True):
        tie["weight"] /= 2
    assert measure(halves, "betweenness") == measure(DETOUR, "betweenness")


def test_equal_paths_are_equal_though_tenths_have_no_exact_float() -> None:
    # a-b-c-d and a-x-d are both 3/10 long, but in floats 0.1 + 0.1 + 0.1 is more than 0.25 + 0.05
    ring = network(("a", "b", 10), ("b", "c", 10), ("c", "d", 10), ("a", "x", 4), ("x", "d", 20))
    expected = {"a": 0, "b": 1.5 / 6, "c": 2.5 / 6, "d": 2 / 6, "x": 0.5 / 6}
    assert measure(ring, "betweenness") == pytest.approx(expected)


def test_directed_networks_are_read_without_direction() -> None:
    directed = nx.DiGraph(KITE)
    assert measure(directed, "core") == measure(KITE, "core")


def test_a_large_network_is_sampled_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    grid = nx.convert_node_labels_to_integers(nx.grid_2d_graph(8, 8))
    graph = network(*((f"{a:02}", f"{b:02}", 1) for a, b in grid.edges))
    exact = measure(graph, "betweenness")
    monkeypatch.setattr(positions, "SAMPLE_ABOVE", 50)
    monkeypatch.setattr(positions, "SAMPLES", 32)
    estimated = measure(graph, "betweenness")
    assert estimated != exact
    assert sum(abs(estimated[n] - exact[n]) for n in exact) / sum(exact.values()) < 0.35
    assert estimated == measure(graph, "betweenness")


def test_a_heading_tells_an_estimate() -> None:
    many = nx.empty_graph(positions.SAMPLE_ABOVE + 1)
    assert heading("betweenness", many) == f"betweenness_estimated_from_{positions.SAMPLES}"
    assert heading("betweenness", KITE) == "betweenness"


@pytest.mark.parametrize(
    ("graph", "name", "words"),
    [
        (KITE, "nope", "is no measure; there are degree"),
        (UNITS, "core", "has no meaning on this network"),
    ],
)
def test_a_measure_without_meaning_is_refused(graph: nx.Graph, name: str, words: str) -> None:
    with pytest.raises(WrongUse, match=words):
        measures_for(graph, [name])


def test_leads_are_asked_only_where_roles_are_known() -> None:
    plain = two_mode(dogs="ab")
    nx.set_edge_attributes(plain, {e: {"weight": 1} for e in plain.edges})
    for _, _, tie in plain.edges(data=True):
        del tie["roles"]
    assert "led_by_others" not in {m.name for m in measures_for(plain)}


def test_a_region_leaves_units_without_their_members_from_outside() -> None:
    narrowed = UNITS.copy()
    narrowed.graph["parameters"] = ("certain=false", "region=wales")
    assert "functions_lost" in {m.name for m in measures_for(UNITS)}
    assert "functions_lost" not in {m.name for m in measures_for(narrowed)}
    assert "fragile" not in {fact.name for fact in structure(narrowed)}


def test_a_backend_of_networkx_is_used_where_it_is_switched_on(tmp_path: Path) -> None:
    (tmp_path / "counting.py").write_text(
        "class backend:\n"
        "    convert_from_nx = staticmethod(lambda graph, **_: graph)\n"
        "    convert_to_nx = staticmethod(lambda value, **_: value)\n"
        "    core_number = staticmethod(lambda graph: dict.fromkeys(graph, 99))\n"
        "    can_run = staticmethod(lambda name, *_: name == 'core_number')\n"
        "    should_run = staticmethod(lambda *_: True)\n"
    )
    info = tmp_path / "counting-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: counting\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[networkx.backends]\ncounting = counting:backend\n")
    code = (
        "import networkx as nx\nfrom peelgraph.network.measures import measure\n"
        "print(measure(nx.path_graph(3), 'core'))"
    )
    paths = os.pathsep.join([str(tmp_path), *sys.path])
    for priority, expected in (("counting", {0: 99, 1: 99, 2: 99}), ("", {0: 1, 1: 1, 2: 1})):
        environment = {**os.environ, "PYTHONPATH": paths, "NETWORKX_BACKEND_PRIORITY": priority}
        ended = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            env=environment,
            check=True,
        )
        assert ended.stdout.strip() == str(expected)


# Communities


def test_modularity_and_stability_of_two_triangles() -> None:
    found = communities(CLIQUES)
    assert found.modularity == pytest.approx(6 / 7 - 1 / 2)
    assert (found.sizes, found.stability, found.runs) == ((3, 3), 1.0, 20)


def test_a_ring_has_no_stable_communities() -> None:
    ring = network(*((f"{i:02}", f"{(i + 1) % 30:02}", 1) for i in range(30)))
    assert communities(ring).stability < 0.9


def test_without_edges_each_node_is_its_own_group() -> None:
    lonely = nx.empty_graph(["a", "b"])
    assert communities(lonely).groups == {"a": 1, "b": 2}


def test_rand_index_and_agreement_of_known_tables() -> None:
    # Hubert & Arabie's index for the table (2 0 / 1 3): (4 - 7 * 6 / 15) / (6.5 - 7 * 6 / 15)
    one = dict(zip("abcdef", [1, 1, 2, 2, 2, 2], strict=True))
    other = dict(zip("abcdef", "xxxyyy", strict=True))
    assert rand_index(one, other) == pytest.approx((4 - 7 * 6 / 15) / (6.5 - 7 * 6 / 15))
    assert rand_index(one, one) == agreement(one, one) == 1
    assert 0 < agreement(one, other) < 1
    assert rand_index(one, dict.fromkeys("abcdef", 1)) == 0


def test_groups_leave_out_who_has_none() -> None:
    graph = network(("a", "b", 1))
    graph.nodes["a"]["in_region"] = "North"
    assert grouped_by(graph, "in_region") == {"a": "North"}


# The whole


def test_core_and_periphery() -> None:
    core = [(a, b, 1) for i, a in enumerate("abcd") for b in "abcd"[i + 1 :]]
    shape = core_periphery(
        network(*core, ("a", "w", 1), ("b", "x", 1), ("c", "y", 1), ("d", "z", 1))
    )
    assert (shape.core, shape.within, shape.outside) == (("a", "b", "c", "d"), 1.0, 0.0)


def test_no_core_where_it_would_be_no_denser_than_the_rest() -> None:
    assert (
        core_periphery(
            network(("a", "x", 1), ("a", "y", 1), ("b", "z", 1), ("b", "w", 1), ("v", "u", 1))
        ).core
        == ()
    )


def test_structure_of_a_kite_beside_a_pair() -> None:
    graph = network(*KITE.edges(data="weight"), ("p", "q", 1))
    graph.add_node("alone", label="ALONE", kind="PoliceForce")
    found = {fact.name: fact.value for fact in structure(graph)}
    assert (found["nodes"], found["edges"], found["isolates"], found["components"]) == (7, 5, 1, 3)
    assert (found["largest_component"], found["articulation_points"], found["bridges"]) == (4, 1, 2)
    assert found["density"] == pytest.approx(5 / 21)
    assert found["transitivity"] == pytest.approx(3 / 5)


def test_structure_of_two_modes() -> None:
    found = {fact.name: fact.value for fact in structure(UNITS)}
    assert (found["first_mode"], found["second_mode"], found["mean_members"]) == (4, 4, 9 / 4)
    assert found["fragile"] == 3 / 4


# Who depends on whom


def test_what_is_lost_when_a_force_leaves() -> None:
    assert list(losses(UNITS)) == [
        Loss("a", "ict1", "ict", ("b",)),
        Loss("a", "ict2", "ict", ("b",)),
        Loss("b", "ict1", "ict", ("a",)),
        Loss("b", "ict2", "ict", ("a",)),
        Loss("c", "vetting", "vetting", ("d",)),
        Loss("d", "vetting", "vetting", ("c",)),
    ]
    assert {loss.unit for loss in losses(UNITS, enough=3)} == {"dogs", "ict1", "ict2", "vetting"}


# Rows


def test_rows_of_nodes_are_sorted_by_the_first_measure() -> None:
    rows = [tuple(row) for row in node_rows(KITE, ["strength", "clustering"])]
    assert rows == [
        ("C", 4, 0.3333, "c"),
        ("A", 2, 1.0, "a"),
        ("B", 2, 1.0, "b"),
        ("D", 2, None, "d"),
    ]


def test_rows_of_change() -> None:
    rows = [
        tuple(row)
        for row in change_rows(STAR, network(("hub", "x", 1), ("hub", "z", 2)), ["strength"])
    ]
    assert rows == [
        ("strength", "HUB", 2, 3, 1, "hub"),
        ("strength", "Y", 1, None, None, "y"),
        ("strength", "Z", None, 2, None, "z"),
    ]


def test_change_of_the_whole_counts_edges_gone_and_come_in_either_order() -> None:
    after = network(("x", "hub", 1), ("hub", "z", 1), ("z", "q", 1))
    rows = {row.measure: row for row in structure_change_rows(STAR, after)}
    assert (rows["edges"].before, rows["edges"].after, rows["edges"].change) == (2, 3, 1)
    assert (rows["edges_gone"].after, rows["edges_come"].after) == (1, 2)
