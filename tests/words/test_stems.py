"""Words become stems, alike wherever it is done; a Python that cannot says so in one sentence."""

from __future__ import annotations

import sqlite3

import pytest

from peelgraph.errors import NoFullText
from peelgraph.words import stems as room
from peelgraph.words.stems import fulltext, line_of, stems, stems_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("staff survey", "surveys of the STAFF"),
        ("anti-corruption", "anti corruption"),
        ("savings", "saving"),
        ("café", "Cafe"),
    ],
)
def test_the_same_stems(one: str, other: str) -> None:
    assert stems(one) == stems(other) != ()


@pytest.mark.parametrize("text", ["", "the", "of and to", '"*" -', "\ud800", "\x00"])
def test_texts_without_a_word_that_says_something(text: str) -> None:
    assert stems(text) == ()


def test_many_at_once_are_as_each_alone() -> None:
    texts = ["rural crime", "", "crimes of rural kind", "rural crime"]
    assert list(stems_of(texts)) == [stems(text) for text in texts]


def test_a_stem_stands_between_spaces() -> None:
    assert line_of(stems("The staff surveys")) == " staff survei "


def test_an_sqlite_without_fts5_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class Without:
        def execute(self, _: str) -> None:
            raise sqlite3.OperationalError("no such function: fts5_source_id")

        def close(self) -> None:
            pass

    monkeypatch.setattr(room.sqlite3, "connect", lambda *_, **__: Without())
    with pytest.raises(
        NoFullText, match=r"^Finding by words needs SQLite's FTS5, and SQLite .*\.$"
    ):
        fulltext()
