"""Goals R1 to R3 of a server on the web, in their short form: whatever is asked, the next answer is right."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.serve import hostile
from tests.serve.conftest import PEOPLE, Server, eventually, state

GOOD = "SELECT (COUNT(*) AS ?n) { ?s <https://example.org/knows> ?o }"


def asked(client: httpx.Client, query: str, **more: str) -> httpx.Response:
    return client.post("/sparql", data={"query": query, **more})


def is_right(client: httpx.Client) -> bool:
    (row,) = asked(client, GOOD).json()["results"]["bindings"]
    return row["n"]["value"] == str(PEOPLE)


def test_what_nests_is_refused(server: Server) -> None:
    process = server.workers()
    with server.client("192.0.2.2") as client:
        for name, query in hostile.STACK.items():
            answer = asked(client, query)
            assert (answer.status_code, answer.json()["limit"]) == (400, "query"), name
        assert is_right(client)
    assert server.workers() == process


@pytest.mark.parametrize("kind", hostile.PRODUCTS)
def test_each_operator_ends_at_its_deadline(server: Server, kind: str) -> None:
    with server.client("192.0.2.3") as client:
        workers = server.workers()
        answer = asked(client, hostile.PRODUCTS[kind], timeout="0.1")
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["retry-after"] == "1"
        assert (answer.json()["limit"], answer.json()["deadline"]) == ("timeout", 0.1)
        assert eventually(lambda: len(workers & server.workers()) == 1)  # the other is gone
        assert is_right(client)


@pytest.mark.parametrize("kind", hostile.MEMORY)
def test_what_takes_memory_is_ended(server: Server, kind: str) -> None:
    with server.client(f"192.0.2.1{len(kind)}") as client:
        answer = asked(client, hostile.MEMORY[kind], partial="true")
        assert answer.status_code == 503
        assert answer.json()["limit"] in {"memory", "timeout"}
        assert is_right(client)


def test_the_ways_out_are_closed(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as canary, server.client("192.0.2.4") as client:
        canary.setblocking(False)
        port = canary.getsockname()[1]
        for query in hostile.OUT:
            answer = asked(client, query.replace(":9/", f":{port}/"))
            assert answer.status_code == 400, query
            assert answer.json()["detail"].startswith("The query cannot be run: ")
        for query in hostile.FROM:
            answer = asked(client, query.replace(":9/", f":{port}/"))
            assert answer.json()["results"]["bindings"] == [], query
        with pytest.raises(BlockingIOError):
            canary.accept()


def test_what_is_malformed_is_said_to_be(server: Server) -> None:
    with server.client("192.0.2.5") as client:
        for query in hostile.MALFORMED:
            answer = asked(client, query)
            assert (answer.status_code, answer.json()["status"]) == (400, 400), query


def test_honest_answers_stay_right_among_hostile_ones(server: Server) -> None:
    before = server.descriptors()
    process, zygote = server.process.pid, server.zygote()

    def ask(number: int) -> str:
        with server.client(f"198.51.100.{number % 16}") as client:
            if number % 20 == 7:
                query = hostile.PRODUCTS[list(hostile.PRODUCTS)[number % len(hostile.PRODUCTS)]]
                return (
                    "ended" if asked(client, query, timeout="0.1").status_code == 503 else "wrong"
                )
            person = f"https://example.org/{number}"
            answer = asked(client, f"SELECT ?o {{ <{person}> <https://example.org/knows> ?o }}")
            if answer.status_code != 200:
                return str(answer.status_code)
            (row,) = answer.json()["results"]["bindings"]
            return "right" if row["o"]["value"] == f"https://example.org/{number + 1}" else "wrong"

    with ThreadPoolExecutor(16) as threads:
        found = list(threads.map(ask, range(200)))
    assert {name: found.count(name) for name in set(found)} == {"right": 190, "ended": 10}
    assert (server.process.pid, server.zygote()) == (process, zygote)
    assert eventually(lambda: server.descriptors() <= before)
    assert eventually(lambda: all(state(worker) != "Z" for worker in server.workers()))
    assert len(server.workers()) == 2


def test_who_leaves_frees_the_worker(server: Server) -> None:
    workers = server.workers()
    with server.client("192.0.2.6") as client:
        with pytest.raises(httpx.ReadTimeout):
            client.post("/sparql", data={"query": hostile.PRODUCTS["count"]}, timeout=0.3)
        assert eventually(lambda: len(workers & server.workers()) == 1)
        assert is_right(client)
