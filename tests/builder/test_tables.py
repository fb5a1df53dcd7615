"""Tables: what a spreadsheet saves is read, and what is wrong with it is named by line."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD, Literal

from peelgraph.builder.cells import TYPES, Column
from peelgraph.builder.tables import Table, read_table
from peelgraph.vocab import OURS, PEEL, thing

COLUMNS = (
    Column("id", "id", required=True, key=True),
    Column("name", required=True),
    Column("note"),
)


def read(folder: Path, content: bytes | str, columns: tuple[Column, ...] = COLUMNS) -> Table:
    path = folder / "table.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(path, "data/table.csv", columns)


def cells(table: Table) -> list[tuple[int, dict[str, str]]]:
    assert table.problems == []
    return [(row.line, dict(row.cells)) for row in table.rows]


def problems(table: Table) -> list[str]:
    return [str(problem) for problem in table.problems]


def test_a_row_has_its_line_its_cells_and_its_terms(tmp_path: Path) -> None:
    table = read(tmp_path, "id,name,note\nforce/a,A,\nforce/b,B,b\n")
    assert cells(table) == [
        (2, {"id": "force/a", "name": "A", "note": ""}),
        (3, {"id": "force/b", "name": "B", "note": "b"}),
    ]
    assert table.rows[0].solutions == ({"id": thing("force/a"), "name": Literal("A")},)
    assert table.whole


@pytest.mark.parametrize(
    "content",
    [
        b"id,name\nforce/a,A",
        b"id,name\r\nforce/a,A\r\n",
        b"\xef\xbb\xbfid,name\nforce/a,A\n",
        b'\xef\xbb\xbf"id","name"\r\n"force/a","A"\r\n',
        b"name,id\nA,force/a\n",
    ],
    ids=["no line end at the end", "CRLF", "byte order mark", "all of it quoted", "another order"],
)
def test_what_spreadsheets_write(tmp_path: Path, content: bytes) -> None:
    assert cells(read(tmp_path, content)) == [(2, {"id": "force/a", "name": "A"})]


def test_lines_are_counted_across_line_breaks_in_cells(tmp_path: Path) -> None:
    table = read(tmp_path, 'id,name\nforce/a,"A\n""quoted"", and\r\nmore"\nforce/b,B\n')
    assert cells(table) == [
        (2, {"id": "force/a", "name": 'A\n"quoted", and\r\nmore'}),
        (5, {"id": "force/b", "name": "B"}),
    ]


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1), min_size=1)
)
def test_what_the_csv_module_writes_is_read(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    import csv
    import io

    out = io.StringIO()
    csv.writer(out).writerows([["note"], *([name] for name in names)])
    table = read(tmp_path_factory.getbasetemp(), out.getvalue(), (Column("note", "rows"),))
    assert [row.cells["note"] for row in table.rows] == names


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ["1: the file is empty; a header row is needed"]),
        (b"id,name\nforce/a,\xe9\n", ["2: byte 0xE9 is not UTF-8; save the table as UTF-8"]),
        (b"id,name\nforce/a,A\nforce/b,B,C\n", ["3: 3 cells where the header has 2"]),
        (b"id,name\nforce/a\nforce/b,B\n", ["2: 1 cells where the header has 2"]),
        (b"id,name\n\nforce/a,A\n", ["2: an empty line"]),
        (b"id,name,colour\nforce/a,A,red\n", ["1: column 'colour' is not used by the mapping"]),
        (b"id\nforce/a\n", ["1: column 'name' is missing"]),
        (b"id,name,name\nforce/a,A,A\n", ["1: column 'name' stands there twice"]),
    ],
)
def test_what_keeps_rows_from_being_read(
    tmp_path: Path, content: bytes, expected: list[str]
) -> None:
    table = read(tmp_path, content)
    assert problems(table) == [f"data/table.csv:{p}" for p in expected]
    assert table.whole == ("empty line" in expected[0])


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ('force/a,A "quote"', 3),
        ('force/a,say "', 3),
        ('force/a,"A" B', 3),
        ('force/a,"A""', 3),
        ('force/a,"A\n', 3),
        ('force/a,"A"x,', 3),
    ],
)
def test_stray_and_unclosed_quotes(tmp_path: Path, row: str, line: int) -> None:
    table = read(tmp_path, f"id,name\nforce/z,Z\n{row}\nforce/b,B\n")
    assert [p.line for p in table.problems] == [line]
    assert "quote" in table.problems[0].reason


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",A,", "column 'id' is empty"),
        ("force/a,,", "column 'name' is empty"),
        ("force/a, A,", "column 'name': white space around 'A'"),
        ("force/a,A\u00a0,", "column 'name': white space around 'A'"),
        ("force/a, ,", "column 'name': white space around ''"),
        ("Force/A,A,", "column 'id': 'Force/A' is not a short id like force/cambridgeshire"),
        ("force,A,", "column 'id': 'force' is not a short id like force/cambridgeshire"),
        ("force/a b,A,", "column 'id': 'force/a b' is not a short id like force/cambridgeshire"),
        (
            "https://w3id.org/x,A,",
            "column 'id': 'https://w3id.org/x' is not a short id like force/cambridgeshire",
        ),
        ("force/a,A\x00B,", "column 'name': character U+0000 has no place in a text"),
        ("force/a,A\x1b[1m,", "column 'name': character U+001B has no place in a text"),
        ("force/a,A\uffff,", "column 'name': character U+FFFF has no place in a text"),
    ],
)
def test_cells_that_are_not_in_order(tmp_path: Path, row: str, reason: str) -> None:
    table = read(tmp_path, f"id,name,note\nforce/z,Z,\n{row}\n")
    assert problems(table) == [f"data/table.csv:3: {reason}"]


def test_all_problems_of_a_table_are_listed(tmp_path: Path) -> None:
    table = read(tmp_path, "id,name,note\nFORCE,,\nforce/b\n\nforce/c, C,\n")
    assert sorted(p.line for p in table.problems) == [2, 2, 3, 4, 5]


def test_many_values_give_a_solution_for_each_combination(tmp_path: Path) -> None:
    columns = (Column("a", "id", many=True), Column("b", "text", many=True), Column("c", "text"))
    (row,) = read(tmp_path, "a,b,c\nx/1|x/2,p|q,r|s\n", columns).rows
    assert [tuple(map(str, solution.values())) for solution in row.solutions] == [
        (str(thing(x)), b, "r|s") for x in ("x/1", "x/2") for b in ("p", "q")
    ]


@pytest.mark.parametrize("cell", ["a||b", "|a", "a|", "|"])
def test_an_empty_value_among_many_is_a_problem(tmp_path: Path, cell: str) -> None:
    table = read(tmp_path, f"a\n{cell}\n", (Column("a", many=True),))
    assert problems(table) == ["data/table.csv:2: column 'a': an empty value beside a |"]


@pytest.mark.parametrize(
    ("type_", "cell", "terms"),
    [
        ("term", "PoliceForce", {"x": PEEL.PoliceForce}),
        ("term", "from", {"x": PEEL["from"]}),
        (
            "url",
            "https://example.org/?a=b#c",
            {"x": Literal("https://example.org/?a=b#c", datatype=XSD.anyURI)},
        ),
        ("integer", "-12", {"x": Literal(-12)}),
        ("decimal", "1.50", {"x": Literal(Decimal("1.50"))}),
        ("text", "Aé", {"x": Literal("Aé")}),
        ("prose", "It is.", {"x": Literal("It is.", lang="en")}),
        ("rows", "findings 3", {}),
        (
            "date",
            "2016-02",
            {
                "x": Literal("2016-02"),
                "x_earliest": Literal(datetime.date(2016, 2, 1)),
                "x_latest": Literal(datetime.date(2016, 2, 29)),
            },
        ),
    ],
)
def test_types(type_: str, cell: str, terms: dict[str, object]) -> None:
    found = TYPES[type_](OURS, "x", cell)
    assert found == terms
    assert [getattr(t, "datatype", None) for t in found.values()] == [
        getattr(t, "datatype", None) for t in terms.values()
    ]


@pytest.mark.parametrize(
    ("type_", "cell", "why"),
    [
        ("term", "Policeforce", "is not a term of the ontology"),
        ("term", "peel:PoliceForce", "is not a term of the ontology"),
        ("term", "_NS", "is not a term of the ontology"),
        ("url", "www.example.org", "is not an absolute address"),
        ("url", "https://example.org/a b", "is not an absolute address"),
        ("integer", "1.0", "is not a whole number"),
        ("integer", "1,000", "is not a whole number"),
        ("integer", "1_000", "is not a whole number"),
        ("integer", "１２", "is not a whole number"),
        ("decimal", "1,5", "is not a number"),
        ("decimal", "1_0.5", "is not a number"),
        ("decimal", "NaN", "is not a number"),
        ("decimal", "1e9", "is not a number"),
        ("decimal", "12%", "is not a number"),
        ("date", "03/11/2016", "is not a date"),
        ("date", "2016-02-30", "is not a date"),
    ],
)
def test_cells_of_the_wrong_type(type_: str, cell: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"^'{cell}' .*{why}|^'{cell}' {why}"):
        TYPES[type_](OURS, "x", cell)
