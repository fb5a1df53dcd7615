"""How a server stands hostile queries, in numbers: `make reliability`.

20,000 requests of 16 clients, 5 % of them hostile. What each answer must be is known; said are the
wrong ones, the seconds of honest ones, and what the server has lost in the end. With a number, so
many requests.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import local
from time import perf_counter

import httpx
from tests.serve import hostile
from tests.serve.conftest import Server, started, state, stopped

CLIENTS = 16
_OWN = local()


def resident(process: int) -> int:
    """Kilobytes of memory that a process has."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def client_of(server: Server, number: int) -> httpx.Client:
    """A client for each thread, as a browser keeps its connection."""
    if not hasattr(_OWN, "client"):
        _OWN.client = server.client(f"198.51.100.{number % CLIENTS}")
    return _OWN.client


def ask(server: Server, number: int) -> tuple[str, float]:
    """How a request ended, and after how many seconds."""
    client = client_of(server, number)
    kinds = list(hostile.PRODUCTS.values()) + list(hostile.STACK.values()) + hostile.OUT
    began = perf_counter()
    if number % 20 == 7:
        data = {"query": kinds[number // 20 % len(kinds)], "timeout": "0.05"}
        status = client.post("/sparql", data=data).status_code
        return ("hostile ended" if status in {400, 503} else "hostile answered"), 0.0
    person = number % 1999
    query = f"SELECT ?o {{ <https://example.org/{person}> <https://example.org/knows> ?o }}"
    answer = client.get("/sparql", params={"query": query})
    seconds = perf_counter() - began
    if answer.status_code != 200:
        return f"honest {answer.status_code}", seconds
    (row,) = answer.json()["results"]["bindings"]
    is_right = row["o"]["value"] == f"https://example.org/{person + 1}"
    return ("right" if is_right else "wrong"), seconds


def main() -> None:
    """Run it and say the numbers."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        server = started(Path(folder), "--proxy-headers", "*")
        try:
            ask(server, 0)
            memory, descriptors = resident(server.process.pid), server.descriptors()
            began = perf_counter()
            with ThreadPoolExecutor(CLIENTS) as threads:
                ended = list(threads.map(lambda number: ask(server, number), range(count)))
            seconds = perf_counter() - began
            honest = sorted(took for how, took in ended if how == "right")
            print(f"{count} requests in {seconds:.0f} s:", dict(Counter(how for how, _ in ended)))
            for share in (0.5, 0.99):
                print(f"p{share * 100:g} {honest[int(len(honest) * share)] * 1000:.1f} ms")
            zombies = sum(state(worker) == "Z" for worker in server.workers())
            print(f"zombies {zombies}, descriptors {descriptors} before")
            print(f"memory of the front: {memory} kB before, {resident(server.process.pid)} after")
        finally:
            stopped(server)


if __name__ == "__main__":
    main()
