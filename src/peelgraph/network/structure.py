"""What can be said of a network as a whole: how dense it is, what holds it, core, communities."""

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
from peelgraph.network.dependency import actors, has_all_members, losses
from peelgraph.network.measures import undirected

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["CorePeriphery", "Feature", "core_periphery", "structure"]


@dataclass(frozen=True)
class Feature:
    """Something measured of a whole network: its name, value, what it says, and its source."""

    name: str
    value: int | float | str
    says: str
    source: str = ""


@dataclass(frozen=True)
class CorePeriphery:
    """The core of a network, and the density within it and among all others."""

    core: tuple[str, ...]
    within: float
    outside: float


def core_periphery(graph: nx.Graph) -> CorePeriphery:
    """The core nearest to the ideal of Borgatti & Everett (1999).

    There all in the core are linked with all, and the others not at all; ties between core and
    others do not count. The best core of each size is that of the highest degrees, so all sizes are
    tried (Lip 2011); of several as good the smallest is kept. There is no core where it would be no
    denser than the rest.
    """
    import networkx as nx

    ordered = sorted(graph, key=lambda node: (-graph.degree(node), node))
    size = _best_size([graph.degree(node) for node in ordered])
    core = set(ordered[:size])
    within = _density(graph, core)
    outside = _density(graph, set(ordered[size:]))
    if within <= outside:
        return CorePeriphery((), 0.0, nx.density(graph))
    return CorePeriphery(tuple(sorted(core)), within, outside)


def _best_size(degrees: list[int]) -> int:
    """The size of the best core of nodes with these degrees, the highest first."""
    edges = sum(degrees) // 2
    best = 0
    errors = edges
    fewest = edges
    for before, degree in enumerate(degrees):
        # the node needs an edge to each before it, and its own edges are no longer among the rest
        errors += before - degree
        if errors < fewest:
            fewest = errors
            best = before + 1
    return best


def _density(graph: nx.Graph, nodes: set[str]) -> float:
    pairs = len(nodes) * (len(nodes) - 1) / 2
    inside = sum(1 for one, other in graph.edges if one in nodes and other in nodes)
    return inside / pairs if pairs else 0.0


def structure(graph: nx.Graph, groups: str = "in_region") -> Iterator[Feature]:
    """What is measured of a whole network, one at a time.

    Communities are held against the groups that the attribute `groups` makes.
    """
    plain = undirected(graph)
    yield from _extent(graph, plain)
    yield from _parts(plain)
    if "modes" in graph.graph:
        yield from _members(graph)
    else:
        yield from _core(plain)
        yield from _communities(plain, groups)


def _extent(graph: nx.Graph, plain: nx.Graph) -> Iterator[Feature]:
    import networkx as nx

    yield Feature("nodes", len(plain), f"Each is {graph.graph['node']}.")
    yield Feature("edges", graph.number_of_edges(), f"Each says: {graph.graph['edge']}.")
    yield Feature(
        "density",
        nx.density(plain),
        "What share of all pairs is linked.",
        "Wasserman & Faust 1994",
    )
    yield Feature(
        "isolates",
        nx.number_of_isolates(plain),
        "How many have no edge at all.",
        "Wasserman & Faust 1994",
    )


def _parts(graph: nx.Graph) -> Iterator[Feature]:
    import networkx as nx

    sizes = [len(part) for part in nx.connected_components(graph)]
    yield Feature(
        "components",
        len(sizes),
        "Into how many parts it falls that have no link between them.",
        "Hopcroft & Tarjan 1973",
    )
    yield Feature(
        "largest_component",
        max(sizes, default=0),
        "How many nodes the largest part has.",
    )
    yield Feature(
        "articulation_points",
        len(set(nx.articulation_points(graph))),
        "Without how many nodes, taken singly, it would fall into more parts.",
        "Hopcroft & Tarjan 1973",
    )
    yield Feature(
        "bridges",
        len(list(nx.bridges(graph))),
        "Without how many edges, taken singly, it would fall into more parts.",
        "Tarjan 1974",
    )


def _core(graph: nx.Graph) -> Iterator[Feature]:
    import networkx as nx

    yield Feature(
        "transitivity",
        nx.transitivity(graph),
        "How often two that are linked to a third are linked.",
        "Newman et al. 2001",
    )
    shape = core_periphery(graph)
    yield Feature(
        "core",
        len(shape.core),
        "How many form the core that comes nearest to this: all its pairs are linked, and none of "
        "the rest.",
        "Borgatti & Everett 1999; Lip 2011",
    )
    yield Feature(
        "core_density",
        shape.within,
        "What share of the pairs within the core is linked.",
        "Borgatti & Everett 1999",
    )
    yield Feature(
        "periphery_density",
        shape.outside,
        "What share of the pairs outside the core is linked.",
        "Borgatti & Everett 1999",
    )


def _communities(graph: nx.Graph, groups: str) -> Iterator[Feature]:
    found = communities(graph)
    yield Feature(
        "communities",
        len(found.sizes),
        "How many groups the best of the Louvain partitions has.",
        "Blondel et al. 2008",
    )
    yield Feature(
        "modularity",
        found.modularity,
        "How much more weight lies within these groups than chance would put there.",
        "Newman 2004",
    )
    yield Feature(
        "stability",
        found.stability,
        f"How alike the partitions of {found.runs} seeds are: 1 the same, 0 as by chance.",
        "Hubert & Arabie 1985",
    )
    yield from _beside(graph, found, groups)


def _beside(graph: nx.Graph, found: Communities, groups: str) -> Iterator[Feature]:
    beside = grouped_by(graph, groups)
    if len(set(beside.values())) < 2:
        # a single group agrees with any partition as much as with any other
        return
    name = groups.removeprefix("in_")
    yield Feature(
        f"nmi_{name}",
        agreement(found.groups, beside),
        f"How much the communities tell of the {name}: 0 nothing, 1 all.",
        "Danon et al. 2005",
    )
    yield Feature(
        f"ari_{name}",
        rand_index(found.groups, beside),
        f"How alike communities and {name}s are beyond chance: 1 the same.",
        "Hubert & Arabie 1985",
    )


def _members(graph: nx.Graph) -> Iterator[Feature]:
    first, second = graph.graph["modes"]
    forces = set(actors(graph))
    units = [node for node in graph if node not in forces]
    ties = sum(graph.degree(unit) for unit in units)
    yield Feature("first_mode", len(forces), f"How many nodes are of the kind {first}.")
    yield Feature("second_mode", len(units), f"How many nodes are of the kind {second}.")
    yield Feature(
        "mean_members",
        ties / len(units) if units else 0.0,
        f"How many edges a node of the kind {second} has on average.",
    )
    # only where a unit has all its members is it known what is left of it
    if has_all_members(graph):
        fragile = {loss.unit for loss in losses(graph)}
        yield Feature(
            "fragile",
            len(fragile) / len(units) if units else 0.0,
            "What share of the units would have fewer than two members if any one force left.",
            "peelgraph",
        )
