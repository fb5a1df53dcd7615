"""What a rule lacks, in words: a statement that nobody makes, a value on the wrong side, or one
that must not be.
"""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import RDF, Variable

from peelgraph.explain.conditions import Condition
from peelgraph.rules.rule import Bindings, Rule, bound, ground
from peelgraph.sparql.terms import sparql_text
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
        self.store, self.labels = store, labels

    def say(self, rule: Rule, lacking: Triple | Condition | None, rows: list[Bindings]) -> Missing:
        """What is missing from all of some partial matches of a rule; None: only what it computes
        differs.
        """
        if lacking is None:
            return Missing("all of it holds, but what follows from it is another thing")
        if isinstance(lacking, Condition):
            return Missing(self._condition(rule, lacking, rows))
        return self._statements(list(dict.fromkeys(ground(lacking, row) for row in rows)))

    def _statements(self, wanted: list[Triple]) -> Missing:
        is_open = any(isinstance(t, Variable) for t in wanted[0])
        said = [self._open(t) if is_open else self._closed(t) for t in wanted]
        return Missing(some(said, FEW), wanted[0] if len(wanted) == 1 and not is_open else None)

    def _open(self, pattern: Triple) -> str:
        words = ("anything" if isinstance(t, Variable) else self.labels(t) for t in pattern)
        return f"nothing says ‘{' – '.join(words)}’"

    def _closed(self, triple: Triple) -> str:
        """A statement that is missing, with what is said in its place."""
        subject, predicate, value = triple
        rows = self.store.select(
            f"SELECT DISTINCT ?o WHERE {{ {sparql_text(subject)} {sparql_text(predicate)} ?o }} ORDER BY ?o"
        ).rows
        others = [t for (t,) in rows if t is not None]
        if predicate == RDF.type:
            others = [t for t in others if t in PEEL]
        if not others:
            return f"nothing says ‘{self.labels.sentence(triple)}’"
        sentence = self.labels.sentence((subject, predicate, others[0]))
        more = "".join(f", {self.labels(t)}" for t in others[1:FEW])
        return f"‘{sentence}{more}’{and_more(len(others) - FEW)}, not ‘{self.labels(value)}’"

    def _condition(self, rule: Rule, condition: Condition, rows: list[Bindings]) -> str:
        if condition.compared:
            return self._comparison(rule, condition, rows)
        if condition.is_absence:
            return self._presence(rule, condition, rows[0])
        return f"it does not hold that {condition.words(rule, rows[0], self.labels)}"

    def _comparison(self, rule: Rule, condition: Condition, rows: list[Bindings]) -> str:
        said = dict.fromkeys(condition.words(rule, row, self.labels, failed=True) for row in rows)
        return some(list(said), FEW, ", and ")

    def _presence(self, rule: Rule, condition: Condition, known: Bindings) -> str:
        answer = self.store.select(
            f"SELECT * WHERE {{ {bound(condition.expression, known)} }} LIMIT 1"
        )
        found = known | {
            c: t for c, t in zip(answer.columns, answer.rows[0], strict=True) if t is not None
        }
        said = (self.labels.sentence(ground(p, found)) for p in condition.patterns(rule))
        return " and ".join(f"‘{sentence}’" for sentence in said) + " stands in the way"


def and_more(count: int) -> str:
    """How many there are beyond what is shown, or nothing."""
    return f" … and {count} more" if count > 0 else ""


def some(words: list[str], few: int, joint: str = "; ") -> str:
    """The first few of some words, and how many more there are."""
    return joint.join(words[:few]) + and_more(len(words) - few)
