"""How triples come about: what graphs say, and the rule instances that conclude the rest.

Together these are a directed hypergraph: a node for each triple, and for each instance of a rule an
arc from its premises to its conclusion. It is looked up backwards, a batch of triples at a time, or
read whole at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rdflib import URIRef, Variable
from rdflib.term import Identifier

from peelgraph.rules.rule import Bindings, Key, Rule, bindings_of, ground, key_of, unify
from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Result, Store, Triple
from peelgraph.vocab import INFERRED

__all__ = ["Derivations", "RuleIndex", "Step", "in_order", "least_premises", "surer_rules"]

BATCH = 200


@dataclass(frozen=True)
class Step:
    """An instance of a rule: what it concludes, its premises (each once) and its variables.

    `is_weaker` where something that says more holds, and implies the same.
    """

    rule: Rule
    goal: Triple
    premises: tuple[Triple, ...]
    known: tuple[tuple[str, Identifier], ...] = ()
    is_weaker: bool = False


class RuleIndex:
    """Rules by what they can conclude: a predicate, and the class where that is rdf:type."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        every = list(rules)
        self._by_key: defaultdict[Key | None, list[Rule]] = defaultdict(list)
        for rule in every:
            self._by_key[key_of(rule.head)].append(rule)
        self._surer = surer_rules(every)

    def is_surer(self, rule: Rule) -> bool:
        """Whether a rule concludes from a property that says more than the one it concludes."""
        return id(rule) in self._surer

    def concluding(self, triple: Triple) -> list[Rule]:
        """The rules whose head can be this triple, those that conclude most kinds first."""
        _, predicate, _ = triple
        # Each once: the key of most triples is their predicate alone.
        keys = dict.fromkeys((None, (predicate, None), key_of(triple)))
        candidates: list[Rule] = []
        for key in keys:
            candidates += self._by_key.get(key, ())
        return [rule for rule in candidates if unify(rule.head, triple)]


def least_premises(rule: Rule) -> int:
    """How many different premises a step of a rule has at least.

    Patterns with one predicate may be one triple, unless their values are known to differ.
    """
    values: defaultdict[Identifier, set[Identifier]] = defaultdict(set)
    for _, predicate, value in rule.body:
        known = values[predicate]
        if not isinstance(value, Variable):
            known.add(value)
    return sum(max(1, len(known)) for known in values.values())


def surer_rules(rules: Sequence[Rule]) -> set[int]:
    """The rules that only put a property in the place of one that says more, by identity.

    A property says more than another where it implies it and is not implied by it. Where it follows
    from the other in its turn, as a better grade from the comparison of two, it explains nothing.
    """
    copies = [rule for rule in rules if _is_copy(rule)]
    implied: defaultdict[Identifier, set[Identifier]] = defaultdict(set)
    for rule in copies:
        implied[rule.body[0][1]].add(rule.head[1])
    needed: defaultdict[Identifier, set[Identifier]] = defaultdict(set)
    for rule in rules:
        needed[rule.head[1]].update(predicate for _, predicate, _ in rule.body)
    found = set()
    for rule in copies:
        more = rule.body[0][1]
        less = rule.head[1]
        if less not in needed[more] and more not in _reached(less, implied):
            found.add(id(rule))
    return found


def _is_copy(rule: Rule) -> bool:
    """Whether a rule has one premise, which is its conclusion but for the property."""
    if len(rule.body) != 1 or rule.negated:
        return False
    subject, predicate, value = rule.head
    premise = rule.body[0]
    are_known = not isinstance(predicate, Variable) and not isinstance(premise[1], Variable)
    are_variables = isinstance(subject, Variable) and isinstance(value, Variable)
    return are_known and are_variables and (subject, value) == (premise[0], premise[2])


def _reached(
    start: Identifier,
    edges: Mapping[Identifier, set[Identifier]],
) -> set[Identifier]:
    """All that a way leads to."""
    reached: set[Identifier] = set()
    waiting = [start]
    while waiting:
        new = edges.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return reached


class Derivations:
    """The hypergraph of a store and its rules; what was looked up is remembered.

    What is said is not derived again, even where a rule would. `steps` is None until the whole was
    read.
    """

    def __init__(self, store: Store, rules: Sequence[Rule]) -> None:
        self.store = store
        self.rules = tuple(rules)
        self.index = RuleIndex(rules)
        self._said: dict[Triple, tuple[URIRef, ...]] = {}
        self._asked: dict[tuple[int, Triple], tuple[Step, ...]] = {}
        self.steps: dict[Triple, tuple[Step, ...]] | None = None

    def said_in(self, triple: Triple) -> tuple[URIRef, ...]:
        """The graphs of the sources that say a triple; none where none does."""
        self.learn([triple])
        return self._said.get(triple, ())

    def learn(self, triples: Iterable[Triple]) -> None:
        """Look up for many triples at once which graphs say them."""
        if self.steps is not None:
            return
        asked = dict.fromkeys(triples)
        wanted = [triple for triple in asked if triple not in self._said]
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            # Those that no graph says must be known too, or they would be asked for again.
            self._said |= dict.fromkeys(batch, ())
            rows = " ".join(map(_row, batch))
            self._note(f"VALUES (?s ?p ?o) {{ {rows} }} GRAPH ?g {{ ?s ?p ?o }}")

    def _note(self, group: str) -> None:
        """Remember which sources say what a group finds."""
        query = f"SELECT DISTINCT ?s ?p ?o ?g WHERE {{ {group} }}"
        rows = self.store.select(query).rows
        found: defaultdict[Triple, set[URIRef]] = defaultdict(set)
        for subject, predicate, value, graph in rows:
            assert subject is not None
            assert predicate is not None
            assert value is not None
            if graph != INFERRED:
                found[subject, predicate, value].add(URIRef(str(graph)))
        for triple, graphs in found.items():
            self._said[triple] = tuple(sorted(graphs))

    @property
    def said(self) -> list[Triple]:
        """The triples that are known to be said: all of them once the whole was read."""
        return [triple for triple, graphs in self._said.items() if graphs]

    def rules_for(self, triple: Triple) -> list[tuple[int, Rule]]:
        """The rules that could conclude a triple, each with how many premises it needs at least."""
        return [(least_premises(rule), rule) for rule in self.index.concluding(triple)]

    def steps_by(self, rule: Rule, triple: Triple) -> tuple[Step, ...]:
        """The instances of a rule that conclude a triple."""
        if self.steps is not None:
            known = self.steps.get(triple, ())
            return tuple(step for step in known if step.rule is rule)
        # By identity: to compare two rules means to compare the texts of their bodies.
        key = (id(rule), triple)
        if key not in self._asked:
            self._asked[key] = tuple(self._instances(rule, triple))
        return self._asked[key]

    def _instances(self, rule: Rule, goal: Triple) -> Iterator[Step]:
        query = rule.premises(goal)
        if query is not None:
            given = unify(rule.head, goal) or {}
            steps = _read(rule, self.store.select(query), given)
            yield from self._weighed(steps, weaker=self._has_surer(rule, goal))

    def _has_surer(self, rule: Rule, goal: Triple) -> bool:
        """Whether a property that says more than the goal's holds, and the rule goes without it."""
        if self.index.is_surer(rule):
            return False
        surer = filter(self.index.is_surer, self.index.concluding(goal))
        return any(self.steps_by(other, goal) for other in surer)

    @staticmethod
    def _weighed(steps: Iterable[Step], *, weaker: bool) -> Iterable[Step]:
        return (replace(step, is_weaker=True) for step in steps) if weaker else steps

    def read_all(self) -> dict[Triple, tuple[Step, ...]]:
        """Read the whole hypergraph at once, each rule by one query.

        It is what to do before many explanations. Returns the steps of every triple that is not
        said, in a fixed order; they are `steps` from then on.
        """
        # What was looked up before is in there too.
        self._said.clear()
        self._note("GRAPH ?g { ?s ?p ?o }")
        found: defaultdict[Triple, list[Step]] = defaultdict(list)
        for rule in self.rules:
            answer = self.store.select(f"SELECT * WHERE {{ {rule.where} }}")
            for step in _read(rule, answer, {}):
                if step.goal not in self._said:
                    found[step.goal].append(step)
        self.steps = {goal: in_order(self._compared(steps)) for goal, steps in found.items()}
        return self.steps

    def _compared(self, steps: list[Step]) -> list[Step]:
        """All steps to one goal, each of them weighed against the others."""
        surer = [step for step in steps if self.index.is_surer(step.rule)]
        if not surer or len(surer) == len(steps):
            return steps
        others = [step for step in steps if not self.index.is_surer(step.rule)]
        return [*surer, *self._weighed(others, weaker=True)]


def _read(rule: Rule, answer: Result, given: Bindings) -> Iterator[Step]:
    """The instances of a rule that an answer has, but those that stand on their own conclusion."""
    for row in bindings_of(answer):
        known = given | row
        goal = ground(rule.head, known)
        matched = [ground(pattern, known) for pattern in rule.body]
        premises = tuple(dict.fromkeys(matched))
        if goal not in premises:
            yield Step(
                rule=rule,
                goal=goal,
                premises=premises,
                known=tuple(sorted(known.items())),
            )


def _row(triple: Triple) -> str:
    """A triple as a row of a VALUES clause."""
    terms = " ".join(map(sparql_text, triple))
    return f"({terms})"


def in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Steps that conclude the same by rule and premises, of those alike in both the first."""
    found = list(steps)
    # Most triples have one step, and there are very many triples.
    if len(found) < 2:
        return tuple(found)
    found.sort(key=_place)
    unique: dict[object, Step] = {}
    # Backwards, so that of steps alike the first is kept, at the place of the last.
    for step in reversed(found):
        alike = (step.rule.name, step.rule.words, frozenset(step.premises))
        unique[alike] = step
    return tuple(reversed(unique.values()))


def _place(step: Step) -> tuple[str, str]:
    terms = (str(term) for premise in step.premises for term in premise)
    return step.rule.name, " ".join(terms)
