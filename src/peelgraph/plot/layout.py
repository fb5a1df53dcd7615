"""Where the nodes of a network stand: drawn together by their edges, groups side by side, no label
on another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Point", "around", "hull", "layout"]

Point = tuple[float, float]

WITHIN, BETWEEN = 3.0, 0.35
"""How strongly edges within a group and between groups draw their ends together."""
EVEN = 0.6
"""How far places are spread evenly, by their order alone: 0 not at all, 1 wholly."""
ROUNDS, SETTLED = 600, 1e-4


def layout(
    graph: nx.Graph,
    groups: Mapping[str, int],
    boxes: Mapping[str, Point],
    area: Point,
    start: Mapping[str, Point],
) -> dict[str, Point]:
    """A place for each node in an area, in inches from its lower left; boxes (width, height) do not
    overlap.

    A force-directed layout (Fruchterman & Reingold 1991) from `start`, or from a circle where it
    lacks a node; places in it count whatever their unit. The same network always comes out the
    same.
    """
    import networkx as nx

    drawn = nx.Graph()
    drawn.add_nodes_from(graph)
    drawn.add_edges_from(
        (a, b, {"pull": WITHIN if groups.get(a) == groups.get(b) else BETWEEN})
        for a, b in graph.edges
        if a != b
    )
    first = (
        _fitted({n: start[n] for n in drawn}, (1, 1))
        if all(n in start for n in drawn)
        else nx.circular_layout(drawn)
    )
    found = nx.spring_layout(drawn, pos=dict(first), weight="pull", iterations=120, seed=0)
    places = {node: (round(float(x), 4), round(float(y), 4)) for node, (x, y) in found.items()}
    return _apart(_fitted(places, area), boxes, area)


def _fitted(places: Mapping[str, Point], area: Point) -> dict[str, Point]:
    """Places stretched to fill an area, and spread in it."""
    across, up = (sorted(values) for values in zip(*places.values(), strict=True))

    def fit(value: float, values: Sequence[float], length: float) -> float:
        low, high, last = values[0], values[-1], len(values) - 1
        if high == low:
            return length / 2
        return length * (
            EVEN * values.index(value) / last + (1 - EVEN) * (value - low) / (high - low)
        )

    return {node: (fit(x, across, area[0]), fit(y, up, area[1])) for node, (x, y) in places.items()}


def _apart(
    places: Mapping[str, Point], boxes: Mapping[str, Point], area: Point
) -> dict[str, Point]:
    """Places moved apart, each pair along the shorter way, until no boxes overlap or nothing more
    can be gained.
    """
    at = {node: list(place) for node, place in places.items()}
    nodes = list(at)
    for _ in range(ROUNDS):
        most = 0.0
        for i, one in enumerate(nodes):
            for other in nodes[i + 1 :]:
                most = max(most, _push(at[one], at[other], boxes[one], boxes[other]))
        for node in nodes:
            for axis in (0, 1):
                half = boxes[node][axis] / 2
                at[node][axis] = min(max(at[node][axis], half), area[axis] - half)
        if most < SETTLED:
            break
    return {node: (round(x, 3), round(y, 3)) for node, (x, y) in at.items()}


def _push(one: list[float], other: list[float], box: Point, box_of_other: Point) -> float:
    """Move two places apart by half of what their boxes overlap; how much that was."""
    across = (box[0] + box_of_other[0]) / 2 - abs(one[0] - other[0])
    if across <= 0:  # as of nearly all pairs
        return 0.0
    up = (box[1] + box_of_other[1]) / 2 - abs(one[1] - other[1])
    if up <= 0:
        return 0.0
    axis, over = (0, across) if across < up else (1, up)
    step = over / 2 + SETTLED
    sign = 1 if one[axis] >= other[axis] else -1
    one[axis] += sign * step / 1.5
    other[axis] -= sign * step / 1.5
    return over


def around(places: Sequence[Point], distance: float) -> list[Point]:
    """The convex hull of the circles of a radius around places, each as a polygon of sixteen
    corners.
    """
    from math import cos, pi, sin

    turns = [i * pi / 8 for i in range(16)]
    return hull([(x + distance * cos(t), y + distance * sin(t)) for x, y in places for t in turns])


def hull(points: Sequence[Point]) -> list[Point]:
    """The convex hull of points, anticlockwise (Andrew 1979).

    >>> hull([(0, 0), (2, 0), (1, 1), (2, 2), (0, 2)])
    [(0, 0), (2, 0), (2, 2), (0, 2)]
    """
    ordered = sorted(set(points))

    def chain(points: Sequence[Point]) -> list[Point]:
        kept: list[Point] = []
        for p in points:
            while len(kept) > 1 and _turn(kept[-2], kept[-1], p) <= 0:
                kept.pop()
            kept.append(p)
        return kept[:-1]

    return chain(ordered) + chain(ordered[::-1]) if len(ordered) > 1 else ordered


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
