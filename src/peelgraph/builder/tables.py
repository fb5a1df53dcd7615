"""Tables a person can edit in a spreadsheet: CSV with cells of the types their mapping says.

The form is that of RFC 4180, in UTF-8.
"""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from peelgraph.builder.cells import SOURCE, Column, meanings
from peelgraph.builder.rowproblem import RowProblem
from peelgraph.rules.rule import Bindings
from peelgraph.vocab import OURS, Naming

__all__ = ["Place", "Row", "Table", "read_table"]

_CELL = r'(?:"(?:[^"]|"")*"|[^",\r\n]*)'
_RECORD = re.compile(rf"{_CELL}(?:,{_CELL})*\r?\n?")
"""A record as RFC 4180 has it; Python's reader takes a quote inside a cell for itself."""


class Place(NamedTuple):
    """A line of a file, counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Row:
    """A row: the line it starts on, its cells as written, and the terms they mean.

    There is a solution for each combination of the values of cells that hold many.
    """

    line: int
    cells: Mapping[str, str]
    solutions: tuple[Bindings, ...] = ()


@dataclass
class Table:
    """A table read from a file, with all that is wrong with it.

    It is `whole` unless some row could not be read at all.
    """

    path: Path
    name: str
    whole: bool = True
    rows: list[Row] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)

    def problem(self, line: int, reason: str) -> None:
        """Note something that is wrong on a line."""
        self.problems.append(RowProblem(self.name, line, reason))

    def loss(self, line: int, reason: str) -> None:
        """Note something that keeps rows from being read."""
        self.whole = False
        self.problem(line, reason)


def read_table(path: Path, name: str, columns: Iterable[Column], naming: Naming = OURS) -> Table:
    """Read a table and type its cells, in which things are named as `naming` says.

    Everything that is wrong is in the table's `problems`.
    """
    table = Table(path, name)
    by_name = {column.name: column for column in (SOURCE, *columns)}
    records = _records(table)
    if not records:
        return table
    _, header = records[0]
    unfit = list(_unfit(header, by_name))
    for reason in unfit:
        table.loss(1, reason)
    if unfit:
        return table
    for line, cells in records[1:]:
        if len(cells) == len(header):
            row = Row(line, dict(zip(header, cells, strict=True)))
            table.rows.append(_typed(table, row, by_name, naming))
        else:
            table.loss(line, f"{len(cells)} cells where the header has {len(header)}")
    return table


def _records(table: Table) -> list[tuple[int, list[str]]]:
    """The cells of each record, the header's too, with the line it starts on."""
    text = _decoded(table)
    if text is None:
        return []
    # Not by splitlines, which parts a line at characters that a cell may hold.
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    if not lines:
        table.loss(1, "the file is empty; a header row is needed")
    reader = csv.reader(iter(lines), strict=True)
    records: list[tuple[int, list[str]]] = []
    while True:
        before = reader.line_num
        start = before + 1
        try:
            cells = next(reader)
        except StopIteration:
            return records
        except csv.Error as error:
            # Where the quote should have ended is not known, so nothing after it can be read.
            table.loss(start, f"a quote is not closed or not followed by a comma ({error})")
            return records
        if not _RECORD.fullmatch("".join(lines[before : reader.line_num])):
            table.problem(start, "a stray quote; put the cell in quotes and double those inside")
        if cells:
            records.append((start, cells))
        else:
            table.problem(start, "an empty line")


def _decoded(table: Table) -> str | None:
    """The text of a table's file, None where it is not UTF-8."""
    try:
        # Spreadsheets put a byte order mark before it.
        return table.path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        byte = f"byte 0x{error.object[error.start]:02X}"
        table.loss(line, f"{byte} is not UTF-8; save the table as UTF-8")
        return None


def _unfit(header: list[str], columns: Mapping[str, Column]) -> Iterator[str]:
    """Why a header does not fit the columns of the mapping."""
    for name, count in Counter(sorted(header)).items():
        if count > 1:
            yield f"column '{name}' stands there twice"
    for name in header:
        if name not in columns:
            yield f"column '{name}' is not used by the mapping"
    for column in columns.values():
        if column.required and column.name not in header:
            yield f"column '{column.name}' is missing"


def _typed(table: Table, row: Row, columns: Mapping[str, Column], naming: Naming) -> Row:
    """A row with the terms that its cells mean; what is wrong with these is noted."""
    choices: list[list[Bindings]] = []
    for name, cell in row.cells.items():
        column = columns[name]
        if cell:
            try:
                choices.append(meanings(column, cell, naming))
            except ValueError as error:
                table.problem(row.line, f"column '{name}': {error}")
        elif column.required:
            table.problem(row.line, f"column '{name}' is empty")
    # Of two cells with two values each, a row means four times what its mapping says.
    solutions = []
    for parts in itertools.product(*choices):
        solution: Bindings = {}
        for part in parts:
            solution |= part
        solutions.append(solution)
    return Row(row.line, row.cells, tuple(solutions))
