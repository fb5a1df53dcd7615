"""What every page of the server stands on: the graph's state, and a place where jobs are run.

A job is a function of the graph and of plain values that gives a `Reply`. It is named as
`room.module:function`, so that a worker, which has the graph, can find it.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

from starlette.concurrency import run_in_threadpool

from peelgraph.graph import KnowledgeGraph
from peelgraph.serve.reply import Reply

__all__ = ["Inline", "Jobs", "Service", "carried_out"]


class Jobs(Protocol):
    """Where jobs are run; each within the limits of the server."""

    async def run(self, job: str, client: str, arguments: dict[str, Any]) -> Reply:
        """The reply of a job, on behalf of a client (its address)."""


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


def carried_out(kg: KnowledgeGraph, job: str, arguments: dict[str, Any]) -> Reply:
    """What the function that a job names gives."""
    module, _, function = job.partition(":")
    found = getattr(import_module(f"peelgraph.{module}"), function)
    reply: Reply = found(kg, **arguments)
    return reply


@dataclass(frozen=True)
class Inline:
    """Jobs in the server's own process: for tests of what the jobs give."""

    kg: KnowledgeGraph

    async def run(self, job: str, client: str, arguments: dict[str, Any]) -> Reply:
        """The reply of a job, whoever asks."""
        return await run_in_threadpool(carried_out, self.kg, job, arguments)
