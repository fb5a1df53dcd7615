"""Folders of one's own: questions beside others, and whole folders in place of the shipped one."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

import peelgraph
from peelgraph.builder.starting import start_folder
from peelgraph.errors import WrongUse
from tests.cli.conftest import Command

QUESTION = """#+ summary: "Which things have a part?"
#+ params:
#+   part: {type: iri, description: "only what this is a part of"}
#+ returns:
#+   whole: {type: iri}
SELECT DISTINCT ?whole { ?whole <http://example.org/has> $part } ORDER BY ?whole
"""
THINGS = "https://data.example.net/Garden/id/"
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


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that was started, with a namespace of its own."""
    folder = tmp_path_factory.mktemp("new") / "garden"
    start_folder(folder, "https://data.example.net/Garden/", "gdn")
    return folder


def test_a_new_folder_answers_at_once(tmp_path: Path, run_alone: Command) -> None:
    folder = tmp_path / "garden"
    started = run_alone("new", str(folder), "--namespace", "https://w.example/", "--prefix", "wg")
    assert (started.code, started.out) == (0, "")
    assert "11 files" in started.err
    assert run_alone("new", str(folder)).code == 1
    # all that its README tells to try
    commands = re.findall(r"^\$ peelgraph (.+)$", (folder / "README.md").read_text(), re.MULTILINE)
    assert len(commands) == 7
    for command in commands:
        words = [str(folder) if word == "." else word for word in shlex.split(command)]
        ended = run_alone(*words)
        assert ended.code == 0, (command, ended.err)
    assert ended.out.splitlines() == ["bed", "https://w.example/id/place/long-bed"]


def test_a_folder_s_own_names_work_as_ours_do(garden: Path, run_alone: Command) -> None:
    def out(*words: str) -> str:
        ended = run_alone("--resources", str(garden), *words)
        assert ended.code == 0, ended.err
        return ended.out

    herbs = ["plant,name,planted", *(f"{THINGS}plant/{name}" for name in ("sage", "thyme"))]
    for place in ("place/herb-bed", "herb bed", "Herb-Bed", f"{THINGS}place/herb-bed", "herb"):
        lines = out("ask", "plants-in", "--place", place, "-f", "csv").splitlines()
        assert [line.partition(",")[0] for line in lines[1:]] == herbs[1:], place
    shown = out("show", "apple")
    assert "plant/apple – plant" in shown
    assert "grows in: kitchen garden (place/kitchen-garden)  [The garden book]" in shown
    for words in (
        ("apple", "grows in", "walled garden"),
        ("plant/apple", "growsIn", "place/walled-garden"),
        ("apple", "gdn:growsIn", f"{THINGS}place/walled-garden"),
        ("long bed", "a", "EmptyBed"),
        ("place/long-bed", "is a", "gdn:EmptyBed"),
    ):
        assert "said in" in out("why", *words)
    assert "grows in" in out("why-not", "apple", "growsIn", "herb bed")
    assert out("search", "herb", "--kind", "bed", "-f", "csv").splitlines()[1:] == [
        f"{THINGS}place/herb-bed,bed,herb bed"
    ]
    named = out("export", "nt", "--named-graph", "source/garden-book")
    assert named.count("ontology#growsIn") == 3
    ended = run_alone("--resources", str(garden), "ask", "plants-in", "--place", "place/herb-bad")
    assert "did you mean place/herb-bed" in ended.err


def test_what_is_in_a_folder_speaks_of_it_alone(garden: Path, run_alone: Command) -> None:
    told = json.loads(run_alone("--resources", str(garden), "info", "-f", "json").out)
    assert told["classes"] == {"place": 4, "plant": 3, "bed": 2, "empty bed": 1}
    assert told["reach"] == []
    assert [source["title"] for source in told["sources"]] == [
        "What we know ourselves",
        "The garden book",
    ]
    assert "force" not in run_alone("--resources", str(garden), "info", "-f", "md").out


@pytest.mark.parametrize(
    ("table", "row", "reason"),
    [
        ("places", "place/x,Bad,x,", "Garden/ontology#Bad' is not a term of the ontology"),
        ("places", "place/x,Bed,x,place/nowhere", "'place/nowhere' is not defined in any table"),
        ("places", "Place/X,Bed,x,", "'Place/X' is not a short id"),
    ],
)
def test_rows_of_a_folder_are_checked_by_its_names(
    garden: Path, tmp_path: Path, run_alone: Command, table: str, row: str, reason: str
) -> None:
    copy = tmp_path / "garden"
    shutil.copytree(garden, copy)
    with (copy / "data" / f"{table}.csv").open("a") as file:
        file.write(f"{row}\n")
    ended = run_alone("--resources", str(copy), "build")
    assert ended.code == 1
    assert re.search(rf"{table}\.csv:6: .*{reason}", ended.err)


def test_a_misspelt_term_of_ours_is_told_of(
    garden: Path, tmp_path: Path, run_alone: Command
) -> None:
    copy = tmp_path / "garden"
    shutil.copytree(garden, copy)
    mapping = copy / "data" / "sources.rq"
    mapping.write_text(mapping.read_text().replace("peel:graph ?graph", "peel:graf ?graph"))
    assert "ontology#graf' is not a term" in run_alone("--resources", str(copy), "build").err


def test_two_folders_in_one_process(garden: Path, tmp_path: Path) -> None:
    start_folder(tmp_path / "other", "https://other.example/", "oth")
    both = [peelgraph.load(resources=folder) for folder in (garden, tmp_path / "other")]
    for kg, things in zip(both, (THINGS, "https://other.example/id/"), strict=True):
        assert str(kg.find("plant/apple")) == f"{things}plant/apple"
        (row,) = kg.ask("plants-in", place="herb bed").rows[:1]
        assert str(row[0]) == f"{things}plant/sage"
        assert kg.show("apple").id == "plant/apple"
    start_folder(tmp_path / "third", "https://third.example/", "oth")
    with pytest.raises(WrongUse, match=r"The prefix 'oth' stands for <https://other\.example/"):
        peelgraph.load(resources=tmp_path / "third")
