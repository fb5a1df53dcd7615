"""An answer as a table, CSV, TSV, SPARQL 1.1 Query Results JSON and Markdown."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from rdflib import BNode, URIRef
from rdflib.term import Identifier

from peelgraph.results.layout import PLAIN, Look, markdown, table
from peelgraph.sparql.terms import json_term, term_text
from peelgraph.store import Result
from peelgraph.store.answer import Solution
from peelgraph.vocab import curie

__all__ = ["as_csv", "as_json", "as_md", "as_table", "as_tsv"]


def as_table(result: Result, look: Look = PLAIN) -> str:
    """A table for people, with short ids in place of IRIs."""
    return table(result.columns, _words(result), look)


def as_md(result: Result, look: Look = PLAIN) -> str:
    """A table in Markdown, with short ids in place of IRIs."""
    return markdown(result.columns, _words(result))


def _words(result: Result) -> list[list[str]]:
    return [[_word(term) for term in row] for row in result.rows]


def _word(term: Identifier | None) -> str:
    if isinstance(term, URIRef):
        return curie(str(term))
    return _plain(term)


def _plain(term: Identifier | None) -> str:
    if term is None:
        return ""
    return f"_:{term}" if isinstance(term, BNode) else str(term)


def as_csv(result: Result, look: Look = PLAIN) -> str:
    """CSV as in RFC 4180, lines ending in CR LF: values without their types, nothing as nothing."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(result.columns)
    for row in result.rows:
        writer.writerow(map(_plain, row))
    return out.getvalue()


def as_tsv(result: Result, look: Look = PLAIN) -> str:
    """TSV as in SPARQL 1.1 Query Results CSV and TSV Formats: terms as a query writes them."""
    lines = ["\t".join(f"?{column}" for column in result.columns)]
    for row in result.rows:
        lines.append("\t".join(map(_term_text, row)))
    return "\n".join(lines) + "\n"


def _term_text(term: Identifier | None) -> str:
    return "" if term is None else term_text(term)


def as_json(result: Result, look: Look = PLAIN) -> str:
    """SPARQL 1.1 Query Results JSON."""
    if result.form == "ASK":
        answer: dict[str, Any] = {"head": {}, "boolean": str(result.rows[0][0]) == "true"}
    else:
        bindings = [_binding(result.columns, row) for row in result.rows]
        answer = {"results": {"bindings": bindings}, "head": {"vars": list(result.columns)}}
    return json.dumps(answer, ensure_ascii=False) + "\n"


def _binding(columns: tuple[str, ...], row: Solution) -> dict[str, dict[str, Any]]:
    cells = zip(columns, row, strict=True)
    return {column: json_term(term) for column, term in cells if term is not None}
