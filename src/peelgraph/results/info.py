"""What is in a graph as tables, CSV, TSV, JSON and Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial

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
    yield from _sources(info, lay_out)
    yield lay_out(["class", "things"], [[str(cell) for cell in row] for row in info.classes])
    if info.tables:
        yield from _tables(info.tables, lay_out)
    share = f"{info.inferred_share:.0%}"
    yield f"{info.said:,} triples said, {info.inferred:,} inferred ({share}); "
    yield f"{count_of(info.problems)}.\n"
    yield ", ".join(f"{name} {number}" for name, number in info.versions.items()) + "\n"
    yield f"Built graphs lie in {info.cache}\n"


def _sources(info: Info, lay_out: LayOut) -> Iterator[str]:
    by_size = sorted(info.sources, key=lambda row: -row.triples)
    shown = [["" if cell is None else str(cell) for cell in row] for row in by_size[:LISTED]]
    yield lay_out(
        ["source", "title", "date", "triples"],
        [[source.rpartition("/")[2], *rest] for source, *rest in shown],
    )
    if len(by_size) > LISTED:
        yield f"and {len(by_size) - LISTED} sources more; --format csv or json lists all.\n"


def _tables(counts: Sequence[TableCount], lay_out: LayOut) -> Iterator[str]:
    yield lay_out(
        ["table", "rows read", "in the graph", "promised by sources", "in their graphs"],
        [[count.table, *(str(getattr(count, what)) for what in COUNTED)] for count in counts],
    )
    read = sum(count.read for count in counts)
    lost = sum(count.lost for count in counts)
    yield f"{read:,} rows of {len(counts)} tables read, {lost or 'none'} lost.\n"


def as_csv(info: Info, look: Look = PLAIN) -> str:
    """Every count in a row: `what` is counted, of which name, and the number."""
    return rows.as_csv(_rows(info))


def as_tsv(info: Info, look: Look = PLAIN) -> str:
    """The same rows."""
    return rows.as_tsv(_rows(info))


def _rows(info: Info) -> Result:
    found: list[Solution] = [(Literal("source"), *row) for row in info.sources.rows]
    found += [(Literal("class"), name, None, None, number) for name, number in info.classes.rows]
    found.append(_count("triples", "said", info.said))
    found.append(_count("triples", "inferred", info.inferred))
    found += [
        _count(f"rows {what}", count.table, getattr(count, what))
        for count in info.tables
        for what in COUNTED
    ]
    return Result(("what", "name", "title", "date", "count"), tuple(found))


def _count(what: str, name: str, number: int) -> Solution:
    return Literal(what), Literal(name), None, None, Literal(number)


def as_json(info: Info, look: Look = PLAIN) -> str:
    """An object with everything that an `Info` has."""
    return json_text(
        {
            "said": info.said,
            "inferred": info.inferred,
            "sources": [row._asdict() for row in info.sources],
            "classes": {name: int(number) for name, number in info.classes},
            "tables": [asdict(count) for count in info.tables],
            "problems": [problem.as_dict() for problem in info.problems],
            "versions": dict(info.versions),
            "cache": info.cache,
        }
    )
