"""From a request to a job and back: who asks, what was sent, and whether they still wait."""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import suppress
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from peelgraph.serve.problem import problem
from peelgraph.serve.reply import Reply
from peelgraph.serve.service import Service

__all__ = [
    "body_of",
    "client_of",
    "etag_of",
    "is_known",
    "response",
    "run",
    "service_of",
    "with_charset",
]


def service_of(request: Request) -> Service:
    """The service that a request is answered by; it stays the same for the whole request."""
    service: Service = request.app.state.service
    return service


def client_of(request: Request) -> str:
    """The address of who asks; nothing where the way is a socket of this machine."""
    return request.client.host if request.client else ""


def response(reply: Reply) -> Response:
    """A reply as it goes out."""
    made = Response(reply.body, reply.status, reply.headers, media_type=None)
    made.headers["Content-Type"] = with_charset(reply.media_type)
    return made


def with_charset(media_type: str) -> str:
    """A media type of text with its encoding."""
    is_text = media_type.startswith("text/") and "charset" not in media_type
    return f"{media_type}; charset=utf-8" if is_text else media_type


def etag_of(*parts: str | None) -> str:
    """A weak tag of all that an answer depends on: the same rows may come in another order."""
    text = "\x00".join("" if part is None else part for part in parts)
    return f'W/"{hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


def is_known(request: Request, tag: str) -> bool:
    """Whether who asks has this answer already, by `If-None-Match`."""
    known = request.headers.get("if-none-match", "")
    tags = {one.strip().removeprefix("W/") for one in known.split(",")}
    return "*" in tags or tag.removeprefix("W/") in tags


async def body_of(request: Request, most: int, seconds: float = 20.0) -> bytes | Reply:
    """What was sent, up to a number of bytes and within some seconds; else the problem."""
    parts: list[bytes] = []
    size = 0
    too_long = problem(413, f"A request may have {most:,} bytes.", limit="body", most=most)
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced[:18]) > most:
        return too_long
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    return too_long
                parts.append(part)
    except TimeoutError:
        return problem(408, f"The request did not come within {seconds:g} s.")
    return b"".join(parts)


async def run(
    request: Request, job: str, arguments: dict[str, Any], seconds: float | None = None
) -> Reply:
    """The reply of a job, which is ended where whoever asked has gone.

    What was sent must have been read before.
    """
    service = service_of(request)
    doing = asyncio.ensure_future(service.jobs.run(job, client_of(request), arguments, seconds))
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({doing, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not doing.done():
            doing.cancel()
            with suppress(asyncio.CancelledError):
                await doing
            return problem(408, "Nobody waits for the answer.")
        return await doing
    finally:
        for task in (doing, gone):
            task.cancel()


async def _gone(request: Request) -> None:
    """Return when whoever asked has gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
