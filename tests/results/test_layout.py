"""Text for people: as wide as it may be, with the letters that may be used, wherever it is made."""

from __future__ import annotations

import pytest
import rich.console

from peelgraph.results import PLAIN, Look
from peelgraph.results.layout import branch, drawn, json_text, markdown, table

NARROW = Look(width=24)


def test_a_table_folds_what_is_too_long_for_its_width() -> None:
    text = table(["a_name", "n"], [["one two three four five six", "1"]], NARROW)
    assert [line.rstrip() for line in text.splitlines()] == [
        "",
        "  a name             n",
        " ──────────────────────",
        "  one two three      1",
        "  four five six",
        "",
    ]
    assert max(map(len, table(["a"], [["b " * 90]], PLAIN).splitlines())) == 120


def test_marks_of_rich_are_letters() -> None:
    assert "[b]é[/b]" in table(["[red]"], [["[b]é[/b]"]], PLAIN)
    assert "[red]" in table(["[red]"], [["[b]é[/b]"]], PLAIN)


def test_a_tree_has_notes_below_its_head() -> None:
    tree = branch("head", ["one note"], "bold")
    tree.children.append(branch("leaf"))
    assert [line.rstrip() for line in drawn(tree, PLAIN).splitlines()] == [
        "head",
        "one note",
        "└── leaf",
    ]
    assert "\x1b[1mhead\x1b[0m\n\x1b[2mone note\x1b[0m" in drawn(tree, Look(styled=True))
    assert "`-- leaf" in drawn(tree, Look(ascii=True))


def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = table(["a"], [["b"]], PLAIN)
    for name, value in {"COLUMNS": "20", "FORCE_COLOR": "1", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(rich.console, "_is_jupyter", lambda: True)
    assert table(["a"], [["b"]], PLAIN) == expected


def test_markdown_and_json() -> None:
    assert markdown(["a", "b"], [["x|y", "two\nlines"]]) == (
        "| a | b |\n| --- | --- |\n| x\\|y | two lines |\n"
    )
    assert json_text({"é": [1]}) == '{\n  "é": [\n    1\n  ]\n}\n'
