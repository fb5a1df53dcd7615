"""Why a triple holds: a proof in words, down to what a source says and in which passage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from peelgraph.documents.passages import PassageRef, Passages
from peelgraph.errors import DoesNotHold
from peelgraph.explain.conditions import conditions_to_tell
from peelgraph.explain.derivations import Derivations, Step
from peelgraph.explain.proofs import Proof, proofs, smallest_steps
from peelgraph.rules.rule import Rule, pattern_text
from peelgraph.store import Store, Triple
from peelgraph.things.labels import Labels
from peelgraph.things.titles import SourceRef, Titles
from peelgraph.vocab import INFERRED

__all__ = ["Explainer", "Explanation", "SourceRef"]


@dataclass(frozen=True)
class Explanation:
    """A step of a proof.

    `sentence` says the triple in labels. A leaf has the `sources` that say it and the `passages` of
    the rows in which they do; where a row has none, its source is the place. Any other step has the
    name of its rule, the rule in words (`because`), the premises that it follows from, and in words
    what was asked beside them (`conditions`); `step` is the instance of the rule itself.
    """

    triple: Triple
    sentence: str
    rule: str | None = None
    because: str | None = None
    premises: tuple[Explanation, ...] = ()
    conditions: tuple[str, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    passages: tuple[PassageRef, ...] = ()
    step: Step | None = None

    @property
    def is_leaf(self) -> bool:
        """Whether this is said by a source and not inferred."""
        return self.rule is None

    @property
    def size(self) -> int:
        """How many statements its tree has, from this one to the leaves."""
        return 1 + sum(premise.size for premise in self.premises)

    def walk(self) -> Iterator[Explanation]:
        """Itself and all steps below, each before its premises."""
        yield self
        for premise in self.premises:
            yield from premise.walk()

    def leaves(self) -> Iterator[Explanation]:
        """The statements that the proof rests on, from left to right."""
        return (step for step in self.walk() if step.is_leaf)

    def __str__(self) -> str:
        return "\n".join(self._lines(0))

    def _lines(self, depth: int) -> Iterator[str]:
        indent = "  " * depth
        yield f"{indent}{self.sentence}"
        for note in self._notes():
            yield f"{indent}  {note}"
        for premise in self.premises:
            yield from premise._lines(depth + 1)

    def _notes(self) -> Iterator[str]:
        """What is told of a step beside what it says: why, or who says it where."""
        if self.because:
            yield f"because {self.because} ({self.rule})"
        for condition in self.conditions:
            yield f"and {condition}"
        for source in self.sources:
            yield f"said in {source}"
        for passage in self.passages:
            yield f"see {passage}"


class Explainer:
    """Explains triples of a store; what was looked up for one is remembered for the next."""

    def __init__(self, store: Store, rules: list[Rule]) -> None:
        self.derivations = Derivations(store, rules)
        self.labels = Labels(store)
        self._store = store
        self._told: dict[Triple, Explanation] = {}
        self._titles = Titles(store)
        self._passages = Passages(store)

    def why(self, goal: Triple) -> Explanation:
        """The smallest proof of a triple; DoesNotHold where it is neither said nor inferred."""
        return self.proofs(goal, 1)[0]

    def proofs(self, goal: Triple, limit: int = 10) -> list[Explanation]:
        """Up to `limit` proofs of a triple, none of them circular, the smallest first.

        DoesNotHold where it is neither said nor inferred.
        """
        if not self._holds(goal):
            raise DoesNotHold(self.labels.sentence(goal))
        # What holds in a store of other rules than ours has no proof, and is told as it is.
        found = proofs(self.derivations, goal, limit) or [Proof(goal, {}, 1)]
        return [self._tell(proof.goal, proof.steps, {}) for proof in found]

    def _holds(self, goal: Triple) -> bool:
        # What is said is looked up for its sources in any case.
        if self.derivations.said_in(goal):
            return True
        return self._store.ask(f"ASK {{ {pattern_text(goal)} }}")

    def explain_all(self) -> Iterator[Explanation]:
        """The smallest proof of every triple that is inferred and not said, sorted.

        All look-ups are done at once.
        """
        # From here on `said_in` asks no store.
        steps = self.derivations.read_all()
        _, best = smallest_steps(steps, self.derivations.said)
        goals = self._inferred()
        self.labels.learn(term for goal in goals for term in goal)
        told: dict[Triple, Explanation] = {}
        for goal in goals:
            if not self.derivations.said_in(goal):
                yield self._tell(goal, best, told)

    def _inferred(self) -> list[Triple]:
        rows = self._store.select(
            f"""
            SELECT ?s ?p ?o WHERE {{
              GRAPH <{INFERRED}> {{ ?s ?p ?o }}
            }} ORDER BY ?s ?p ?o"""
        ).rows
        goals = []
        for subject, predicate, value in rows:
            assert subject is not None
            assert predicate is not None
            assert value is not None
            goals.append((subject, predicate, value))
        return goals

    def _tell(
        self, goal: Triple, steps: dict[Triple, Step], by_these: dict[Triple, Explanation]
    ) -> Explanation:
        """A proof from the steps for what is in it; equal parts of proofs are one object.

        `by_these` has what was told by the same steps before.
        """
        if goal in by_these:
            return by_these[goal]
        step = steps.get(goal)
        premises: tuple[Explanation, ...] = ()
        if step:
            premises = tuple(self._tell(premise, steps, by_these) for premise in step.premises)
        told = self._told.get(goal)
        if told is None or not _is_of(told, step, premises):
            told = self._by_rule(step, premises) if step else self._given(goal)
            self._told[goal] = told
        by_these[goal] = told
        return told

    def _by_rule(self, step: Step, premises: tuple[Explanation, ...]) -> Explanation:
        rule = step.rule
        known = dict(step.known)
        conditions = [
            condition.words(rule, known, self.labels) for condition in conditions_to_tell(rule)
        ]
        return Explanation(
            triple=step.goal,
            sentence=self.labels.sentence(step.goal),
            rule=rule.name,
            because=rule.words,
            premises=premises,
            conditions=tuple(conditions),
            step=step,
        )

    def _given(self, goal: Triple) -> Explanation:
        sentence = self.labels.sentence(goal)
        graphs = self.derivations.said_in(goal)
        if not graphs:
            because = "it was inferred, but no rule at hand concludes it"
            return Explanation(goal, sentence, rule="unknown", because=because)
        return Explanation(
            goal,
            sentence,
            sources=tuple(map(self._titles, graphs)),
            passages=self._passages.of(goal, graphs),
        )


def _is_of(
    told: Explanation,
    step: Step | None,
    premises: tuple[Explanation, ...],
) -> bool:
    """Whether an explanation is of this very step and these very premises.

    Identity is enough, since each is remembered, and far cheaper than to compare trees.
    """
    if told.step is not step:
        return False
    return all(one is other for one, other in zip(told.premises, premises, strict=True))
