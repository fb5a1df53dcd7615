"""Why a triple does not hold: the rules that could conclude it, how far each gets, and what it
lacks first.

The body of a rule is asked in ever longer parts, each pattern after one that it shares a variable
with and each condition as soon as its values are known. The longest part with an answer is the
nearest miss; what follows is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rdflib import Variable
from rdflib.term import Identifier

from peelgraph.errors import Holds
from peelgraph.explain.conditions import Condition, conditions_of
from peelgraph.explain.derivations import RuleIndex
from peelgraph.explain.missing import Sayer, some
from peelgraph.rules.rule import Bindings, Rule, bound, ground, pattern_text, unify
from peelgraph.sparql.terms import sparql_text
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
    """A statement that does not hold: the obstacles, the nearest miss first, and how many more
    rules there are.
    """

    triple: Triple
    sentence: str
    obstacles: tuple[Obstacle, ...]
    more: int


def why_not(store: Store, rules: Sequence[Rule], goal: Triple, limit: int = 3) -> WhyNot:
    """Why a triple does not hold, with up to `limit` obstacles; Holds where it does."""
    labels = Labels(store)
    if store.ask(f"ASK {{ {' '.join(map(sparql_text, goal))} }}"):
        raise Holds(labels.sentence(goal))
    return _Search(store, RuleIndex(rules), labels, limit).of(goal, ())


class _Search:
    def __init__(self, store: Store, index: RuleIndex, labels: Labels, limit: int) -> None:
        self.store, self.index, self.labels, self.limit = store, index, labels, limit
        self.sayer = Sayer(store, labels)

    def of(self, goal: Triple, above: tuple[Triple, ...]) -> WhyNot:
        """The obstacles to a triple; `above` are the statements that it is wanted for."""
        misses = [self._miss(rule, goal) for rule in self.index.concluding(goal)]
        misses.sort(key=lambda m: (-m.share, m.rule.name, m.rule.words))
        alike: defaultdict[tuple[str, str], list[_Miss]] = defaultdict(list)
        for miss in misses:
            if miss.met or not misses[0].met:
                alike[miss.rule.name, miss.rule.words].append(miss)
        kept = list(alike.values())[: self.limit]
        shown = tuple(self._obstacle(same, goal, (*above, goal)) for same in kept)
        return WhyNot(goal, self.labels.sentence(goal), shown, len(misses) - sum(map(len, kept)))

    def _obstacle(self, misses: list[_Miss], goal: Triple, above: tuple[Triple, ...]) -> Obstacle:
        """The obstacle to one rule, of which an axiom may give several: the nearest miss, and what
        each lacks.
        """
        nearest = misses[0]
        rule, all_lack = nearest.rule, [self.sayer.say(m.rule, m.lacking, m.rows) for m in misses]
        met = tuple(self._met(item, rule, nearest.rows) for item in nearest.met)
        deeper = self._deeper(all_lack[0].premise, above)
        lacks = tuple(dict.fromkeys(lack.words for lack in all_lack))
        return Obstacle(
            rule.name,
            rule.words,
            met,
            nearest.asked,
            lacks,
            tuple(self._reasons(rule, goal)),
            deeper,
        )

    def _deeper(self, premise: Triple | None, above: tuple[Triple, ...]) -> WhyNot | None:
        if premise is None or premise in above or len(above) > DEEPEST:
            return None
        found = self.of(premise, above)
        return found if any(o.met for o in found.obstacles) else None

    def _met(self, item: Item, rule: Rule, rows: list[Bindings]) -> str:
        """What holds, in words: of several ways one and how many more."""
        if isinstance(item, Condition):
            said = [item.words(rule, row, self.labels) for row in rows]
        else:
            said = [self.labels.sentence(ground(item, row)) for row in rows]
        return some(list(dict.fromkeys(said)), 1)

    def _reasons(self, rule: Rule, goal: Triple) -> Iterator[str]:
        given = unify(rule.head, goal) or {}
        for words, group in rule.unless:
            answer = self.store.select(
                f"SELECT DISTINCT * WHERE {{ {bound(group, given)} }} LIMIT {MATCHES}"
            )
            rows = [given | _bindings(answer.columns, row) for row in answer.rows]
            said = {
                words.format_map({name: self.labels(term) for name, term in row.items()})
                for row in rows
            }
            yield from sorted(said)

    def _miss(self, rule: Rule, goal: Triple) -> _Miss:
        """How far a rule gets towards a goal."""
        given = {k: v for k, v in (unify(rule.head, goal) or {}).items() if k not in rule.computed}
        items = list(_in_order(rule, set(given)))
        rows, text = [given], ""
        for position, item in enumerate(items):
            text += "\n" + bound(
                item.text if isinstance(item, Condition) else pattern_text(item), given
            )
            found = self._matches(text, given)
            if not found:
                return _Miss(rule, tuple(items[:position]), item, rows, len(items))
            rows = found
        return _Miss(rule, tuple(items), None, rows, len(items) + 1)

    def _matches(self, group: str, given: Bindings) -> list[Bindings]:
        if not variables(group):
            return [given] if self.store.ask(f"ASK {{ {group} }}") else []
        answer = self.store.select(f"SELECT DISTINCT * WHERE {{ {group} }} LIMIT {MATCHES}")
        rows = [given | _bindings(answer.columns, row) for row in answer.rows]
        return sorted(rows, key=lambda row: [str(row[name]) for name in sorted(row)])


Item = Triple | Condition


@dataclass(frozen=True)
class _Miss:
    rule: Rule
    met: tuple[Item, ...]
    lacking: Item | None
    rows: list[Bindings]
    asked: int

    @property
    def share(self) -> float:
        return len(self.met) / self.asked


def _bindings(columns: Sequence[str], row: Sequence[Identifier | None]) -> Bindings:
    return {c: t for c, t in zip(columns, row, strict=True) if t is not None}


def _in_order(rule: Rule, known: set[str]) -> Iterator[Item]:
    """The patterns and conditions of a rule, each as soon as it hangs together with what is
    known.
    """
    patterns = list(rule.body)
    conditions = [c for c in conditions_of(rule.where) if not c.is_formal]
    everywhere = {str(t) for p in patterns for t in p if isinstance(t, Variable)}
    while patterns:
        tied = (p for p in patterns if known & _names(p) or not _names(p))
        chosen = next(tied, patterns[0])
        patterns.remove(chosen)
        known = known | _names(chosen)
        yield chosen
        for condition in [c for c in conditions if c.variables & everywhere <= known]:
            conditions.remove(condition)
            yield condition


def _names(pattern: Triple) -> set[str]:
    return {str(t) for t in pattern if isinstance(t, Variable)}
