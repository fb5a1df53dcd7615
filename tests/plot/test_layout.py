"""Where nodes stand: no box on another, none outside, the same each time."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest

from peelgraph.plot.layout import Point, around, hull, layout

GRAPH = nx.connected_caveman_graph(4, 6)
GROUPS = {node: node // 6 for node in GRAPH}
BOXES = {node: (1.1, 0.4) if node % 2 else (0.5, 0.6) for node in GRAPH}
AREA = (8.0, 6.0)


def overlap(one: Point, other: Point, box: Point, box_of_other: Point) -> bool:
    return all((box[k] + box_of_other[k]) / 2 - abs(one[k] - other[k]) > 0.002 for k in (0, 1))


@pytest.mark.parametrize(
    "start", [{}, {node: (node % 5, node // 5) for node in GRAPH}], ids=["circle", "given"]
)
def test_no_box_on_another_and_none_outside(start: dict[int, Point]) -> None:
    places = layout(GRAPH, GROUPS, BOXES, AREA, start)
    assert list(places) == list(GRAPH)
    pairs = combinations(GRAPH, 2)
    assert not [(a, b) for a, b in pairs if overlap(places[a], places[b], BOXES[a], BOXES[b])]
    for node, place in places.items():
        assert all(
            BOXES[node][k] / 2 - 0.001 <= place[k] <= AREA[k] - BOXES[node][k] / 2 + 0.001
            for k in (0, 1)
        )


def test_the_same_each_time_and_nearer_within_groups() -> None:
    places = layout(GRAPH, GROUPS, BOXES, AREA, {})
    assert places == layout(GRAPH, GROUPS, BOXES, AREA, {})
    far: dict[bool, list[float]] = {True: [], False: []}
    for a, b in combinations(GRAPH, 2):
        far[GROUPS[a] == GROUPS[b]].append(
            abs(places[a][0] - places[b][0]) + abs(places[a][1] - places[b][1])
        )
    assert sum(far[True]) / len(far[True]) < 0.6 * sum(far[False]) / len(far[False])


def test_one_node_stands_in_the_middle() -> None:
    assert layout(nx.empty_graph(1), {0: 1}, {0: (1, 1)}, AREA, {}) == {0: (4.0, 3.0)}


def test_a_hull_holds_what_is_inside() -> None:
    assert hull([(0, 0), (4, 0), (1, 1), (4, 4), (2, 0), (0, 4)]) == [
        (0, 0),
        (4, 0),
        (4, 4),
        (0, 4),
    ]
    assert len(around([(1, 1)], 0.5)) == 16
    xs = [x for x, _ in around([(0, 0), (3, 0)], 0.5)]
    assert (min(xs), max(xs)) == (-0.5, 3.5)
