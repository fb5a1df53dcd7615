"""Whether the server lives, whether it can answer, and what is counted of it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from peelgraph.serve.problem import problem
from peelgraph.serve.running import response, service_of
from peelgraph.serve.service import InWorkers

__all__ = ["ROUTES"]

_FRESH = {"Cache-Control": "no-store"}
_METRICS = "text/plain; version=0.0.4; charset=utf-8"


async def health(request: Request) -> Response:
    """The server is there."""
    return PlainTextResponse("ok\n", headers=_FRESH)


async def ready(request: Request) -> Response:
    """The server has workers that can answer."""
    jobs = service_of(request).jobs
    if isinstance(jobs, InWorkers) and not jobs.pool.is_alive:
        return response(problem(503, "The workers are not there.", headers={"Retry-After": "1"}))
    return PlainTextResponse("ready\n", headers=_FRESH)


async def metrics(request: Request) -> Response:
    """What is counted, for Prometheus."""
    jobs = service_of(request).jobs
    if not isinstance(jobs, InWorkers):
        return response(problem(404, "Nothing is counted here."))
    jobs.measures.waiting.set(jobs.turns.waiting)
    jobs.measures.workers.set(jobs.pool.workers)
    return Response(jobs.measures.text(), headers={**_FRESH, "Content-Type": _METRICS})


ROUTES = [
    Route("/health", health),
    Route("/ready", ready),
    Route("/metrics", metrics),
]
