"""`why` and `why-not` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rdflib import Graph

from peelgraph.graph import KnowledgeGraph
from tests.cli.conftest import Command

WHY = ("why", "finding/anti-corruption-and-vetting-unit-capacity", "bears on", "bedfordshire")
NOT = ("why-not", "finding/ambition-across-region", "bears on", "hertfordshire")


def test_why_cuts_nothing_off(run: Command, kg: KnowledgeGraph) -> None:
    ended = run(*WHY)
    assert (ended.code, ended.err) == (0, "")
    said = " ".join(ended.out.replace("│", " ").split())
    assert "concerns – joint anti-corruption and vetting unit because" in said
    assert "and ‘date, latest’ 2016-12-08 is not after ‘held on’ 2016-12-08" in said
    assert ended.out.count("sha256") == 5


def test_why_all(run: Command) -> None:
    text = run(*WHY, "--all", "--limit", "3").out
    assert [line for line in text.splitlines() if line.startswith("Proof ")] == [
        "Proof 1 of 3, of 13 statements",
        "Proof 2 of 3, of 13 statements",
        "Proof 3 of 3, of 15 statements",
    ]
    as_json = json.loads(run(*WHY, "--all", "--limit", "2", "-f", "json").out)
    assert [p["rule"] for p in as_json] == ["bears-on", "bears-on"]


def test_why_as_turtle(run: Command, tmp_path: Path) -> None:
    file = tmp_path / "proof.ttl"
    assert run(*WHY, "-o", str(file)).code == 0
    assert file.read_text(encoding="utf-8") == run(*WHY, "-f", "ttl").out
    assert len(Graph().parse(file)) > 50


def test_why_with_a_copy_of_another_document(run: Command, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text("Something else.", encoding="utf-8")
    assert run(*WHY, "--document", str(copy)).out.count(" – not at hand") == 5
    assert run(*WHY, "--document", str(tmp_path / "missing.txt")).code == 1


def test_why_not(run: Command) -> None:
    ended = run(*NOT)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Not: ‘Plans aspire to")
    assert "is only planned" in " ".join(ended.out.replace("│", " ").split())
    assert json.loads(run(*NOT, "-f", "json").out)["obstacles"][0]["rule"] == "bears-on"
    assert run(*NOT, "-f", "md").out.startswith("- **Not: ")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("why-not", *WHY[1:]), 1, "It holds: "),
        (("why-not", "atlantis", "a", "peel:Alliance"), 1, "There is no thing 'atlantis'"),
        ((*NOT, "-f", "ttl"), 2, "There is no format 'ttl' here"),
        ((*WHY, "--limit", "0"), 2, ""),
    ],
)
def test_what_cannot_be_answered(
    run: Command, words: tuple[str, ...], code: int, said: str
) -> None:
    ended = run(*words)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err


def test_where_no_rule_could_conclude_it(run: Command) -> None:
    out = run("why-not", "force/cambridgeshire", "member", "force/essex").out
    assert "No rule concludes this: only a source could say it, and none does" in out
