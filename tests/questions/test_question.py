"""Stored questions: what their files must say, and how they are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelgraph.errors import ParameterError, QuestionNotFound, UnreadableFile
from peelgraph.questions.question import (
    Parameter,
    StoredQuestion,
    find_question,
    load_question,
    load_questions,
)


def test_a_parameter_as_an_option() -> None:
    assert Parameter("not_before").flag == "--not-before"
    assert (Parameter("x", "iri:Unit").iri_class, Parameter("x", "iri").iri_class) == ("Unit", None)
    assert [Parameter("x", t).is_iri for t in ("iri:Unit", "iri", "string")] == [True, True, False]


def test_a_parameter_is_known_by_its_option_too() -> None:
    asked = StoredQuestion("name", "topic", "ASK {}", "?", params=(Parameter("not_before"),))
    assert asked.parameter("not-before").name == "not_before"
    with pytest.raises(ParameterError, match=r"unknown; there are not_before\.$"):
        asked.parameter("x")


def write(folder: Path, text: str, name: str = "some-name") -> Path:
    path = folder / "topic" / f"{name}.rq"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_question_in_full(tmp_path: Path) -> None:
    text = """#+ summary: Which years?
#+ params:
#+   year: {type: integer, default: 2016, options: [2015, 2016], example: 2015}
#+ returns:
#+   s: {type: iri, description: the thing}
#+ tests: [{args: {}, rows: []}]
SELECT ?s { ?s ?p $year }
"""
    found = load_question(write(tmp_path, text))
    assert found == StoredQuestion(
        name="some-name",
        topic="topic",
        text=text,
        summary="Which years?",
        params=(
            Parameter("year", "integer", default="2016", options=("2015", "2016"), example="2015"),
        ),
        returns=found.returns,
        tests=({"args": {}, "rows": []},),
    )
    assert (found.returns[0].name, found.form) == ("s", "SELECT")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("SELECT * {}", "no #\\+ header"),
        ("#+ returns: {}\nSELECT * {}", "no summary"),
        ("#+ summary: x\n#+ colour: red\nSELECT * {}", "unknown keys \\['colour'\\]"),
        ("#+ summary: x\n#+ params: {a: {colour: red}}\nSELECT * {}", "header is not in order"),
        ("#+ summary: x\n#+ params: [a]\nSELECT * {}", "header is not in order"),
        ("#+ summary: x\n#+ returns: {a: red}\nSELECT * {}", "header is not in order"),
        ("#+ summary: x\nDROP ALL", "not a SELECT, ASK or CONSTRUCT"),
        ("#+ summary: x\nDESCRIBE <x:>", "not a SELECT, ASK or CONSTRUCT"),
        ("#+ summary: x\n", "not a SELECT, ASK or CONSTRUCT"),
    ],
)
def test_a_file_that_is_no_question(tmp_path: Path, text: str, why: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(UnreadableFile, match=why) as caught:
        load_question(path)
    assert caught.value.path == str(path)


def test_questions_are_found_by_name_and_listed_by_topic(tmp_path: Path) -> None:
    for name in ("b", "a"):
        write(tmp_path, "#+ summary: x\nASK {}", name)
    assert [q.name for q in load_questions(tmp_path)] == ["a", "b"]
    assert find_question(tmp_path, "a").name == "a"
    with pytest.raises(
        QuestionNotFound, match=r"no question 'zz'; `peelgraph questions` lists them\.$"
    ):
        find_question(tmp_path, "zz")


def test_own_questions_stand_beside_others_and_take_their_filters(tmp_path: Path) -> None:
    for name in ("ours", "theirs"):
        (tmp_path / name).mkdir()
    folders = (tmp_path / "ours", tmp_path / "theirs")
    write(folders[0], "#+ summary: x\nASK {}", "a")
    (folders[0] / "filters.yaml").write_text('things:\n  kind: {pattern: "?it a ?value ."}\n')
    narrowed = "#+ summary: x\n#+ filters: {things: s}\nASK { ?s ?p ?o\n  # filters\n}"
    (folders[1] / "b.rq").write_text(narrowed)
    assert [(q.topic, q.name) for q in load_questions(folders)] == [("theirs", "b"), ("topic", "a")]
    (kind,) = find_question(folders, "b").filters
    assert (kind.name, kind.pattern) == ("kind", "?s a ?its_value .")
    with pytest.raises(UnreadableFile, match=r"names filters, and there is no filters\.yaml above"):
        load_questions(folders[1])


def test_two_questions_of_one_name(tmp_path: Path) -> None:
    for name in ("ours", "theirs"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, "#+ summary: x\nASK {}", "a")
    reason = r"theirs/topic/a\.rq: there is a question 'a' in .*ours/topic/a\.rq already; give it"
    for find in (load_questions, lambda folders: find_question(folders, "a")):
        with pytest.raises(UnreadableFile, match=reason):
            find((tmp_path / "ours", tmp_path / "theirs"))


def test_a_file_that_is_not_utf8_is_no_question(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    path.write_bytes(b"#+ summary: caf\xe9\nASK {}")
    with pytest.raises(UnreadableFile, match="it is not UTF-8"):
        load_question(path)
