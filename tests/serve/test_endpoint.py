"""The SPARQL endpoint and the graph store over HTTP, as the protocols have them; and their limits."""

from __future__ import annotations

import csv
import io
import json
import signal
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import httpx
import pytest
from rdflib import RDF, Graph, Namespace

from tests.serve.conftest import (
    KASEI,
    PEOPLE,
    SUITE,
    Server,
    children,
    eventually,
    started,
    stopped,
)

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
EVERY = "SELECT ?s ?o { ?s <https://example.org/knows> ?o }"
FIRST = f"{EVERY} ORDER BY ?s LIMIT 2"
UPDATES = {
    *("update_dataset_default_graph", "update_dataset_default_graphs", "update_dataset_full"),
    *("update_dataset_named_graphs", "update_post_form", "update_post_direct", "update_base_uri"),
}
"""Tests of updates that must be carried out, which a graph that is only read refuses."""


@pytest.fixture
def client(server: Server):
    with server.client("203.0.113.1") as made:
        yield made


def get(client: httpx.Client, query: str, accept: str = "*/*", **more: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **more}, headers={"Accept": accept})


def protocol_tests() -> list[str]:
    manifest = SUITE / "protocol" / "manifest.ttl"
    if not manifest.exists():
        return []
    graph = Graph().parse(manifest)
    return sorted(
        str(test).rpartition("#")[2] for test in graph.subjects(RDF.type, MF.ProtocolTest)
    )


@pytest.fixture(scope="session")
def manifest() -> Graph:
    return Graph().parse(SUITE / "protocol" / "manifest.ttl")


@pytest.mark.parametrize("name", protocol_tests())
def test_protocol_of_w3c(client: httpx.Client, manifest: Graph, name: str) -> None:
    (test,) = (s for s in manifest.subjects(RDF.type, MF.ProtocolTest) if s.endswith(f"#{name}"))
    requests = manifest.value(manifest.value(test, MF.action), HT.requests)
    for request in manifest.items(requests):
        answer = sent(client, manifest, request)
        if name in UPDATES:
            assert answer.status_code == 403
            return
        expected = manifest.value(request, HT.resp)
        statuses = [str(s)[-3] for s in manifest.objects(expected, MF.expectedStatus)]
        assert str(answer.status_code)[0] in statuses, answer.text
        boolean = manifest.value(expected, MF.expectedBoolean)
        if boolean is not None:
            assert answer.json()["boolean"] is boolean.toPython()
        if (kind := str(manifest.value(expected, MF.expectedFormat))) in TYPES:
            assert answer.headers["content-type"].partition(";")[0] in TYPES[kind]


TYPES = {
    "tabular": {"application/sparql-results+json"},
    "boolean": {"application/sparql-results+json"},
    "RDF": {"text/turtle"},
}


def sent(client: httpx.Client, manifest: Graph, request) -> httpx.Response:
    headers = {}
    for header in manifest.items(manifest.value(request, HT.headers)):
        headers[str(manifest.value(header, HT.fieldName))] = str(
            manifest.value(header, HT.fieldValue)
        )
    body = manifest.value(request, HT.body)
    content = b""
    if body is not None:
        encoding = str(manifest.value(body, CNT.characterEncoding))
        content = str(manifest.value(body, CNT.chars)).encode(encoding)
    path = urlsplit(str(manifest.value(request, HT.absolutePath)))
    method = str(manifest.value(request, HT.methodName))
    return client.request(method, f"{path.path}?{path.query}", headers=headers, content=content)


def test_results_are_as_the_engine_writes_them(client: httpx.Client) -> None:
    rows = [
        ["https://example.org/0", "https://example.org/1"],
        ["https://example.org/1", "https://example.org/2"],
    ]
    answer = get(client, FIRST, "application/sparql-results+json").json()
    assert [[r["s"]["value"], r["o"]["value"]] for r in answer["results"]["bindings"]] == rows
    as_csv = get(client, FIRST, "text/csv")
    assert as_csv.headers["content-type"] == "text/csv; charset=utf-8"
    assert list(csv.reader(io.StringIO(as_csv.text, newline=""))) == [["s", "o"], *rows]
    assert get(client, FIRST, "text/tab-separated-values").text.split("\n")[1] == "\t".join(
        f"<{v}>" for v in rows[0]
    )
    assert (
        len(ElementTree.fromstring(get(client, FIRST, "application/sparql-results+xml").text)[1])
        == 2
    )
    value = 'SELECT ("1.10"^^xsd:decimal AS ?x) ("2016-11-03+01:00"^^xsd:date AS ?y) {}'
    (row,) = get(client, value).json()["results"]["bindings"]
    assert row["y"]["value"] == "2016-11-03+01:00"


@pytest.mark.parametrize(
    ("accept", "format_"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
    ],
)
def test_graphs_in_each_format(client: httpx.Client, accept: str, format_: str) -> None:
    answer = get(
        client,
        "CONSTRUCT { ?s <https://example.org/p> ?o } " + EVERY.partition("?o ")[2] + " LIMIT 7",
        accept,
    )
    assert answer.headers["content-type"].partition(";")[0] == accept
    assert len(Graph().parse(data=answer.text, format=format_)) == 7


@pytest.mark.parametrize(
    ("query", "accept"),
    [(FIRST, "text/turtle"), ("DESCRIBE <x:y>", "text/csv"), (FIRST, "image/png")],
)
def test_a_format_that_is_not_there(client: httpx.Client, query: str, accept: str) -> None:
    answer = get(client, query, accept)
    assert answer.status_code == 406
    assert answer.json()["available"]


def test_over_a_limit_it_is_said(client: httpx.Client) -> None:
    answer = get(client, EVERY)
    assert answer.status_code == 422
    assert (answer.json()["limit"], answer.json()["most"]) == ("rows", 1000)
    assert "OFFSET" in answer.json()["detail"]
    lower = get(client, EVERY, limit="10")
    assert lower.json()["most"] == 10
    assert get(client, EVERY, limit="100000").json()["most"] == 1000  # nobody raises it
    assert len(get(client, EVERY + " LIMIT 1000").json()["results"]["bindings"]) == 1000


def test_a_part_says_that_it_is_one(client: httpx.Client) -> None:
    answer = get(client, EVERY, partial="true")
    assert answer.status_code == 200
    assert answer.headers["peelgraph-truncated"] == "rows"
    assert answer.json()["truncated"] is True
    assert len(answer.json()["results"]["bindings"]) == 1000
    as_csv = get(client, EVERY, "text/csv", partial="true", limit="5")
    assert (as_csv.headers["peelgraph-truncated"], len(as_csv.text.splitlines())) == ("rows", 6)
    whole = get(client, FIRST, partial="true")
    assert "truncated" not in whole.json()
    assert "peelgraph-truncated" not in whole.headers
    triples = get(client, "CONSTRUCT { ?s <x:p> ?o } " + EVERY[12:], partial="true", limit="5")
    assert len(Graph().parse(data=triples.text, format="turtle")) == 5
    assert triples.headers["peelgraph-truncated"] == "rows"


def test_bytes_are_limited_too(client: httpx.Client) -> None:
    doubled = "".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1}) " for i in range(15))
    long = f"SELECT ?x15 {{ BIND('0123456789' AS ?x0) {doubled} {EVERY[12:].strip('{} ')} }}"
    answer = get(client, long + " LIMIT 100")
    assert (answer.status_code, answer.json()["limit"]) == (422, "bytes")
    part = get(client, long + " LIMIT 100", partial="true")
    assert part.headers["peelgraph-truncated"] == "bytes"
    assert 0 < len(part.json()["results"]["bindings"]) < 100


def test_a_dataset_of_the_request_stands_in_place_of_the_queries(client: httpx.Client) -> None:
    ask = "SELECT ?s FROM <https://example.org/g> { ?s a ?type }"
    assert get(client, ask).json()["results"]["bindings"] == []
    found = get(client, ask, **{"default-graph-uri": f"{KASEI}data1.rdf"}).json()
    assert [row["s"]["value"] for row in found["results"]["bindings"]] == [f"{KASEI}data1.rdf"]


def test_a_cache_asks_whether_it_is_the_same(client: httpx.Client) -> None:
    answer = get(client, FIRST)
    tag = answer.headers["etag"]
    assert answer.headers["cache-control"] == "public, no-cache"
    again = client.get("/sparql", params={"query": FIRST}, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    other = client.get(
        "/sparql", params={"query": FIRST}, headers={"If-None-Match": tag, "Accept": "text/csv"}
    )
    assert other.status_code == 200
    assert "etag" not in get(client, "SELECT (NOW() AS ?now) {}").headers
    assert get(client, "SELECT * {").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("method", "path", "headers", "content", "status"),
    [
        ("PUT", "/sparql", {}, b"", 405),
        ("DELETE", "/sparql", {}, b"", 405),
        ("POST", "/sparql", {"Content-Type": "text/plain"}, b"query=ASK{}", 415),
        ("POST", "/sparql", {"Content-Type": "application/sparql-update"}, b"DROP ALL", 403),
        (
            "POST",
            "/sparql",
            {"Content-Type": "application/x-www-form-urlencoded"},
            b"update=DROP%20ALL",
            403,
        ),
        ("POST", "/sparql", {"Content-Type": "application/sparql-query"}, b"ASK { '\xff' }", 400),
        ("POST", "/sparql", {"Content-Type": "application/sparql-query"}, b"#" * 2_000_001, 413),
        ("GET", "/sparql?query=ASK{}&query=ASK{}", {}, b"", 400),
        ("GET", "/sparql?query=ASK{}&raise=1", {}, b"", 400),
        ("GET", "/sparql?query=ASK{}&timeout=never", {}, b"", 400),
        ("GET", "/sparql?query=ASK{}&limit=-1", {}, b"", 400),
        ("GET", "/sparql?query=ASK{}", {"X-Long": "a" * 20_000}, b"", 431),
        ("GET", "/nothing", {}, b"", 404),
        ("PUT", "/graphs?default", {}, b"", 403),
        ("POST", "/graphs?default", {}, b"", 403),
        ("DELETE", "/graphs?graph=x:y", {}, b"", 403),
        ("GET", "/graphs", {}, b"", 400),
        ("GET", "/graphs?graph=x:y", {}, b"", 404),
        ("GET", "/graphs?graph=no%20iri", {}, b"", 400),
    ],
)
def test_what_is_refused(client: httpx.Client, method, path, headers, content, status) -> None:
    answer = client.request(method, path, headers=headers, content=content)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in answer.headers


def test_a_graph_by_name(client: httpx.Client) -> None:
    name = f"{KASEI}data1.rdf"
    answer = client.get(
        "/graphs", params={"graph": name}, headers={"Accept": "application/n-triples"}
    )
    assert [str(s) for s in Graph().parse(data=answer.text, format="nt").subjects()] == [name]
    head = client.head("/graphs", params={"graph": name})
    assert (head.status_code, head.content) == (200, b"")
    every = client.get("/graphs?default", headers={"Accept": "application/n-triples"})
    assert len(every.text.splitlines()) == PEOPLE + 3


def test_the_endpoint_describes_itself(client: httpx.Client) -> None:
    for accept, format_ in [
        ("text/turtle", "turtle"),
        ("application/rdf+xml", "xml"),
        ("*/*", "turtle"),
    ]:
        graph = Graph().parse(
            data=client.get("/sparql", headers={"Accept": accept}).text, format=format_
        )
        (service,) = graph.subjects(RDF.type, SD.Service)
        assert list(graph.objects(service, SD.endpoint))
        assert (service, SD.supportedLanguage, SD.SPARQL11Query) in graph
        assert len(list(graph.objects(service, SD.defaultDataset))) == 1


def test_who_may_read_from_another_page(client: httpx.Client) -> None:
    assert get(client, FIRST).headers["access-control-allow-origin"] == "*"
    preflight = client.options("/sparql")
    assert preflight.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert "access-control-allow-credentials" not in preflight.headers
    assert (
        "access-control-allow-origin" not in client.post("/sparql", data={"query": FIRST}).headers
    )


def test_what_is_counted_and_logged(server: Server, client: httpx.Client) -> None:
    get(client, "SELECT (1 AS ?not_in_the_log) {}")
    counted = client.get("/metrics").text
    assert 'peelgraph_requests_total{method="GET",route="/sparql",status="200"}' in counted
    assert "peelgraph_jobs_waiting 0.0" in counted
    lines = server.log.read_text().splitlines()[1:]
    assert {"client", "method", "path", "status", "seconds", "bytes"} == set(json.loads(lines[-1]))
    assert not any("not_in_the_log" in line for line in lines)


@pytest.fixture
def short(tmp_path: Path) -> Iterator[Server]:
    """A server that a test may end."""
    server = started(tmp_path, "--workers", "1", "--base", "https://example.org/here/")
    yield server
    if server.process.poll() is None:
        stopped(server)


def test_another_graph_and_a_quiet_end(short: Server, tmp_path: Path) -> None:
    server = short
    with server.client() as client:
        assert "<https://example.org/here/sparql>" in client.get("/sparql").text
        tag = get(client, "ASK { <x:new> ?p ?o }").headers["etag"]
        file = tmp_path / "people.nq"
        file.write_text(file.read_text() + "<x:new> <x:p> <x:o> <x:g> .\n")
        server.process.send_signal(signal.SIGHUP)

        def is_new() -> bool:
            answer = get(client, "ASK { <x:new> ?p ?o }")
            assert answer.status_code == 200  # no request is dropped meanwhile
            return answer.json()["boolean"] and answer.headers["etag"] != tag

        assert eventually(is_new, 60)
        assert eventually(lambda: len(children(server.process.pid)) == 1)
        zygote = server.zygote()
    assert stopped(server) == 0
    assert not Path(f"/proc/{zygote}").exists()
