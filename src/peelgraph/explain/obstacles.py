"""Why a triple does not hold: the rules that could conclude it, and what each lacks first.

The body of a rule is asked in ever longer parts, each pattern after one that it shares a variable
with and each condition as soon as its values are known. The longest part with an answer is the
nearest miss; what follows is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rdflib import Variable

from peelgraph.errors import Holds
from peelgraph.explain.conditions import Condition, conditions_to_tell
from peelgraph.explain.derivations import RuleIndex
from peelgraph.explain.missing import Sayer, some
from peelgraph.rules.rule import Bindings, Rule, bindings_of, bound, ground, pattern_text, unify
from peelgraph.sparql.tokens import variables
from peelgraph.store import Store, Triple
from peelgraph.things.labels import Labels

__all__ = ["Obstacle", "WhyNot", "why_not"]

MATCHES = 50
DEEPEST = 2


@dataclass(frozen=True)
class Obstacle:
    """A rule that could conclude a statement, and why it does not.

    `met` are the premises and conditions that hold, in words, and `lacks` says what is missing
    first, for each way in which the rule can be met; `asked` is how many premises and conditions
    the rule has. `reasons` say it as the rule's author puts it, where its file foresees the case.
    `deeper` says why a missing premise does not hold in its turn, where rules could conclude it.
    """

    rule: str
    because: str
    met: tuple[str, ...]
    asked: int
    lacks: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    deeper: WhyNot | None = None

    @property
    def share(self) -> float:
        """The share of the rule that holds, from 0 to 1."""
        return len(self.met) / self.asked


@dataclass(frozen=True)
class WhyNot:
    """A statement that does not hold: obstacles, nearest first, and how many more rules fail."""

    triple: Triple
    sentence: str
    obstacles: tuple[Obstacle, ...]
    more: int


Item = Triple | Condition
"""A part of a body that is asked for: a pattern or a condition."""


@dataclass(frozen=True)
class _Miss:
    """How far a rule got: the parts that are met, the first that is not, and the matches so far."""

    rule: Rule
    met: tuple[Item, ...]
    lacking: Item | None
    rows: Sequence[Bindings]
    asked: int

    @property
    def share(self) -> float:
        return len(self.met) / self.asked


def why_not(
    store: Store,
    rules: Sequence[Rule],
    goal: Triple,
    limit: int = 3,
) -> WhyNot:
    """Why a triple does not hold, with up to `limit` obstacles; Holds where it does."""
    labels = Labels(store)
    if store.ask(f"ASK {{ {pattern_text(goal)} }}"):
        raise Holds(labels.sentence(goal))
    search = _Search(store, RuleIndex(rules), labels, limit)
    return search.of(goal, ())


class _Search:
    def __init__(
        self,
        store: Store,
        index: RuleIndex,
        labels: Labels,
        limit: int,
    ) -> None:
        self.store = store
        self.index = index
        self.labels = labels
        self.limit = limit
        self.sayer = Sayer(store, labels)

    def of(self, goal: Triple, above: tuple[Triple, ...]) -> WhyNot:
        """The obstacles to a triple; `above` are the statements that it is wanted for."""
        rules = self.index.concluding(goal)
        misses = [self._miss(rule, goal) for rule in rules]
        misses.sort(key=lambda miss: (-miss.share, miss.rule.name, miss.rule.words))
        kept = _by_rule(misses)[: self.limit]
        obstacles = [self._obstacle(alike, goal, (*above, goal)) for alike in kept]
        return WhyNot(
            triple=goal,
            sentence=self.labels.sentence(goal),
            obstacles=tuple(obstacles),
            more=len(misses) - sum(map(len, kept)),
        )

    def _obstacle(
        self,
        misses: list[_Miss],
        goal: Triple,
        above: tuple[Triple, ...],
    ) -> Obstacle:
        """The obstacle to one rule, of which an axiom may give several: each lacks something."""
        nearest = misses[0]
        rule = nearest.rule
        missing = [self.sayer.say(miss.rule, miss.lacking, miss.rows) for miss in misses]
        return Obstacle(
            rule=rule.name,
            because=rule.words,
            met=tuple(self._met(item, rule, nearest.rows) for item in nearest.met),
            asked=nearest.asked,
            lacks=tuple(dict.fromkeys(lack.words for lack in missing)),
            reasons=tuple(self._reasons(rule, goal)),
            deeper=self._deeper(missing[0].premise, above),
        )

    def _deeper(self, premise: Triple | None, above: tuple[Triple, ...]) -> WhyNot | None:
        # What stands on itself has no end, and what is too deep no reader.
        if premise is None or premise in above or len(above) > DEEPEST:
            return None
        found = self.of(premise, above)
        is_telling = any(obstacle.met for obstacle in found.obstacles)
        return found if is_telling else None

    def _met(self, item: Item, rule: Rule, rows: Iterable[Bindings]) -> str:
        """What holds, in words: of several ways one and how many more."""
        if isinstance(item, Condition):
            said = [item.words(rule, row, self.labels) for row in rows]
        else:
            said = [self.labels.sentence(ground(item, row)) for row in rows]
        return some(list(dict.fromkeys(said)), 1)

    def _reasons(self, rule: Rule, goal: Triple) -> Iterator[str]:
        """What the rule's file says of the case, with the names of things at their places."""
        given = unify(rule.head, goal) or {}
        for words, group in rule.unless:
            said = set()
            for row in self._answers(bound(group, given)):
                known = given | row
                names = {name: self.labels(term) for name, term in known.items()}
                said.add(words.format_map(names))
            yield from sorted(said)

    def _miss(self, rule: Rule, goal: Triple) -> _Miss:
        """How far a rule gets towards a goal."""
        # What the body computes cannot be put into it: the name that a BIND makes must be free.
        given = rule.matched(unify(rule.head, goal) or {})
        items = tuple(_in_order(rule, set(given)))
        rows = [given]
        group = ""
        for position, item in enumerate(items):
            group += "\n" + bound(_text(item), given)
            found = self._matches(group, given)
            if not found:
                return _Miss(
                    rule=rule,
                    met=items[:position],
                    lacking=item,
                    rows=rows,
                    asked=len(items),
                )
            rows = found
        # All holds for another goal: what the rule computes is asked for too, and is the miss.
        return _Miss(
            rule=rule,
            met=items,
            lacking=None,
            rows=rows,
            asked=len(items) + 1,
        )

    def _matches(self, group: str, given: Bindings) -> list[Bindings]:
        # A SELECT of no variable has rows that say nothing.
        if not variables(group):
            return [given] if self.store.ask(f"ASK {{ {group} }}") else []
        rows = [given | row for row in self._answers(group)]
        # In an order of our own: stores differ in theirs.
        return sorted(rows, key=_place)

    def _answers(self, group: str) -> Iterator[Bindings]:
        query = f"SELECT DISTINCT * WHERE {{ {group} }} LIMIT {MATCHES}"
        return bindings_of(self.store.select(query))


def _by_rule(misses: Sequence[_Miss]) -> list[list[_Miss]]:
    """Misses by rule, the nearest first; those that met nothing only where none met anything."""
    alike: defaultdict[tuple[str, str], list[_Miss]] = defaultdict(list)
    for miss in misses:
        is_near = miss.met or not misses[0].met
        if is_near:
            alike[miss.rule.name, miss.rule.words].append(miss)
    return list(alike.values())


def _text(item: Item) -> str:
    return item.text if isinstance(item, Condition) else pattern_text(item)


def _place(row: Bindings) -> list[str]:
    return [str(row[name]) for name in sorted(row)]


def _in_order(rule: Rule, known: set[str]) -> Iterator[Item]:
    """The patterns and conditions of a rule, each when it hangs together with what is known."""
    patterns = list(rule.body)
    conditions = conditions_to_tell(rule)
    everywhere = set().union(*map(_names, patterns))
    while patterns:
        chosen = _next(patterns, known)
        patterns.remove(chosen)
        known = known | _names(chosen)
        yield chosen
        for condition in list(conditions):
            # Variables of a condition that stand in no pattern are its own.
            if condition.variables & everywhere <= known:
                conditions.remove(condition)
                yield condition


def _next(patterns: Sequence[Triple], known: set[str]) -> Triple:
    """The first pattern that shares a variable with what is known, or has none."""
    for pattern in patterns:
        names = _names(pattern)
        if known & names or not names:
            return pattern
    return patterns[0]


def _names(pattern: Triple) -> set[str]:
    return {str(term) for term in pattern if isinstance(term, Variable)}
