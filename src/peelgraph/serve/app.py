"""The web application: the routes of each module, over one service."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from peelgraph.serve import described, documents, terms
from peelgraph.serve.service import Service

__all__ = ["application"]


def application(service: Service) -> Starlette:
    """The application that answers for a service; routes find it as `request.app.state.service`."""
    # what is sent is packed, also by servers in front that have no such rule
    packed = Middleware(GZipMiddleware, minimum_size=1024)
    app = Starlette(
        routes=[*documents.ROUTES, *terms.ROUTES, *described.ROUTES], middleware=[packed]
    )
    app.state.service = service
    return app
