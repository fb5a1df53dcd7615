"""What can be measured of a network's nodes, in one table: each with what it says and its source.

Edges are read without direction. Weights are closeness, not distance: where paths are measured, an
edge is 1 / weight long (Opsahl, Agneessens & Skvoretz 2010, with their alpha at 1). networkx
computes; a backend of networkx that is installed and switched on (`NETWORKX_BACKEND_PRIORITY=…`) is
used by its own dispatch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING

from peelgraph.errors import WrongUse
from peelgraph.network import positions
from peelgraph.network.dependency import (
    actors,
    has_all_members,
    leads_known,
    led_by_others,
    share_lost,
)
from peelgraph.network.positions import Number

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["MEASURES", "Measure", "measure", "measures_for", "undirected"]


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
    compute: Callable[[nx.Graph], Mapping[str, Number]]
    modes: int = 0
    usual: bool = True
    of_members: bool = False

    def fits(self, graph: nx.Graph) -> bool:
        """Whether the measure has a meaning on this network."""
        if self.of_members and not has_all_members(graph):
            return False
        modes = 2 if "modes" in graph.graph else 1
        return self.modes in {0, modes}


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
    """The measures of these names, or the usual ones.

    WrongUse where one is unknown or has no meaning here.
    """
    fitting = {found.name: found for found in MEASURES.values() if found.fits(graph)}
    wanted = list(names)
    for name in wanted:
        if name not in fitting:
            why = "has no meaning on this network" if name in MEASURES else "is no measure"
            raise WrongUse(f"'{name}' {why}; there are {', '.join(fitting)}.")
    if wanted:
        return [fitting[name] for name in wanted]
    return [found for found in fitting.values() if found.usual]


def measure(graph: nx.Graph, name: str) -> dict[str, Number]:
    """A measure of the nodes it is defined for, in the order of the network.

    WrongUse where it has no meaning.
    """
    (found,) = measures_for(graph, [name])
    values = found.compute(undirected(graph))
    nodes = actors(graph) if "modes" in graph.graph else list(graph)
    # networkx gives nan where a measure is not defined
    return {node: values[node] for node in nodes if node in values and not isnan(values[node])}


_ALL = (
    Measure(
        "degree",
        "With how many others it has an edge.",
        "Freeman 1978",
        positions.degree,
    ),
    Measure(
        "strength",
        "The sum of the weights of its edges.",
        "Barrat et al. 2004",
        positions.strength,
        modes=1,
    ),
    Measure(
        "betweenness",
        "On what share of the shortest paths between any two others it lies, where strong edges "
        "are short: who is between groups that would else be far apart.",
        "Freeman 1977; Brandes 2001; Opsahl et al. 2010",
        positions.betweenness,
        modes=1,
    ),
    Measure(
        "pagerank",
        "How often one arrives there who follows edges at random, strong ones more often: central "
        "is who is linked to the central.",
        "Brin & Page 1998",
        positions.pagerank,
        modes=1,
        usual=False,
    ),
    Measure(
        "core",
        "The largest k for which it belongs to a group in which each has edges to at least k "
        "others of the group.",
        "Seidman 1983",
        positions.core,
        modes=1,
    ),
    Measure(
        "clustering",
        "What share of the pairs of those it is linked to are linked too; not defined for fewer "
        "than two.",
        "Watts & Strogatz 1998",
        positions.clustering,
        modes=1,
        usual=False,
    ),
    Measure(
        "constraint",
        "How far its ties lead back to the same few: high where it has no other way to turn; not "
        "defined without ties.",
        "Burt 1992, 2004",
        positions.constraint,
        modes=1,
    ),
    Measure(
        "effective_size",
        "How many of those it is linked to are not doubled by ties among themselves.",
        "Burt 1992",
        positions.effective_size,
        modes=1,
        usual=False,
    ),
    Measure(
        "articulation",
        "Whether some would no longer be linked at all without it.",
        "Hopcroft & Tarjan 1973",
        positions.articulation,
        modes=1,
        usual=False,
    ),
    Measure(
        "community",
        "Its group in the best of twenty Louvain partitions, of three above 2000 nodes: more "
        "weight within groups than chance would give; 1 is the largest.",
        "Blondel et al. 2008",
        positions.community,
        modes=1,
    ),
    Measure(
        "two_mode_betweenness",
        "On what share of the shortest paths of the two-mode network it lies, of the most that it "
        "could.",
        "Borgatti & Everett 1997",
        positions.two_mode_betweenness,
        modes=2,
    ),
    Measure(
        "redundancy",
        "What share of the pairs it links would be linked by others without it; not defined for "
        "fewer than two.",
        "Latapy et al. 2008",
        positions.redundancy,
        modes=2,
        usual=False,
    ),
    Measure(
        "leads_known",
        "Of how many of its units it is on record who leads.",
        "peelgraph",
        leads_known,
        modes=2,
        of_members=True,
    ),
    Measure(
        "led_by_others",
        "What share of its units whose lead is on record is led by others; not defined where none "
        "is.",
        "peelgraph",
        led_by_others,
        modes=2,
        of_members=True,
    ),
    Measure(
        "functions_lost",
        "For what share of the functions it shares a unit would be left with fewer than two "
        "members if it left.",
        "peelgraph",
        share_lost,
        modes=2,
        of_members=True,
    ),
)
MEASURES: dict[str, Measure] = {found.name: found for found in _ALL}
"""Every measure of nodes, by its name."""
