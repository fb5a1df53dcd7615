"""What a set of triples gives: the instances of rules that have one of them among their premises or conclusions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rdflib import RDF, Literal, Variable
from rdflib.term import Identifier

from peelgraph.rule import Bindings, Rule, ground, pattern_text, unify
from peelgraph.store import Store, Triple
from peelgraph.terms import sparql_text

__all__ = ["TripleSet", "conclusions", "negation_touched", "rederived"]

BATCH = 2000


class TripleSet:
    """A set of triples, in the order of their adding, that finds those which a pattern can match."""

    def __init__(self, triples: Iterable[Triple] = ()) -> None:
        self._by: dict[tuple[Identifier, Identifier | None], dict[Triple, None]] = {}
        self.update(triples)

    @staticmethod
    def _key(triple: Triple) -> tuple[Identifier, Identifier | None]:
        return triple[1], triple[2] if triple[1] == RDF.type else None

    def update(self, triples: Iterable[Triple]) -> None:
        """Add triples."""
        for triple in triples:
            self._by.setdefault(self._key(triple), {})[triple] = None

    def difference_update(self, triples: Iterable[Triple]) -> None:
        """Take triples out."""
        for triple in triples:
            self._by.get(self._key(triple), {}).pop(triple, None)

    def __contains__(self, triple: Triple) -> bool:
        return triple in self._by.get(self._key(triple), {})

    def __iter__(self) -> Iterator[Triple]:
        return (triple for group in self._by.values() for triple in group)

    def __bool__(self) -> bool:
        return any(self._by.values())

    def matching(self, pattern: Triple) -> list[tuple[Triple, Bindings]]:
        """The triples that a pattern matches, each with what the pattern's variables are then."""
        _, predicate, value = pattern
        if isinstance(predicate, Variable) or (predicate == RDF.type and isinstance(value, Variable)):
            candidates: Iterable[Triple] = self
        else:
            candidates = self._by.get(self._key(pattern), ())
        return [(t, found) for t in candidates if (found := unify(pattern, t)) is not None]


def conclusions(store: Store, rules: Sequence[Rule], changed: TripleSet) -> set[Triple]:
    """What rules conclude, as things stand in the store, from premises of which one at least has changed."""
    found: set[Triple] = set()
    for rule in rules:
        for pattern in rule.body:
            rows = [bindings for _, bindings in changed.matching(pattern)]
            found |= _stated(rule, rows) if rule.is_direct else _ask(store, rule, rule.where, rows)
    return found


def negation_touched(store: Store, rules: Sequence[Rule], changed: TripleSet, *, regardless: bool) -> set[Triple]:
    """What rules conclude, as things stand in the store, where what has changed matches something that they negate.

    `regardless` asks for the positive part of the body alone: all that may have been concluded before the change.
    """
    found: set[Triple] = set()
    for rule in rules:
        outside = {str(t) for pattern in rule.body for t in pattern if isinstance(t, Variable)}
        for pattern in rule.negated:
            rows = [{k: v for k, v in row.items() if k in outside} for _, row in changed.matching(pattern)]
            found |= _ask(store, rule, rule.positive if regardless else rule.where, rows)
    return found


def rederived(store: Store, rules: Sequence[Rule], wanted: TripleSet) -> set[Triple]:
    """Those of the wanted triples that the rules conclude as things stand in the store."""
    found: set[Triple] = set()
    for rule in rules:
        matches = wanted.matching(rule.head)
        goals = {goal for goal, _ in matches}
        rows = [{k: v for k, v in bindings.items() if k not in rule.computed} for _, bindings in matches]
        found |= goals & _ask(store, rule, rule.where, rows)
    return found


def _stated(rule: Rule, rows: Iterable[Bindings]) -> set[Triple]:
    """The conclusions of a rule that has one premise and nothing else to ask."""
    found = (ground(rule.head, row) for row in rows)
    return {triple for triple in found if not isinstance(triple[0], Literal)}


def _ask(store: Store, rule: Rule, where: str, rows: list[Bindings]) -> set[Triple]:
    """The rule's conclusions where its variables are as one of the rows says."""
    distinct = list(dict.fromkeys(tuple(row.items()) for row in rows))
    if () in distinct:
        distinct = [()]
    found: set[Triple] = set()
    for start in range(0, len(distinct), BATCH):
        values = _values(distinct[start : start + BATCH])
        found.update(store.construct(f"CONSTRUCT {{ {pattern_text(rule.head)} }} WHERE {{ {values}\n{where}\n}}"))
    return found


def _values(rows: list[tuple[tuple[str, Identifier], ...]]) -> str:
    names = " ".join(f"?{name}" for name, _ in rows[0])
    lines = "\n".join(f"({' '.join(sparql_text(term) for _, term in row)})" for row in rows)
    return f"VALUES ({names}) {{\n{lines}\n}}" if names else ""
