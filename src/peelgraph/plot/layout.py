"""Where the nodes of a network stand: drawn together by their edges, no label on another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Point", "around", "hull", "layout"]

Point = tuple[float, float]

WITHIN = 3.0
"""How strongly edges within a group draw their ends together."""
BETWEEN = 0.35
"""How strongly edges between groups do, so that groups stand side by side."""
EVEN = 0.6
"""How far places are spread evenly, by their order alone: 0 not at all, 1 wholly."""
ROUNDS = 600
"""How often boxes are moved apart, at most."""
SETTLED = 1e-4
"""How far boxes may still overlap when all is settled, in inches."""
CORNERS = 16
"""Of the polygon that stands for a circle."""


def layout(
    graph: nx.Graph,
    groups: Mapping[str, int],
    boxes: Mapping[str, Point],
    area: Point,
    start: Mapping[str, Point],
) -> dict[str, Point]:
    """A place for each node in an area, in inches from its lower left.

    Boxes (width, height) do not overlap. A force-directed layout (Fruchterman & Reingold 1991) from
    `start`, or from a circle where it lacks a node; places in it count whatever their unit. The
    same network always comes out the same.
    """
    import networkx as nx

    drawn = _pulled(graph, groups)
    if all(node in start for node in drawn):
        first = _fitted({node: start[node] for node in drawn}, (1, 1))
    else:
        first = nx.circular_layout(drawn)
    found = nx.spring_layout(drawn, pos=dict(first), weight="pull", iterations=120, seed=0)
    # rounded, as machines differ in the last digits and a push may make much of them
    places = _fitted(_rounded(found, 4), area)
    return _rounded(_apart(places, boxes, area), 3)


def _rounded(places: Mapping[str, Sequence[float]], digits: int) -> dict[str, Point]:
    rounded: dict[str, Point] = {}
    for node, (x, y) in places.items():
        rounded[node] = (round(float(x), digits), round(float(y), digits))
    return rounded


def _pulled(graph: nx.Graph, groups: Mapping[str, int]) -> nx.Graph:
    """The network without its loops, with how strongly each edge draws its ends together."""
    import networkx as nx

    drawn = nx.Graph()
    drawn.add_nodes_from(graph)
    for one, other in graph.edges:
        if one != other:
            is_within = groups.get(one) == groups.get(other)
            drawn.add_edge(one, other, pull=WITHIN if is_within else BETWEEN)
    return drawn


def _fitted(places: Mapping[str, Point], area: Point) -> dict[str, Point]:
    """Places stretched to fill an area, and spread in it."""
    across = sorted(x for x, _ in places.values())
    up = sorted(y for _, y in places.values())
    width, height = area
    fitted = {}
    for node, (x, y) in places.items():
        fitted[node] = (_fit(x, across, width), _fit(y, up, height))
    return fitted


def _fit(value: float, values: Sequence[float], length: float) -> float:
    """Where a value stands on a length that the sorted values fill."""
    low = values[0]
    high = values[-1]
    if high == low:
        return length / 2
    by_order = EVEN * values.index(value) / (len(values) - 1)
    by_distance = (1 - EVEN) * (value - low) / (high - low)
    return length * (by_order + by_distance)


def _apart(
    places: Mapping[str, Point], boxes: Mapping[str, Point], area: Point
) -> dict[str, list[float]]:
    """Places moved apart until no boxes overlap or nothing more can be gained."""
    at = {node: list(place) for node, place in places.items()}
    for _ in range(ROUNDS):
        most = 0.0
        for one, other in combinations(at, 2):
            overlap = _push(at[one], at[other], boxes[one], boxes[other])
            most = max(most, overlap)
        for node, place in at.items():
            _keep_inside(place, boxes[node], area)
        if most < SETTLED:
            break
    return at


def _keep_inside(place: list[float], box: Point, area: Point) -> None:
    """Move a place so that its box lies in the area."""
    for axis in (0, 1):
        half = box[axis] / 2
        at_least = max(place[axis], half)
        place[axis] = min(at_least, area[axis] - half)


def _push(one: list[float], other: list[float], box: Point, box_of_other: Point) -> float:
    """Move two places apart, the shorter way, by half of what their boxes overlap; how much."""
    across = (box[0] + box_of_other[0]) / 2 - abs(one[0] - other[0])
    if across <= 0:  # as of nearly all pairs
        return 0.0
    up = (box[1] + box_of_other[1]) / 2 - abs(one[1] - other[1])
    if up <= 0:
        return 0.0
    axis = 0 if across < up else 1
    overlap = min(across, up)
    # a little more than half, or they would only come to touch; a part of it at a time, as all
    # pairs are moved at once
    step = (overlap / 2 + SETTLED) / 1.5
    sign = 1 if one[axis] >= other[axis] else -1
    one[axis] += sign * step
    other[axis] -= sign * step
    return overlap


def around(places: Sequence[Point], distance: float) -> list[Point]:
    """The convex hull of the circles of a radius around places, each a polygon."""
    from math import cos, pi, sin

    turns = [2 * pi * corner / CORNERS for corner in range(CORNERS)]
    corners = []
    for x, y in places:
        for turn in turns:
            corner = (x + distance * cos(turn), y + distance * sin(turn))
            corners.append(corner)
    return hull(corners)


def hull(points: Sequence[Point]) -> list[Point]:
    """The convex hull of points, anticlockwise (Andrew 1979).

    >>> hull([(0, 0), (2, 0), (1, 1), (2, 2), (0, 2)])
    [(0, 0), (2, 0), (2, 2), (0, 2)]
    """
    ordered = sorted(set(points))
    if len(ordered) < 2:
        return ordered
    # the lower half from left to right, then the upper half back
    return _half(ordered) + _half(ordered[::-1])


def _half(points: Sequence[Point]) -> list[Point]:
    """Half a hull, without its last point, where the other half begins."""
    kept: list[Point] = []
    for point in points:
        # a corner at which the way does not turn left lies inside the hull
        while len(kept) > 1 and _turn(kept[-2], kept[-1], point) <= 0:
            kept.pop()
        kept.append(point)
    return kept[:-1]


def _turn(a: Point, b: Point, c: Point) -> float:
    """Twice the area of a triangle: more than 0 where the way from a over b to c turns left."""
    b_across = b[0] - a[0]
    b_up = b[1] - a[1]
    c_across = c[0] - a[0]
    c_up = c[1] - a[1]
    return b_across * c_up - b_up * c_across
