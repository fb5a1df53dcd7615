"""What went wrong, in one shape for the whole server: RFC 9457, problem details for HTTP APIs."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from peelgraph.errors import (
    EndpointError,
    Invalid,
    NotFound,
    PeelgraphError,
    QueryRefused,
    ReadOnlyGraph,
    WorkerEnded,
)
from peelgraph.serve.reply import Reply

__all__ = ["problem", "problem_of"]

MEDIA_TYPE = "application/problem+json"
_SOON = {"Retry-After": "1"}


def problem(
    status: int, detail: str, *, headers: dict[str, str] | None = None, **more: Any
) -> Reply:
    """A reply that says what is wrong; `more` are members that a program can read."""
    said = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **more,
    }
    body = json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"
    kept = {"Cache-Control": "no-store", **(headers or {})}
    return Reply(body, MEDIA_TYPE, status, kept)


def problem_of(error: Exception) -> Reply:
    """An error of ours as a reply; of any other error nothing is told."""
    if isinstance(error, WorkerEnded):
        more = {"deadline": error.seconds} if error.cause == "timeout" else {}
        return problem(503, str(error), headers=_SOON, limit=error.cause, **more)
    if isinstance(error, QueryRefused):
        return problem(400, str(error), limit="query")
    if not isinstance(error, PeelgraphError):
        return problem(500, "Something went wrong here; it is in the server's log.")
    return problem(_status(error), str(error))


def _status(error: PeelgraphError) -> int:
    statuses: list[tuple[type[PeelgraphError], int]] = [
        (NotFound, 404),
        (ReadOnlyGraph, 403),
        (Invalid, 422),
        (EndpointError, 502),
    ]
    return next((status for kind, status in statuses if isinstance(error, kind)), 400)
