"""Where a node stands in a network: one function for each measure, its graph undirected."""

from __future__ import annotations

from collections.abc import Set
from math import lcm
from typing import TYPE_CHECKING, Any

from peelgraph.errors import MissingExtra
from peelgraph.network.communities import communities
from peelgraph.network.dependency import actors

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "SAMPLES",
    "SAMPLE_ABOVE",
    "Number",
    "articulation",
    "betweenness",
    "clustering",
    "community",
    "constraint",
    "core",
    "degree",
    "effective_size",
    "pagerank",
    "redundancy",
    "strength",
    "two_mode_betweenness",
]

Number = int | float | bool
"""What a measure gives for a node."""
Numbers = dict[str, Number]

SAMPLE_ABOVE = 2000
"""With more nodes than this, betweenness is estimated from some of them."""
SAMPLES = 200
"""From how many nodes it is then estimated."""
EXACT = 2**50
"""Sums of whole lengths below this are exact as floats, however many edges a path has."""


def degree(graph: nx.Graph) -> Numbers:
    """With how many others each node has an edge."""
    return dict(graph.degree)


def strength(graph: nx.Graph) -> Numbers:
    """The sum of the weights of each node's edges."""
    return dict(graph.degree(weight="weight"))


def betweenness(graph: nx.Graph) -> Numbers:
    """The share of shortest paths on which each node lies, estimated in a large network."""
    import networkx as nx

    with_lengths = _with_lengths(graph)
    sample: dict[str, Any] = {}
    if len(graph) > SAMPLE_ABOVE:
        sample = {"k": SAMPLES, "seed": 0}
    return dict(nx.betweenness_centrality(with_lengths, weight="length", **sample))


def _with_lengths(graph: nx.Graph) -> nx.Graph:
    """A copy whose edges have a `length`, 1 / weight in units of its own."""
    import networkx as nx

    copy = nx.Graph()
    copy.add_nodes_from(graph)
    edges = list(graph.edges(data="weight", default=1))
    unit = _whole_unit({weight for _, _, weight in edges})
    for one, other, weight in edges:
        copy.add_edge(one, other, length=unit // weight if unit else 1 / weight)
    return copy


def _whole_unit(weights: Set[Any]) -> int:
    """In which units all lengths are whole numbers; 0 where there are none, or none that is exact.

    Paths that are equally long must be so to the last digit, and 1 / 3 has no exact float.
    """
    if not all(isinstance(weight, int) and weight > 0 for weight in weights):
        return 0
    unit = lcm(*weights)
    return unit if unit < EXACT else 0


def pagerank(graph: nx.Graph) -> Numbers:
    """How often one who follows edges at random arrives at each node.

    MissingExtra where scipy is not installed.
    """
    import networkx as nx

    try:
        return dict(nx.pagerank(graph, weight="weight"))
    except ImportError as error:
        raise MissingExtra("network", "numpy and scipy") from error


def core(graph: nx.Graph) -> Numbers:
    """The largest k for which each node belongs to the k-core."""
    import networkx as nx

    return dict(nx.core_number(graph))


def clustering(graph: nx.Graph) -> Numbers:
    """What share of the pairs of each node's neighbours is linked, where it has two or more."""
    import networkx as nx

    # networkx says 0 of those that have no pair
    with_pairs = [node for node, degree in graph.degree if degree > 1]
    return dict(nx.clustering(graph, with_pairs))


def constraint(graph: nx.Graph) -> Numbers:
    """How far each node's ties lead back to the same few."""
    import networkx as nx

    return dict(nx.constraint(graph, list(graph), weight="weight"))


def effective_size(graph: nx.Graph) -> Numbers:
    """How many of each node's neighbours are not doubled, where it has any."""
    import networkx as nx

    with_ties = [node for node, degree in graph.degree if degree]
    return dict(nx.effective_size(graph, with_ties, weight="weight"))


def articulation(graph: nx.Graph) -> Numbers:
    """Whether the network would fall into more parts without each node."""
    import networkx as nx

    holding = set(nx.articulation_points(graph))
    return {node: node in holding for node in graph}


def community(graph: nx.Graph) -> Numbers:
    """Each node's group in the best of several Louvain partitions; 1 is the largest."""
    return dict(communities(graph).groups)


def two_mode_betweenness(graph: nx.Graph) -> Numbers:
    """The share of shortest paths of a two-mode network on which each node lies."""
    import networkx as nx

    return dict(nx.bipartite.betweenness_centrality(graph, actors(graph)))


def redundancy(graph: nx.Graph) -> Numbers:
    """What share of the pairs that each actor links others link too, where it links two or more."""
    import networkx as nx

    with_pairs = [node for node in actors(graph) if graph.degree(node) > 1]
    return dict(nx.bipartite.node_redundancy(graph, with_pairs))
