"""How triples come about: what is said in which graphs, and the rule instances that conclude what
is not said.

Together these are a directed hypergraph: a node for each triple, and for each instance of a rule an
arc from its premises to its conclusion. It is looked up backwards, a batch of triples at a time, or
read whole at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rdflib import RDF, URIRef, Variable
from rdflib.term import Identifier

from peelgraph.rules.rule import Bindings, Rule, ground, unify
from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Result, Store, Triple
from peelgraph.vocab import INFERRED

__all__ = ["Derivations", "RuleIndex", "Step", "in_order", "least_premises"]

BATCH = 200


@dataclass(frozen=True)
class Step:
    """An instance of a rule: the triple that it concludes, its premises (each once) and what its
    variables are.
    """

    rule: Rule
    goal: Triple
    premises: tuple[Triple, ...]
    known: tuple[tuple[str, Identifier], ...] = ()


class RuleIndex:
    """Rules by what they can conclude: the predicate of the head, and its class where the predicate
    is rdf:type.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_key: defaultdict[tuple[Identifier | None, Identifier | None], list[Rule]] = (
            defaultdict(list)
        )
        for rule in rules:
            self._by_key[_key(rule.head)].append(rule)

    def concluding(self, triple: Triple) -> list[Rule]:
        """The rules whose head can be this triple."""
        keys = {_key(triple), (triple[1], None), (None, None)}
        return [
            r
            for key in sorted(keys, key=str)
            for r in self._by_key.get(key, ())
            if unify(r.head, triple)
        ]


def least_premises(rule: Rule) -> int:
    """How many different premises a step of a rule has at least: patterns with one predicate may be
    one triple.
    """
    values: defaultdict[Identifier, set[Identifier]] = defaultdict(set)
    for _, predicate, value in rule.body:
        values[predicate] |= set() if isinstance(value, Variable) else {value}
    return sum(max(1, len(constants)) for constants in values.values())


def _key(pattern: Triple) -> tuple[Identifier | None, Identifier | None]:
    _, predicate, value = pattern
    if isinstance(predicate, Variable):
        return None, None
    return predicate, (value if predicate == RDF.type and not isinstance(value, Variable) else None)


class Derivations:
    """The hypergraph of a store and the rules that it was inferred with; what was looked up is
    remembered.

    What is said is not derived again, even where a rule would. `steps` is None until the whole was
    read.
    """

    def __init__(self, store: Store, rules: Sequence[Rule]) -> None:
        self.store, self.rules = store, tuple(rules)
        self.index = RuleIndex(rules)
        self._said: dict[Triple, tuple[URIRef, ...]] = {}
        self._asked: dict[tuple[int, Triple], tuple[Step, ...]] = {}
        self.steps: dict[Triple, tuple[Step, ...]] | None = None

    def said_in(self, triple: Triple) -> tuple[URIRef, ...]:
        """The graphs of the sources that say a triple; none where it is only inferred, or does not
        hold.
        """
        self.learn([triple])
        return self._said.get(triple, ())

    def learn(self, triples: Iterable[Triple]) -> None:
        """Look up for many triples at once which graphs say them."""
        if self.steps is not None:
            return
        wanted = [t for t in dict.fromkeys(triples) if t not in self._said]
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            rows = " ".join(f"({' '.join(map(sparql_text, t))})" for t in batch)
            self._said |= dict.fromkeys(batch, ())
            self._note(f"VALUES (?s ?p ?o) {{ {rows} }} GRAPH ?g {{ ?s ?p ?o }}")

    def _note(self, group: str) -> None:
        found: defaultdict[Triple, set[URIRef]] = defaultdict(set)
        for s, p, o, g in self.store.select(
            f"SELECT DISTINCT ?s ?p ?o ?g WHERE {{ {group} }}"
        ).rows:
            if g != INFERRED and s is not None and p is not None and o is not None:
                found[s, p, o].add(URIRef(str(g)))
        self._said |= {triple: tuple(sorted(graphs)) for triple, graphs in found.items()}

    @property
    def said(self) -> list[Triple]:
        """The triples that are known to be said: all of them once the whole was read."""
        return [triple for triple, graphs in self._said.items() if graphs]

    def rules_for(self, triple: Triple) -> list[tuple[int, Rule]]:
        """The rules that could conclude a triple, each with the least number of premises that it
        needs.
        """
        return [(least_premises(rule), rule) for rule in self.index.concluding(triple)]

    def steps_by(self, rule: Rule, triple: Triple) -> tuple[Step, ...]:
        """The instances of a rule that conclude a triple."""
        if self.steps is not None:
            return tuple(s for s in self.steps.get(triple, ()) if s.rule is rule)
        key = id(rule), triple
        if key not in self._asked:
            self._asked[key] = tuple(self._instances(rule, triple))
        return self._asked[key]

    def _instances(self, rule: Rule, goal: Triple) -> Iterator[Step]:
        query = rule.premises(goal)
        if query is not None:
            yield from _read(rule, self.store.select(query), unify(rule.head, goal) or {})

    def read_all(self) -> dict[Triple, tuple[Step, ...]]:
        """Read the whole hypergraph at once, each rule by one query: what to do before many
        explanations.

        Returns the steps of every triple that is not said, in a fixed order; they are `steps` from
        then on.
        """
        self._said.clear()
        self._note("GRAPH ?g { ?s ?p ?o }")
        found: defaultdict[Triple, list[Step]] = defaultdict(list)
        for rule in self.rules:
            for step in _read(rule, self.store.select(f"SELECT * WHERE {{ {rule.where} }}"), {}):
                if step.goal not in self._said:
                    found[step.goal].append(step)
        self.steps = {goal: in_order(steps) for goal, steps in found.items()}
        return self.steps


def _read(rule: Rule, answer: Result, given: Bindings) -> Iterator[Step]:
    for row in answer.rows:
        known = given | {c: t for c, t in zip(answer.columns, row, strict=True) if t is not None}
        goal = ground(rule.head, known)
        premises = tuple(dict.fromkeys(ground(p, known) for p in rule.body))
        if goal not in premises:
            yield Step(rule, goal, premises, tuple(sorted(known.items())))


def in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Steps by rule and premises; one of those that conclude the same from the same by the same
    rule.
    """
    found = list(steps)
    if len(found) > 1:
        found.sort(
            key=lambda s: (
                s.rule.name,
                " ".join(str(term) for premise in s.premises for term in premise),
            )
        )
        found = list(
            {
                (s.rule.name, s.rule.words, frozenset(s.premises)): s for s in reversed(found)
            }.values()
        )[::-1]
    return tuple(found)
