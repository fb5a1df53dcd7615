"""The order in which rules run: strata, in which each rule finds complete what it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import networkx as nx
from rdflib import RDF, Variable
from rdflib.term import Identifier

from peelgraph.errors import RuleError
from peelgraph.rules.rule import Rule, may_meet
from peelgraph.store.base import Triple

__all__ = ["Body", "Stratum", "strata"]

Body = tuple[Rule, ...]
"""Rules that have one body, and so run together."""
_Key = tuple[Identifier, Identifier | None]


@dataclass(frozen=True)
class Stratum:
    """Rules that run together, those of one body at once; `recursive` ones run again until nothing
    new comes.
    """

    bodies: tuple[Body, ...]
    recursive: bool

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All its rules."""
        return tuple(rule for body in self.bodies for rule in body)


def strata(rules: Sequence[Rule]) -> Sequence[Stratum]:
    """Rules in an order in which each finds complete what it stands on: the condensation of their
    dependency graph.

    The rules of a file have one body and stay together. RuleError where a rule, through others,
    negates what it concludes.
    """
    return _strata(tuple(rules))


@lru_cache(maxsize=4)
def _strata(rules: tuple[Rule, ...]) -> tuple[Stratum, ...]:
    bodies = _bodies(rules)
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(bodies)))
    heads = _by_predicate(bodies)
    for position, (rule, *_) in enumerate(bodies):
        for pattern, is_negated in [(p, False) for p in rule.body] + [
            (p, True) for p in rule.negated
        ]:
            for other in (
                heads.get(_key(pattern), heads[None]) if _key(pattern) else range(len(bodies))
            ):
                if any(may_meet(feeder.head, pattern) for feeder in bodies[other]):
                    known = graph.get_edge_data(other, position, {}).get("negated", False)
                    graph.add_edge(other, position, negated=known or is_negated)
    _refuse_negative_cycles(graph, bodies)
    condensed = nx.condensation(graph)
    order = nx.lexicographical_topological_sort(
        condensed, key=lambda n: min(condensed.nodes[n]["members"])
    )
    result = []
    for component in order:
        members = sorted(condensed.nodes[component]["members"])
        loops = len(members) > 1 or graph.has_edge(members[0], members[0])
        result.append(Stratum(tuple(bodies[m] for m in members), loops))
    return tuple(result)


def _bodies(rules: Sequence[Rule]) -> list[Body]:
    """Rules by body, in their order: those of one file that say the same, any other by itself."""
    grouped: dict[object, list[Rule]] = {}
    for position, rule in enumerate(rules):
        grouped.setdefault((rule.file, rule.where) if rule.file else position, []).append(rule)
    return [tuple(body) for body in grouped.values()]


def _key(pattern: Triple) -> _Key | None:
    _, predicate, value = pattern
    if isinstance(predicate, Variable):
        return None
    return predicate, (value if predicate == RDF.type and not isinstance(value, Variable) else None)


def _by_predicate(bodies: Sequence[Body]) -> dict[_Key | None, list[int]]:
    """Bodies by what their heads can be; None: heads with a variable predicate, which can be
    anything.
    """
    keys = [{_key(rule.head) for rule in body} for body in bodies]
    index: dict[_Key | None, list[int]] = {
        None: [i for i, known in enumerate(keys) if None in known]
    }
    for key in {_key(p) for body in bodies for p in (*body[0].body, *body[0].negated)}:
        if key is not None:
            index[key] = [
                i for i, known in enumerate(keys) if any(_can_be(head, key) for head in known)
            ]
    return index


def _can_be(head: _Key | None, key: _Key) -> bool:
    return head is None or (head[0] == key[0] and (None in (key[1], head[1]) or head[1] == key[1]))


def _refuse_negative_cycles(graph: nx.DiGraph, bodies: Sequence[Body]) -> None:
    for start, end, data in graph.edges(data=True):
        if data["negated"] and nx.has_path(graph, end, start):
            cycle = [bodies[i][0].name for i in nx.shortest_path(graph, end, start)]
            raise RuleError(
                bodies[end][0].name,
                f"it negates what it helps to conclude: {' -> '.join([*cycle, bodies[end][0].name])}",
            )
