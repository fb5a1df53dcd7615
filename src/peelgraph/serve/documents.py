"""Things on the web: `/id/…` answers 303 to the document at `/doc/…`, which comes in every format.

Cool URIs for the Semantic Web, https://www.w3.org/TR/cooluris/: a force is no document, so that
what its IRI gives is only said to be about it.
"""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from peelgraph.linked.addresses import Addresses, iri_of, split_suffix
from peelgraph.serve.answering import METHODS, OFFERS, Asked, answer, as_response
from peelgraph.serve.problem import problem
from peelgraph.serve.reply import Reply
from peelgraph.serve.service import Service
from peelgraph.vocab import BASE

__all__ = ["ROUTES", "described"]

MOST_PAGES = 1_000_000
_WITHOUT_PAGES = [offer for offer in OFFERS if offer.format != "html"]


async def identified(request: Request) -> Response:
    """A thing itself: see the document about it."""
    iri = iri_of(request.path_params["path"])
    if iri is None:
        return as_response(request, _no_iri())
    address = Addresses(_base(request)).document(iri) or ""
    if request.url.query:
        address += f"?{request.url.query}"
    return Response(status_code=303, headers={"Location": address, "Vary": "Accept"})


async def document(request: Request) -> Response:
    """The document about a thing."""
    path, suffix = split_suffix(request.path_params["path"])
    iri = iri_of(path)
    if iri is None:
        return as_response(request, _no_iri())
    address = Addresses(_base(request)).at("doc/" + quote(path, safe="/:@!$&'()*+,;=~-._"))
    return await described(request, iri, address, suffix)


async def described(request: Request, iri: str, address: str, suffix: str) -> Response:
    """The document at an address about what an IRI names."""
    query = request.query_params
    page = query.get("page", "1")
    # a number of ASCII digits, which int() alone would not insist on
    if not (page.isascii() and page.isdigit()) or not 0 < int(page[:8]) <= MOST_PAGES:
        detail = "The page is a number from 1."
        return as_response(request, problem(400, detail))
    only_said = "said" in query
    parts = [*(["said"] if only_said else []), *([f"page={int(page)}"] if int(page) > 1 else [])]
    asked = Asked(
        job="serve.made:document",
        address=address,
        arguments={
            "iri": iri,
            "base": _base(request),
            "view": {"page": int(page), "only_said": only_said},
        },
        suffix=suffix,
        query="?" + "&".join(parts) if parts else "",
        iri=iri,
    )
    return await answer(request, asked)


async def named_graph(request: Request) -> Response:
    """What a source says, as it stands in its named graph."""
    slug, suffix = split_suffix(request.path_params["slug"])
    addresses = Addresses(_base(request))
    if iri_of(f"source/{slug}") is None:
        return as_response(request, _no_iri())
    asked = Asked(
        job="serve.made:graph",
        address=addresses.at(f"graph/{slug}"),
        arguments={"slug": slug, "base": _base(request)},
        suffix=suffix,
        iri=f"{BASE}graph/{slug}",
    )
    return await answer(request, asked, _WITHOUT_PAGES)


def _base(request: Request) -> str:
    service: Service = request.app.state.service
    return service.base


def _no_iri() -> Reply:
    detail = "This cannot be an IRI: it holds what none can hold, such as a space or a bracket."
    return problem(400, detail)


ROUTES = [
    Route("/id/{path:path}", identified, methods=METHODS),
    Route("/doc/{path:path}", document, methods=METHODS),
    Route("/graph/{slug}", named_graph, methods=METHODS),
]
