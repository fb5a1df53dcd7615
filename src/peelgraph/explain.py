"""Why a triple holds: the smallest proof that the rules give, down to what a source says and in which passage.

Backwards from the goal, every rule whose head is the goal is asked for its premises, these for theirs, and so on, until
what was said. From that, Knuth's generalisation of Dijkstra's algorithm (D. E. Knuth, 'A generalization of Dijkstra's
algorithm', Information Processing Letters 6, 1977) takes the proof with the fewest steps. It is never circular, because
a triple is settled only after all its premises.
"""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from peelgraph.errors import DoesNotHold
from peelgraph.labels import Labels
from peelgraph.passages import PassageRef, passages_of
from peelgraph.rule import Rule, ground, unify
from peelgraph.store import Store, Triple
from peelgraph.terms import sparql_text
from peelgraph.vocab import INFERRED, ONTOLOGY

__all__ = ["Explanation", "explain"]

WAYS = 50
REACH = 20_000


@dataclass(frozen=True)
class Explanation:
    """A step of a proof.

    `sentence` says the triple in labels. A leaf has the titles of the `sources` that say it and the `passages` that its
    subject rests on; any other step has the rule, in words, and the premises that it follows from.
    """

    triple: Triple
    sentence: str
    rule: str | None = None
    because: str | None = None
    premises: tuple[Explanation, ...] = ()
    sources: tuple[str, ...] = ()
    passages: tuple[PassageRef, ...] = ()

    @property
    def is_leaf(self) -> bool:
        """Whether this is said by a source and not inferred."""
        return self.rule is None

    def leaves(self) -> Iterator[Explanation]:
        """The statements that the proof rests on, from left to right."""
        if self.is_leaf:
            yield self
        for premise in self.premises:
            yield from premise.leaves()

    def __str__(self) -> str:
        return "\n".join(self._lines(0))

    def _lines(self, depth: int) -> Iterator[str]:
        indent = "  " * depth
        yield f"{indent}{self.sentence}"
        if self.because:
            yield f"{indent}  because {self.because} ({self.rule})"
        for source in self.sources:
            yield f"{indent}  said in {source}"
        for passage in self.passages:
            yield f"{indent}  see {passage}"
        for premise in self.premises:
            yield from premise._lines(depth + 1)


@dataclass(frozen=True)
class _Step:
    rule: Rule
    goal: Triple
    premises: tuple[Triple, ...]


def explain(store: Store, rules: Sequence[Rule], goal: Triple) -> Explanation:
    """The smallest proof of a triple; DoesNotHold where it is neither said nor inferred."""
    labels = Labels(store)
    pattern = " ".join(map(sparql_text, goal))
    if not store.ask(f"ASK {{ {pattern} }}"):
        raise DoesNotHold(labels.sentence(goal))
    said, steps = _reach(store, rules, goal)
    best = _smallest(said, steps, goal)
    return _Teller(store, labels, said, best).tell(goal)


def _reach(store: Store, rules: Sequence[Rule], goal: Triple) -> tuple[dict[Triple, tuple[URIRef, ...]], list[_Step]]:
    """All that a proof of the goal can use: which triples are said in which graphs, and the steps between triples."""
    said: dict[Triple, tuple[URIRef, ...]] = {}
    steps: list[_Step] = []
    queue, seen = deque([goal]), {goal}
    while queue and len(seen) < REACH:
        triple = queue.popleft()
        said[triple] = _said_in(store, triple)
        if said[triple]:
            continue
        for step in _steps(store, rules, triple):
            steps.append(step)
            for premise in step.premises:
                if premise not in seen:
                    seen.add(premise)
                    queue.append(premise)
    return said, steps


def _said_in(store: Store, triple: Triple) -> tuple[URIRef, ...]:
    pattern = " ".join(map(sparql_text, triple))
    rows = store.select(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {pattern} }} }} ORDER BY ?g")
    return tuple(URIRef(str(row[0])) for row in rows if row[0] != INFERRED)


def _steps(store: Store, rules: Sequence[Rule], goal: Triple) -> Iterator[_Step]:
    for rule in rules:
        query = rule.premises(goal)
        if query is None:
            continue
        bindings = unify(rule.head, goal) or {}
        answer = store.select(f"{query} LIMIT {WAYS}")
        for row in answer:
            known = bindings | {c: t for c, t in zip(answer.columns, row, strict=True) if t is not None}
            premises = tuple(dict.fromkeys(ground(p, known) for p in rule.body))
            if goal not in premises:
                yield _Step(rule, goal, premises)


def _smallest(said: dict[Triple, tuple[URIRef, ...]], steps: list[_Step], goal: Triple) -> dict[Triple, _Step]:
    """For each triple that can be proved, the step that ends its smallest proof."""
    waiting: defaultdict[Triple, list[int]] = defaultdict(list)
    missing = [len(set(s.premises)) for s in steps]
    for number, step in enumerate(steps):
        for premise in set(step.premises):
            waiting[premise].append(number)
    cost: dict[Triple, int] = {}
    best: dict[Triple, _Step] = {}
    heap: list[tuple[int, str, Triple, int]] = [(1, "", t, -1) for t, graphs in said.items() if graphs]
    heap += [(1, s.rule.name, s.goal, n) for n, s in enumerate(steps) if not s.premises]
    heapq.heapify(heap)
    while heap:
        price, _, triple, number = heapq.heappop(heap)
        if triple in cost:
            continue
        cost[triple] = price
        if number >= 0:
            best[triple] = steps[number]
        if triple == goal:
            break
        for other in waiting[triple]:
            missing[other] -= 1
            if missing[other] == 0:
                step = steps[other]
                total = 1 + sum(cost[p] for p in set(step.premises))
                heapq.heappush(heap, (total, step.rule.name, step.goal, other))
    return best


class _Teller:
    """Turns the chosen steps into an Explanation, with words, sources and passages."""

    def __init__(
        self, store: Store, labels: Labels, said: dict[Triple, tuple[URIRef, ...]], best: dict[Triple, _Step]
    ) -> None:
        self.store, self.labels, self.said, self.best = store, labels, said, best

    def tell(self, goal: Triple) -> Explanation:
        sentence = self.labels.sentence(goal)
        if step := self.best.get(goal):
            premises = tuple(self.tell(p) for p in step.premises)
            return Explanation(goal, sentence, step.rule.name, step.rule.words, premises)
        graphs = self.said.get(goal, ())
        if not graphs:
            return Explanation(goal, sentence, "schema", "the axioms of the ontology entail it (owlrl)")
        return Explanation(
            goal, sentence, sources=tuple(map(self._source, graphs)), passages=passages_of(self.store, goal[0])
        )

    def _source(self, graph: URIRef) -> str:
        if graph == ONTOLOGY:
            return "the ontology"
        rows = self.store.select(
            f"SELECT ?title WHERE {{ ?source peel:graph {sparql_text(graph)} ; rdfs:label ?title }} ORDER BY ?title"
        )
        return str(rows.rows[0][0]) if rows.rows else str(graph)
