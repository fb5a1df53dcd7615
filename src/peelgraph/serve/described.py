"""What describes the whole: VoID, catalogue, examples, dumps, sitemaps, and files for programs."""

from __future__ import annotations

from datetime import timedelta
from email.utils import parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from peelgraph.formats import GRAPHS
from peelgraph.linked.addresses import Addresses, split_suffix
from peelgraph.linked.documents import Shown
from peelgraph.linked.page import drawn
from peelgraph.linked.site import llms_text, robots_text, security_text
from peelgraph.serve.answering import METHODS, Asked, answer, as_response, conditional
from peelgraph.serve.problem import problem
from peelgraph.serve.reply import Reply
from peelgraph.serve.service import Service

__all__ = ["ROUTES"]

CONTACT = "https://w3id.org/peelgraph/security"
_TEXT = "text/plain; charset=utf-8"
_DESCRIBED = {
    ".well-known/void": "serve.made:void",
    ".well-known/sparql-examples": "serve.made:examples",
    "catalogue": "serve.made:catalogue",
}


async def home(request: Request) -> Response:
    """The first page."""
    service = _service(request)
    arguments = {"base": service.base, "modified": _day(service)}
    return await conditional(request, "serve.made:home", arguments, _links(service))


async def description(request: Request) -> Response:
    """VoID, the catalogue or the examples, in every format."""
    service = _service(request)
    path, suffix = split_suffix(request.url.path.lstrip("/"))
    # the server may be mounted below a path
    at = next(name for name in _DESCRIBED if path.endswith(name))
    arguments = {"base": service.base}
    if at == "catalogue":
        arguments["modified"] = _day(service)
    asked = Asked(_DESCRIBED[at], Addresses(service.base).at(at), arguments, suffix)
    return await answer(request, asked)


async def dumps(request: Request) -> Response:
    """The list of the dumps."""
    addresses = Addresses(_service(request).base)
    items = [
        Shown(entry.summary, addresses.at(f"dumps/peelgraph{entry.extension}"), id=entry.media_type)
        for entry in GRAPHS.values()
    ]
    text = "Everything that the graph holds, in one file of each format."
    body = drawn(
        "list.html", title="Dumps", text=text, items=items, base=addresses.base, formats=[]
    )
    return as_response(request, Reply(body, "text/html; charset=utf-8"))


async def dump(request: Request) -> Response:
    """The whole graph in a format."""
    name, suffix = split_suffix(request.path_params["file"])
    formats = {entry.extension[1:]: key for key, entry in GRAPHS.items()}
    if name != "peelgraph" or suffix not in formats:
        return as_response(request, problem(404, "There is no such dump."))
    service = _service(request)
    file = f'attachment; filename="peelgraph.{suffix}"'
    headers = {**_links(service), "Content-Disposition": file}
    return await conditional(request, "serve.made:dump", {"format": formats[suffix]}, headers)


async def sitemap(request: Request) -> Response:
    """The index of the sitemaps, or one of them."""
    number = request.path_params.get("number", 0)
    arguments = {"base": _service(request).base, "number": int(number)}
    return await conditional(request, "serve.made:maps", arguments, {})


async def style(request: Request) -> Response:
    """The style sheet of all pages."""
    return await conditional(request, "serve.made:style", {}, {})


async def robots(request: Request) -> Response:
    """What crawlers may fetch."""
    return _text(request, robots_text(Addresses(_service(request).base)))


async def llms(request: Request) -> Response:
    """What a language model should know first."""
    return _text(request, llms_text(Addresses(_service(request).base)))


async def security(request: Request) -> Response:
    """Whom to tell of a hole."""
    service = _service(request)
    # a year after the graph was made: who serves it longer looks at this again
    until = parsedate_to_datetime(service.modified) + timedelta(days=365)
    expires = until.strftime("%Y-%m-%dT%H:%M:%SZ")
    return _text(request, security_text(Addresses(service.base), CONTACT, expires))


def _text(request: Request, text: str) -> Response:
    return as_response(request, Reply(text.encode(), _TEXT))


def _service(request: Request) -> Service:
    found: Service = request.app.state.service
    return found


def _day(service: Service) -> str:
    return parsedate_to_datetime(service.modified).date().isoformat()


def _links(service: Service) -> dict[str, str]:
    void = f'<{service.base}/.well-known/void>; rel="describedby"'
    return {"Link": f'{void}, <https://creativecommons.org/licenses/by/4.0/>; rel="license"'}


_SUFFIXES = ("", ".html", *(entry.extension for entry in GRAPHS.values()))

ROUTES = [
    Route("/", home, methods=METHODS),
    *(
        Route(f"/{name}{suffix}", description, methods=METHODS)
        for name in _DESCRIBED
        for suffix in _SUFFIXES
    ),
    Route("/dumps/", dumps, methods=METHODS),
    Route("/dumps/{file}", dump, methods=METHODS),
    Route("/sitemap.xml", sitemap, methods=METHODS),
    Route("/sitemap-{number:int}.xml", sitemap, methods=METHODS),
    Route("/style.css", style, methods=METHODS),
    Route("/robots.txt", robots, methods=METHODS),
    Route("/llms.txt", llms, methods=METHODS),
    Route("/.well-known/security.txt", security, methods=METHODS),
]
