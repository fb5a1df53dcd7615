"""`plot` on the command line: files that are pictures, the same each time, and one sentence where it cannot be."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from peelgraph.graph import KnowledgeGraph
from peelgraph.whatif import Outcome

from .conftest import Command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    """What cases come to, by their words."""
    return {}


@pytest.fixture(autouse=True)
def worked_out_once(monkeypatch: pytest.MonkeyPatch, outcomes: dict[str, Outcome]) -> None:
    """Work out what cases come to once for all pictures of it: here only these are of interest."""
    work_out = KnowledgeGraph.what_if

    def what_if(kg: KnowledgeGraph, case: str) -> Outcome:
        if case not in outcomes:
            outcomes[case] = work_out(kg, case)
        return outcomes[case]

    monkeypatch.setattr(KnowledgeGraph, "what_if", what_if)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["grades", "--region", "wales", "--pillar", "efficiency"], "grades.png"),
        (["map", "partners-of-force", "--force", "hertfordshire"], "map-partners-of-force.png"),
        (["timeline", "Gwent Police"], "timeline-gwent.png"),
        (["network", "--as-of", "2016-11-03", "--region", "wales"], "network-forces.png"),
        (["network", "borders", "--measure", "betweenness"], "network-borders.png"),
        (["matrix", "--region", "wales"], "matrix.png"),
        (["what-if", "end", "unit/ersou", "and", "leave", "suffolk"], "what-if.png"),
    ],
)
def test_a_picture_is_named_after_what_it_shows(
    run: Command, folder: Path, words: list[str], name: str
) -> None:
    ended = run("plot", *words)
    assert (ended.code, ended.out, ended.err) == (0, "", f"Wrote {name}\n")
    assert (folder / name).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "words",
    [
        ["grades", "--framework", "peel-2016", "--framework", "peel-2017"],
        [
            "map",
            "grades-of-forces",
            "--pillar",
            "efficiency",
            "--framework",
            "peel-2017",
            "--value",
            "grade",
        ],
        ["timeline", "kent"],
        ["network", "forces-units", "--as-of", "2016-11-03"],
        ["matrix", "--as-of", "2016-11-03"],
        ["what-if", "leave", "suffolk", "--on", "2016-11-30"],
    ],
    ids=lambda words: words[0],
)
def test_the_same_bytes_each_time(run: Command, folder: Path, words: list[str]) -> None:
    assert [run("plot", *words, "-o", f"{n}.svg").code for n in range(2)] == [0, 0]
    assert (folder / "0.svg").read_bytes() == (folder / "1.svg").read_bytes()
    ElementTree.parse(folder / "0.svg")


def test_a_map_says_what_was_asked_and_who_said_so(run: Command, folder: Path) -> None:
    run(
        "plot",
        "map",
        "grades-of-forces",
        "--pillar",
        "efficiency",
        "--framework",
        "peel-2017",
        "--value",
        "grade",
        "-o",
        "m.svg",
    )
    text = (folder / "m.svg").read_text(encoding="utf-8")
    assert "Pillar: efficiency; framework: PEEL 2017; the grade." in text
    assert "Source: His Majesty" in text


def test_cases_of_a_day_are_drawn_on_the_day_after(run: Command, folder: Path) -> None:
    for words in (["--on", "2016-11-30"], ["--as-of", "2016-06-01"]):
        run("plot", "what-if", "leave", "suffolk", *words, "-o", f"{words[1]}.svg")
    assert "On 2016-12-01: the forces" in (folder / "2016-11-30.svg").read_text(encoding="utf-8")
    assert "On 2016-06-01: the forces" in (folder / "2016-06-01.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["grades", "-o", "x.jpg"], 2, "There is no format '.jpg' here; there are .png, .svg."),
        (["grades", "-o", "no/such/x.png", "--region", "wales"], 1, "Cannot write no/such/x.png: "),
        (["what-if", "delay", "athena-system"], 1, "There is nothing to draw: every collaboration would have the same"),
        (["what-if", "fame"], 2, "A case begins with"),
        (["network", "fame"], 1, "There is no projection 'fame'"),
        (["network", "--measure", "fame"], 2, "'fame' is no measure; there are degree, strength,"),
        (["matrix", "--as-of", "soon"], 2, "Question 'functions-of-forces', parameter 'as_of': 'soon' is not a day"),
        (["grades", "--region", "atlantis"], 1, "There is no Region 'atlantis' in the graph"),
        (["grades", "--framework", "hard-yards-2020"], 1, "There is nothing to draw: there are no judgements"),
        (["map", "nope"], 1, "There is no question 'nope'"),
        (["map", "grades-of-force", "--force", "essex"], 2, "Question 'grades-of-force' has no column of police forces"),
        (["map", "forces", "--value", "homepage"], 2, "A map tells 10 words apart, and there are 43"),
        (["map", "forces", "stray"], 2, "'stray' stands alone; write --PARAM VALUE."),
        (["map", "forces", "--shoe", "1"], 2, "Question 'forces', parameter 'shoe': unknown"),
        (["timeline", "atlantis"], 1, "There is no PoliceForce 'atlantis'"),
        ([], 2, "Missing command."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_one_sentence_where_it_cannot_be(
    run: Command, folder: Path, words: list[str], code: int, sentence: str
) -> None:
    ended = run("plot", *words)
    assert ended.code == code
    assert ended.err.startswith(sentence)
    assert ended.err.count("\n") == 1
    assert not list(folder.iterdir())
