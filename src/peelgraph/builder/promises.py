"""What sources promise: a source must yield as many rows of each table as its own row says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from peelgraph.builder.tables import Place, Row, Table

__all__ = ["Promise", "promises_of", "unkept"]


@dataclass(frozen=True)
class Promise:
    """The rows that a source promises of each table, and where it does so."""

    source: str
    place: Place
    counts: Mapping[str, int]


def promises_of(table: Table) -> Iterator[Promise]:
    """The promises in a table of sources; what cannot be read is among the table's problems."""
    for row in table.rows:
        source = row.cells.get("id", "").removeprefix("source/")
        yield Promise(source, Place(table.name, row.line), _counts(table, row))


def _counts(table: Table, row: Row) -> dict[str, int]:
    counts = {}
    parts = [part.strip() for part in row.cells.get("rows", "").split(";")]
    for part in filter(None, parts):
        kind, _, number = part.rpartition(" ")
        if kind and number.isdecimal():
            counts[kind] = int(number)
        else:
            table.problem(row.line, f"column 'rows': '{part}' is not 'table number'")
    return counts


def unkept(promise: Promise, yields: Mapping[tuple[str, str], int]) -> Iterator[str]:
    """How a promise is not kept: `yields` has how many rows of which table each source gave."""
    for kind, number in promise.counts.items():
        got = yields.get((promise.source, kind), 0)
        if got < number:
            rows = f"{got} rows of {kind} where {number} are promised"
            yield f"source '{promise.source}' yields {rows}"
