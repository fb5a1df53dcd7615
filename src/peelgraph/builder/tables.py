"""Tables a person can edit in a spreadsheet: CSV (RFC 4180, UTF-8) with cells of the types their
mapping says.
"""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from rdflib import XSD, Literal, URIRef
from rdflib.term import Identifier

from peelgraph.builder.rowproblem import RowProblem
from peelgraph.dates import bounds
from peelgraph.sparql.terms import is_iri
from peelgraph.vocab import PEEL, thing

__all__ = ["INTO", "SOURCE", "TYPES", "Column", "Row", "Table", "read_table"]

Terms = dict[str, Identifier]

_RECORD = re.compile(r'(?:"(?:[^"]|"")*"|[^",\r\n]*)(?:,(?:"(?:[^"]|"")*"|[^",\r\n]*))*\r?\n?')
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SHORT_ID = re.compile(r"[a-z]+(?:-[a-z]+)*/[a-z0-9][a-z0-9.-]*")


@dataclass(frozen=True)
class Column:
    """What a column holds: a type of `TYPES`; whether a cell can be empty, hold several values, is
    part of the key.
    """

    name: str
    type: str = "text"
    required: bool = False
    key: bool = False
    many: bool = False
    description: str = ""


@dataclass(frozen=True)
class Row:
    """A row: the line it starts on, its cells as written, and the terms they mean, for each
    combination of values.
    """

    line: int
    cells: Mapping[str, str]
    solutions: tuple[Terms, ...] = ()


@dataclass
class Table:
    """A table read from a file, with all that is wrong with it; `whole` unless some row could not
    be read at all.
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


def _id(name: str, cell: str) -> Terms:
    if not _SHORT_ID.fullmatch(cell):
        raise ValueError(f"'{cell}' is not a short id like force/cambridgeshire")
    return {name: thing(cell)}


def _term(name: str, cell: str) -> Terms:
    try:
        return {name: PEEL[cell]}
    except (AttributeError, KeyError) as error:
        raise ValueError(f"'{cell}' is not a term of the ontology") from error


def _url(name: str, cell: str) -> Terms:
    if not is_iri(cell):
        raise ValueError(f"'{cell}' is not an absolute address")
    return {name: Literal(cell, datatype=XSD.anyURI)}


def _integer(name: str, cell: str) -> Terms:
    if not re.fullmatch(r"-?[0-9]+", cell):
        raise ValueError(f"'{cell}' is not a whole number")
    return {name: Literal(int(cell))}


def _decimal(name: str, cell: str) -> Terms:
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell):
        raise ValueError(f"'{cell}' is not a number")
    return {name: Literal(Decimal(cell))}


def _date(name: str, cell: str) -> Terms:
    first, last = bounds(cell)
    return {
        name: Literal(cell),
        f"{name}_earliest": Literal(first),
        f"{name}_latest": Literal(last),
    }


def _source(name: str, cell: str) -> Terms:
    source = _id(name, cell)[name]
    if not cell.startswith("source/"):
        raise ValueError(f"'{cell}' is not the short id of a source")
    return {INTO: URIRef(str(source).replace("/id/source/", "/graph/"))}


TYPES: dict[str, Callable[[str, str], Terms]] = {
    "id": _id,
    "term": _term,
    "url": _url,
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
    "text": lambda name, cell: {name: Literal(cell)},
    "prose": lambda name, cell: {name: Literal(cell, lang="en")},
    "rows": lambda name, cell: {},
    "source": _source,
}


INTO = "into_"
"""The variable that holds the named graph that a row's triples go into."""

SOURCE = Column(
    "source",
    "source",
    many=True,
    description="who says it, separated by |; the folder's own where empty",
)
"""A column that every table may have; mappings neither declare nor use it."""


def read_table(path: Path, name: str, columns: Iterable[Column]) -> Table:
    """Read a table and type its cells; everything that is wrong is in the table's `problems`."""
    table = Table(path, name)
    by_name = {SOURCE.name: SOURCE} | {c.name: c for c in columns}
    records = _records(table)
    if not records:
        return table
    _, header = records[0]
    if unfit := list(_unfit(header, by_name)):
        for reason in unfit:
            table.loss(1, reason)
        return table
    for line, cells in records[1:]:
        if len(cells) != len(header):
            table.loss(line, f"{len(cells)} cells where the header has {len(header)}")
            continue
        row = Row(line, dict(zip(header, cells, strict=True)))
        table.rows.append(_typed(table, row, by_name))
    return table


def _records(table: Table) -> list[tuple[int, list[str]]]:
    try:
        text = table.path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        table.loss(
            line, f"byte 0x{error.object[error.start]:02X} is not UTF-8; save the table as UTF-8"
        )
        return []
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    reader = csv.reader(iter(lines), strict=True)
    records: list[tuple[int, list[str]]] = []
    while True:
        start = reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            table.loss(start + 1, f"a quote is not closed or not followed by a comma ({error})")
            break
        if not _RECORD.fullmatch("".join(lines[start : reader.line_num])):
            table.problem(
                start + 1, "a stray quote; put the cell in quotes and double those inside"
            )
        if cells:
            records.append((start + 1, cells))
        else:
            table.problem(start + 1, "an empty line")
    if not lines:
        table.loss(1, "the file is empty; a header row is needed")
    return records


def _unfit(header: list[str], columns: Mapping[str, Column]) -> Iterator[str]:
    """Why a header does not fit the columns of the mapping."""
    for name, group in itertools.groupby(sorted(header)):
        if len(list(group)) > 1:
            yield f"column '{name}' stands there twice"
    for name in header:
        if name not in columns:
            yield f"column '{name}' is not used by the mapping"
    for column in columns.values():
        if column.required and column.name not in header:
            yield f"column '{column.name}' is missing"


def _typed(table: Table, row: Row, columns: Mapping[str, Column]) -> Row:
    choices: list[list[Terms]] = []
    for name, cell in row.cells.items():
        column = columns[name]
        if not cell:
            if column.required:
                table.problem(row.line, f"column '{name}' is empty")
            continue
        try:
            values = cell.split("|") if column.many else [cell]
            choices.append([_terms(column, value) for value in values])
        except ValueError as error:
            table.problem(row.line, f"column '{name}': {error}")
    solutions = tuple(
        {k: v for part in parts for k, v in part.items()} for parts in itertools.product(*choices)
    )
    return Row(row.line, row.cells, solutions)


def _terms(column: Column, value: str) -> Terms:
    if not value:
        raise ValueError("an empty value beside a |")
    if value != value.strip():
        raise ValueError(f"white space around '{value.strip()}'")
    if found := _NOT_TEXT.search(value):
        raise ValueError(f"character U+{ord(found[0]):04X} has no place in a text")
    return TYPES[column.type](column.name, value)
