"""The ontology on the web: at its own address, by version, and each term at its own."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from peelgraph.linked.addresses import Addresses, split_suffix
from peelgraph.linked.terms import PARTS, VERSION
from peelgraph.serve.answering import METHODS, Asked, answer, as_response, conditional
from peelgraph.serve.documents import described
from peelgraph.serve.problem import problem
from peelgraph.serve.service import Service
from peelgraph.sparql.terms import is_iri
from peelgraph.vocab import BASE

__all__ = ["ROUTES"]


async def part(request: Request) -> Response:
    """The ontology, its alignments or its shapes."""
    name, suffix = split_suffix(request.url.path.rsplit("/", 1)[-1])
    return await _part(request, name, "", suffix)


async def term(request: Request) -> Response:
    """A term of the ontology, or a version of the whole."""
    name = request.url.path.rstrip("/").rsplit("/", 2)[-2]
    local, suffix = split_suffix(request.path_params["local"])
    if VERSION.fullmatch(local):
        return await _part(request, name, local, suffix)
    iri = f"{BASE}{name}#{local}"
    if not is_iri(iri):
        return as_response(request, problem(400, "This cannot be the name of a term."))
    address = Addresses(_base(request)).at(f"{name}/{local}")
    return await described(request, iri, address, suffix)


async def _part(request: Request, name: str, version: str, suffix: str) -> Response:
    base = _base(request)
    asked = Asked(
        job="serve.made:ontology",
        address=Addresses(base).at(f"{name}/{version}" if version else name),
        arguments={"name": name, "version": version, "base": base},
        suffix=suffix,
        iri=f"{BASE}{name}",
    )
    return await answer(request, asked)


async def context(request: Request) -> Response:
    """The context of all our JSON-LD."""
    return await conditional(request, "serve.made:context_document", {}, {})


def _base(request: Request) -> str:
    service: Service = request.app.state.service
    return service.base


ROUTES = [
    Route("/context.jsonld", context, methods=METHODS),
    *(
        Route(f"/{name}{suffix}", part, methods=METHODS)
        for name in PARTS
        for suffix in ("", ".html", ".ttl", ".jsonld", ".nt", ".rdf", ".trig", ".nq")
    ),
    *(Route(f"/{name}/{{local}}", term, methods=METHODS) for name in PARTS),
]
