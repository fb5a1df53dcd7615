"""Every stored question, warm: its slowest example, and of the slow ones where the time goes.

    python -m benchmarks.questions

A question is asked with the arguments of its own tests, once to warm up and then five times; the
median counts. The time of one above 50 ms is parted into what the store takes for the names in its
arguments, what it takes for the question, and the rest, which is peelgraph's.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from benchmarks.measure import aligned, timed
from peelgraph.graph import KnowledgeGraph
from peelgraph.loading import load
from peelgraph.questions.ask import ask
from peelgraph.questions.question import StoredQuestion
from peelgraph.store import Store

__all__ = ["Slowest", "main", "slowest", "where"]

SLOW = 0.05
TIMES = 5


@dataclass(frozen=True)
class Slowest:
    """The example of a question that takes longest: its seconds, and its arguments."""

    question: StoredQuestion
    seconds: float
    given: dict[str, Any]


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
    found = [slowest(kg, question) for question in kg.questions]
    found.sort(key=lambda example: -example.seconds)
    rows = [["question", "ms", "rows"]]
    for example in found:
        answer = ask(kg.store, example.question, example.given)
        milliseconds = f"{example.seconds * 1000:.1f}"
        rows.append([example.question.name, milliseconds, str(len(answer))])
    print(f"The {len(found)} stored questions, warm\n{aligned(rows)}\n")
    slow = [example for example in found if example.seconds > SLOW]
    print(f"{len(slow)} of them take more than {SLOW * 1000:.0f} ms" + (":" if slow else "."))
    for example in slow:
        print(f"  {where(kg, example)}")


def slowest(kg: KnowledgeGraph, question: StoredQuestion) -> Slowest:
    """What takes longest of a question's example and that of all its parameters' examples."""
    every = {parameter.name: parameter.example for parameter in question.params}
    examples = [dict(question.example), every]
    found = []
    for given in examples:
        ask(kg.store, question, given)
        took = timed(lambda given=given: ask(kg.store, question, given), TIMES)
        found.append(Slowest(question, took, given))
    return max(found, key=lambda example: example.seconds)


def where(kg: KnowledgeGraph, example: Slowest) -> str:
    """Where the time of a question goes."""
    question = example.question
    watched = Watched(kg.store)
    start = time.perf_counter()
    result = ask(cast("Store", watched), question, example.given)
    whole = (time.perf_counter() - start) * 1000
    # the last call of the store is the question itself, those before it look up names
    *lookups, itself = (took * 1000 for took in watched.took)
    names = sum(lookups)
    rest = whole - names - itself
    return (
        f"{question.name} {example.given or ''}: {names:.0f} ms for names, {itself:.0f} ms in the"
        f" store for {len(result)} rows, {rest:.0f} ms for the rest"
    )


if __name__ == "__main__":
    main()
