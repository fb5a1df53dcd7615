"""What a rule lacks, in words: a statement, another value, or the absence of something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rdflib import RDF, Variable

from peelgraph.explain.conditions import Condition
from peelgraph.rules.rule import Bindings, Rule, bindings_of, bound, ground, pattern_text
from peelgraph.store import Store, Triple
from peelgraph.things.labels import Labels
from peelgraph.vocab import PEEL

__all__ = ["Missing", "Sayer", "and_more", "some"]

FEW = 3


@dataclass(frozen=True)
class Missing:
    """What is missing in words, and the statement itself where it is one that could hold."""

    words: str
    premise: Triple | None = None


class Sayer:
    """Says what the nearest misses of a rule lack."""

    def __init__(self, store: Store, labels: Labels) -> None:
        self.store = store
        self.labels = labels

    def say(
        self,
        rule: Rule,
        lacking: Triple | Condition | None,
        rows: Sequence[Bindings],
    ) -> Missing:
        """What is missing from all of some partial matches of a rule.

        None is lacking where only what the rule computes differs.
        """
        if lacking is None:
            return Missing("all of it holds, but what follows from it is another thing")
        if isinstance(lacking, Condition):
            return Missing(self._condition(rule, lacking, rows))
        wanted = dict.fromkeys(ground(lacking, row) for row in rows)
        return self._statements(list(wanted))

    def _statements(self, wanted: list[Triple]) -> Missing:
        # All come of one pattern, so that one tells for all whether variables are left.
        is_open = any(isinstance(term, Variable) for term in wanted[0])
        say = self._open if is_open else self._closed
        words = some([say(triple) for triple in wanted], FEW)
        if is_open or len(wanted) > 1:
            return Missing(words)
        return Missing(words, wanted[0])

    def _open(self, pattern: Triple) -> str:
        words = []
        for term in pattern:
            is_open = isinstance(term, Variable)
            words.append("anything" if is_open else self.labels(term))
        return f"nothing says ‘{' – '.join(words)}’"

    def _closed(self, triple: Triple) -> str:
        """A statement that is missing, with what is said in its place."""
        subject, predicate, value = triple
        pattern = pattern_text((subject, predicate, Variable("o")))
        answer = self.store.select(f"SELECT DISTINCT ?o WHERE {{ {pattern} }} ORDER BY ?o")
        others = [term for (term,) in answer.rows if term is not None]
        if predicate == RDF.type:
            # Of the kinds that a thing has, only ours tell a reader anything.
            others = [term for term in others if term in PEEL]
        if not others:
            return f"nothing says ‘{self.labels.sentence(triple)}’"
        first, *rest = others[:FEW]
        sentence = self.labels.sentence((subject, predicate, first))
        said = ", ".join([sentence, *map(self.labels, rest)])
        more = and_more(len(others) - FEW)
        return f"‘{said}’{more}, not ‘{self.labels(value)}’"

    def _condition(
        self,
        rule: Rule,
        condition: Condition,
        rows: Sequence[Bindings],
    ) -> str:
        if condition.compared:
            return self._comparison(rule, condition, rows)
        if condition.is_absence:
            return self._presence(rule, condition, rows[0])
        return f"it does not hold that {condition.words(rule, rows[0], self.labels)}"

    def _comparison(
        self,
        rule: Rule,
        condition: Condition,
        rows: Sequence[Bindings],
    ) -> str:
        said = dict.fromkeys(condition.words(rule, row, self.labels, failed=True) for row in rows)
        return some(list(said), FEW, ", and ")

    def _presence(
        self,
        rule: Rule,
        condition: Condition,
        known: Bindings,
    ) -> str:
        group = bound(condition.expression, known)
        answer = self.store.select(f"SELECT * WHERE {{ {group} }} LIMIT 1")
        # There is an answer, for this condition is the first that fails.
        found = known | next(bindings_of(answer))
        said = []
        for pattern in condition.patterns(rule):
            sentence = self.labels.sentence(ground(pattern, found))
            said.append(f"‘{sentence}’")
        return f"{' and '.join(said)} stands in the way"


def and_more(count: int) -> str:
    """How many there are beyond what is shown, or nothing."""
    return f" … and {count} more" if count > 0 else ""


def some(words: list[str], few: int, joint: str = "; ") -> str:
    """The first few of some words, and how many more there are."""
    return joint.join(words[:few]) + and_more(len(words) - few)
