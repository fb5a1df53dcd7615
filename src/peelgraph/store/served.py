"""Answers as the engine writes them, for who asks over HTTP, and no more than is allowed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import IO, cast

import pyoxigraph as ox

from peelgraph.errors import QueryError
from peelgraph.sparql.limited import with_limit
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.files import text_of_triples
from peelgraph.store.quads import Answer, Graphs, query_errors

__all__ = [
    "Asked",
    "Bounds",
    "TooMuch",
    "Written",
    "graph_bytes",
    "has_graph",
    "results_bytes",
    "triples_bytes",
]

_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_SHORTEST = 3
"""Bytes that a row has at least, in the format that has fewest for one of no columns."""
_ANY = 10**9


@dataclass(frozen=True)
class Asked:
    """A query, the graphs that stand in place of those that it names, and what IRIs relate to."""

    query: str
    graphs: Graphs | None = None
    base: str | None = None

    def within(self, rows: int) -> Asked:
        """The same with no more rows than some number."""
        return replace(self, query=with_limit(self.query, rows))

    def of(self, store: EmbeddedStore) -> Answer:
        """The engine's answer."""
        return store.run(self.query, self.graphs, self.base)


class TooMuch(Exception):
    """An answer with more rows, or more bytes, than it may have."""

    def __init__(self, limit: str, most: int) -> None:
        self.limit = limit
        self.most = most


@dataclass(frozen=True)
class Bounds:
    """How many rows and bytes an answer may have, and whether the first part of one will do."""

    rows: int
    size: int
    partial: bool = False


@dataclass(frozen=True)
class Written:
    """An answer as bytes, and whether it is the first part only, by which limit."""

    body: bytes
    truncated: str = ""


class _Sink(io.RawIOBase):
    """Bytes, up to a number of them."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        part = bytes(data)  # type: ignore[call-overload]
        self.size += len(part)
        if self.size > self.most:
            raise TooMuch("bytes", self.most)
        self.parts.append(part)
        return len(part)


def results_bytes(store: EmbeddedStore, asked: Asked, format: str, bounds: Bounds) -> Written:
    """The answer to a SELECT or ASK; TooMuch beyond the bounds, unless a part will do."""
    rows = bounds.rows
    body, count = _results(store, asked.within(rows + 1), format, bounds)
    if body is not None and count <= rows:
        return Written(body)
    over = TooMuch("bytes", bounds.size) if body is None else TooMuch("rows", rows)
    if not bounds.partial:
        raise over
    while True:
        body, _ = _results(store, asked.within(rows), format, bounds)
        if body is not None:
            return Written(body, over.limit)
        rows //= 2


def _results(
    store: EmbeddedStore, asked: Asked, format: str, bounds: Bounds
) -> tuple[bytes | None, int]:
    """What the engine writes, None where it is too long; and how many rows that has."""
    sink = _Sink(bounds.size)
    try:
        with query_errors():
            answer = asked.of(store)
            if isinstance(answer, ox.QueryTriples):
                raise QueryError("SELECT or ASK is expected here")
            answer.serialize(cast("IO[bytes]", sink), _RESULTS[format])
    except TooMuch:
        return None, 0
    body = b"".join(sink.parts)
    is_short = isinstance(answer, ox.QueryBoolean) or len(body) < _SHORTEST * bounds.rows
    return body, 0 if is_short else _count(body, format)


def _count(body: bytes, format: str) -> int:
    if format == "csv":
        return sum(1 for _ in csv.reader(io.StringIO(body.decode(), newline=""))) - 1
    answer = ox.parse_query_results(body, format=_RESULTS[format])
    return sum(1 for _ in answer) if isinstance(answer, ox.QuerySolutions) else 0


def triples_bytes(store: EmbeddedStore, asked: Asked, format: str, bounds: Bounds) -> Written:
    """The answer to a CONSTRUCT or DESCRIBE; TooMuch beyond the bounds, unless a part will do."""
    with query_errors():
        answer = asked.of(store)
        if not isinstance(answer, ox.QueryTriples):
            raise QueryError("CONSTRUCT or DESCRIBE is expected here")
        return _triples(answer, format, bounds)


def has_graph(store: EmbeddedStore, iri: str) -> bool:
    """Whether there is a named graph of this name."""
    with query_errors():
        return store.inner.contains_named_graph(ox.NamedNode(iri))


def graph_bytes(store: EmbeddedStore, graph: str | None, format: str, size: int) -> Written:
    """A named graph, or the union of all where none is named; TooMuch over so many bytes."""
    bounds = Bounds(_ANY, size)
    if graph is None:
        return _triples(store.constructed("CONSTRUCT WHERE { ?s ?p ?o }"), format, bounds)
    quads = store.inner.quads_for_pattern(None, None, None, ox.NamedNode(graph))
    return _triples((quad.triple for quad in quads), format, bounds)


def _triples(
    triples: Iterator[ox.Triple] | ox.QueryTriples, format: str, bounds: Bounds
) -> Written:
    kept = list(islice(_distinct(triples), bounds.rows + 1))
    truncated = "rows" if len(kept) > bounds.rows else ""
    if truncated and not bounds.partial:
        raise TooMuch("rows", bounds.rows)
    kept = kept[: bounds.rows]
    while len(body := text_of_triples(kept, format)) > bounds.size:
        if not bounds.partial:
            raise TooMuch("bytes", bounds.size)
        truncated = "bytes"
        kept = kept[: len(kept) // 2]
    return Written(body, truncated)


def _distinct(triples: Iterator[ox.Triple] | ox.QueryTriples) -> Iterator[ox.Triple]:
    seen = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple
