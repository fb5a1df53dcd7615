"""With an endpoint named, no command answers from the shipped graph: it asks there, or says why it cannot."""

from __future__ import annotations

import json

import pytest
import typer

from peelgraph.cli.app import COMMANDS, app
from tests.cli.conftest import Command

OWN = {"build", "new", "questions", "reason", "serve"}
"""What takes no graph that is there already, or says itself what it stands before."""


def commands(group: typer.Typer) -> dict[str, set[str]]:
    """The parameters of each command, those of groups too."""
    found = {}
    for name, command in typer.main.get_group(group).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", {name: command})
        for key, each in inner.items():
            found[key] = {parameter.name for parameter in each.params}
    return found


def test_every_command_that_opens_a_graph_can_open_an_endpoint() -> None:
    assert COMMANDS
    without = {name for name, given in commands(app).items() if "endpoint" not in given}
    assert without <= OWN


@pytest.fixture
def there(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("PEELGRAPH_ENDPOINT", endpoint)
    return endpoint


def test_info_is_of_the_endpoint(there: str, run_alone: Command) -> None:
    told = run_alone("info", "-f", "json")
    assert told.code == 0, told.err
    info = json.loads(told.out)
    assert (info["endpoint"], info["problems"]) == (there, None)
    assert info["said"] < 20_000  # the shipped graph says far more


def test_why_is_of_the_endpoint(there: str, run_alone: Command) -> None:
    told = run_alone("why", "force/eastshire", "a", "peel:PoliceForce")
    assert told.code == 0, told.err
    assert "Eastshire" in told.out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("validate",), "it is behind an endpoint, where nothing can be checked"),
        (("what-if", "leave", "eastshire"), "it is behind an endpoint; load it from a file"),
        (("export", "nt"), "it is behind an endpoint; load it from a file"),
    ],
)
def test_what_an_endpoint_cannot_do_is_refused(
    words: tuple[str, ...], why: str, there: str, run_alone: Command
) -> None:
    ended = run_alone(*words)
    assert ended.code == 2
    assert why in ended.err


def test_a_password_is_not_echoed(run_alone: Command) -> None:
    ended = run_alone("info", "--endpoint", "http://me:secret@127.0.0.1:1/?key=secret")
    assert ended.code == 1
    assert "http://127.0.0.1:1/?…" in ended.err
    assert "secret" not in ended.err
