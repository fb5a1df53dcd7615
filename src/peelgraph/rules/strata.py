"""The order in which rules run: strata, in which each rule finds complete what it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import networkx as nx

from peelgraph.errors import RuleError
from peelgraph.rules.rule import Key, Rule, key_of, may_meet
from peelgraph.store.base import Triple

__all__ = ["Body", "Stratum", "strata"]

Body = tuple[Rule, ...]
"""Rules that have one body, and so run together."""


@dataclass(frozen=True)
class Stratum:
    """Rules that run together, those of one body at once.

    `recursive` ones run again until nothing new comes.
    """

    bodies: tuple[Body, ...]
    recursive: bool

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All its rules."""
        return tuple(rule for body in self.bodies for rule in body)


def strata(rules: Sequence[Rule]) -> Sequence[Stratum]:
    """Rules in an order in which each finds complete what it stands on.

    It is the condensation of their dependency graph. The rules of a file have one body and stay
    together. RuleError where a rule, through others, negates what it concludes.
    """
    return _strata(tuple(rules))


@lru_cache(maxsize=4)
def _strata(rules: tuple[Rule, ...]) -> tuple[Stratum, ...]:
    bodies = _bodies(rules)
    graph = _dependencies(bodies)
    _refuse_negative_cycles(graph, bodies)
    condensed = nx.condensation(graph)

    # Of strata in any order the one with the first rule goes first, so that the order is fixed.
    def first(component: int) -> int:
        members: set[int] = condensed.nodes[component]["members"]
        return min(members)

    result = []
    for component in nx.lexicographical_topological_sort(condensed, key=first):
        members = sorted(condensed.nodes[component]["members"])
        together = tuple(bodies[member] for member in members)
        # Several are in a circle, or they would be strata of their own; one can feed itself.
        recursive = len(members) > 1 or graph.has_edge(members[0], members[0])
        result.append(Stratum(together, recursive))
    return tuple(result)


def _bodies(rules: Sequence[Rule]) -> list[Body]:
    """Rules by body, in their order: those of one file that say the same, any other by itself."""
    grouped: dict[object, list[Rule]] = {}
    for position, rule in enumerate(rules):
        # Axioms with one body stay apart, for one of them may be in a circle and another not.
        body = (rule.file, rule.where) if rule.file else position
        grouped.setdefault(body, []).append(rule)
    return [tuple(body) for body in grouped.values()]


def _dependencies(bodies: Sequence[Body]) -> nx.DiGraph:
    """A node for each body, and an edge from each that concludes what another asks for."""
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(bodies)))
    feeders = _Feeders(bodies)
    for position, (rule, *_) in enumerate(bodies):
        for pattern in rule.body:
            for feeder in feeders.of(pattern):
                graph.add_edge(feeder, position, negated=False)
        # After the premises: what feeds a body both ways must not be part of a circle with it.
        for pattern in rule.negated:
            for feeder in feeders.of(pattern):
                graph.add_edge(feeder, position, negated=True)
    return graph


class _Feeders:
    """Bodies by what their heads can be; a head with a variable predicate can be anything."""

    def __init__(self, bodies: Sequence[Body]) -> None:
        self._bodies = bodies
        self._heads = [{key_of(rule.head) for rule in body} for body in bodies]
        self._by_key: dict[Key, list[int]] = {}

    def of(self, pattern: Triple) -> Iterator[int]:
        """The places of the bodies that can conclude what a pattern matches."""
        for place in self._candidates(key_of(pattern)):
            if any(may_meet(rule.head, pattern) for rule in self._bodies[place]):
                yield place

    def _candidates(self, key: Key | None) -> Sequence[int]:
        if key is None:
            return range(len(self._bodies))
        if key not in self._by_key:
            self._by_key[key] = [
                place
                for place, heads in enumerate(self._heads)
                if any(_can_be(head, key) for head in heads)
            ]
        return self._by_key[key]


def _can_be(head: Key | None, key: Key) -> bool:
    """Whether a head can be what a pattern asks for, by their keys."""
    if head is None:
        return True
    if head[0] != key[0]:
        return False
    # Without a class the one or the other is of any class.
    return None in (head[1], key[1]) or head[1] == key[1]


def _refuse_negative_cycles(graph: nx.DiGraph, bodies: Sequence[Body]) -> None:
    """RuleError where a body negates what follows, through others, from what it concludes."""
    for start, end, is_negated in graph.edges(data="negated"):
        if is_negated and nx.has_path(graph, end, start):
            path = nx.shortest_path(graph, end, start)
            names = [bodies[place][0].name for place in (*path, end)]
            shown = " -> ".join(names)
            raise RuleError(names[-1], f"it negates what it helps to conclude: {shown}")
