"""A checker of proofs, apart from what finds them: is each step an instance of its rule, is each
leaf said?
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from peelgraph.explain.explanation import Explanation
from peelgraph.rules.rule import Bindings, Rule, bound, ground, unify
from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Store, Triple
from peelgraph.vocab import INFERRED

__all__ = ["faults"]


def faults(store: Store, rules: Sequence[Rule], proof: Explanation) -> list[str]:
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
        self.store, self.rules = store, rules

    def check(self, e: Explanation, above: tuple[Triple, ...]) -> Iterator[str]:
        if e.triple in above:
            yield f"it stands on itself: {e.sentence}"
            return
        if e.is_leaf:
            yield from self._leaf(e)
        else:
            yield from self._step(e)
        yield from chain.from_iterable(self.check(p, (*above, e.triple)) for p in e.premises)

    def _leaf(self, e: Explanation) -> Iterator[str]:
        text = " ".join(map(sparql_text, e.triple))
        graphs = [s.graph for s in e.sources if s.graph != INFERRED]
        if not graphs or not all(
            self.store.ask(f"ASK {{ GRAPH {sparql_text(g)} {{ {text} }} }}") for g in graphs
        ):
            yield f"no source says it: {e.sentence}"

    def _step(self, e: Explanation) -> Iterator[str]:
        premises = [p.triple for p in e.premises]
        candidates = [r for r in self.rules if (r.name, r.words) == (e.rule, e.because)]
        if not any(self._follows(rule, e.triple, premises) for rule in candidates):
            yield f"it does not follow by {e.rule}: {e.sentence}"

    def _follows(self, rule: Rule, goal: Triple, premises: list[Triple]) -> bool:
        head = unify(rule.head, goal)
        if head is None:
            return False
        given = {k: v for k, v in head.items() if k not in rule.computed}
        computed = "".join(
            f" FILTER(sameTerm(?{k}, {sparql_text(head[k])}))" for k in head.keys() - given.keys()
        )
        found = _instances(list(rule.body), premises, given)
        return any(
            self.store.ask(f"ASK {{ {bound(rule.where, known)}{computed} }}") for known in found
        )


def _instances(body: list[Triple], premises: list[Triple], known: Bindings) -> Iterator[Bindings]:
    """All values of variables under which the patterns are premises, and every premise is one of
    the patterns.
    """

    def extend(rest: list[Triple], known: Bindings) -> Iterator[Bindings]:
        if not rest:
            yield known
            return
        for premise in premises:
            match = unify(ground(rest[0], known), premise)
            if match is not None:
                yield from extend(rest[1:], known | match)

    return (k for k in extend(body, known) if {ground(p, k) for p in body} == set(premises))
