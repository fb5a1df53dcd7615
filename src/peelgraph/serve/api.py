"""The routes of the API: each finds its operation and a format, and lets a worker answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from peelgraph.errors import PeelgraphError, UnknownFormat
from peelgraph.formats import Format
from peelgraph.serve.answering import METHODS, as_response, conditional
from peelgraph.serve.negotiation import Offer, chosen
from peelgraph.serve.operations import Operation, find_operation
from peelgraph.serve.problem import problem, problem_of
from peelgraph.serve.reply import Reply
from peelgraph.serve.service import Service

__all__ = ["ROUTES"]

_JOB = "serve.answers:answer"
_JSON = "application/json"
_HEADERS = {"Allow": ", ".join(METHODS), "Link": '</openapi.json>; rel="service-desc"'}


async def _answer(request: Request) -> Response:
    """What an operation gives, in the format of the query string, the path or the header."""
    service: Service = request.app.state.service
    path, _, ending = request.url.path.partition(".")
    try:
        operation = find_operation(service.resources.questions, path)
        given = _arguments(request)
        named = [*given.pop("format", []), *filter(None, [ending])]
        offer = _named(named[0], operation.formats) if named else _wished(request, operation)
    except PeelgraphError as error:
        return as_response(request, problem_of(error))
    if offer is None:
        return as_response(request, _not_acceptable(operation))
    arguments = {"path": path, "format": offer.format, "arguments": given}
    headers = _HEADERS if named else {**_HEADERS, "Vary": "Accept"}
    return await conditional(request, _JOB, arguments, headers, offer)


def _arguments(request: Request) -> dict[str, list[str]]:
    """What the query string gives, by name: what is repeated has several values."""
    given: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        given.setdefault(name, []).append(value)
    return given


def _named(name: str, formats: Mapping[str, Format]) -> Offer:
    if name not in formats:
        raise UnknownFormat(name, formats)
    return Offer(name, formats[name].media_type)


def _wished(request: Request, operation: Operation) -> Offer | None:
    """What the Accept header prefers; JSON where it says nothing, for most who ask are programs."""
    accept = ", ".join(request.headers.getlist("accept")) or None
    return chosen(accept, _offers(operation.formats))


def _offers(formats: Mapping[str, Format]) -> Sequence[Offer]:
    offers = [Offer(name, entry.media_type) for name, entry in formats.items()]
    offers.sort(key=lambda offer: offer.format != "json")
    return [*offers, Offer("json", _JSON)] if "json" in formats else offers


def _not_acceptable(operation: Operation) -> Reply:
    available = [
        {"type": entry.media_type, "href": f"{operation.path}.{name}"}
        for name, entry in operation.formats.items()
    ]
    detail = "It comes in none of the formats that are accepted; these there are."
    return problem(406, detail, headers={"Vary": "Accept"}, available=available)


async def _openapi(request: Request) -> Response:
    """The API in OpenAPI 3.1."""
    service: Service = request.app.state.service
    job = "serve.openapi:document"
    return await conditional(request, job, {"base": service.base}, _HEADERS)


_PATHS = (
    "/questions",
    "/questions/{name}",
    "/questions/{name}/{about}",
    "/show",
    "/search",
    "/why",
    "/why-not",
    "/what-if",
    "/network",
    "/network/{name}",
)
ROUTES = [
    Route("/openapi.json", _openapi, methods=METHODS),
    *(Route(path, _answer, methods=METHODS) for path in _PATHS),
    *(Route(path + ".{format}", _answer, methods=METHODS) for path in _PATHS),
]
