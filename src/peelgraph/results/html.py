"""An answer as a table in HTML: a page of its own, or the table alone for a page of others."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from rdflib import Literal, URIRef
from rdflib.term import Identifier

from peelgraph.results.layout import PLAIN, Look
from peelgraph.store import Result
from peelgraph.vocab import curie

__all__ = ["as_html", "table_html"]

_STYLE = """
body { font: 1rem/1.4 system-ui, sans-serif; margin: 1rem; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid #bbb; padding: .25rem .75rem .25rem 0; text-align: left; }
th, td { vertical-align: top; }
"""
_LINKED = ("http://", "https://")
"""Only such addresses are links: a graph can hold any, and a browser would run some."""


def as_html(result: Result, look: Look = PLAIN) -> str:
    """A page with the table, which needs nothing else."""
    return "".join(
        f"{part}\n"
        for part in [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>Answer</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
            table_html(result),
            "</body>\n</html>",
        ]
    )


def table_html(result: Result) -> str:
    """The table of an answer, with its columns as heads, and a line if it has no rows."""
    return "\n".join(_lines(result))


def _lines(result: Result) -> Iterator[str]:
    yield "<table>\n<thead>"
    yield _row('th scope="col"', map(escape, result.columns))
    yield "</thead>\n<tbody>"
    for row in result.rows:
        yield _row("td", map(_cell, row))
    yield "</tbody>\n</table>"
    if not result.rows:
        yield "<p>No rows.</p>"


def _row(tag: str, cells: Iterator[str]) -> str:
    end = tag.partition(" ")[0]
    return "<tr>" + "".join(f"<{tag}>{cell}</{end}>" for cell in cells) + "</tr>"


def _cell(term: Identifier | None) -> str:
    if term is None:
        return ""
    if isinstance(term, URIRef) and str(term).startswith(_LINKED):
        return f'<a href="{escape(term)}">{escape(curie(str(term)))}</a>'
    if isinstance(term, Literal) and term.language:
        # a text of another language, and of any direction, is told apart from what is around it
        return f'<bdi lang="{escape(term.language)}">{escape(term)}</bdi>'
    return f"<bdi>{escape(term)}</bdi>"
