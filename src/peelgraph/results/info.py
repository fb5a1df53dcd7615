"""What is in a graph as tables, CSV, TSV, JSON and Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from rdflib import Literal

from peelgraph.results import rows
from peelgraph.results.layout import PLAIN, Look, json_text, markdown, table
from peelgraph.store import Result
from peelgraph.store.answer import Solution
from peelgraph.things.info import Info, TableCount
from peelgraph.things.problems import count_of

__all__ = ["as_csv", "as_json", "as_md", "as_table", "as_tsv", "summary"]

LISTED = 12
"""How many sources are shown to a person: the largest."""
COUNTED = ("read", "kept", "promised", "yielded")

LayOut = Callable[[Sequence[str], list[list[str]]], str]
"""How columns and rows become text."""


def summary(info: Info) -> str:
    """How much a graph holds, in a line."""
    counts = f"{info.said:,} triples said, {info.inferred:,} inferred"
    return f"{counts}, from {len(info.sources)} sources."


def as_table(info: Info, look: Look = PLAIN) -> str:
    """Tables of the largest sources, of classes and of what the graph was built of."""
    return "".join(_parts(info, partial(table, look=look)))


def as_md(info: Info, look: Look = PLAIN) -> str:
    """The same tables in Markdown."""
    return "".join(_parts(info, markdown))


def _parts(info: Info, lay_out: LayOut) -> Iterator[str]:
    yield from map(_reach, info.reach)
    yield from _sources(info, lay_out)
    classes = [[name, str(number)] for name, number in info.classes]
    yield lay_out(["class", "things"], classes)
    if info.tables:
        yield from _tables(info.tables, lay_out)
    counts = f"{info.said:,} triples said, {info.inferred:,} inferred"
    wrong = "not checked" if info.endpoint else count_of(info.problems)
    yield f"{counts} ({info.inferred_share:.0%}); {wrong}.\n"
    versions = (f"{library} {version}" for library, version in info.versions.items())
    yield f"{', '.join(versions)}\n"
    if info.endpoint:
        yield f"All of it is behind {info.endpoint}\n"
    else:
        yield f"Built graphs lie in {info.cache}\n"


def _reach(row: Any) -> str:
    """Until when there is something of a kind, and of how many forces."""
    kind = str(row.kind)
    held = f" in {row.round}" if row.round else ""
    return (
        f"{kind[0].upper()}{kind[1:]} to {row.until}, of {row.forces} of {row.all} forces{held}.\n"
    )


def _sources(info: Info, lay_out: LayOut) -> Iterator[str]:
    by_size = sorted(info.sources, key=lambda row: -row.triples)
    columns = ["source", "title", "date", "triples"]
    yield lay_out(columns, list(map(_source, by_size[:LISTED])))
    if len(by_size) > LISTED:
        yield f"and {len(by_size) - LISTED} sources more; --format csv or json lists all.\n"


def _source(row: Any) -> list[str]:
    slug = row.source.rpartition("/")[2]
    return [slug, row.title, str(row.published or ""), str(row.triples)]


def _tables(counts: Sequence[TableCount], lay_out: LayOut) -> Iterator[str]:
    columns = ["table", "rows read", "in the graph", "promised by sources", "in their graphs"]
    yield lay_out(columns, list(map(_table, counts)))
    read = sum(count.read for count in counts)
    lost = sum(count.lost for count in counts)
    yield f"{read:,} rows of {len(counts)} tables read, {lost or 'none'} lost.\n"


def _table(count: TableCount) -> list[str]:
    numbers = (getattr(count, what) for what in COUNTED)
    return [count.table, *map(str, numbers)]


def as_csv(info: Info, look: Look = PLAIN) -> str:
    """Every count in a row: `what` is counted, of which name, and the number."""
    return rows.as_csv(_rows(info))


def as_tsv(info: Info, look: Look = PLAIN) -> str:
    """The same rows."""
    return rows.as_tsv(_rows(info))


def _rows(info: Info) -> Result:
    columns = ("what", "name", "title", "date", "count")
    return Result(columns, tuple(_each(info)))


def _each(info: Info) -> Iterator[Solution]:
    for kind, until, forces, _, held in info.reach.rows:
        yield Literal("forces with"), kind, held, until, forces
    for row in info.sources.rows:
        yield Literal("source"), *row
    for name, number in info.classes.rows:
        yield Literal("class"), name, None, None, number
    yield _count("triples", "said", info.said)
    yield _count("triples", "inferred", info.inferred)
    for count in info.tables:
        for what in COUNTED:
            yield _count(f"rows {what}", count.table, getattr(count, what))


def _count(what: str, name: str, number: int) -> Solution:
    return Literal(what), Literal(name), None, None, Literal(number)


def as_json(info: Info, look: Look = PLAIN) -> str:
    """An object with everything that an `Info` has."""
    return json_text(
        {
            "said": info.said,
            "inferred": info.inferred,
            "reach": [row._asdict() for row in info.reach],
            "sources": [row._asdict() for row in info.sources],
            "classes": {name: int(number) for name, number in info.classes},
            "tables": [asdict(count) for count in info.tables],
            "problems": None if info.endpoint else [p.as_dict() for p in info.problems],
            "endpoint": info.endpoint,
            "versions": dict(info.versions),
            "cache": info.cache,
        }
    )
