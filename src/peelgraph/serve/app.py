"""The web application: the routes of each module, over one service."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from peelgraph.serve import endpoint, health
from peelgraph.serve.manners import Manners
from peelgraph.serve.problem import problem, problem_of
from peelgraph.serve.running import response
from peelgraph.serve.service import Service

__all__ = ["application"]

ROUTES = [*endpoint.ROUTES, *health.ROUTES]


def application(service: Service) -> Starlette:
    """The application that answers for a service; routes find it as `request.app.state.service`."""
    app = Starlette(
        routes=ROUTES,
        middleware=[Middleware(Manners)],
        exception_handlers={HTTPException: _refused, Exception: _failed},
    )
    app.state.service = service
    return app


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    details = {404: "There is nothing here.", 405: "This cannot be done here."}
    detail = details.get(error.status_code, str(error.detail))
    return response(problem(error.status_code, detail, headers=dict(error.headers or {})))


async def _failed(request: Request, error: Exception) -> Response:
    return response(problem_of(error))
