"""Groups that hold together: Louvain communities, how stable they are, how groups agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import comb, log
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["SEEDS", "Communities", "agreement", "communities", "grouped_by", "rand_index"]

SEEDS = 20
"""How many runs of the Louvain method are compared."""
LARGE = 2000
"""With more nodes than this, only three runs are."""

Partition = Mapping[str, Hashable]


@dataclass(frozen=True)
class Communities:
    """The best of several partitions: each node's group (1 is the largest), and its modularity.

    `stability` is the mean adjusted Rand index of all pairs of runs: 1 where every run found the
    same groups, about 0 where they agree no more than by chance.
    """

    groups: dict[str, int]
    modularity: float
    stability: float
    runs: int

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many nodes each group has, largest first."""
        counts = Counter(self.groups.values())
        return tuple(counts[number] for number in sorted(counts))


def communities(graph: nx.Graph, runs: int | None = None) -> Communities:
    """Louvain communities by weight (Blondel et al. 2008), run with the seeds 0 to `runs` - 1.

    Without `runs` there are 20, or 3 where the network is large. The best is kept: the one with the
    highest modularity (Newman 2004), of several the one with the lowest seed. Without edges each
    node is a group, and the modularity 0.
    """
    import networkx as nx

    runs = runs or (SEEDS if len(graph) <= LARGE else 3)
    if graph.number_of_edges() == 0:
        return Communities(_numbered([node] for node in graph), 0.0, 1.0, runs)
    found = []
    scores = []
    for seed in range(runs):
        groups = nx.community.louvain_communities(graph, weight="weight", seed=seed)
        score = nx.community.modularity(graph, groups, weight="weight")
        found.append(groups)
        # rounded, or the last digits would choose between partitions that are the same
        scores.append(round(score, 12))
    highest = max(scores)
    best = found[scores.index(highest)]
    # by size and then by name, so that a group always has the same number
    ordered = sorted(best, key=lambda group: (-len(group), min(group)))
    return Communities(_numbered(map(sorted, ordered)), highest, _stability(found), runs)


def _numbered(groups: Iterable[Iterable[str]]) -> dict[str, int]:
    """The number of each node's group, from 1 in the order given."""
    return {node: number for number, group in enumerate(groups, 1) for node in group}


def _stability(runs: list[list[set[str]]]) -> float:
    if len(runs) == 1:
        return 1.0
    partitions = [_numbered(groups) for groups in runs]
    alike = [rand_index(one, other) for one, other in combinations(partitions, 2)]
    return fmean(alike)


def grouped_by(graph: nx.Graph, attribute: str) -> dict[str, Hashable]:
    """The groups that an attribute of the nodes makes, such as `in_region`.

    Nodes without it are left out.
    """
    return {node: value for node, value in graph.nodes(data=attribute) if value is not None}


@dataclass(frozen=True)
class _CrossTable:
    """How many things two partitions place, and the sizes of cells, rows and columns."""

    count: int
    cells: Counter[Hashable]
    rows: Counter[Hashable]
    columns: Counter[Hashable]


def _cross_table(one: Partition, other: Partition) -> _CrossTable:
    shared = [node for node in one if node in other]
    return _CrossTable(
        count=len(shared),
        cells=Counter((one[node], other[node]) for node in shared),
        rows=Counter(one[node] for node in shared),
        columns=Counter(other[node] for node in shared),
    )


def rand_index(one: Partition, other: Partition) -> float:
    """The adjusted Rand index (Hubert & Arabie 1985).

    It is 1 for the same groups, and 0 on average for chance.

    >>> rand_index({"a": 1, "b": 1, "c": 2}, {"a": "x", "b": "x", "c": "y"})
    1.0
    """
    table = _cross_table(one, other)
    both = _pairs(table.cells)
    in_rows = _pairs(table.rows)
    in_columns = _pairs(table.columns)
    # (index - expected index) / (highest index - expected index), where chance draws partitions
    # with the same sizes of groups
    every = comb(table.count, 2)
    expected = in_rows * in_columns / every if every else 0.0
    highest = (in_rows + in_columns) / 2
    if highest == expected:
        return 1.0
    return (both - expected) / (highest - expected)


def _pairs(sizes: Counter[Hashable]) -> int:
    """How many pairs of things stand together."""
    return sum(comb(size, 2) for size in sizes.values())


def agreement(one: Partition, other: Partition) -> float:
    """Normalised mutual information, over the mean of both entropies (Danon et al. 2005).

    It is 0 for none, and 1 for the same groups.

    >>> agreement({"a": 1, "b": 1, "c": 2, "d": 2}, {"a": 1, "b": 2, "c": 1, "d": 2})
    0.0
    """
    table = _cross_table(one, other)

    def entropy(sizes: Counter[Hashable]) -> float:
        shares = [size / table.count for size in sizes.values()]
        return -sum(share * log(share) for share in shares)

    mean = (entropy(table.rows) + entropy(table.columns)) / 2
    if mean == 0:
        return 1.0
    # what both tell is H(rows) + H(columns) - H(cells); it can come to -1e-16 where it is nothing
    return max(0.0, (2 * mean - entropy(table.cells)) / mean)
