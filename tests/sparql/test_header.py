"""The `#+` header of a query file."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelgraph.errors import UnreadableFile
from peelgraph.sparql.header import read_header

PATH = Path("queries/topic/name.rq")


def test_a_header_is_yaml_behind_its_marks() -> None:
    text = '#+ summary: "Who: and why?"\n#+ params:\n#+   force: {type: iri, default: 2016}\n\nSELECT * {} # not + this\n'
    assert read_header(PATH, text) == {
        "summary": "Who: and why?",
        "params": {"force": {"type": "iri", "default": 2016}},
    }


def test_line_ends_of_windows_are_line_ends() -> None:
    assert read_header(PATH, "#+ a: 1\r\n#+ b: 2\r\nSELECT") == {"a": 1, "b": 2}


def test_only_the_top_is_the_header() -> None:
    assert read_header(PATH, "#+ a: 1\n\nSELECT *\n#+ b: 2\n{}") == {"a": 1}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("SELECT * {}", "it has no #\\+ header"),
        ("#+ only words", "it has no #\\+ header"),
        ("#+ - a\n#+ - list", "it has no #\\+ header"),
        ("#+ a: {b", "its #\\+ header is not YAML"),
        ("#+ a: 1\n#+ a: [", "its #\\+ header is not YAML"),
        ("#+ a: !!python/object/apply:os.getcwd []", "its #\\+ header is not YAML"),
    ],
)
def test_what_is_no_header_is_refused(text: str, why: str) -> None:
    with pytest.raises(UnreadableFile, match=why) as caught:
        read_header(PATH, text)
    assert caught.value.path == str(PATH)
    assert "\n" not in str(caught.value)
