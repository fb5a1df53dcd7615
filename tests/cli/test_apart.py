"""A query of the command line in a process of its own: it cannot end the command, and is ended with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from peelgraph.resources import resources_of
from peelgraph.workers import once
from peelgraph.workers.once import apart

PRODUCT = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }"
)


@pytest.fixture
def file(tmp_path: Path) -> str:
    lines = [f"<https://example.org/{n}> <https://example.org/p> {n} ." for n in range(500)]
    path = tmp_path / "numbers.ttl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def command(file: str, *words: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "peelgraph",
        "--resources",
        "none",
        "sparql",
        *words,
        "--graph",
        file,
    ]


def ended(*words: str) -> tuple[int, str, str]:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there is no deadline here")
def test_a_deadline_ends_it(file: str) -> None:
    sentence = "It was ended at its deadline of 0.2 s, and has no answer.\n"
    assert ended(*command(file, PRODUCT, "--timeout", "0.2")) == (1, "", sentence)
    out = "n\r\n500\r\n"
    assert ended(*command(file, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--timeout", "60"))[
        1
    ] == out.replace("\r", "")


def test_what_nests_is_refused_and_said(file: str) -> None:
    code, out, err = ended(*command(file, "SELECT * " + "{" * 5000 + "}" * 5000))
    assert (code, out) == (2, "")
    assert err.startswith("The query cannot be run: it has 5000 nested brackets")


@pytest.mark.skipif(sys.platform != "linux", reason="Ctrl-C is looked at in /proc")
def test_ctrl_c_ends_it_at_once(file: str) -> None:
    process = subprocess.Popen(command(file, PRODUCT), start_new_session=True)
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    end = time.monotonic() + 60
    while not (children := path.read_text().split()) and time.monotonic() < end:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(60) == 130
    assert not any(Path(f"/proc/{child}").exists() for child in children)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux alone")
def test_memory_is_bounded(file: str) -> None:
    doubled = "".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1}) " for i in range(40))
    query = f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('aaaaaaaaaa' AS ?x0) {doubled} }}"
    code = (
        "import sys; from peelgraph.cli import apart, main\n"
        "apart.half_of_memory = lambda: 200_000_000\n"
        "main()"
    )
    words = command(file, query)[3:]
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (
        1,
        "It was ended: it needed more memory than it may have.\n",
    )


def test_a_process_with_threads_is_not_forked(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(once, "_is_single", lambda: False)
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("it was forked"))
    chosen = resources_of(None)
    request = {"query": "ASK { ?s ?p 7 }", "output": None, "seconds": None, "graph": [file]}
    request |= {"resources": chosen.as_plain(), "endpoint": None, "format": "csv"}
    request["allow_service"] = False
    assert apart("cli.apart:answered", request, fork=True) == ({}, b"answer\r\ntrue\r\n")
