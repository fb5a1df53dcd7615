"""What holds for every answer: headers that protect who reads it, a line in the log, a count."""

from __future__ import annotations

import json
import logging
from time import perf_counter
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from peelgraph.serve.problem import problem
from peelgraph.serve.running import response
from peelgraph.serve.service import InWorkers

__all__ = ["HEAD", "Manners"]

HEAD = 16_384
_LOG = logging.getLogger("peelgraph.serve.requests")
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_SHARED = {"GET", "HEAD", "OPTIONS"}
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Peelgraph-Truncated, Retry-After",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class Manners:
    """An application whose answers have the headers, and are logged and counted."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = perf_counter()
        seen = {"status": 500, "bytes": 0}

        async def polite(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
                _add_headers(scope["method"], MutableHeaders(scope=message))
            elif message["type"] == "http.response.body":
                seen["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            if _head_of(scope) > HEAD:
                long = problem(431, f"The head of a request may have {HEAD:,} bytes.", limit="head")
                await response(long)(scope, receive, polite)
            else:
                await self.app(scope, receive, polite)
        finally:
            _note(scope, seen, perf_counter() - began)


def _head_of(scope: Scope) -> int:
    """How many bytes a request has before what it sends."""
    lines = sum(len(name) + len(value) for name, value in scope["headers"])
    return lines + len(scope.get("raw_path") or b"") + len(scope["query_string"])


def _add_headers(method: str, headers: MutableHeaders) -> None:
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    if method in _SHARED:
        headers.update(_CORS)
    if method == "OPTIONS":
        headers.update(_PREFLIGHT)


def _note(scope: Scope, seen: dict[str, int], seconds: float) -> None:
    """Count a request by its route, and log it without what was asked in it."""
    route = getattr(scope.get("route"), "path", "none")
    service = scope["app"].state.service
    if isinstance(service.jobs, InWorkers):
        measures = service.jobs.measures
        method = scope["method"] if scope["method"] in _METHODS else "other"
        measures.requests.labels(route, method, str(seen["status"])).inc()
        measures.seconds.labels(route).observe(seconds)
    if not _LOG.isEnabledFor(logging.INFO):
        return
    said: dict[str, Any] = {
        "client": scope["client"][0] if scope.get("client") else "",
        "method": scope["method"],
        "path": scope["path"],
        "status": seen["status"],
        "bytes": seen["bytes"],
        "seconds": round(seconds, 4),
    }
    if service.settings.log_queries:
        said["query"] = Request(scope).url.query
    _LOG.info(json.dumps(said, ensure_ascii=True))


_METHODS = {*_SHARED, "POST", "PUT", "PATCH", "DELETE"}
