"""The mapping of a table: the CONSTRUCT that its rows go through, and the columns it declares.

The CONSTRUCT of `data/**/<table>.csv` is `<table>.rq` in the same folder or the nearest one above
it. Its header declares the columns; its variables are their names. A batch of rows goes in as a
leading VALUES block.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef
from rdflib.term import Identifier

from peelgraph.builder.cells import INTO, TYPES, Column
from peelgraph.builder.tables import Row
from peelgraph.errors import QueryError, UnreadableFile
from peelgraph.resources import read_text
from peelgraph.sparql.header import read_header
from peelgraph.sparql.terms import sparql_text
from peelgraph.sparql.tokens import construct_parts, variables
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import OURS

__all__ = ["GOES_INTO", "RowMapping", "load_mapping", "mapping_path"]

GOES_INTO = URIRef("urn:peelgraph:into")
"""What leads from the graph of a row to each named graph that its triples go into."""


@dataclass(frozen=True)
class RowMapping:
    """The CONSTRUCT of a table, in its three parts, and the columns that its header declares."""

    prologue: str
    template: str
    body: str
    columns: tuple[Column, ...]

    def insertion(self, rows: Sequence[tuple[URIRef, Row]], graph: URIRef) -> str:
        """An update that puts the triples of each row into a graph of the row, which has a name.

        It also says where each row's triples go in the end: into `graph`, unless its cells name
        other sources.
        """
        columns = {INTO}
        for _, row in rows:
            columns.update(*row.solutions)
        in_order = sorted(columns)
        names = " ".join(f"?{name}" for name in in_order)
        lines = "\n".join(_lines(rows, in_order, {INTO: graph}))
        return f"""
            {self.prologue}
            INSERT {{
              GRAPH ?row_ {{ {self.template} }}
              ?row_ {sparql_text(GOES_INTO)} ?{INTO}
            }}
            WHERE {{
              VALUES (?row_ {names}) {{
{lines}
              }}
              {self.body}
            }}"""


def _lines(
    rows: Iterable[tuple[URIRef, Row]],
    columns: Sequence[str],
    default: Mapping[str, Identifier],
) -> Iterator[str]:
    """A line of a VALUES block for each combination of the values of a row's cells."""
    for name, row in rows:
        for solution in row.solutions:
            terms = {**default, **solution}
            cells = [_cell(terms.get(column)) for column in columns]
            yield f"({sparql_text(name)} {' '.join(cells)})"


def _cell(term: Identifier | None) -> str:
    """A cell of a VALUES block; a column that is empty in a row leaves its variable unbound."""
    return "UNDEF" if term is None else sparql_text(term)


def mapping_path(table: Path, top: Path) -> Path:
    """The mapping of a table: in its folder, or the nearest above up to `top`.

    UnreadableFile where there is none.
    """
    for folder in (table.parent, *table.parent.parents):
        candidate = folder / f"{table.stem}.rq"
        if candidate.is_file():
            return candidate
        if folder == top:
            break
    raise UnreadableFile(table, f"there is no mapping {table.stem}.rq beside it or above it")


def load_mapping(path: Path) -> RowMapping:
    """Read a table's mapping; UnreadableFile where header and CONSTRUCT do not fit together."""
    text = read_text(path)
    header = read_header(path, text)
    try:
        columns = tuple(Column(name, **spec) for name, spec in header["columns"].items())
        prologue, template, body = construct_parts(text)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise UnreadableFile(path, f"it is not a mapping ({error})") from error
    mapping = RowMapping(prologue, template, body, columns)
    _check(path, mapping)
    return mapping


def _check(path: Path, mapping: RowMapping) -> None:
    """UnreadableFile where a mapping cannot be used."""
    used = variables(mapping.template + mapping.body)
    # What a source must yield is no triple: the column is read by `promises`.
    stated = [column for column in mapping.columns if column.type != "rows"]
    unused = [column.name for column in stated if column.name not in used]
    if unused:
        raise UnreadableFile(path, f"it does not use its columns {', '.join(unused)}")
    unknown = [column.type for column in mapping.columns if column.type not in TYPES]
    if unknown:
        known = f"there are {', '.join(TYPES)}"
        raise UnreadableFile(path, f"there are no column types {', '.join(unknown)}; {known}")
    # Tried without rows: a mapping that cannot be run is found before any table is read.
    try:
        EmbeddedStore().update(mapping.insertion([], OURS.graph_of(OURS.own)))
    except QueryError as error:
        raise UnreadableFile(path, f"its CONSTRUCT cannot be run ({error.reason})") from error
