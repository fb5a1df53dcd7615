"""Why a triple holds: a proof in words, down to what a source says and in which passage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from rdflib.term import Identifier

from peelgraph.documents.passages import PassageRef, passages_of
from peelgraph.errors import DoesNotHold
from peelgraph.explain.conditions import conditions_of
from peelgraph.explain.derivations import Derivations, Step
from peelgraph.explain.proofs import Proof, proofs, smallest_steps
from peelgraph.rules.rule import Rule
from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Store, Triple
from peelgraph.things.labels import Labels
from peelgraph.things.titles import SourceRef, Titles
from peelgraph.vocab import INFERRED

__all__ = ["Explainer", "Explanation"]


@dataclass(frozen=True)
class Explanation:
    """A step of a proof.

    `sentence` says the triple in labels. A leaf has the `sources` that say it and the `passages`
    that its subject rests on. Any other step has the name of its rule, the rule in words
    (`because`), the premises that it follows from, and in words what was asked beside them
    (`conditions`); `step` is the instance of the rule itself.
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
        return (e for e in self.walk() if e.is_leaf)

    def __str__(self) -> str:
        return "\n".join(self._lines(0))

    def _lines(self, depth: int) -> Iterator[str]:
        indent = "  " * depth
        yield f"{indent}{self.sentence}"
        notes = [f"because {self.because} ({self.rule})"] if self.because else []
        notes += [f"and {condition}" for condition in self.conditions]
        notes += [f"said in {s}" for s in self.sources] + [f"see {p}" for p in self.passages]
        yield from (f"{indent}  {note}" for note in notes)
        for premise in self.premises:
            yield from premise._lines(depth + 1)


class Explainer:
    """Explains triples of a store; what was looked up for one is remembered for the next."""

    def __init__(self, store: Store, rules: list[Rule]) -> None:
        self.derivations = Derivations(store, rules)
        self.labels = Labels(store)
        self._store = store
        self._told: dict[Triple, Explanation] = {}
        self._titles = Titles(store)
        self._passages: Callable[[Identifier], tuple[PassageRef, ...]] = cache(
            lambda t: passages_of(store, t)
        )

    def why(self, goal: Triple) -> Explanation:
        """The smallest proof of a triple; DoesNotHold where it is neither said nor inferred."""
        return self.proofs(goal, 1)[0]

    def proofs(self, goal: Triple, limit: int = 10) -> list[Explanation]:
        """Up to `limit` different proofs of a triple, none of them circular, the smallest first;
        DoesNotHold too.
        """
        if not self._store.ask(f"ASK {{ {' '.join(map(sparql_text, goal))} }}"):
            raise DoesNotHold(self.labels.sentence(goal))
        found = proofs(self.derivations, goal, limit) or [Proof(goal, {}, 1)]
        return [self._tell(proof.goal, proof.steps) for proof in found]

    def explain_all(self) -> Iterator[Explanation]:
        """The smallest proof of every triple that is inferred and not said, sorted, with all
        look-ups done at once.
        """
        derivations, steps = self.derivations, self.derivations.read_all()
        inferred = self._store.select(
            f"SELECT ?s ?p ?o WHERE {{ GRAPH <{INFERRED}> {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o"
        ).rows
        goals = [
            (s, p, o) for s, p, o in inferred if s is not None and p is not None and o is not None
        ]
        _, best = smallest_steps(steps, derivations.said)
        self.labels.learn(term for goal in goals for term in goal)
        for goal in goals:
            if not derivations.said_in(goal):
                yield self._tell(goal, best)

    def _tell(self, goal: Triple, steps: dict[Triple, Step]) -> Explanation:
        step = steps.get(goal)
        premises = tuple(self._tell(p, steps) for p in step.premises) if step else ()
        told = self._told.get(goal)
        if (
            told
            and told.step is step
            and all(a is b for a, b in zip(told.premises, premises, strict=True))
        ):
            return told
        told = self._inferred(step, premises) if step else self._given(goal)
        self._told[goal] = told
        return told

    def _inferred(self, step: Step, premises: tuple[Explanation, ...]) -> Explanation:
        known, rule = dict(step.known), step.rule
        conditions = (
            c.words(rule, known, self.labels) for c in conditions_of(rule.where) if not c.is_formal
        )
        sentence = self.labels.sentence(step.goal)
        return Explanation(
            step.goal, sentence, rule.name, rule.words, premises, tuple(conditions), step=step
        )

    def _given(self, goal: Triple) -> Explanation:
        sentence, graphs = self.labels.sentence(goal), self.derivations.said_in(goal)
        if not graphs:
            return Explanation(
                goal, sentence, "unknown", "it was inferred, but no rule at hand concludes it"
            )
        return Explanation(
            goal,
            sentence,
            sources=tuple(map(self._titles, graphs)),
            passages=self._passages(goal[0]),
        )
