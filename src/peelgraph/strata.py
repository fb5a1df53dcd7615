"""The order in which rules run: strata, in which each rule finds complete what it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
from rdflib import RDF, Variable
from rdflib.term import Identifier

from peelgraph.errors import RuleError
from peelgraph.rule import Rule, may_meet
from peelgraph.store.base import Triple

__all__ = ["Stratum", "strata"]


@dataclass(frozen=True)
class Stratum:
    """Rules that run together; `recursive` ones run again until nothing new comes."""

    rules: tuple[Rule, ...]
    recursive: bool


def strata(rules: Sequence[Rule]) -> list[Stratum]:
    """Rules in an order in which each finds complete what it stands on: the condensation of their dependency graph.

    RuleError where a rule, through others, negates what it concludes.
    """
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(rules)))
    heads = _by_predicate(rules)
    for position, rule in enumerate(rules):
        for pattern, is_negated in [(p, False) for p in rule.body] + [(p, True) for p in rule.negated]:
            for other in heads.get(_key(pattern), heads[None]) if _key(pattern) else range(len(rules)):
                if may_meet(rules[other].head, pattern):
                    known = graph.get_edge_data(other, position, {}).get("negated", False)
                    graph.add_edge(other, position, negated=known or is_negated)
    _refuse_negative_cycles(graph, rules)
    condensed = nx.condensation(graph)
    order = nx.lexicographical_topological_sort(condensed, key=lambda n: min(condensed.nodes[n]["members"]))
    result = []
    for component in order:
        members = sorted(condensed.nodes[component]["members"])
        loops = len(members) > 1 or graph.has_edge(members[0], members[0])
        result.append(Stratum(tuple(rules[m] for m in members), loops))
    return result


def _key(pattern: Triple) -> tuple[Identifier, Identifier | None] | None:
    _, predicate, value = pattern
    if isinstance(predicate, Variable):
        return None
    return predicate, (value if predicate == RDF.type and not isinstance(value, Variable) else None)


def _by_predicate(rules: Sequence[Rule]) -> dict[tuple[Identifier, Identifier | None] | None, list[int]]:
    """Rule positions by what their head can be; None: heads with a variable predicate, which can be anything."""
    index: dict[tuple[Identifier, Identifier | None] | None, list[int]] = {None: []}
    wild = [i for i, r in enumerate(rules) if _key(r.head) is None]
    index[None] = wild
    patterns = {_key(p) for r in rules for p in (*r.body, *r.negated)} - {None}
    for key in patterns:
        assert key is not None
        index[key] = sorted(
            i
            for i, r in enumerate(rules)
            if i in wild or (r.head[1] == key[0] and (key[1] is None or _key(r.head) in {key, (key[0], None)}))
        )
    return index


def _refuse_negative_cycles(graph: nx.DiGraph, rules: Sequence[Rule]) -> None:
    for start, end, data in graph.edges(data=True):
        if data["negated"] and nx.has_path(graph, end, start):
            cycle = [rules[i].name for i in nx.shortest_path(graph, end, start)]
            raise RuleError(
                rules[end].name,
                f"it negates what it helps to conclude: {' -> '.join([*cycle, rules[end].name])}",
            )
