"""A server of its own, as the command starts it, over a small graph and behind a Unix socket."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

SUITE = Path(__file__).parents[3] / "shared" / "suites" / "rdf-tests" / "sparql" / "sparql11"
KASEI = "http://kasei.us/2009/09/sparql/data/"
PEOPLE = 2000


@dataclass(frozen=True)
class Server:
    """A server that runs: its process, and the socket that it listens on."""

    process: subprocess.Popen[str]
    socket: str
    log: Path

    def client(self, name: str = "192.0.2.1") -> httpx.Client:
        """Somebody who asks, from an address of their own."""
        return httpx.Client(
            transport=httpx.HTTPTransport(uds=self.socket),
            base_url="http://peelgraph.test",
            headers={"X-Forwarded-For": name},
            timeout=60,
        )

    def descriptors(self) -> int:
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))

    def zygote(self) -> int:
        (child,) = children(self.process.pid)
        return child

    def workers(self) -> set[int]:
        return set(children(self.zygote()))


def children(process: int) -> list[int]:
    path = Path(f"/proc/{process}/task/{process}/children")
    return list(map(int, path.read_text(encoding="ascii").split()))


def state(process: int) -> str:
    return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]


def eventually(check, seconds: float = 30.0) -> bool:
    """Whether something comes true; the time is only for what never does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if check():
            return True
        time.sleep(0.02)
    return False


def graph_file(folder: Path) -> Path:
    """People who know the next, and the graphs of the W3C's protocol tests."""
    lines = []
    for number in range(PEOPLE):
        here, there = (f"<https://example.org/{n % PEOPLE}>" for n in (number, number + 1))
        lines.append(f"{here} <https://example.org/knows> {there} <https://example.org/g> .")
    for name in ("data1", "data2", "data3"):
        lines.append(
            f"<{KASEI}{name}.rdf> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
            f"<http://xmlns.com/foaf/0.1/Document> <{KASEI}{name}.rdf> ."
        )
    path = folder / "people.nq"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def started(folder: Path, *more: str) -> Server:
    """A server over the small graph, ready."""
    # the path of a socket may have a hundred characters
    socket = f"/tmp/peelgraph-{os.getpid()}-{folder.name}.sock"
    log = folder / "log"
    command = [sys.executable, "-m", "peelgraph", "--resources", "none", "serve"]
    command += ["--graph", str(graph_file(folder)), "--uds", socket, *more]
    with log.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, text=True)
    server = Server(process, socket, log)

    def is_ready() -> bool:
        assert process.poll() is None, log.read_text()
        try:
            with server.client() as client:
                return client.get("/ready").status_code == 200
        except httpx.TransportError:
            return False

    assert eventually(is_ready, 120), log.read_text()
    return server


def stopped(server: Server) -> int:
    server.process.send_signal(signal.SIGTERM)
    code = server.process.wait(60)
    Path(server.socket).unlink(missing_ok=True)
    return code


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if sys.platform != "linux":
        pytest.skip("workers need Linux")
    running = started(
        tmp_path_factory.mktemp("serve"),
        *("--workers", "2", "--timeout", "5", "--rows", "1000", "--proxy-headers", "*"),
    )
    yield running
    stopped(running)
