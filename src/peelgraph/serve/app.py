"""The web application: the routes of each module, over one service."""

from __future__ import annotations

from starlette.applications import Starlette

from peelgraph.serve.service import Service

__all__ = ["application"]


def application(service: Service) -> Starlette:
    """The application that answers for a service; routes find it as `request.app.state.service`."""
    app = Starlette(routes=[])
    app.state.service = service
    return app
