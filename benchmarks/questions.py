"""Every stored question, warm: its slowest example, and of those above 50 ms where the time goes.

    python -m benchmarks.questions

A question is asked with the arguments of its own tests, once to warm up and then five times; the
median counts. The time of a slow one is parted into what the store takes for the names in its
arguments, what it takes for the question, and the rest, which is peelgraph's.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, cast

from benchmarks.measure import aligned, timed
from peelgraph.graph import KnowledgeGraph, load
from peelgraph.questions.ask import ask
from peelgraph.questions.question import StoredQuestion
from peelgraph.store import Store

__all__ = ["main", "slowest"]

SLOW = 0.05


class Watched:
    """A store that notes how long each call of its takes."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.took: list[float] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            start = time.perf_counter()
            try:
                return getattr(self.store, name)(*arguments)
            finally:
                self.took.append(time.perf_counter() - start)

        return call


def main(kg: KnowledgeGraph | None = None) -> None:
    kg = kg or load()
    found = sorted(
        ((slowest(kg, question), question) for question in kg.questions), key=lambda f: -f[0][0]
    )
    rows = [["question", "ms", "rows"]]
    rows += [
        [q.name, f"{seconds * 1000:.1f}", str(len(ask(kg.store, q, given)))]
        for (seconds, given), q in found
    ]
    slow = [(given, q) for (seconds, given), q in found if seconds > SLOW]
    print(f"The {len(found)} stored questions, warm\n{aligned(rows)}\n")
    print(f"{len(slow)} of them take more than {SLOW * 1000:.0f} ms" + (":" if slow else "."))
    for given, question in slow:
        print(f"  {where(kg, question, given)}")


def slowest(kg: KnowledgeGraph, question: StoredQuestion) -> tuple[float, dict[str, Any]]:
    """Of a question's example and all of its parameters' examples, what takes longest: its seconds,
    and its arguments.
    """
    examples = [question.example, {p.name: p.example for p in question.params}]
    times = []
    for given in examples:
        ask(kg.store, question, given)
        times.append(timed(lambda given=given: ask(kg.store, question, given), 5))
    longest = max(times)
    return longest, examples[times.index(longest)]


def where(kg: KnowledgeGraph, question: StoredQuestion, given: dict[str, Any]) -> str:
    """Where the time of a question goes."""
    watched, start = Watched(kg.store), time.perf_counter()
    result = ask(cast("Store", watched), question, given)
    whole = time.perf_counter() - start
    *names, itself = (seconds * 1000 for seconds in watched.took)
    return (
        f"{question.name} {given or ''}: {sum(names):.0f} ms for names, {itself:.0f} ms in the store for"
        f" {len(result)} rows, {whole * 1000 - sum(names) - itself:.0f} ms for the rest"
    )


if __name__ == "__main__":
    main()
