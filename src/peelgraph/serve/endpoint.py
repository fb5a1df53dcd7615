"""The SPARQL endpoint: SPARQL 1.1 Protocol and Graph Store Protocol, both for reading alone.

https://www.w3.org/TR/sparql11-protocol/ and https://www.w3.org/TR/sparql11-http-rdf-update/. Here
is what HTTP asks for; the query itself is read by a worker.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from peelgraph.errors import ParameterError, PeelgraphError, QueryError
from peelgraph.serve.description import described
from peelgraph.serve.problem import problem, problem_of
from peelgraph.serve.reply import Reply
from peelgraph.serve.running import body_of, etag_of, is_known, response, run, service_of
from peelgraph.serve.settings import Settings

__all__ = ["ROUTES"]

Pairs = list[tuple[str, str]]

_READ = {"GET", "HEAD", "OPTIONS"}
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_KNOWN = {"query", "default-graph-uri", "named-graph-uri", "timeout", "limit", "partial"}
_DIFFERS = re.compile(r"\b(?:NOW|RAND|(?:STR)?UUID|BNODE)\b|\\u", re.IGNORECASE)
"""What makes a query give another answer each time, or may hide it."""
_READ_ONLY = "This graph is only read; nothing can be changed here"


async def sparql(request: Request) -> Response:
    """Answer a query, or describe the endpoint where none is asked."""
    if request.method == "OPTIONS":
        return _options("GET, HEAD, POST, OPTIONS")
    if request.method not in {"GET", "HEAD", "POST"}:
        return _not_allowed("GET, HEAD, POST, OPTIONS")
    try:
        pairs = await _asked(request)
        if isinstance(pairs, Reply):
            return response(pairs)
        if request.method != "POST" and not pairs:
            return described(request)
        return await _answered(request, pairs)
    except PeelgraphError as error:
        return response(problem_of(error))


async def _asked(request: Request) -> Pairs | Reply:
    """The parameters of a request, wherever they stand."""
    pairs = _pairs(request.scope["query_string"])
    if request.method != "POST":
        return pairs
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == _UPDATE:
        return problem(403, f"{_READ_ONLY}.")
    if media_type not in {_FORM, _QUERY}:
        return problem(415, f"A query is sent as {_FORM} or {_QUERY}.")
    body = await body_of(request, service_of(request).settings.body)
    if isinstance(body, Reply):
        return body
    if media_type == _FORM:
        return pairs + _pairs(body)
    return [*pairs, ("query", _text(body))]


def _pairs(query: bytes) -> Pairs:
    try:
        return parse_qsl(_text(query), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:  # bytes that are no UTF-8, or too many fields
        raise QueryError(f"its parameters cannot be read ({error})") from error


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError("it is not in UTF-8") from error


async def _answered(request: Request, pairs: Pairs) -> Response:
    names = [name for name, _ in pairs]
    if "update" in names:
        return response(problem(403, f"{_READ_ONLY}."))
    if names.count("query") != 1:
        return response(problem(400, "One parameter `query` is needed, and no more than one."))
    for name in names:
        if name not in _KNOWN:
            known = ", ".join(sorted(_KNOWN))
            detail = f"There is no parameter '{name}' here; there are {known}."
            return response(problem(400, detail))
    given = dict(pairs)
    query = given["query"]
    service = service_of(request)
    is_kept = request.method != "POST" and not _DIFFERS.search(query)
    accept = request.headers.get("accept")
    tag = etag_of(service.digest, accept, repr(sorted(pairs)))
    if is_kept and is_known(request, tag):
        return Response(status_code=304, headers=_kept(tag))
    reply = await run(
        request,
        "serve.query:answer",
        {
            "asked": {
                "query": query,
                "graphs": _dataset(pairs),
                "base": f"{service.base}/sparql",
            },
            "accept": accept,
            "bounds": {
                "rows": _rows(given, service.settings),
                "size": service.settings.answer,
                "partial": given.get("partial", "").lower() in {"true", "1"},
            },
        },
        _seconds(given),
    )
    if reply.status == 200:
        headers = _kept(tag) if is_kept else {"Cache-Control": "no-store"}
        reply = replace(reply, headers={**headers, **reply.headers})
    return response(reply)


def _kept(tag: str) -> dict[str, str]:
    """A cache may keep it, and asks each time whether the graph is still the same."""
    return {"ETag": tag, "Cache-Control": "public, no-cache", "Vary": "Accept"}


def _dataset(pairs: Pairs) -> list[list[str]] | None:
    """The graphs that a request names, which stand in place of those that the query names."""
    default = [value for name, value in pairs if name == "default-graph-uri"]
    named = [value for name, value in pairs if name == "named-graph-uri"]
    return [default, named] if default or named else None


def _rows(given: dict[str, str], settings: Settings) -> int:
    """How many rows are wanted, of those that the server gives."""
    text = given.get("limit", str(settings.rows))
    if not text.isdecimal() or len(text) > 18:
        raise ParameterError("sparql", "limit", f"'{text[:40]}' is no number of rows")
    return min(int(text), settings.rows)


def _seconds(given: dict[str, str]) -> float | None:
    """How many seconds are wanted, if fewer than the server gives."""
    text = given.get("timeout")
    if text is None:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 1e6:
        raise ParameterError("sparql", "timeout", f"'{text[:40]}' is no number of seconds")
    return max(seconds, 0.001)


async def graphs(request: Request) -> Response:
    """Give a named graph, or the union of all: `?graph=IRI` or `?default`."""
    if request.method == "OPTIONS":
        return _options("GET, HEAD, OPTIONS")
    if request.method not in _READ:
        return response(problem(403, f"{_READ_ONLY}.", headers={"Allow": "GET, HEAD, OPTIONS"}))
    try:
        pairs = _pairs(request.scope["query_string"])
    except PeelgraphError as error:
        return response(problem_of(error))
    given = dict(pairs)
    if len(pairs) != 1 or not given.keys() <= {"graph", "default"}:
        return response(problem(400, "Which graph? Ask with ?graph=IRI, or ?default for all."))
    service = service_of(request)
    accept = request.headers.get("accept")
    tag = etag_of(service.digest, accept, repr(pairs))
    if is_known(request, tag):
        return Response(status_code=304, headers=_kept(tag))
    arguments = {
        "name": given.get("graph"),
        "accept": accept,
        "size": service.settings.answer,
    }
    reply = await run(request, "serve.query:graph", arguments)
    if reply.status == 200:
        reply = replace(reply, headers={**reply.headers, **_kept(tag)})
    return response(reply)


def _options(allowed: str) -> Response:
    return Response(status_code=204, headers={"Allow": allowed})


def _not_allowed(allowed: str) -> Response:
    return response(problem(405, f"Here one can {allowed}.", headers={"Allow": allowed}))


_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
ROUTES = [
    Route("/sparql", sparql, methods=_METHODS),
    Route("/sparql/", sparql, methods=_METHODS),
    Route("/graphs", graphs, methods=_METHODS),
]
