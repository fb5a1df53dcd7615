"""One request to an endpoint and its whole answer: within a time, a size, and from there alone.

SPARQLWrapper makes the request; here it is sent, and the answer read. Nothing leads elsewhere: no
redirect is followed. What is read is the whole of what was asked for, or an error: an answer that
says that it is a part, or that ends before its end, is none.
"""

from __future__ import annotations

import io
import re
import socket
import time
from collections.abc import Callable
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from SPARQLWrapper import SPARQLWrapper

from peelgraph.errors import one_line

__all__ = ["Answer", "Asking", "Bounds", "Failed", "Refused", "exchange"]

_PARTS = {
    "x-sparql-maxrows": "the endpoint gives no more rows than that",
    "x-sql-state": "the endpoint stopped before its end",
    "x-sql-message": "the endpoint stopped before its end",
    "peelgraph-truncated": "the endpoint cut it",
}
"""Headers of answers that are not whole: Virtuoso's, and peelgraph's own."""
_PART_OF_JSON = re.compile(rb'"(partial|truncated|incomplete)"\s*:\s*true')
"""In a text within JSON the quotation mark would have a backslash before it."""
_BLOCK = 2**16


class Failed(Exception):
    """Why there is no answer."""


class Refused(Exception):
    """The endpoint says that the query is none."""


class Answer(NamedTuple):
    """The bytes of an answer and their media type.

    `length_known` says whether the endpoint told beforehand where it ends, `end_known` whether it
    told at least that it had ended.
    """

    body: bytes
    media_type: str
    length_known: bool
    end_known: bool


class Bounds:
    """How long an exchange may take in all, and how many bytes its answer may have."""

    def __init__(
        self, seconds: float, size: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.seconds, self.size = seconds, size
        self._clock = clock
        self._end = clock() + seconds
        self._read = 0

    def left(self) -> float:
        """The seconds that are left; Failed where there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise Failed(self.too_late())
        return left

    def count(self, length: int) -> None:
        """Note that bytes were read; Failed where they are too many."""
        self._read += length
        if self._read > self.size:
            megabytes = f"{self.size / 2**20:g} MB"
            raise Failed(
                f"its answer has more than {megabytes}; PEELGRAPH_ENDPOINT_MB sets how much is read"
            )

    def too_late(self) -> str:
        """What is said when the time is over."""
        return (
            f"timed out: its answer was not whole after {self.seconds:g} s; "
            "PEELGRAPH_ENDPOINT_SECONDS sets how long is waited"
        )


class Asking(SPARQLWrapper):
    """A request as SPARQLWrapper makes it, sent within bounds."""

    bounds: Bounds

    def _query(self) -> tuple[HTTPResponse, str]:
        request = self._createRequest()
        response = _opener(self.bounds).open(request, timeout=self.bounds.left())
        return response, self.returnFormat


def exchange(asking: Asking) -> Answer:
    """The answer to a request; Refused where the endpoint cannot parse it, Failed without one."""
    try:
        with asking.query().response as response:
            return _whole(response)
    except HTTPError as error:
        with error:
            raise _of_status(error) from error
    except TimeoutError as error:
        raise Failed(asking.bounds.too_late()) from error
    except URLError as error:
        if isinstance(error.reason, Failed):
            raise error.reason from error
        if isinstance(error.reason, TimeoutError):
            raise Failed(asking.bounds.too_late()) from error
        raise Failed(_words(error.reason)) from error
    except (OSError, HTTPException, ValueError) as error:
        raise Failed(_words(error)) from error


def _whole(response: HTTPResponse) -> Answer:
    if response.status != 200:
        raise Failed(f"it answers {response.status} {response.reason}, which is not a whole answer")
    for name, why in _PARTS.items():
        if value := response.headers.get(name):
            raise Failed(f"its answer is not whole: {why} ({name}: {one_line(value)[:80]})")
    length_known = response.length is not None
    body = b"".join(iter(partial(response.read, _BLOCK), b""))
    if response.length:
        raise Failed(f"its answer was cut short: {response.length:,} more bytes were to come")
    media_type = response.headers.get_content_type()
    if "json" in media_type and (part := _PART_OF_JSON.search(body)):
        raise Failed(f"its answer is not whole: it says so ({part[0].decode()})")
    return Answer(body, media_type, length_known, length_known or bool(response.chunked))


def _of_status(error: HTTPError) -> Exception:
    """What is told of a status that is no success."""
    if error.code == 400:
        return Refused()
    said = f"it answers {error.code} {one_line(error.reason or '')}".rstrip()
    if 300 <= error.code < 400 and (elsewhere := error.headers.get("Location")):
        where = _place(elsewhere)
        return Failed(
            f"{said} and sends on to {where}; nothing is followed, name that if you mean it"
        )
    if wait := error.headers.get("Retry-After"):
        return Failed(f"{said}; it asks to wait (Retry-After: {one_line(wait)[:40]})")
    return Failed(said)


def _place(url: str) -> str:
    """The address that a redirect names, without user and query."""
    try:
        parts = urlsplit(url)
        host = f"//{parts.netloc.rpartition('@')[2]}" if parts.netloc else ""
    except ValueError:
        return "elsewhere"
    scheme = f"{parts.scheme}:" if parts.scheme else ""
    return one_line(f"{scheme}{host}{parts.path}")[:200]


def _words(error: object) -> str:
    return one_line(error)[:300] or type(error).__name__


def _opener(bounds: Bounds) -> OpenerDirector:
    """What opens http and https, through the system's proxies; it knows no redirects or files."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler(),
        _Http(bounds),
        _Https(bounds),
        HTTPDefaultErrorHandler(),
        HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


class _Http(HTTPHandler):
    def __init__(self, bounds: Bounds) -> None:
        super().__init__()
        self._bounds = bounds

    def http_open(self, request: Request) -> HTTPResponse:
        kind: Any = partial(_Connection, bounds=self._bounds)
        return self.do_open(kind, request)


class _Https(HTTPSHandler):
    def __init__(self, bounds: Bounds) -> None:
        super().__init__()
        self._bounds = bounds

    def https_open(self, request: Request) -> HTTPResponse:
        kind: Any = partial(_SecureConnection, bounds=self._bounds)
        return self.do_open(kind, request)


class _Connection(HTTPConnection):
    def __init__(self, *args: Any, bounds: Bounds, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.response_class = partial(_Response, bounds=bounds)  # type: ignore[assignment]


class _SecureConnection(HTTPSConnection):
    def __init__(self, *args: Any, bounds: Bounds, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.response_class = partial(_Response, bounds=bounds)  # type: ignore[assignment]


class _Response(HTTPResponse):
    """A response of which each read ends when the time for all of them is over."""

    def __init__(self, sock: socket.socket, *args: Any, bounds: Bounds, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        raw = _Incoming(sock, self.fp.detach(), bounds)
        self.fp = io.BufferedReader(raw, _BLOCK)


class _Incoming(io.RawIOBase):
    """The bytes that come over a socket, headers too, as long and as many as they may."""

    def __init__(self, sock: socket.socket, raw: io.RawIOBase, bounds: Bounds) -> None:
        self._socket, self._raw, self._bounds = sock, raw, bounds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._socket.settimeout(self._bounds.left())
        length = self._raw.readinto(buffer) or 0
        self._bounds.count(length)
        return length

    def close(self) -> None:
        self._raw.close()
        super().close()
