"""The web application: the routes of each module, over one service."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response

from peelgraph.serve import api, described, documents, endpoint, health, terms
from peelgraph.serve.kept import Kept
from peelgraph.serve.manners import Manners
from peelgraph.serve.problem import problem, problem_of
from peelgraph.serve.running import response
from peelgraph.serve.service import Service

__all__ = ["application"]

ROUTES = [
    *endpoint.ROUTES,
    *health.ROUTES,
    *api.ROUTES,
    *documents.ROUTES,
    *terms.ROUTES,
    *described.ROUTES,
]


def application(service: Service) -> Starlette:
    """The application that answers for a service; routes find it as `request.app.state.service`."""
    # what is sent is packed, also by servers in front that have no such rule
    packed = Middleware(GZipMiddleware, minimum_size=1024)
    app = Starlette(
        routes=ROUTES,
        middleware=[Middleware(Manners), packed],
        exception_handlers={HTTPException: _refused, Exception: _failed},
    )
    app.state.service = service
    app.state.kept = Kept()
    return app


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    details = {404: "There is nothing here.", 405: "This cannot be done here."}
    detail = details.get(error.status_code, str(error.detail))
    return response(problem(error.status_code, detail, headers=dict(error.headers or {})))


async def _failed(request: Request, error: Exception) -> Response:
    return response(problem_of(error))
