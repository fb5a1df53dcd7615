"""Answers to queries: as a test expects them, as an engine gives them, and whether they are alike.

Literals are compared in the form in which Oxigraph's store keeps them (docs/values.md).
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

__all__ = ["Answer", "alike", "answer_of", "answer_of_text", "expected", "same_table"]

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
PLACE = ox.NamedNode("urn:place")
Row = dict[str, Any]
RESULTS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}


@dataclass(frozen=True)
class Answer:
    """One of three: a verdict, rows, or triples; rows may have to come in their order."""

    verdict: bool | None = None
    rows: tuple[Row, ...] | None = None
    triples: frozenset[ox.Triple] = field(default_factory=frozenset)
    is_ordered: bool = False

    def __str__(self) -> str:
        if self.verdict is not None:
            return str(self.verdict).lower()
        return f"{len(self.triples)} triples" if self.rows is None else f"{len(self.rows)} rows"


def answer_of(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Answer:
    """The answer that Oxigraph gives."""
    if isinstance(found, ox.QueryBoolean):
        return Answer(verdict=bool(found))
    if isinstance(found, ox.QueryTriples):
        return Answer(triples=frozenset(found))
    names = [variable.value for variable in found.variables]
    rows = [
        {name: term for name, term in zip(names, solution, strict=True) if term is not None}
        for solution in found
    ]
    return Answer(rows=tuple(rows))


def answer_of_text(text: str, format: ox.QueryResultsFormat) -> Answer:
    """The answer that a text in one of SPARQL's formats holds."""
    found = ox.parse_query_results(text.encode(), format=format)
    return answer_of(found)


def expected(path: Path) -> Answer:
    """The answer in a file of results, or of triples, which may be a set of results."""
    if path.suffix in RESULTS:
        return answer_of(ox.parse_query_results(path=str(path), format=RESULTS[path.suffix]))
    triples = frozenset(
        quad.triple for quad in ox.parse(path=str(path), base_iri=path.resolve().as_uri())
    )
    sets = [t.subject for t in triples if t.object == ox.NamedNode(f"{RS}ResultSet")]
    return _of_result_set(triples, sets[0]) if sets else Answer(triples=triples)


def _of_result_set(triples: Iterable[ox.Triple], node: Any) -> Answer:
    held: dict[Any, dict[str, list[Any]]] = {}
    for triple in triples:
        by_name = held.setdefault(triple.subject, {})
        by_name.setdefault(triple.predicate.value.removeprefix(RS), []).append(triple.object)
    if "boolean" in held[node]:
        return Answer(verdict=held[node]["boolean"][0].value in {"true", "1"})
    numbered = []
    for solution in held[node].get("solution", []):
        # a row in which nothing is bound may say so by a binding that says nothing
        bindings = [held.get(binding, {}) for binding in held.get(solution, {}).get("binding", [])]
        row = {made["variable"][0].value: made["value"][0] for made in bindings if made}
        (index,) = held.get(solution, {}).get("index", [None])
        numbered.append((0 if index is None else int(index.value), row))
    is_ordered = any(number for number, _ in numbered)
    numbered.sort(key=lambda pair: pair[0])
    return Answer(rows=tuple(row for _, row in numbered), is_ordered=is_ordered)


def alike(one: Answer, other: Answer, *, is_lax: bool = False) -> bool:
    """Whether two answers say the same, but for the names of blank nodes.

    With `is_lax` a row may be there once or as often as the second has it.
    """
    if one.verdict is not None or other.verdict is not None:
        return one.verdict == other.verdict
    if one.rows is None or other.rows is None:
        return one.rows == other.rows and _same_graph(one.triples, other.triples)
    ordered = other.is_ordered
    if is_lax:
        fits = len(one.rows) <= len(other.rows)
        return fits and _told(_once(one.rows), ordered) == _told(_once(other.rows), ordered)
    return _told(one.rows, ordered) == _told(other.rows, ordered)


def _once(rows: Iterable[Row]) -> list[Row]:
    return list({_key(row): row for row in rows}.values())


def _key(row: Row) -> frozenset[tuple[str, Any]]:
    return frozenset((name, _kept(term)) for name, term in row.items())


def _same_graph(some: Iterable[ox.Triple], others: Iterable[ox.Triple]) -> bool:
    return _canonical(map(_kept_triple, some)) == _canonical(map(_kept_triple, others))


def _told(rows: Iterable[Row], is_ordered: bool) -> set[str]:
    """Rows as a graph whose nodes have no names: a node a row, with its place or how often it is.

    Two sets of rows are alike where these graphs are.
    """
    texts = [_key(row) for row in rows]
    notes = enumerate(texts) if is_ordered else ((n, row) for row, n in Counter(texts).items())
    triples = []
    for number, (note, row) in enumerate(notes):
        node = ox.BlankNode(f"row{number}")
        triples.append(ox.Triple(node, ox.NamedNode("urn:note"), ox.Literal(str(note))))
        for name, term in row:
            triples.append(ox.Triple(node, ox.NamedNode(f"urn:column:{name}"), term))
    return _canonical(triples)


def _canonical(triples: Iterable[ox.Triple]) -> set[str]:
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return set(map(str, dataset))


def _kept_triple(triple: ox.Triple) -> ox.Triple:
    return ox.Triple(_kept(triple.subject), triple.predicate, _kept(triple.object))


def _kept(term: Any) -> Any:
    """A term as a store keeps it, the blank nodes of answers apart from those of rows."""
    if isinstance(term, ox.Triple):
        return _kept_triple(term)
    if isinstance(term, ox.BlankNode):
        return ox.BlankNode(f"b{term.value}")
    return _stored(term) if isinstance(term, ox.Literal) else term


@cache
def _stored(literal: ox.Literal) -> ox.Literal:
    store = ox.Store()
    store.add(ox.Quad(PLACE, PLACE, literal))
    (quad,) = store
    return quad.object


def same_table(text: str, path: Path) -> bool:
    """Whether a text in CSV has the columns and rows of a file, numbers compared by value."""
    return Counter(_cells(text)) == Counter(_cells(path.read_text(encoding="utf-8")))


def _cells(text: str) -> Iterator[frozenset[tuple[str, Any]]]:
    """The rows, each by the names of its columns: `SELECT *` gives them no order."""
    for row in csv.DictReader(io.StringIO(text, newline="")):
        yield frozenset((name, _number(cell)) for name, cell in row.items())


def _number(text: str) -> Any:
    try:
        return Decimal(text)
    except InvalidOperation:
        return "_:" if text.startswith("_:") else text
