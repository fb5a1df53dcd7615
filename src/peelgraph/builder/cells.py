"""The cells of tables: what a column can hold, and the terms that a cell means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from rdflib import XSD, Literal

from peelgraph.dates import bounds
from peelgraph.rules.rule import Bindings
from peelgraph.sparql.terms import is_iri
from peelgraph.vocab import OURS, Naming

__all__ = ["INTO", "SOURCE", "TYPES", "Column", "meanings"]

_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SHORT_ID = re.compile(r"[a-z]+(?:-[a-z]+)*/[a-z0-9][a-z0-9.-]*")


@dataclass(frozen=True)
class Column:
    """What a column holds: cells of a type of `TYPES`.

    A cell of it can be empty or is `required`, can hold `many` values, or is part of the `key`.
    """

    name: str
    type: str = "text"
    required: bool = False
    key: bool = False
    many: bool = False
    description: str = ""


INTO = "into_"
"""The variable that holds the named graph that a row's triples go into."""

SOURCE = Column(
    "source",
    "source",
    many=True,
    description="who says it, separated by |; the folder's own where empty",
)
"""A column that every table may have; mappings neither declare nor use it."""


def _id(naming: Naming, name: str, cell: str) -> Bindings:
    if not _SHORT_ID.fullmatch(cell):
        raise ValueError(f"'{cell}' is not a short id like force/cambridgeshire")
    return {name: naming.thing(cell)}


def _term(naming: Naming, name: str, cell: str) -> Bindings:
    try:
        return {name: naming.term(cell)}
    except (AttributeError, KeyError) as error:
        raise ValueError(f"'{cell}' is not a term of the ontology") from error


def _url(_: Naming, name: str, cell: str) -> Bindings:
    if not is_iri(cell):
        raise ValueError(f"'{cell}' is not an absolute address")
    return {name: Literal(cell, datatype=XSD.anyURI)}


def _integer(_: Naming, name: str, cell: str) -> Bindings:
    if not re.fullmatch(r"-?[0-9]+", cell):
        raise ValueError(f"'{cell}' is not a whole number")
    return {name: Literal(int(cell))}


def _decimal(_: Naming, name: str, cell: str) -> Bindings:
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell):
        raise ValueError(f"'{cell}' is not a number")
    return {name: Literal(Decimal(cell))}


def _date(_: Naming, name: str, cell: str) -> Bindings:
    first, last = bounds(cell)
    return {
        name: Literal(cell),
        f"{name}_earliest": Literal(first),
        f"{name}_latest": Literal(last),
    }


def _source(naming: Naming, name: str, cell: str) -> Bindings:
    _id(naming, name, cell)
    if not cell.startswith("source/"):
        raise ValueError(f"'{cell}' is not the short id of a source")
    return {INTO: naming.graph_of(cell.removeprefix("source/"))}


def _text(_: Naming, name: str, cell: str) -> Bindings:
    return {name: Literal(cell)}


def _prose(_: Naming, name: str, cell: str) -> Bindings:
    return {name: Literal(cell, lang="en")}


def _promise(_: Naming, name: str, cell: str) -> Bindings:
    """What a source must yield: read by `promises`, and no triple."""
    return {}


TYPES: dict[str, Callable[[Naming, str, str], Bindings]] = {
    "id": _id,
    "term": _term,
    "url": _url,
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
    "text": _text,
    "prose": _prose,
    "rows": _promise,
    "source": _source,
}
"""What a column's name and the text of a cell give, as a folder names things.

Terms by their variables, or a ValueError.
"""


def meanings(column: Column, cell: str, naming: Naming = OURS) -> list[Bindings]:
    """What each value of a cell means: terms by their variables.

    ValueError where one is not of the column's type.
    """
    values = cell.split("|") if column.many else [cell]
    return [_value(column, value, naming) for value in values]


def _value(column: Column, value: str, naming: Naming) -> Bindings:
    if not value:
        raise ValueError("an empty value beside a |")
    if value != value.strip():
        raise ValueError(f"white space around '{value.strip()}'")
    found = _NOT_TEXT.search(value)
    if found:
        raise ValueError(f"character U+{ord(found[0]):04X} has no place in a text")
    return TYPES[column.type](naming, column.name, value)
