"""Groups that hold together: Louvain communities, how stable they are over seeds, how they agree
with other groups.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
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
    """The best of several partitions: each node's group (1 is the largest), its modularity, and how
    alike all runs are.

    `stability` is the mean adjusted Rand index of all pairs of runs: 1 where every run found the
    same groups, about 0 where they agree no more than by chance. `sizes` are those of the groups,
    largest first.
    """

    groups: dict[str, int]
    modularity: float
    stability: float
    runs: int

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many nodes each group has, largest first."""
        return tuple(n for _, n in sorted(Counter(self.groups.values()).items()))


def communities(graph: nx.Graph, runs: int | None = None) -> Communities:
    """Louvain communities by weight (Blondel et al. 2008), run with the seeds 0 to `runs` - 1; the
    best is kept.

    Without `runs` there are 20, or 3 where the network is large. The best has the highest
    modularity (Newman 2004), of several the one with the lowest seed. Without edges each node is a
    group, and the modularity 0.
    """
    import networkx as nx

    runs = runs or (SEEDS if len(graph) <= LARGE else 3)
    if graph.number_of_edges() == 0:
        return Communities({node: i for i, node in enumerate(graph, 1)}, 0.0, 1.0, runs)
    found = [
        nx.community.louvain_communities(graph, weight="weight", seed=seed) for seed in range(runs)
    ]
    scores = [
        round(nx.community.modularity(graph, groups, weight="weight"), 12) for groups in found
    ]
    best = sorted(found[scores.index(max(scores))], key=lambda group: (-len(group), min(group)))
    partitions = [{node: i for i, group in enumerate(groups) for node in group} for groups in found]
    stability = fmean(rand_index(a, b) for a, b in combinations(partitions, 2)) if runs > 1 else 1.0
    return Communities(
        {node: i for i, g in enumerate(best, 1) for node in sorted(g)}, max(scores), stability, runs
    )


def grouped_by(graph: nx.Graph, attribute: str) -> dict[str, Hashable]:
    """The groups that an attribute of the nodes makes, such as `in_region`; nodes without it are
    left out.
    """
    return {node: value for node, value in graph.nodes(data=attribute) if value is not None}


def _tables(
    one: Partition, other: Partition
) -> tuple[int, Counter[object], Counter[object], Counter[object]]:
    """How many things both partitions place, and the sizes of the cells, rows and columns of their
    cross table.
    """
    shared = [node for node in one if node in other]
    cells: Counter[object] = Counter((one[node], other[node]) for node in shared)
    return len(shared), cells, Counter(one[n] for n in shared), Counter(other[n] for n in shared)


def rand_index(one: Partition, other: Partition) -> float:
    """The adjusted Rand index (Hubert & Arabie 1985): 1 for the same groups, 0 on average for
    chance.

    >>> rand_index({"a": 1, "b": 1, "c": 2}, {"a": "x", "b": "x", "c": "y"})
    1.0
    """
    count, cells, rows, columns = _tables(one, other)
    both, left, right = (
        sum(comb(n, 2) for n in table.values()) for table in (cells, rows, columns)
    )
    expected = left * right / comb(count, 2) if count > 1 else 0.0
    highest = (left + right) / 2
    return 1.0 if highest == expected else (both - expected) / (highest - expected)


def agreement(one: Partition, other: Partition) -> float:
    """Normalised mutual information, over the mean of both entropies (Danon et al. 2005): 0 none, 1
    the same groups.

    >>> agreement({"a": 1, "b": 1, "c": 2, "d": 2}, {"a": 1, "b": 2, "c": 1, "d": 2})
    0.0
    """
    count, cells, rows, columns = _tables(one, other)

    def entropy(table: Counter[object]) -> float:
        return -sum(n / count * log(n / count) for n in table.values())

    mean = (entropy(rows) + entropy(columns)) / 2
    return 1.0 if mean == 0 else max(0.0, (2 * mean - entropy(cells)) / mean)
