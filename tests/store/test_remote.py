"""The remote store: what endpoints answer, and every way in which they fail, in one sentence."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from rdflib import RDFS, Literal, URIRef

import peelgraph
from peelgraph.errors import EndpointError, QueryError, ReadOnlyGraph
from peelgraph.sparql.terms import json_term
from peelgraph.store.remote import RemoteStore
from peelgraph.vocab import GRAPH, thing
from tests.stores import HANGS

X = URIRef("https://example.org/x")
NT = f'<{X}> <{RDFS.label}> "X" .'
RDF_XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:l="http://www.w3.org/2000/01/rdf-schema#">'
    f'<rdf:Description rdf:about="{X}"><l:label>X</l:label></rdf:Description></rdf:RDF>'
)


class Endpoint(ThreadingHTTPServer):
    """An endpoint that answers what a test tells it to, and remembers what it was asked."""

    answer = (200, "text/plain", "")
    silent = False
    over: threading.Event
    asked: list[tuple[str, dict[str, str], str]]


class Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append((self.path, dict(self.headers), body))
        status, media_type, text = self.server.answer
        if self.server.silent:
            self.server.over.wait(HANGS)
            return
        if status == 0:
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header(
            "Content-Length", str(len(text.encode()) + (9 if media_type == "cut/short" else 0))
        )
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def fake() -> Iterator[Endpoint]:
    with Endpoint(("127.0.0.1", 0), Handler) as server:
        server.asked, server.over = [], threading.Event()
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.over.set()
        server.shutdown()
        thread.join()


def store(fake: Endpoint, timeout: int = HANGS) -> RemoteStore:
    return RemoteStore(f"http://127.0.0.1:{fake.server_port}/sparql", timeout)


def test_the_protocol(fake: Endpoint) -> None:
    fake.answer = (200, "application/sparql-results+json", '{"head": {}, "boolean": true}')
    assert store(fake).ask("ASK { ?s peel:note ?n ; rdfs:label 'id: schema:' } # owl:")
    ((path, headers, body),) = fake.asked
    assert path == "/sparql"
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert "application/sparql-results+json" in headers["Accept"]
    assert parse_qs(body)["query"] == [
        "PREFIX peel: <https://w3id.org/peelgraph/ontology#>\n"
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
        "ASK { ?s peel:note ?n ; rdfs:label 'id: schema:' } # owl:"
    ]


@pytest.mark.parametrize(
    ("media_type", "text"),
    [
        ("text/turtle", NT),
        ("text/turtle; charset=utf-8", NT),
        ("application/n-triples", NT),
        ("application/rdf+xml", RDF_XML),
    ],
)
def test_a_graph_in_any_syntax(fake: Endpoint, media_type: str, text: str) -> None:
    fake.answer = (200, media_type, text)
    assert store(fake).construct("CONSTRUCT WHERE { ?s ?p ?o }") == [(X, RDFS.label, Literal("X"))]


def test_literals_come_as_they_were_sent(fake: Endpoint) -> None:
    date = "http://www.w3.org/2001/XMLSchema#date"
    cells = [
        {"type": "literal", "value": "2006-08-24+05:00", "datatype": date},
        {"type": "literal", "value": "not a day", "datatype": date},
        {"type": "literal", "value": "x", "xml:lang": "ar", "its:dir": "rtl"},
    ]
    bindings = [{"x": cell} for cell in cells] + [{}]
    body = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": bindings}})
    fake.answer = (200, "application/sparql-results+json", body)
    rows = store(fake).select("SELECT * { ?s ?p ?x }").rows
    assert [json_term(row[0]) for row in rows[:-1]] == cells
    assert rows[-1] == (None,)
    fake.answer = (
        200,
        "text/turtle",
        f'<{X}> <{RDFS.label}> "2006-08-24Z"^^<{date}>, "07"^^<{X}> .',
    )
    triples = store(fake).construct("CONSTRUCT WHERE { ?s ?p ?o }")
    assert {str(value) for _, _, value in triples} == {"2006-08-24Z", "07"}


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((500, "text/plain", "out of\nmemory"), "500|internal error"),
        ((404, "text/plain", "not here"), "404 Not Found"),
        ((401, "text/plain", "who are you"), "401|[Uu]nauthorized|access"),
        ((403, "text/plain", "no"), "403"),
        ((414, "text/plain", "long"), "414|URI|long"),
        ((429, "text/plain", "slowly"), "429"),
        ((503, "text/plain", "later"), "503"),
        ((0, "", ""), "closed|reset|Remote end|[Cc]onnection"),
        ((200, "cut/short", '{"head"'), "IncompleteRead|cut short|bytes"),
        ((200, "text/html", "<html>Welcome"), "its answer is not SPARQL JSON results"),
        ((200, "application/sparql-results+json", "{}"), "its answer is not SPARQL JSON results"),
        ((200, "application/sparql-results+json", "[1]"), "its answer is not SPARQL JSON results"),
    ],
)
def test_failures_are_endpoint_errors(
    fake: Endpoint, answer: tuple[int, str, str], why: str
) -> None:
    fake.answer = answer
    with pytest.raises(EndpointError, match=why) as caught:
        store(fake).select("SELECT * {}")
    assert str(caught.value).startswith(
        f"The endpoint http://127.0.0.1:{fake.server_port}/sparql failed: "
    )
    assert "\n" not in str(caught.value)


def test_what_is_no_graph(fake: Endpoint) -> None:
    for media_type, text in (("text/html", "<html>"), ("text/turtle", "<broken"), ("no/thing", NT)):
        fake.answer = (200, media_type, text)
        with pytest.raises(EndpointError, match=f"its answer is not a graph \\({media_type}\\)"):
            store(fake).construct("CONSTRUCT WHERE { ?s ?p ?o }")


def test_a_refused_query_is_a_query_error(fake: Endpoint) -> None:
    fake.answer = (400, "text/plain", "parse\nerror")
    with pytest.raises(
        QueryError, match=r"^The query cannot be run: the endpoint .* refuses it as badly formed"
    ) as caught:
        store(fake).select("SELECT * {}")
    assert "\n" not in str(caught.value)


def test_waiting_has_an_end(fake: Endpoint) -> None:
    fake.silent = True
    with pytest.raises(EndpointError, match="timed out"):
        store(fake, timeout=1).ask("ASK {}")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://no.such.host.invalid/", "nonsense", "ftp://127.0.0.1:1/"]
)
def test_a_dead_endpoint(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = socket.getaddrinfo

    def look_up(host: str, *rest: Any) -> Any:
        """Without asking the network."""
        if host.endswith(".invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return known(host, *rest)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(EndpointError, match=f"^The endpoint {url} failed: ") as caught:
        RemoteStore(url).ask("ASK {}")
    assert "\n" not in str(caught.value)


def test_remote_graphs_are_only_read(fake: Endpoint) -> None:
    for change in (
        lambda s: s.update("DROP ALL"),
        lambda s: s.load([(X, RDFS.label, X)], GRAPH["a"]),
    ):
        with pytest.raises(EndpointError, match="only read"):
            change(store(fake))
    assert fake.asked == []


def test_the_front_door_over_http(endpoint: str) -> None:
    kg = peelgraph.load(endpoint=endpoint)
    assert kg.find("Eastshire", "PoliceForce") == thing("force/eastshire")
    assert kg.sparql("ASK { ?force a peel:PoliceForce }").rows == ((Literal(True),),)
    with pytest.raises(ReadOnlyGraph, match="endpoint"):
        _ = kg.dataset
