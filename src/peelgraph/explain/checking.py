"""A checker of proofs, apart from what finds them.

Is each step an instance of its rule, is each leaf said?
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from peelgraph.explain.explanation import Explanation
from peelgraph.rules.rule import Bindings, Rule, bound, ground, same_terms, unify
from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Store, Triple
from peelgraph.vocab import INFERRED

__all__ = ["faults"]


def faults(
    store: Store,
    rules: Sequence[Rule],
    proof: Explanation,
) -> list[str]:
    """What is wrong with a proof, a sentence each; none where it is sound.

    A leaf must stand in the graph of each source that it names, of which there is one at least. A
    step must name a rule whose head is its triple and whose body is its premises under the same
    values, and the rule's whole group, conditions too, must hold for these values. No statement may
    stand on itself.
    """
    checker = _Checker(store, rules)
    return list(checker.check(proof, ()))


class _Checker:
    def __init__(self, store: Store, rules: Sequence[Rule]) -> None:
        self._store = store
        self._rules = rules

    def check(self, step: Explanation, above: tuple[Triple, ...]) -> Iterator[str]:
        """The faults of a step and of all below; `above` are the statements that stand on it."""
        if step.triple in above:
            yield f"it stands on itself: {step.sentence}"
            return
        if step.is_leaf and not self._is_said(step):
            yield f"no source says it: {step.sentence}"
        if not step.is_leaf and not self._follows(step):
            yield f"it does not follow by {step.rule}: {step.sentence}"
        for premise in step.premises:
            yield from self.check(premise, (*above, step.triple))

    def _is_said(self, leaf: Explanation) -> bool:
        text = " ".join(map(sparql_text, leaf.triple))
        graphs = [source.graph for source in leaf.sources if source.graph != INFERRED]
        return bool(graphs) and all(
            self._store.ask(f"ASK {{ GRAPH {sparql_text(graph)} {{ {text} }} }}")
            for graph in graphs
        )

    def _follows(self, step: Explanation) -> bool:
        premises = [premise.triple for premise in step.premises]
        return any(
            self._is_instance(rule, step.triple, premises)
            for rule in self._rules
            if (rule.name, rule.words) == (step.rule, step.because)
        )

    def _is_instance(
        self,
        rule: Rule,
        goal: Triple,
        premises: list[Triple],
    ) -> bool:
        head = unify(rule.head, goal)
        if head is None:
            return False
        # A name that the body makes can be compared once it is made, not put in before.
        computed = same_terms(rule.compared(head))
        return any(
            self._store.ask(f"ASK {{ {bound(rule.where, known)} {computed} }}")
            for known in _instances(rule.body, premises, rule.matched(head))
        )


def _instances(
    body: Sequence[Triple],
    premises: list[Triple],
    given: Bindings,
) -> Iterator[Bindings]:
    """The values of variables under which patterns and premises are the same set of triples."""
    for known in _matches(body, premises, given):
        if {ground(pattern, known) for pattern in body} == set(premises):
            yield known


def _matches(
    patterns: Sequence[Triple],
    premises: list[Triple],
    known: Bindings,
) -> Iterator[Bindings]:
    """The values of variables under which every pattern is one of the premises."""
    if not patterns:
        yield known
        return
    first, *rest = patterns
    for premise in premises:
        match = unify(ground(first, known), premise)
        if match is not None:
            yield from _matches(rest, premises, known | match)
