"""Who depends on whom in a network of forces and joint units: who leads, and what would be left if
a force went.
"""

from __future__ import annotations

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
    """A unit that falls under the wanted number of members when a force leaves: what it does, and
    who is left.
    """

    force: str
    unit: str
    function: str | None
    left: tuple[str, ...]


def actors(graph: nx.Graph) -> list[str]:
    """The nodes of the first mode of a two-mode network, such as forces."""
    return [node for node, kind in graph.nodes(data="kind") if kind == graph.graph["modes"][0]]


def has_all_members(graph: nx.Graph) -> bool:
    """Whether ties say who leads, and no region narrows the network so that units lack members from
    outside it.
    """
    narrowed = any(setting.startswith("region=") for setting in graph.graph.get("parameters", ()))
    return not narrowed and any("roles" in tie for _, _, tie in graph.edges(data=True))


def led_by_others(graph: nx.Graph) -> dict[str, float]:
    """For each force, the share of its units with a known lead that others lead; left out where no
    lead is known.
    """
    shares: dict[str, float] = {}
    for force in actors(graph):
        known = _known_leads(graph, force)
        if known:
            shares[force] = sum(force not in names for names in known) / len(known)
    return shares


def leads_known(graph: nx.Graph) -> dict[str, int]:
    """For each force, of how many of its units it is on record who leads."""
    return {force: len(_known_leads(graph, force)) for force in actors(graph)}


def _known_leads(graph: nx.Graph, force: str) -> list[set[str]]:
    """Who leads each of a force's units, where this is on record."""
    units = (
        {f for f, tie in graph[unit].items() if "lead" in tie.get("roles", ())}
        for unit in graph[force]
    )
    return [leads for leads in units if leads]


def losses(graph: nx.Graph, enough: int = ENOUGH) -> Iterator[Loss]:
    """For each force that might leave, each of its units that would then have fewer than `enough`
    members.
    """
    for force in actors(graph):
        for unit in sorted(graph[force]):
            left = tuple(sorted(set(graph[unit]) - {force}))
            if len(left) < enough:
                yield Loss(force, unit, graph.nodes[unit].get("does"), left)


def share_lost(graph: nx.Graph, enough: int = ENOUGH) -> dict[str, float]:
    """For each force, the share of the functions it shares of which a unit would fall under
    `enough` members.
    """
    lost: dict[str, set[str]] = {}
    for loss in losses(graph, enough):
        lost.setdefault(loss.force, set()).add(loss.function or loss.unit)
    shared = {f: {graph.nodes[unit].get("does", unit) for unit in graph[f]} for f in actors(graph)}
    return {
        force: len(lost.get(force, ())) / len(functions)
        for force, functions in shared.items()
        if functions
    }
