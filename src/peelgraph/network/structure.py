"""What can be said of a network as a whole: how dense it is, in how many parts, what holds it, core
and communities.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from peelgraph.network.communities import (
    Communities,
    agreement,
    communities,
    grouped_by,
    rand_index,
)
from peelgraph.network.dependency import has_all_members, losses
from peelgraph.network.measures import undirected

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["CorePeriphery", "Fact", "core_periphery", "structure"]


@dataclass(frozen=True)
class Fact:
    """Something measured of a whole network: its name, value, what it says in one sentence, and its
    source.
    """

    name: str
    value: int | float | str
    says: str
    source: str


@dataclass(frozen=True)
class CorePeriphery:
    """The core of a network and how full it is: the density among the core, and among all
    others.
    """

    core: tuple[str, ...]
    within: float
    outside: float


def core_periphery(graph: nx.Graph) -> CorePeriphery:
    """The core nearest to the ideal of Borgatti & Everett (1999): linked all with all, the others
    not at all.

    Ties between core and others do not count. The best core of each size is that of the highest
    degrees, so all sizes are tried (Lip 2011); of several as good the smallest is kept. There is no
    core where it would be no denser than the rest.
    """
    import networkx as nx

    ordered = sorted(graph, key=lambda node: (-graph.degree(node), node))
    best, errors, lowest = 0, graph.number_of_edges(), graph.number_of_edges()
    for k, node in enumerate(ordered):
        errors += k - graph.degree(node)
        if errors < lowest:
            best, lowest = k + 1, errors
    within, outside = _density(graph, set(ordered[:best])), _density(graph, set(ordered[best:]))
    if within <= outside:
        return CorePeriphery((), 0.0, nx.density(graph))
    return CorePeriphery(tuple(sorted(ordered[:best])), within, outside)


def _density(graph: nx.Graph, nodes: set[str]) -> float:
    pairs = len(nodes) * (len(nodes) - 1) / 2
    return sum(1 for a, b in graph.edges if a in nodes and b in nodes) / pairs if pairs else 0.0


def structure(graph: nx.Graph, groups: str = "in_region") -> Iterator[Fact]:
    """What is measured of a whole network, a fact at a time; communities are held against the
    attribute `groups`.
    """
    import networkx as nx

    plain = undirected(graph)
    yield Fact("nodes", len(plain), f"Each is {graph.graph['node']}.", "")
    yield Fact("edges", graph.number_of_edges(), f"Each says: {graph.graph['edge']}.", "")
    yield Fact(
        "density", nx.density(plain), "What share of all pairs is linked.", "Wasserman & Faust 1994"
    )
    yield Fact(
        "isolates",
        nx.number_of_isolates(plain),
        "How many have no edge at all.",
        "Wasserman & Faust 1994",
    )
    parts = sorted(map(len, nx.connected_components(plain)), reverse=True)
    yield Fact(
        "components",
        len(parts),
        "Into how many parts it falls that have no link between them.",
        "Hopcroft & Tarjan 1973",
    )
    yield Fact(
        "largest_component", parts[0] if parts else 0, "How many nodes the largest part has.", ""
    )
    holding = sum(1 for _ in nx.articulation_points(plain))
    yield Fact(
        "articulation_points",
        holding,
        "Without how many nodes, taken singly, it would fall into more parts.",
        "Hopcroft & Tarjan 1973",
    )
    bridges = sum(1 for _ in nx.bridges(plain))
    yield Fact(
        "bridges",
        bridges,
        "Without how many edges, taken singly, it would fall into more parts.",
        "Tarjan 1974",
    )
    yield from _of_two_modes(graph) if "modes" in graph.graph else _of_one_mode(plain, groups)


def _of_one_mode(graph: nx.Graph, groups: str) -> Iterator[Fact]:
    import networkx as nx

    yield Fact(
        "transitivity",
        nx.transitivity(graph),
        "How often two that are linked to a third are linked.",
        "Newman et al. 2001",
    )
    shape = core_periphery(graph)
    yield Fact(
        "core",
        len(shape.core),
        "How many form the core that comes nearest to this: all its pairs are linked, and none of the rest.",
        "Borgatti & Everett 1999; Lip 2011",
    )
    yield Fact(
        "core_density",
        shape.within,
        "What share of the pairs within the core is linked.",
        "Borgatti & Everett 1999",
    )
    yield Fact(
        "periphery_density",
        shape.outside,
        "What share of the pairs outside the core is linked.",
        "Borgatti & Everett 1999",
    )
    found = communities(graph)
    yield Fact(
        "communities",
        len(found.sizes),
        "How many groups the best of the Louvain partitions has.",
        "Blondel et al. 2008",
    )
    yield Fact(
        "modularity",
        found.modularity,
        "How much more weight lies within these groups than chance would put there.",
        "Newman 2004",
    )
    yield Fact(
        "stability",
        found.stability,
        f"How alike the partitions of {found.runs} seeds are: 1 the same, 0 as by chance.",
        "Hubert & Arabie 1985",
    )
    yield from _beside(graph, found, groups)


def _beside(graph: nx.Graph, found: Communities, groups: str) -> Iterator[Fact]:
    beside = grouped_by(graph, groups)
    if len(set(beside.values())) > 1:
        name = groups.removeprefix("in_")
        yield Fact(
            f"nmi_{name}",
            agreement(found.groups, beside),
            f"How much the communities tell of the {name}: 0 nothing, 1 all.",
            "Danon et al. 2005",
        )
        yield Fact(
            f"ari_{name}",
            rand_index(found.groups, beside),
            f"How alike communities and {name}s are beyond chance: 1 the same.",
            "Hubert & Arabie 1985",
        )


def _of_two_modes(graph: nx.Graph) -> Iterator[Fact]:
    first, second = graph.graph["modes"]
    units = [node for node, kind in graph.nodes(data="kind") if kind != first]
    sizes = [graph.degree(unit) for unit in units]
    yield Fact(
        "first_mode", len(graph) - len(units), f"How many nodes are of the kind {first}.", ""
    )
    yield Fact("second_mode", len(units), f"How many nodes are of the kind {second}.", "")
    yield Fact(
        "mean_members",
        sum(sizes) / len(sizes) if sizes else 0.0,
        f"How many edges a node of the kind {second} has on average.",
        "",
    )
    if has_all_members(graph):
        fragile = {loss.unit for loss in losses(graph)}
        yield Fact(
            "fragile",
            len(fragile) / len(units) if units else 0.0,
            "What share of the units would have fewer than two members if any one force left.",
            "peelgraph",
        )
