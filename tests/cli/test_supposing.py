"""The command that supposes cases: as text, as Markdown and as JSON, with proofs, and in one line where it cannot."""

from __future__ import annotations

import json

from tests.cli.conftest import Command

CASE = ("what-if", "leave", "hertfordshire", "--unit", "bch-ict")


def test_text_counts_lists_and_says_what_is_left_out(run: Command) -> None:
    done = run(*CASE)
    assert done.code == 0
    first, _, counts = done.out.splitlines()[:3]
    assert first == "What if Hertfordshire Constabulary left joint ICT?"
    assert "statements would go" in counts
    assert "joint ICT: 3 forces, then 2" in done.out
    assert "Hertfordshire Constabulary:" in done.out


def test_json_says_the_same(run: Command) -> None:
    shown = json.loads(run(*CASE, "--format", "json").out)
    assert shown["cases"] == ["Hertfordshire Constabulary left joint ICT"]
    assert shown["shared"][0]["forces_after"] == 2
    assert shown["lost"]
    assert all(
        effect["kind"] in {"bears on", "may bear on", "exposed to"} for effect in shown["lost"]
    )


def test_markdown_has_headings_and_why_has_proofs(run: Command) -> None:
    done = run(*CASE, "--format", "md", "--why", "--all")
    assert done.out.startswith("## What if")
    assert "bears on – Hertfordshire Constabulary" in done.out
    assert "because an outcome bears on each member" in done.out


def test_what_cannot_be_supposed_is_one_line(run: Command) -> None:
    done = run("what-if", "leave", "essex", "--unit", "bch-ict")
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
