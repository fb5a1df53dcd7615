"""Rules in files: CONSTRUCT queries that say what OWL 2 RL cannot, such as dates and negation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from rdflib import RDF
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Identifier

from peelgraph.errors import RuleError
from peelgraph.rules.rule import Rule
from peelgraph.sparql.header import read_header
from peelgraph.sparql.terms import sparql_text
from peelgraph.sparql.tokens import construct_parts, tokenize
from peelgraph.store.base import Triple
from peelgraph.vocab import PREFIXES

__all__ = ["load_rules"]


def load_rules(folder: Path) -> list[Rule]:
    """The rules in `*.rq` files: CONSTRUCT queries without property paths, OPTIONAL, EXISTS or
    subqueries.

    Negation is `FILTER NOT EXISTS { … }`. A template of several triples gives a rule for each of
    them.
    """
    return [rule for path in sorted(folder.glob("*.rq")) for rule in _rules_of(path)]


def _rules_of(path: Path) -> Iterator[Rule]:
    text = path.read_text(encoding="utf-8")
    header = read_header(path, text)
    try:
        prepared = _prepared(text)
        prologue, _, where = construct_parts(text)
    except Exception as error:
        raise RuleError(
            path.name, f"it cannot be parsed ({' '.join(str(error).split())})"
        ) from error
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
            unless=tuple(
                (str(u["words"]), _expanded(str(u["when"]), prologue))
                for u in header.get("unless", ())
            ),
        )


@cache
def _prepared(text: str) -> Query:
    """A parsed query, only read: parsing is slow, and a process may build several graphs."""
    return prepareQuery(text, initNs=PREFIXES)


def _as_written(patterns: Sequence[Triple], where: str) -> tuple[Triple, ...]:
    """Patterns in the order in which their terms are first met in the text, which a reader can
    follow.
    """
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
    """The triple patterns of a rule's body, said and negated apart, and the variables that BIND
    computes.
    """

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
        if node.name in {
            "LeftJoin",
            "Minus",
            "ToMultiSet",
            "Union",
            "Graph",
            "ServiceGraphPattern",
        }:
            raise RuleError(
                self.rule,
                f"{node.name} is not allowed in a rule; write FILTER NOT EXISTS or a second rule",
            )
        if node.name == "Builtin_EXISTS":
            raise RuleError(
                self.rule,
                "EXISTS is not allowed in a rule; what must be there stands in the body itself",
            )
        if node.name == "BGP":
            for triple in node.triples:
                if not all(isinstance(term, Identifier) for term in triple):
                    raise RuleError(
                        self.rule,
                        "property paths are not allowed; say it with a property of the ontology",
                    )
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
                    self.negated += [
                        (flat[i], flat[i + 1], flat[i + 2]) for i in range(0, len(flat) - 2, 3)
                    ]
            else:
                self.read(part, negated=True)
