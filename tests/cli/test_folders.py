"""Folders of one's own: questions beside others, and whole folders in place of the shipped one."""

from __future__ import annotations

from pathlib import Path

import pytest

import peelgraph
from tests.cli.conftest import Command

QUESTION = """#+ summary: "Which things have a part?"
#+ params:
#+   part: {type: iri, description: "only what this is a part of"}
#+ returns:
#+   whole: {type: iri}
SELECT DISTINCT ?whole { ?whole <http://example.org/has> $part } ORDER BY ?whole
"""
DATA = "@prefix : <http://example.org/> . :car :has :wheel . :shed :has :door ."


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of questions, and a file to ask."""
    folder = tmp_path / "mine" / "parts"
    folder.mkdir(parents=True)
    (folder / "wholes.rq").write_text(QUESTION)
    (tmp_path / "data.ttl").write_text(DATA)
    return tmp_path


def test_own_questions_on_own_files(own: Path, run_alone: Command) -> None:
    alone = ("--resources", "none", "--questions", str(own / "mine"))
    listed = run_alone(*alone, "questions", "-f", "csv")
    assert listed.out.splitlines()[1:] == ["parts,wholes,Which things have a part?,--part"]
    asked = ("ask", "wholes", "--graph", str(own / "data.ttl"))
    answer = run_alone(*alone, *asked, "--part", "http://example.org/wheel")
    assert answer.out.splitlines() == ["whole", "http://example.org/car"]
    kg = peelgraph.load(own / "data.ttl", resources=None, questions=own / "mine")
    assert [row.whole for row in kg.ask("wholes")] == [
        "http://example.org/car",
        "http://example.org/shed",
    ]


def test_own_questions_stand_beside_the_shipped_ones(own: Path, run_alone: Command) -> None:
    listed = run_alone("--questions", str(own / "mine"), "questions", "-f", "csv").out
    assert "parts,wholes," in listed
    assert "forces,forces," in listed
    (own / "twice").mkdir()
    (own / "twice" / "forces.rq").write_text(QUESTION)
    ended = run_alone("--questions", str(own / "twice"), "questions")
    assert ended.code == 1
    assert "there is a question 'forces' in" in ended.err
    assert run_alone("--questions", str(own / "none"), "questions").code == 1
