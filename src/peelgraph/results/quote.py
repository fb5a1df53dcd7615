"""The words of passages as text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from peelgraph.documents.copies import Quote
from peelgraph.results.layout import PLAIN, Look

__all__ = ["as_text"]

WIDTH = 100


def as_text(quotes: Iterable[Quote], look: Look = PLAIN) -> str:
    """Each passage, with its words where the copy has them."""
    return "".join(line for quote in quotes for line in _lines(quote))


def _lines(quote: Quote) -> Iterator[str]:
    yield f"{quote.passage}\n"
    if quote.words is not None:
        yield f"  digest holds{_moved(quote)}\n\n"
        yield textwrap.indent(textwrap.fill(quote.words, WIDTH), "  ") + "\n\n"


def _moved(quote: Quote) -> str:
    if quote.found == quote.passage.start:
        return ""
    return f" (in this copy from character {quote.found})"
