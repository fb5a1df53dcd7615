"""Tests judged in a process of their own, so that none of them ends the run.

A test that takes too long, or takes its process down, has failed; what is left goes on in another.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.w3c.suite import FAILED, Suite, Verdict

__all__ = ["Outcome", "outcomes"]

LIMIT = 60
"""Seconds for one test; the first has those for reading the suite too."""


@dataclass(frozen=True)
class Outcome:
    """A test, by its name and part, and the verdict on it."""

    name: str
    part: str
    verdict: Verdict


def outcomes(suite: Suite, suites: Path, limit: float = LIMIT) -> list[Outcome]:
    """The outcome of each test of a suite, in their order."""
    tests = suite.read(suites)
    verdicts: list[Verdict] = []
    while len(verdicts) < len(tests):
        verdicts += _run(suite, suites, len(verdicts), limit)
    return [
        Outcome(test.name, test.part, verdict)
        for test, verdict in zip(tests, verdicts, strict=True)
    ]


def _run(suite: Suite, suites: Path, start: int, limit: float) -> list[Verdict]:
    """The verdicts from a test on, to the last or to one that fails with its process."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_judge_all, args=(suite, suites, start, theirs), daemon=True)
    process.start()
    theirs.close()
    found = list(_received(ours, limit))
    process.kill()
    process.join()
    return found


def _received(pipe: Connection, limit: float) -> Iterator[Verdict]:
    with suppress(EOFError):  # where it ended already, the next look finds that
        pipe.recv()  # it has begun: what that took is no test's
    while True:
        try:
            verdict = pipe.recv() if pipe.poll(limit) else Verdict(FAILED, "it takes too long")
        except EOFError:
            verdict = Verdict(FAILED, "its process ended")
        if verdict is None:
            return
        yield verdict
        if verdict.remark in {"it takes too long", "its process ended"}:
            return


def _judge_all(suite: Suite, suites: Path, start: int, pipe: Connection) -> None:
    tests = suite.read(suites)[start:]
    pipe.send("begun")
    for test in tests:
        try:
            verdict = test.judge()
        except Exception as error:  # a fault of the runner is told of as a failure
            verdict = Verdict(FAILED, f"{type(error).__name__}: {error}")
        pipe.send(verdict)
    pipe.send(None)
