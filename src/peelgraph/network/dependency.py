"""Who depends on whom among forces and joint units: who leads, and what would be left.

Taken up are networks of two modes, of forces and the units that they are members of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "ENOUGH",
    "Loss",
    "actors",
    "has_all_members",
    "leads_known",
    "led_by_others",
    "losses",
    "share_lost",
]

ENOUGH = 2
"""With fewer members than this a unit is no longer joint."""


@dataclass(frozen=True)
class Loss:
    """A unit that falls under the wanted number of members when a force leaves.

    `function` is what it does, `left` who is left in it.
    """

    force: str
    unit: str
    function: str | None
    left: tuple[str, ...]


def actors(graph: nx.Graph) -> list[str]:
    """The nodes of the first mode of a two-mode network, such as forces."""
    first = graph.graph["modes"][0]
    return [node for node, kind in graph.nodes(data="kind") if kind == first]


def has_all_members(graph: nx.Graph) -> bool:
    """Whether ties say who leads, and units have all their members.

    In a network narrowed to a region units lack the members from outside it.
    """
    settings = graph.graph.get("parameters", ())
    if any(setting.startswith("region=") for setting in settings):
        return False
    return any("roles" in tie for _, _, tie in graph.edges(data=True))


def led_by_others(graph: nx.Graph) -> dict[str, float]:
    """For each force, the share of its units with a known lead that others lead.

    A force is left out where no lead is known.
    """
    shares: dict[str, float] = {}
    for force in actors(graph):
        known = _known_leads(graph, force)
        if known:
            by_others = [leads for leads in known if force not in leads]
            shares[force] = len(by_others) / len(known)
    return shares


def leads_known(graph: nx.Graph) -> dict[str, int]:
    """For each force, of how many of its units it is on record who leads."""
    return {force: len(_known_leads(graph, force)) for force in actors(graph)}


def _known_leads(graph: nx.Graph, force: str) -> list[set[str]]:
    """Who leads each of a force's units, where this is on record."""
    leads = [_leads(graph, unit) for unit in graph[force]]
    return [leading for leading in leads if leading]


def _leads(graph: nx.Graph, unit: str) -> set[str]:
    return {force for force, tie in graph[unit].items() if "lead" in tie.get("roles", ())}


def losses(graph: nx.Graph, enough: int = ENOUGH) -> Iterator[Loss]:
    """For each force that might leave, its units that would have fewer than `enough` members."""
    for force in actors(graph):
        for unit in sorted(graph[force]):
            left = set(graph[unit]) - {force}
            if len(left) < enough:
                function = graph.nodes[unit].get("does")
                yield Loss(force, unit, function, tuple(sorted(left)))


def share_lost(graph: nx.Graph, enough: int = ENOUGH) -> dict[str, float]:
    """For each force, the share of its functions of which a unit would have too few members.

    Functions are those of the units it shares; `enough` members are wanted.
    """
    lost: dict[str, set[str]] = defaultdict(set)
    for loss in losses(graph, enough):
        # a unit without a function on record counts as a function of its own
        lost[loss.force].add(loss.function or loss.unit)
    shares: dict[str, float] = {}
    for force in actors(graph):
        shared = {graph.nodes[unit].get("does", unit) for unit in graph[force]}
        if shared:
            shares[force] = len(lost[force]) / len(shared)
    return shares
