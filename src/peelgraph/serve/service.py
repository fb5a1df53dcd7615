"""What every page of the server stands on: the graph's state, and a place where jobs are run.

A job is a function of the graph and of plain values that gives a `Reply`. It is named as
`room.module:function`, so that a worker, which has the graph, can find it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from time import monotonic
from typing import Any, Protocol

from starlette.concurrency import run_in_threadpool

from peelgraph.errors import PeelgraphError, WorkerEnded
from peelgraph.graph import KnowledgeGraph
from peelgraph.resources import SHIPPED, Resources
from peelgraph.serve.limits import Budget, Busy, Turns, client_key
from peelgraph.serve.measures import Measures
from peelgraph.serve.problem import problem, problem_of
from peelgraph.serve.reply import Reply
from peelgraph.serve.settings import Settings
from peelgraph.workers.pool import Pool

__all__ = ["InWorkers", "Inline", "Jobs", "Service", "carried_out"]


class Jobs(Protocol):
    """Where jobs are run; each within the limits of the server."""

    async def run(
        self, job: str, client: str, arguments: dict[str, Any], seconds: float | None = None
    ) -> Reply:
        """The reply of a job, on behalf of a client (its address).

        A job has the server's deadline, or an earlier one. What does not end well is a problem.
        """


@dataclass(frozen=True)
class Service:
    """A graph on the web.

    `base` is the server's public address with no slash at its end, `digest` says which state of the
    graph is served (for `ETag`), `modified` when that was made, as an HTTP date.
    """

    jobs: Jobs
    base: str
    digest: str
    modified: str
    settings: Settings = field(default_factory=Settings)
    resources: Resources = SHIPPED


def carried_out(kg: KnowledgeGraph, job: str, arguments: dict[str, Any]) -> Reply:
    """What the function that a job names gives; what somebody can act on is a problem."""
    module, _, function = job.partition(":")
    found = getattr(import_module(f"peelgraph.{module}"), function)
    try:
        reply: Reply = found(kg, **arguments)
    except PeelgraphError as error:
        reply = problem_of(error)
    return reply


@dataclass(frozen=True)
class Inline:
    """Jobs in the server's own process: for tests of what the jobs give."""

    kg: KnowledgeGraph

    async def run(
        self, job: str, client: str, arguments: dict[str, Any], seconds: float | None = None
    ) -> Reply:
        """The reply of a job, whoever asks."""
        return await run_in_threadpool(carried_out, self.kg, job, arguments)


@dataclass(frozen=True)
class InWorkers:
    """Jobs in workers: in turn, within a deadline, and off the budget of who asks."""

    pool: Pool
    turns: Turns
    budget: Budget
    measures: Measures
    deadline: float

    async def run(
        self, job: str, client: str, arguments: dict[str, Any], seconds: float | None = None
    ) -> Reply:
        """The reply of a job, or the problem that it ended with."""
        within = min(seconds or self.deadline, self.deadline)
        who = client_key(client)
        try:
            self.budget.check(who)
            async with self.turns.turn(who):
                began = monotonic()
                try:
                    head, body = await self.pool.run({"job": job, "arguments": arguments}, within)
                finally:
                    self.budget.take(who, monotonic() - began)
        except Busy as busy:
            return _busy(busy)
        except WorkerEnded as error:
            self.measures.kills.labels(error.cause).inc()
            return problem_of(error)
        return Reply(body, head["type"], head["status"], head["headers"])


def _busy(busy: Busy) -> Reply:
    headers = {"Retry-After": str(busy.seconds)}
    if busy.own:
        used = "You have used the seconds of work that a client has a minute, or wait too often"
        detail = f"{used}; ask again in {busy.seconds} s."
        return problem(429, detail, headers=headers, limit="budget")
    detail = f"Too many wait for an answer; ask again in {busy.seconds} s."
    return problem(503, detail, headers=headers, limit="queue")
