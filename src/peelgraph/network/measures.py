"""What can be measured of a network's nodes: one table, each measure with what it says and where it
comes from.

Edges are read without direction. Weights are closeness, not distance: where paths are measured, an
edge is 1 / weight long (Opsahl, Agneessens & Skvoretz 2010, with their alpha at 1). networkx
computes; a backend of networkx that is installed and switched on (`NETWORKX_BACKEND_PRIORITY=…`) is
used by its own dispatch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import isnan, lcm
from typing import TYPE_CHECKING

from peelgraph.errors import MissingExtra, WrongUse
from peelgraph.network.communities import communities
from peelgraph.network.dependency import (
    actors,
    has_all_members,
    leads_known,
    led_by_others,
    share_lost,
)

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "MEASURES",
    "SAMPLES",
    "SAMPLE_ABOVE",
    "Measure",
    "Value",
    "measure",
    "measures_for",
    "undirected",
]

Value = int | float | bool

SAMPLE_ABOVE = 2000
"""With more nodes than this, betweenness is estimated from some of them."""
SAMPLES = 200
"""From how many nodes it is then estimated."""
EXACT = 2**50


@dataclass(frozen=True)
class Measure:
    """A measure: its name, one sentence on what it says, its source, and how it is computed.

    `compute` gives a value for each node that it is defined for. `modes` is 2 for measures of
    two-mode networks, whose values are those of the first mode (forces), 1 for one-mode networks, 0
    for both. `usual`: shown without being asked for. `of_members`: only where units have all their
    members.
    """

    name: str
    says: str
    source: str
    compute: Callable[[nx.Graph], Mapping[str, Value]]
    modes: int = 0
    usual: bool = True
    of_members: bool = False

    def fits(self, graph: nx.Graph) -> bool:
        """Whether the measure has a meaning on this network."""
        modes = 2 if "modes" in graph.graph else 1
        return self.modes in {0, modes} and (not self.of_members or has_all_members(graph))


def undirected(graph: nx.Graph) -> nx.Graph:
    """The network without directions and without loops from a node to itself."""
    import networkx as nx

    plain = graph.to_undirected() if graph.is_directed() else graph
    loops = list(nx.selfloop_edges(plain))
    if loops:
        plain = plain.copy()
        plain.remove_edges_from(loops)
    return plain


def measures_for(graph: nx.Graph, names: Iterable[str] = ()) -> list[Measure]:
    """The measures of these names, or the usual ones; WrongUse where one is unknown or has no
    meaning here.
    """
    fitting = {m.name: m for m in MEASURES.values() if m.fits(graph)}
    if unknown := [name for name in names if name not in fitting]:
        why = "has no meaning on this network" if unknown[0] in MEASURES else "is no measure"
        raise WrongUse(f"'{unknown[0]}' {why}; there are {', '.join(fitting)}.")
    return [fitting[name] for name in names] or [m for m in fitting.values() if m.usual]


def measure(graph: nx.Graph, name: str) -> dict[str, Value]:
    """A measure of the nodes it is defined for, in the order of the network; WrongUse where it has
    no meaning.
    """
    (found,) = measures_for(graph, [name])
    values = found.compute(undirected(graph))
    wanted = actors(graph) if "modes" in graph.graph else list(graph)
    return {node: values[node] for node in wanted if node in values and not isnan(values[node])}


def _strength(graph: nx.Graph) -> dict[str, Value]:
    return dict(graph.degree(weight="weight"))


def _closeness_as_length(graph: nx.Graph) -> nx.Graph:
    """A copy with `length`: 1 / weight, in units that make all lengths whole numbers where these
    stay exact.
    """
    import networkx as nx

    copy = nx.Graph()
    copy.add_nodes_from(graph)
    weights = {weight for _, _, weight in graph.edges(data="weight", default=1)}
    whole = lcm(*weights) if all(isinstance(w, int) and w > 0 for w in weights) else 0
    exact = 0 < whole < EXACT
    copy.add_weighted_edges_from(
        (
            (a, b, whole // w if exact else 1 / w)
            for a, b, w in graph.edges(data="weight", default=1)
        ),
        weight="length",
    )
    return copy


def _betweenness(graph: nx.Graph) -> dict[str, Value]:
    import networkx as nx

    sample = {"k": SAMPLES, "seed": 0} if len(graph) > SAMPLE_ABOVE else {}
    found: dict[str, Value] = nx.betweenness_centrality(
        _closeness_as_length(graph), weight="length", **sample
    )
    return found


def _pagerank(graph: nx.Graph) -> dict[str, Value]:
    import networkx as nx

    try:
        found: dict[str, Value] = nx.pagerank(graph, weight="weight")
    except ImportError as error:
        raise MissingExtra("network", "numpy and scipy") from error
    return found


def _core(graph: nx.Graph) -> dict[str, Value]:
    import networkx as nx

    return dict(nx.core_number(graph))


def _clustering(graph: nx.Graph) -> dict[str, Value]:
    import networkx as nx

    return dict(nx.clustering(graph, [n for n, degree in graph.degree if degree > 1]))


def _constraint(graph: nx.Graph) -> dict[str, Value]:
    import networkx as nx

    return dict(nx.constraint(graph, list(graph), weight="weight"))


def _effective_size(graph: nx.Graph) -> dict[str, Value]:
    import networkx as nx

    return dict(
        nx.effective_size(graph, [n for n, degree in graph.degree if degree], weight="weight")
    )


def _articulation(graph: nx.Graph) -> dict[str, Value]:
    import networkx as nx

    holding = set(nx.articulation_points(graph))
    return {node: node in holding for node in graph}


def _redundancy(graph: nx.Graph) -> dict[str, Value]:
    import networkx as nx

    many = [n for n in actors(graph) if graph.degree(n) > 1]
    return dict(nx.bipartite.node_redundancy(graph, many))


def _two_mode_betweenness(graph: nx.Graph) -> dict[str, Value]:
    import networkx as nx

    return dict(nx.bipartite.betweenness_centrality(graph, actors(graph)))


MEASURES: dict[str, Measure] = {
    m.name: m
    for m in (
        Measure(
            "degree",
            "With how many others it has an edge.",
            "Freeman 1978",
            lambda g: dict(g.degree),
        ),
        Measure(
            "strength", "The sum of the weights of its edges.", "Barrat et al. 2004", _strength, 1
        ),
        Measure(
            "betweenness",
            "On what share of the shortest paths between any two others it lies, where strong edges are short: who is "
            "between groups that would else be far apart.",
            "Freeman 1977; Brandes 2001; Opsahl et al. 2010",
            _betweenness,
            1,
        ),
        Measure(
            "pagerank",
            "How often one arrives there who follows edges at random, strong ones more often: central is who is linked "
            "to the central.",
            "Brin & Page 1998",
            _pagerank,
            1,
            usual=False,
        ),
        Measure(
            "core",
            "The largest k for which it belongs to a group in which each has edges to at least k others of the group.",
            "Seidman 1983",
            _core,
            1,
        ),
        Measure(
            "clustering",
            "What share of the pairs of those it is linked to are linked too; not defined for fewer than two.",
            "Watts & Strogatz 1998",
            _clustering,
            1,
            usual=False,
        ),
        Measure(
            "constraint",
            "How far its ties lead back to the same few: high where it has no other way to turn; not defined without "
            "ties.",
            "Burt 1992, 2004",
            _constraint,
            1,
        ),
        Measure(
            "effective_size",
            "How many of those it is linked to are not doubled by ties among themselves.",
            "Burt 1992",
            _effective_size,
            1,
            usual=False,
        ),
        Measure(
            "articulation",
            "Whether some would no longer be linked at all without it.",
            "Hopcroft & Tarjan 1973",
            _articulation,
            1,
            usual=False,
        ),
        Measure(
            "community",
            "Its group in the best of twenty Louvain partitions, of three above 2000 nodes: more weight within groups "
            "than chance would give; 1 is the largest.",
            "Blondel et al. 2008",
            lambda g: communities(g).groups,
            1,
        ),
        Measure(
            "two_mode_betweenness",
            "On what share of the shortest paths of the two-mode network it lies, of the most that it could.",
            "Borgatti & Everett 1997",
            _two_mode_betweenness,
            2,
        ),
        Measure(
            "redundancy",
            "What share of the pairs it links would be linked by others without it; not defined for fewer than two.",
            "Latapy et al. 2008",
            _redundancy,
            2,
            usual=False,
        ),
        Measure(
            "leads_known",
            "Of how many of its units it is on record who leads.",
            "peelgraph",
            leads_known,
            2,
            of_members=True,
        ),
        Measure(
            "led_by_others",
            "What share of its units whose lead is on record is led by others; not defined where none is.",
            "peelgraph",
            led_by_others,
            2,
            of_members=True,
        ),
        Measure(
            "functions_lost",
            "For what share of the functions it shares a unit would be left with fewer than two members if it left.",
            "peelgraph",
            share_lost,
            2,
            of_members=True,
        ),
    )
}
"""Every measure of nodes, by its name."""
