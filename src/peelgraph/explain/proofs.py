"""The smallest proofs of a triple: a step for each triple that is not said, and none circular.

Where a property holds that says more and implies the same, a proof by it goes before all others,
however small: what bears on a force may bear on it, too, and not for want of knowledge.

The smallest is found by D. E. Knuth, 'A generalization of Dijkstra's algorithm', Information
Processing Letters 6, 1977: a triple is settled only after all premises of its step, so that no
proof stands on itself. The next smallest are found by L. R. Nielsen, K. A. Andersen and D.
Pretolani, 'Finding the K shortest hyperpaths', Computers & Operations Research 32, 2005: all other
proofs agree with the smallest in the steps nearest to the goal and differ in the next one, which
splits them into parts that have smallest proofs of their own.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from peelgraph.explain.derivations import Derivations, Step, in_order
from peelgraph.rules.rule import Rule
from peelgraph.store import Triple

__all__ = ["Proof", "proofs", "smallest_steps"]

Cost = tuple[int, int]
"""How many steps of a proof go without something surer, and its size."""
REACH = 5_000
"""How many triples are traced back at most; what stands on others still is left out."""


@dataclass(frozen=True)
class Proof:
    """A step for each triple of the proof that is not said.

    Its size counts the statements of its tree, goal and leaves too, each as often as it stands
    there, and `weaker` the steps of the tree that go without something surer.
    """

    goal: Triple
    steps: dict[Triple, Step]
    size: int
    weaker: int = 0

    @property
    def cost(self) -> Cost:
        """What proofs are ordered by: the surer goes first, and of those alike the smaller."""
        return self.weaker, self.size

    def order(self) -> list[Triple]:
        """The triples that have steps, the goal first, each before the premises of its own step."""
        late: dict[Triple, None] = {}

        def visit(triple: Triple) -> None:
            if triple in late or triple not in self.steps:
                return
            for premise in self.steps[triple].premises:
                visit(premise)
            late[triple] = None

        visit(self.goal)
        return list(late)[::-1]


Arcs = dict[Triple, tuple[Step, ...]]


def proofs(
    derivations: Derivations,
    goal: Triple,
    limit: int = 1,
) -> list[Proof]:
    """Up to `limit` distinct proofs of a triple, the smallest first; none where none can be found.

    Triples are traced back in the order of the smallest proof that could still stand on them, and
    no further than the proofs already found ask for.
    """
    found: list[Proof] = []
    for arcs, said, bound in _traced(derivations, goal):
        found = _k_smallest(arcs, said, goal, limit)
        if len(found) == limit and found[-1].cost < (0, bound):
            break
    return found


def _traced(derivations: Derivations, goal: Triple) -> Iterator[tuple[Arcs, set[Triple], float]]:
    """Ever more arcs behind a goal, and what is said among their premises.

    With them the least size that a proof by what is not traced yet can have.
    """
    if derivations.said_in(goal):
        yield {}, {goal}, float("inf")
        return
    trace = _Trace(derivations)
    trace.reach(goal, 0)
    while trace.waiting and len(trace.outside) < REACH:
        trace.go_on()
        yield trace.arcs, trace.said, trace.bound


class _Trace:
    """A search backwards from a goal, in the order of the least size that a proof can have.

    What waits is a rule to be asked for a triple, with the least size of a proof through both.
    `outside` is how many statements a proof has at least beside those under a triple.
    """

    def __init__(self, derivations: Derivations) -> None:
        self.arcs: Arcs = {}
        self.said: set[Triple] = set()
        self.waiting: list[tuple[int, int, Triple, Rule]] = []
        self.outside: dict[Triple, int] = {}
        self._derivations = derivations
        self._asked: set[tuple[Triple, int]] = set()
        # Numbers settle the order of what is equally small: rules and triples cannot be compared.
        self._numbers = count()

    @property
    def bound(self) -> float:
        """The least size of a proof by what waits."""
        return self.waiting[0][0] if self.waiting else float("inf")

    def reach(self, triple: Triple, beside: int) -> None:
        """Wait for all rules of a triple, unless it was reached beside as few or fewer."""
        if beside >= self.outside.get(triple, beside + 1):
            return
        self.outside[triple] = beside
        for least, rule in self._derivations.rules_for(triple):
            size = beside + 1 + least
            heapq.heappush(self.waiting, (size, next(self._numbers), triple, rule))

    def go_on(self) -> None:
        """Ask all that waits with the least size, and what this brings of the same size."""
        # All of a size at once: between them no proof could be known to be the smallest.
        least = self.bound
        while self.bound == least and self.waiting:
            _, _, triple, rule = heapq.heappop(self.waiting)
            if (triple, id(rule)) not in self._asked:
                self._asked.add((triple, id(rule)))
                self._ask(triple, rule)

    def _ask(self, triple: Triple, rule: Rule) -> None:
        steps = self._derivations.steps_by(rule, triple)
        self.arcs[triple] = in_order([*self.arcs.get(triple, ()), *steps])
        self._derivations.learn(premise for step in steps for premise in step.premises)
        for step in steps:
            unsaid = [p for p in step.premises if not self._derivations.said_in(p)]
            self.said |= set(step.premises) - set(unsaid)
            # A premise that is not said stands on one statement more at least.
            total = self.outside[triple] + 1 + len(step.premises) + len(unsaid)
            for premise in unsaid:
                self.reach(premise, total - 2)


def smallest_steps(
    arcs: Arcs,
    said: Iterable[Triple],
) -> tuple[dict[Triple, Cost], dict[Triple, Step]]:
    """The cost of the smallest proof of every triple that has one, and the step that ends it."""
    proved = _Proved(said)
    for steps in arcs.values():
        for rank, step in enumerate(steps):
            proved.await_premises(rank, step)
    proved.settle()
    return proved.cost, proved.best


class _Proved:
    """The triples that have a proof, each with the cost of the smallest and the step that ends it.

    Steps wait for their premises; those that lack none come off a heap, the smallest first, and of
    equal ones that which its triple has first.
    """

    def __init__(self, said: Iterable[Triple]) -> None:
        self.cost: dict[Triple, Cost] = dict.fromkeys(said, (0, 1))
        self.best: dict[Triple, Step] = {}
        self._waiting: defaultdict[Triple, list[tuple[int, Step]]] = defaultdict(list)
        self._missing: dict[int, int] = {}
        self._ready: list[tuple[Cost, int, int, Step]] = []
        self._numbers = count()

    def await_premises(self, rank: int, step: Step) -> None:
        """Let a step wait until all its premises have a cost."""
        lacking = [premise for premise in step.premises if premise not in self.cost]
        self._missing[id(step)] = len(lacking)
        for premise in lacking:
            self._waiting[premise].append((rank, step))
        if not lacking:
            self._push(rank, step)

    def settle(self) -> None:
        """Give every triple that has a proof its cost, the smallest first."""
        while self._ready:
            total, _, _, step = heapq.heappop(self._ready)
            # What comes off first for a triple is its smallest: nothing smaller can follow.
            if step.goal not in self.cost:
                self.cost[step.goal] = total
                self.best[step.goal] = step
                self._release(step.goal)

    def _release(self, triple: Triple) -> None:
        for rank, step in self._waiting.pop(triple, ()):
            self._missing[id(step)] -= 1
            if self._missing[id(step)] == 0:
                self._push(rank, step)

    def _push(self, rank: int, step: Step) -> None:
        costs = [self.cost[premise] for premise in step.premises]
        weaker = step.is_weaker + sum(weaker for weaker, _ in costs)
        total = weaker, 1 + sum(size for _, size in costs)
        heapq.heappush(self._ready, (total, rank, next(self._numbers), step))


def _smallest(arcs: Arcs, said: set[Triple], goal: Triple) -> Proof | None:
    costs, best = smallest_steps(arcs, said)
    if goal not in costs:
        return None
    weaker, size = costs[goal]
    whole = Proof(goal, best, size, weaker)
    steps = {triple: best[triple] for triple in whole.order()}
    return Proof(goal, steps, size, weaker)


def _k_smallest(
    arcs: Arcs,
    said: set[Triple],
    goal: Triple,
    limit: int,
) -> list[Proof]:
    """Up to `limit` proofs, each the smallest of what is left without those before it."""
    first = _smallest(arcs, said, goal)
    numbers = count()
    heap = [(first.cost, next(numbers), first, arcs)] if first else []
    found: list[Proof] = []
    while heap and len(found) < limit:
        _, _, proof, allowed = heapq.heappop(heap)
        found.append(proof)
        if len(found) == limit:
            break
        for part in _others(allowed, proof):
            other = _smallest(part, said, goal)
            if other:
                heapq.heappush(heap, (other.cost, next(numbers), other, part))
    return found


def _others(allowed: Arcs, proof: Proof) -> Iterator[Arcs]:
    """What is allowed without a proof, in parts that have no proof in common.

    Each keeps the first steps of the proof and rules out the next one.
    """
    kept: Arcs = {}
    for triple in proof.order():
        step = proof.steps[triple]
        rest = tuple(other for other in allowed[triple] if other is not step)
        if rest:
            yield allowed | kept | {triple: rest}
        kept[triple] = (step,)
