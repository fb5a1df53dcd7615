"""An endpoint that means ill, or fails: each fault ends within bounds, by its name, and no part passes for the whole."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count, repeat

import pytest
from rdflib import RDFS, URIRef

import peelgraph
from peelgraph.errors import EndpointError, WrongUse
from peelgraph.store import remote
from peelgraph.store.exchange import Bounds
from peelgraph.store.remote import RemoteStore
from tests.stores import HANGS

JSON = "application/sparql-results+json"
X = "<https://example.org/x>"
LABEL = f"<{RDFS.label}>"
ROWS = '{"head": {"vars": ["a"]}, "results": {"bindings": []}}'
LINE = f'{X} {LABEL} "X" .\n'
TERM = (
    '{"type": "triple", "value": {"subject": {"type": "uri", "value": "x:x"},'
    ' "predicate": {"type": "uri", "value": "x:x"}, "object": '
)
NESTED = (
    '{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": '
    + TERM * 5_000
    + '{"type": "uri", "value": "x:x"}'
    + "}}" * 5_000
    + "}]}}"
)
Script = Callable[["Hostile"], Iterator[bytes]]


class Hostile:
    """A server that sends what a script gives, whatever it is asked."""

    def __init__(self, script: Script) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._script = script
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}/sparql"
        self.asked: list[bytes] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with connection:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self.asked.append(_request(connection))
                try:
                    for part in self._script(self):
                        connection.sendall(part)
                except OSError:
                    pass  # who asked has gone

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()


def _request(connection: socket.socket) -> bytes:
    """All of a request, for what is closed unread is reset."""
    text = b""
    while b"\r\n\r\n" not in text:
        text += connection.recv(65536)
    head, _, body = text.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
    while len(body) < length:
        body += connection.recv(65536)
    return head + body


def answer(text: str, kind: str = JSON, status: str = "200 OK", *headers: str) -> Script:
    body = text.encode()
    more = "".join(f"{header}\r\n" for header in headers)
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n"
    return lambda _: iter([head.encode(), body])


def chunks(text: str, kind: str, end: bytes = b"0\r\n\r\n") -> Script:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunk = f"{len(text.encode()):x}\r\n{text}\r\n"
    return lambda _: iter([head.encode(), chunk.encode(), end])


def without_length(text: str, kind: str) -> Script:
    return lambda _: iter([f"HTTP/1.0 200 OK\r\nContent-Type: {kind}\r\n\r\n{text}".encode()])


def endless(head: bytes, part: bytes) -> Script:
    def script(_: Hostile) -> Iterator[bytes]:
        yield head
        yield from repeat(part)

    return script


def sent_on(status: str, place: str) -> Script:
    return lambda server: answer("", JSON, status, f"Location: {place or server.url}")(server)


OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n"
SELECT, ASK, GRAPH = "SELECT ?a { ?a ?b ?c }", "ASK {}", "CONSTRUCT WHERE { ?s ?p ?o }"
CUT = "its answer may be cut"
FAULTS: dict[str, tuple[str, Script, str]] = {
    "drip": (ASK, endless(OK + b"Content-Length: 99999999\r\n\r\n", b" "), "timed out"),
    "drip in chunks": (
        ASK,
        endless(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
        "timed out",
    ),
    "drip of headers": (ASK, endless(OK, b"X: a\r\n"), "timed out|more than 100 headers"),
    "endless header": (ASK, endless(OK, b"x" * 99), "timed out|more than 65536 bytes"),
    "too large": (SELECT, endless(OK + b"\r\n", b" " * 65536), "more than 0.25 MB"),
    "to another host": (
        ASK,
        sent_on("302 Found", "http://me:secret@127.0.0.2:1/x?key=secret"),
        "sends on to http://127.0.0.2:1/x; nothing is followed",
    ),
    "to itself": (ASK, sent_on("307 Temporary Redirect", ""), "307 .*sends on to http://127"),
    "for good": (ASK, sent_on("308 Permanent Redirect", ""), "308 .*sends on to http://127"),
    "a part": (SELECT, answer(ROWS, JSON, "206 Partial Content"), "206 .*not a whole answer"),
    "later": (SELECT, answer(ROWS, JSON, "202 Accepted"), "202 .*not a whole answer"),
    "second hand": (SELECT, answer(ROWS, JSON, "203 Other"), "203 .*not a whole answer"),
    "says partial": (
        SELECT,
        answer('{"partial" : true,' + ROWS[1:]),
        'not whole: it says so \\("partial" : true\\)',
    ),
    "says truncated": (SELECT, answer(ROWS[:-1] + ',"truncated":true}'), "not whole: it says so"),
    "rows": (SELECT, answer(ROWS, JSON, "200 OK", "X-SPARQL-MaxRows: 10000"), "no more rows"),
    "state": (SELECT, answer(ROWS, JSON, "200 OK", "X-SQL-State: S1TAT"), "stopped before"),
    "our own": (SELECT, answer(ROWS, JSON, "200 OK", "Peelgraph-Truncated: rows"), "cut it"),
    "graph of rows": (
        GRAPH,
        answer(LINE, "text/turtle", "200 OK", "X-SPARQL-MaxRows: 1"),
        "no more rows",
    ),
    "short": (
        GRAPH,
        lambda _: iter(
            [b"HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\nContent-Length: 999\r\n\r\n" + LINE.encode()]
        ),
        "its answer was cut short: .* more bytes were to come",
    ),
    "no last chunk": (GRAPH, chunks(LINE, "text/turtle", b""), "IncompleteRead"),
    "no end": (GRAPH, without_length(LINE, "text/turtle"), f"{CUT}: neither"),
    "no line end": (GRAPH, chunks(LINE[:-1], "application/n-triples"), f"{CUT}: its last line"),
    "half of XML": (GRAPH, without_length("<rdf:RDF ", "application/rdf+xml"), "not a graph"),
    "no verdict": (ASK, answer(ROWS), "has rows, where true or false"),
    "a text": (ASK, answer('{"head": {}, "boolean": "true"}'), "not SPARQL JSON results"),
    "a number": (ASK, answer('{"head": {}, "boolean": 1}'), "not SPARQL JSON results"),
    "a verdict": (SELECT, answer('{"head": {}, "boolean": true}'), "that to an ASK"),
    "other columns": (
        SELECT,
        answer(ROWS.replace('"a"', '"a", "b"')),
        "has the columns a, b, where a were asked for",
    ),
    "no columns": (SELECT, answer(ROWS.replace('"a"', "")), "the columns none, where a were"),
    "columns of no *": ("SELECT * { ?b ?c ?d }", answer(ROWS), "the columns a, where b, c, d"),
    "nested terms": (SELECT, answer(NESTED), "JSON goes deeper than 32 levels"),
    "broken": (SELECT, answer(ROWS[:-9]), "not SPARQL JSON results"),
    "busy": (
        SELECT,
        answer("", JSON, "429 Too Many Requests", "Retry-After: 20"),
        "it answers 429 Too Many Requests; it asks to wait \\(Retry-After: 20\\)",
    ),
    "closed": (SELECT, lambda _: iter([]), "closed connection|reset"),
    "laughs": (
        GRAPH,
        answer('<!DOCTYPE x [<!ENTITY a "l"><!ENTITY b "&a;&a;">]>', "application/rdf+xml"),
        "not a graph .*: the entity at line 1",
    ),
    "entity": (
        GRAPH,
        answer('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "application/rdf+xml"),
        "not a graph .*: the entity at line 1",
    ),
    "context": (
        GRAPH,
        lambda server: answer(
            json.dumps({"@context": server.url, "a": "b"}), "application/ld+json"
        )(server),
        "is in no catalogue, and nothing is fetched",
    ),
    "local context": (
        GRAPH,
        answer('{"@context": "/etc/passwd", "a": "b"}', "application/ld+json"),
        "is in no catalogue, and nothing is fetched",
    ),
    "triple terms": (
        GRAPH,
        answer(f"{X} {LABEL} " + f"<<( {X} {LABEL} " * 5_000, "text/turtle"),
        "triples stand in triples deeper",
    ),
}  # fmt: skip


@pytest.fixture
def bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look at the clock is a twentieth of a second later than the one before, whatever the time is."""
    ticks = count()
    monkeypatch.setattr(remote, "Bounds", partial(Bounds, clock=lambda: next(ticks) / 20))


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_end_within_bounds_by_their_names(fault: str, bounded: None) -> None:
    query, script, why = FAULTS[fault]
    server = Hostile(script)
    store = RemoteStore(server.url, 10, size=2**18 if fault == "too large" else 2**25)
    ask = {SELECT: store.select, ASK: store.ask, GRAPH: store.construct}.get(query, store.select)
    with pytest.raises(EndpointError, match=why) as caught:
        ask(query)
    server.close()
    assert len(server.asked) == 1  # once, and nothing else was fetched from it
    assert len(str(caught.value)) < 600
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "script",
    [
        answer(LINE, "application/n-triples"),
        answer(LINE[:-1], "application/n-triples"),
        chunks(LINE, "application/n-triples"),
        chunks(LINE[:-1], "text/turtle"),
        without_length(
            json.dumps({"@id": X[1:-1], str(RDFS.label): {"@value": "X"}}), "application/ld+json"
        ),
    ],
)
def test_what_is_whole_is_taken(script: Script) -> None:
    server = Hostile(script)
    ((subject, _, label),) = RemoteStore(server.url, HANGS).construct(GRAPH)
    assert (subject, str(label)) == (URIRef(X[1:-1]), "X")
    server.close()


def test_columns_come_in_the_order_asked_for() -> None:
    row = {name: {"type": "literal", "value": name} for name in "ab"}
    head = {"vars": ["b", "a"]}
    server = Hostile(answer(json.dumps({"head": head, "results": {"bindings": [row]}})))
    found = RemoteStore(server.url, HANGS).select("SELECT ?a (COUNT(?x) AS ?b) { ?a ?p ?x }")
    assert found.columns == ("a", "b")
    assert [str(term) for term in found.rows[0]] == ["a", "b"]
    server.close()


def test_a_password_is_sent_and_never_shown() -> None:
    server = Hostile(answer("", JSON, "500 Server Error"))
    url = server.url.replace("127", "me:s%40cret@127") + "?key=s%40cret"
    with pytest.raises(EndpointError, match=r"/sparql\?… failed: it answers 500") as caught:
        peelgraph.load(endpoint=url).sparql(ASK)
    server.close()
    assert "cret" not in str(caught.value)
    assert b"Authorization: Basic bWU6c0BjcmV0" in server.asked[0]
    assert b"POST /sparql?key=s%40cret HTTP" in server.asked[0]


@pytest.mark.parametrize(
    "url",
    [
        "http://me:secret@host:port/",
        "me:secret@host",
        "ftp://me:secret@host/",
        "http://",
        "file:///x",
    ],
)
def test_what_is_no_address_is_told_without_its_secrets(url: str) -> None:
    with pytest.raises(EndpointError, match="no address of http or https") as caught:
        RemoteStore(url)
    assert "secret" not in str(caught.value)


def test_the_environment_sets_the_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEELGRAPH_ENDPOINT_MB", "0.5")
    monkeypatch.setenv("PEELGRAPH_ENDPOINT_SECONDS", "7")
    store = RemoteStore("http://127.0.0.1:1/", None)
    assert (store.size, store.timeout) == (2**19, 7)
    monkeypatch.setenv("PEELGRAPH_ENDPOINT_MB", "much")
    with pytest.raises(WrongUse, match="PEELGRAPH_ENDPOINT_MB is 'much'"):
        RemoteStore("http://127.0.0.1:1/")
