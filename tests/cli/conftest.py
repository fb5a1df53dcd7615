"""Running commands in this process: what they write and how they end."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import pytest
import typer.main

from peelgraph.cli import apart as cli_apart
from peelgraph.cli import main
from peelgraph.workers.zygote import called


class Ended(NamedTuple):
    """How a command ended: its exit code, and what it wrote to standard output and standard error."""

    code: int
    out: str
    err: str


Command = Callable[..., Ended]
_command = cache(typer.main.get_command)
"""The commands of an application, read from their functions once: a process has them run once, a test often."""


@pytest.fixture
def run(run_alone: Command, kg: object) -> Command:
    """A function that runs the command line, with the shipped graph built already."""
    return run_alone


@pytest.fixture
def run_alone(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """A function that runs the command line on what needs no shipped graph."""
    monkeypatch.setattr(typer.main, "get_command", _command)
    # in this process, where it is quicker: `test_apart` has the other
    monkeypatch.setattr(cli_apart, "apart", lambda job, arguments, fork: called(job, arguments))
    monkeypatch.setattr(cli_apart, "bound_memory", lambda more: None)

    def run_command(*words: str, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "argv", ["peelgraph", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        code = ended.value.code
        return Ended(code if isinstance(code, int) else 0, captured.out, captured.err)

    return run_command
