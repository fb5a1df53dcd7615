"""How a request for a document is answered: negotiated, conditional, kept, with all its headers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from peelgraph.formats import GRAPHS
from peelgraph.linked.addresses import SUFFIXES
from peelgraph.serve.kept import Kept
from peelgraph.serve.negotiation import Offer, chosen
from peelgraph.serve.problem import problem
from peelgraph.serve.reply import Reply
from peelgraph.serve.running import etag_of, is_known, run, with_charset
from peelgraph.serve.service import Service

__all__ = ["METHODS", "OFFERS", "Asked", "answer", "as_response", "carry_out", "conditional"]

METHODS = ["GET", "HEAD", "OPTIONS"]
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_JSON_LD = "http://www.w3.org/ns/json-ld#"
_LD = GRAPHS["jsonld"].media_type
OFFERS = (
    Offer("html", "text/html"),
    Offer("ttl", "text/turtle"),
    Offer("jsonld", _LD),
    Offer("jsonld", _LD, f"{_JSON_LD}compacted"),
    Offer("jsonld", _LD, f"{_JSON_LD}framed"),
    Offer("jsonld", _LD, f"{_JSON_LD}expanded"),
    Offer("jsonld", _LD, f"{_JSON_LD}flattened"),
    Offer("nt", "application/n-triples"),
    Offer("rdf", "application/rdf+xml"),
    Offer("trig", "application/trig"),
    Offer("nq", "application/n-quads"),
    Offer("jsonld", "application/json"),
    Offer("rdf", "application/xml"),
    Offer("rdf", "text/xml"),
    Offer("nt", "text/plain"),
)
"""What every document comes as, the first where a request has no wish; aliases come last."""
_ALIASES = {"application/json", "application/xml", "text/xml", "text/plain"}
_PROFILES = {"expanded", "flattened"}
_TYPES = {name: entry.media_type for name, entry in GRAPHS.items()} | {"html": "text/html"}


@dataclass(frozen=True)
class Asked:
    """A job for a document, and its address without a suffix and without a query.

    `query` is the part of the address that says what is asked; `iri` is what it describes.
    A `view` among the arguments gets the profile of JSON-LD that is asked for.
    """

    job: str
    address: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    suffix: str = ""
    query: str = ""
    iri: str = ""


async def answer(request: Request, asked: Asked, offers: Sequence[Offer] = OFFERS) -> Response:
    """The answer to a request for a document."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
    if asked.suffix:
        name = SUFFIXES[asked.suffix]
        offer = next((offer for offer in offers if offer.format == name), None)
    else:
        offer = chosen(_accepted(request), offers)
    if offer is None:
        return as_response(request, _not_acceptable(asked, offers))
    profile = offer.profile.rpartition("#")[2]
    arguments = {**asked.arguments, "format": offer.format}
    if "view" in arguments:
        known = profile if profile in _PROFILES else ""
        arguments["view"] = {**arguments["view"], "profile": known}
    headers = _headers(asked, offer, offers)
    return await conditional(request, asked.job, arguments, headers, offer)


def _accepted(request: Request) -> str | None:
    """All fields of the header as one, as RFC 9110 reads them."""
    return ", ".join(request.headers.getlist("accept")) or None


async def conditional(
    request: Request,
    job: str,
    arguments: dict[str, Any],
    headers: Mapping[str, str],
    offer: Offer | None = None,
) -> Response:
    """The reply of a job, or 304 where the client has it already."""
    service: Service = request.app.state.service
    key = json.dumps([service.digest, job, arguments], sort_keys=True)
    tag = etag_of(key)
    known = {**headers, "ETag": tag, "Last-Modified": service.modified}
    known["Cache-Control"] = "public, max-age=300"
    if _is_known(request, tag, service.modified):
        return Response(status_code=304, headers=known)
    reply = await carry_out(request, job, arguments, key)
    if reply.status != 200:
        return as_response(request, reply, {"Vary": headers.get("Vary", "Accept")})
    if request.headers.get("if-none-match", "").strip() == "*":
        return Response(status_code=304, headers=known)
    links = ", ".join(filter(None, (reply.headers.get("Link"), known.get("Link"))))
    merged = {**reply.headers, **known, **({"Link": links} if links else {})}
    return as_response(request, reply, merged, offer)


async def carry_out(request: Request, job: str, arguments: dict[str, Any], key: str) -> Reply:
    """The reply of a job, from those that are kept where it is among them."""
    kept: Kept = request.app.state.kept
    if found := kept.get(key):
        return found
    reply = await run(request, job, arguments)
    kept.put(key, reply)
    return reply


def as_response(
    request: Request,
    reply: Reply,
    headers: Mapping[str, str] | None = None,
    offer: Offer | None = None,
) -> Response:
    """A reply as it goes out; to HEAD goes its length alone."""
    media_type = reply.media_type
    if offer and offer.media_type in _ALIASES:
        media_type = offer.media_type
    if offer and offer.profile:
        media_type = f'{media_type}; profile="{offer.profile}"'
    merged = {**reply.headers, **(headers or {}), "Content-Type": with_charset(media_type)}
    if request.method == "HEAD":
        merged["Content-Length"] = str(len(reply.body))
        return Response(status_code=reply.status, headers=merged)
    return Response(reply.body, reply.status, merged)


def _is_known(request: Request, tag: str, modified: str) -> bool:
    if given := request.headers.get("if-none-match"):
        # whether there is anything at all (`*`) is known only once it is made
        return given.strip() != "*" and is_known(request, tag)
    since = request.headers.get("if-modified-since")
    if not since:
        return False
    try:
        return parsedate_to_datetime(since) >= parsedate_to_datetime(modified)
    except (TypeError, ValueError):
        return False


def _headers(asked: Asked, offer: Offer, offers: Sequence[Offer]) -> dict[str, str]:
    links = []
    for name, suffix in _suffixes(offers):
        if name != offer.format:
            address = f"{asked.address}.{suffix}{asked.query}"
            links.append(f'<{address}>; rel="alternate"; type="{_TYPES[name]}"')
    base = asked.arguments.get("base", "")
    links.append(f'<{base}/.well-known/void>; rel="describedby"')
    links.append(f'<{LICENCE}>; rel="license"')
    if asked.iri:
        links.append(f'<{asked.iri}>; rel="describes"')
    headers = {"Link": ", ".join(links), "Allow": ", ".join(METHODS)}
    if not asked.suffix:
        headers["Vary"] = "Accept"
        suffix = dict(_suffixes(offers))[offer.format]
        headers["Content-Location"] = f"{asked.address}.{suffix}{asked.query}"
    return headers


def _suffixes(offers: Sequence[Offer]) -> list[tuple[str, str]]:
    """The formats of offers, each once, with its suffix."""
    formats = dict.fromkeys(offer.format for offer in offers)
    by_name = {name: suffix for suffix, name in SUFFIXES.items()}
    return [(name, by_name[name]) for name in formats]


def _not_acceptable(asked: Asked, offers: Sequence[Offer]) -> Reply:
    available = [
        {"type": _TYPES[name], "href": f"{asked.address}.{suffix}{asked.query}"}
        for name, suffix in _suffixes(offers)
    ]
    links = (f'<{a["href"]}>; rel="alternate"; type="{a["type"]}"' for a in available)
    headers = {"Link": ", ".join(links), "Vary": "Accept"}
    detail = "It comes in none of the formats that are accepted; these there are."
    return problem(406, detail, headers=headers, available=available)
