"""Rules: a triple that follows (the head) wherever a pattern holds (the body), and the order they must run in.

An OWL axiom and a CONSTRUCT file become the same kind of object, so that one engine runs them and one explains them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import networkx as nx
from rdflib import OWL, RDF, Variable
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Identifier

from peelgraph.errors import RuleError
from peelgraph.header import read_header
from peelgraph.store.base import Triple
from peelgraph.terms import sparql_text
from peelgraph.tokens import construct_parts, tokenize, without_not_exists
from peelgraph.vocab import PREFIXES

__all__ = [
    "Bindings",
    "Condition",
    "Rule",
    "Stratum",
    "bound",
    "ground",
    "load_rules",
    "pattern_text",
    "strata",
    "unify",
]

Bindings = dict[str, Identifier]
Condition = Triple | str
"""A triple pattern, or a FILTER or VALUES clause as SPARQL text."""


@dataclass(frozen=True)
class Rule:
    """One head triple, a body of triple patterns, and the SPARQL group that says the same with filters and all.

    `name` is the rule of OWL 2 Profiles, tables 4 to 9 (https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules),
    or a file's name; `words` say it to people; `axiom` are the triples of the ontology that it comes from. `unless` are
    pairs of a sentence and a SPARQL group: where the group holds, the sentence says why the head does not.
    """

    name: str
    head: Triple
    body: tuple[Triple, ...]
    where: str
    words: str = ""
    axiom: tuple[Triple, ...] = ()
    negated: tuple[Triple, ...] = ()
    computed: frozenset[str] = field(default=frozenset())
    file: str | None = None
    unless: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, name: str, head: Triple, body: Sequence[Condition], words: str, axiom: Iterable[Triple] = ()) -> Rule:
        """A rule of patterns and clauses; what is no RDF (a literal as subject) or says nothing is filtered out."""
        patterns = tuple(c for c in body if not isinstance(c, str))
        clauses = [c for c in body if isinstance(c, str)]
        given = frozenset(name for clause in clauses for name in re.findall(r"^VALUES \?(\w+)", clause))
        if isinstance(head[0], Variable) and head[2] != OWL.Nothing and all(head[0] != p[0] for p in patterns):
            clauses.append(f"FILTER(!isLiteral(?{head[0]}))")
        if head[1] == OWL.sameAs and isinstance(head[0], Variable) and isinstance(head[2], Variable):
            clauses.append(f"FILTER(!isLiteral(?{head[2]}) && !sameTerm(?{head[0]}, ?{head[2]}))")
        where = "\n".join([*map(pattern_text, patterns), *clauses])
        return cls(name, head, patterns, where, words, tuple(axiom), computed=given)

    def query(self) -> str:
        """The rule as a CONSTRUCT query."""
        return f"CONSTRUCT {{ {pattern_text(self.head)} }} WHERE {{\n{self.where}\n}}"

    @property
    def is_direct(self) -> bool:
        """Whether one premise alone gives the conclusion, so that nothing needs to be asked of a store."""
        clauses = self.where.splitlines()[1:]
        unasked = self.head[1] != OWL.sameAs and all(c.startswith("FILTER(!isLiteral(") for c in clauses)
        return self.file is None and len(self.body) == 1 and unasked

    @cached_property
    def positive(self) -> str:
        """The body without what it negates."""
        return without_not_exists(self.where)

    def premises(self, goal: Triple) -> str | None:
        """A SELECT for all ways in which the body gives `goal`, or None where the head is never `goal`."""
        bindings = unify(self.head, goal)
        if bindings is None:
            return None
        direct = {k: v for k, v in bindings.items() if k not in self.computed}
        checks = [f"FILTER(sameTerm(?{k}, {sparql_text(v)}))" for k, v in bindings.items() if k in self.computed]
        return f"SELECT * WHERE {{ {{ {bound(self.where, direct)} }} {' '.join(checks)} }}"


def pattern_text(pattern: Triple) -> str:
    """A triple pattern as SPARQL text."""
    return " ".join(sparql_text(term) for term in pattern) + " ."


def bound(text: str, bindings: Bindings) -> str:
    """A SPARQL group with terms at the places of variables."""
    texts = {name: sparql_text(term) for name, term in bindings.items()}
    return "".join(texts.get(t.text[1:], t.text) if t.kind == "variable" else t.text for t in tokenize(text))


def unify(pattern: Triple, goal: Triple) -> Bindings | None:
    """What the variables of a pattern must be for it to be the goal, or None."""
    bindings: Bindings = {}
    for part, term in zip(pattern, goal, strict=True):
        if isinstance(part, Variable):
            if bindings.setdefault(str(part), term) != term:
                return None
        elif part != term:
            return None
    return bindings


def ground(pattern: Triple, known: Bindings) -> Triple:
    """A pattern with terms at the places of its variables, as far as they are known."""
    s, p, o = (known.get(str(t), t) if isinstance(t, Variable) else t for t in pattern)
    return s, p, o


def _may_meet(head: Triple, pattern: Triple) -> bool:
    return all(isinstance(a, Variable) or isinstance(b, Variable) or a == b for a, b in zip(head, pattern, strict=True))


# --- rules in files -------------------------------------------------------------------------------------------


def load_rules(folder: Path) -> list[Rule]:
    """The rules in `*.rq` files: CONSTRUCT queries without property paths, OPTIONAL or subqueries.

    Negation is `FILTER NOT EXISTS { … }`. A template of several triples gives a rule for each of them.
    """
    return [rule for path in sorted(folder.glob("*.rq")) for rule in _rules_of(path)]


def _rules_of(path: Path) -> Iterator[Rule]:
    text = path.read_text(encoding="utf-8")
    header = read_header(path, text)
    try:
        prepared = prepareQuery(text, initNs=PREFIXES)
        prologue, _, where = construct_parts(text)
    except Exception as error:
        raise RuleError(path.name, f"it cannot be parsed ({' '.join(str(error).split())})") from error
    parts = _Body(path.name)
    parts.read(prepared.algebra.p, negated=False)
    expanded = _expanded(where, prologue)
    for head in prepared.algebra.template:
        yield Rule(
            name=path.stem,
            head=head,
            body=_as_written(parts.said, expanded),
            where=expanded,
            words=str(header.get("summary", path.stem)),
            negated=tuple(parts.negated),
            computed=frozenset(parts.computed),
            file=path.name,
            unless=tuple((str(u["words"]), _expanded(str(u["when"]), prologue)) for u in header.get("unless", ())),
        )


def _as_written(patterns: Sequence[Triple], where: str) -> tuple[Triple, ...]:
    """Patterns in the order in which their terms are first met in the text, which a reader can follow."""
    places: dict[str, int] = {}
    for token in tokenize(where):
        places.setdefault(token.text.replace("$", "?"), token.start)

    def place(term: Identifier) -> int:
        return places.get("a" if term == RDF.type else sparql_text(term), 0)

    return tuple(sorted(patterns, key=lambda p: tuple(map(place, p))))


def _expanded(where: str, prologue: str) -> str:
    declared = dict(re.findall(r"PREFIX\s+([\w-]*):\s*<([^>]*)>", prologue, flags=re.IGNORECASE))
    prefixes = {**PREFIXES, **declared}

    def full(name: str) -> str:
        prefix, _, local = name.partition(":")
        return f"<{prefixes[prefix]}{local}>" if prefix in prefixes else name

    return "".join(full(t.text) if t.kind == "name" else t.text for t in tokenize(where))


class _Body:
    """The triple patterns of a rule's body, said and negated apart, and the variables that BIND computes."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        self.said: list[Triple] = []
        self.negated: list[Triple] = []
        self.computed: set[str] = set()

    def read(self, node: Any, *, negated: bool) -> None:
        if isinstance(node, CompValue):
            self._component(node, negated=negated)
        elif isinstance(node, list | tuple) and not isinstance(node, str):
            for part in node:
                self.read(part, negated=negated)

    def _component(self, node: CompValue, *, negated: bool) -> None:
        if node.name in {"LeftJoin", "Minus", "ToMultiSet", "Union", "Graph", "ServiceGraphPattern"}:
            raise RuleError(
                self.rule, f"{node.name} is not allowed in a rule; write FILTER NOT EXISTS or a second rule"
            )
        if node.name == "BGP":
            for triple in node.triples:
                if not all(isinstance(term, Identifier) for term in triple):
                    raise RuleError(self.rule, "property paths are not allowed; say it with a property of the ontology")
                (self.negated if negated else self.said).append(triple)
        if node.name == "Extend":
            self.computed.add(str(node.var))
        inside = negated or node.name == "Builtin_NOTEXISTS"
        if node.name == "Builtin_NOTEXISTS":
            self._graph(node.graph)
            return
        for key, value in node.items():
            if key not in {"triples", "var", "_vars", "PV"}:
                self.read(value, negated=inside)

    def _graph(self, graph: Any) -> None:
        for part in graph.part if "part" in graph else [graph]:
            if part.name == "TriplesBlock":
                for block in part.triples:
                    flat = list(block)
                    self.negated += [(flat[i], flat[i + 1], flat[i + 2]) for i in range(0, len(flat) - 2, 3)]
            else:
                self.read(part, negated=True)


# --- the order in which rules run --------------------------------------------------------------------------------


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
                if _may_meet(rules[other].head, pattern):
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
