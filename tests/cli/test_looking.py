"""`quote` and `compare` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import documents
from tests.cli.conftest import Command

FINDING = "finding/anti-corruption-and-vetting-unit-capacity"
FORCES = "avon-and-somerset bedfordshire cambridgeshire essex hertfordshire norfolk suffolk staffordshire warwickshire wiltshire"


@pytest.fixture
def values(tmp_path: Path) -> Path:
    path = tmp_path / "values.csv"
    rows = [f"{force},{100 + number}" for number, force in enumerate(FORCES.split())]
    path.write_text("\n".join(["force,value", *rows]) + "\n", encoding="utf-8")
    return path


@documents.needed
def test_quote_from_the_copy_that_was_read(run: Command) -> None:
    ended = run("quote", FINDING, "--document", str(documents.FILES["peel-2016-cambridgeshire"]))
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.count("digest holds") == 2
    assert "capacity" in ended.out


@documents.needed
def test_quote_from_another_copy_with_the_same_words(run: Command, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    text = documents.FILES["peel-2016-cambridgeshire"].read_text(encoding="utf-8")
    copy.write_text("Printed on paper. " + text, encoding="utf-8")
    ended = run("quote", FINDING, "--document", str(copy))
    assert ended.code == 0
    assert "in this copy from character" in ended.out
    assert "is not the copy that was read" in ended.err


def test_quote_says_when_the_copy_is_another_document(run: Command, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text("Something else altogether.", encoding="utf-8")
    ended = run("quote", FINDING, "--document", str(copy))
    assert ended.code == 1
    assert ended.err.count("\n") == 1
    assert "is not the copy that was read" in ended.err
    assert run("quote", FINDING, "--document", str(tmp_path / "missing.txt")).code == 1
    assert run("quote", FINDING).code == 2


def test_compare_a_file_of_values(run: Command, values: Path, tmp_path: Path) -> None:
    picture = tmp_path / "calls.svg"
    ended = run(
        "compare",
        "calls",
        "--values",
        str(values),
        "--force",
        "Cambridgeshire Constabulary",
        "--plot",
        str(picture),
    )
    assert ended.code == 0
    rows = ended.out.splitlines()
    assert rows[0] == "rank,force,value,standard_score,compares,id"
    assert rows[1].startswith("1,Wiltshire Police,109.0,1.567,above,")
    assert "Cambridgeshire Constabulary is below (-0.87), 8 of 10 from the highest." in ended.err
    assert picture.stat().st_size > 1000


def test_compare_where_the_rule_cannot_be_applied_shows_what_is_printed(run: Command) -> None:
    ended = run("compare", "999 calls received per 1,000 population")
    assert ended.code == 0
    assert "The rule of comparison needs different values for 10 forces or more" in ended.err
    assert "broadly in line" in ended.out


def test_compare_refuses_what_it_cannot_do(run: Command, values: Path, tmp_path: Path) -> None:
    assert run("compare", "calls", "--values", str(values), "--force", "gloucestershire").code == 2
    assert run("compare", "no such measure").code == 1
    assert run("compare", "calls", "--values", str(tmp_path / "missing.csv")).code == 1
    assert (
        run("compare", "calls", "--values", str(values), "--plot", str(tmp_path / "calls.jpg")).code
        == 2
    )
    values.write_text("force,value\nessex,1\n", encoding="utf-8")
    ended = run("compare", "calls", "--values", str(values))
    assert (ended.code, ended.out) == (1, "")
