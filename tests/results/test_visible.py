"""What comes from files and endpoints obeys nobody: not on a terminal, and, if wanted, not in a spreadsheet."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pytest

import peelgraph
from peelgraph.results.cells import safe_cells
from peelgraph.results.layout import Look, branch, drawn, markdown, table
from peelgraph.results.visible import visible
from tests.cli.conftest import Command, run_alone  # noqa: F401

EVIL = "\x1b]0;mine\x07\x1b[2J\u202egpj\u2066\x9b31m\u200f"
SEEN = r"\u001B]0;mine\u0007\u001B[2J\u202Egpj\u2066\u009B31m\u200F"
HARMFUL = set(EVIL) - set("]0;mine[2Jgpj31m")
GIVEN = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
<https://w3id.org/peelgraph/id/force/evil> a <https://w3id.org/peelgraph/ontology#PoliceForce> ;
  rdfs:label "%s" .
"""
QUERY = "SELECT ?s ?label { ?s rdfs:label ?label FILTER(CONTAINS(?label, 'mine')) }"


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "evil.ttl"
    path.write_text(GIVEN % visible(EVIL), encoding="utf-8")
    return str(path)


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def test_layouts_show_all(capsys: pytest.CaptureFixture[str]) -> None:
    for look in (Look(), Look(styled=True)):
        assert SEEN in table([EVIL], [[EVIL]], look)
        assert "\u202e" not in table([EVIL], [[EVIL]], look)
        assert SEEN in drawn(branch(EVIL, [EVIL], "bold"), look)
    assert SEEN in markdown([EVIL], [[EVIL]])
    assert visible("a\tb\né … “” 👍🏽 ‍ עברית") == "a\tb\né … “” 👍🏽 ‍ עברית"


@pytest.mark.parametrize(
    "words",
    [
        ("sparql", QUERY, "-f", "table"),
        ("sparql", QUERY, "-f", "csv"),
        ("search", "mine"),
        ("show", "force/evil"),
        ("show", "force/evil", "-f", "md"),
        ("show", f"evil{EVIL}"),
        ("why", "force/evil", "rdfs:label", EVIL),
        ("why", "force/evil", "rdfs:label", "other"),
        ("why-not", "force/evil", "rdfs:label", "other"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("on_terminal", [True, False])
def test_nothing_obeyed_reaches_a_terminal(
    words: tuple[str, ...],
    on_terminal: bool,
    file: str,
    small_kg: peelgraph.KnowledgeGraph,
    monkeypatch: pytest.MonkeyPatch,
    run_alone: Command,  # noqa: F811
) -> None:
    monkeypatch.setattr("peelgraph.loading.load", lambda *_, **__: small_kg)
    terminal = Terminal()
    if on_terminal:
        monkeypatch.setattr(sys, "stdout", terminal)
    ended = run_alone(*words)
    shown = terminal.getvalue() if on_terminal else ended.out
    assert shown or ended.err
    assert (ended.code == 0) is not (words[::3] == ("why", "other") or EVIL in words[1]), ended.err
    if on_terminal or "csv" not in words[3:] + (words[0] == "search") * ("csv",):
        plain = shown.replace("\x1b[1m", "").replace("\x1b[2m", "").replace("\x1b[0m", "")
        assert not HARMFUL & set(plain), plain
    else:
        assert EVIL in shown  # data is as it is
    assert not HARMFUL & set(ended.err)


@pytest.fixture
def small_kg(file: str) -> peelgraph.KnowledgeGraph:
    return peelgraph.load(file, resources=None)


CELLS = [
    "=1+1",
    "+a",
    "-a",
    "@a",
    "\t=1",
    "\r=1",
    " =1",
    "＝1",
    "-5",
    "+3.1",
    "1e5",
    "-INF",
    "a=b",
    "",
]
SAFE = ["'=1+1", "'+a", "'-a", "'@a", "'\t=1", "'\r=1", "' =1", "'＝1", "-5", "+3.1", "1e5", "-INF", "a=b", ""]  # fmt: skip


def test_cells_that_would_be_formulas() -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(CELLS)
    assert next(csv.reader(io.StringIO(safe_cells(out.getvalue()), newline=""))) == SAFE


def test_the_option_is_for_csv(
    monkeypatch: pytest.MonkeyPatch,
    small_kg: peelgraph.KnowledgeGraph,
    run_alone: Command,  # noqa: F811
) -> None:
    monkeypatch.setattr("peelgraph.loading.load", lambda *_, **__: small_kg)
    query = "SELECT ?a ?b { VALUES (?a ?b) { ('=1+1' -5) } }"
    told = {
        name: run_alone("sparql", query, "-f", name, *option).out
        for name in ("csv", "json")
        for option in ([], ["--safe-cells"])
    }
    assert run_alone("sparql", query, "-f", "csv", "--safe-cells").out == "a,b\r\n'=1+1,-5\r\n"
    assert run_alone("sparql", query, "-f", "csv").out == "a,b\r\n=1+1,-5\r\n"
    assert "'=1+1" not in told["json"]
