"""The source line below a picture: who published what it shows, how many sources, read when."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any, NamedTuple

from peelgraph.store import Result

__all__ = ["Caption", "graph_line", "source_line"]

NAMED = 3
"""How many publishers are named."""


class Caption(NamedTuple):
    """The words of a picture: its title, what is shown, and the line of its sources."""

    title: str
    shown: str = ""
    source: str = ""


def source_line(publishers: Result) -> str:
    """A sentence from the rows of the question `publishers-of`.

    The publishers of most sources are named, then the rest is counted.
    """
    # sources without a publisher on record come last, whatever their number
    rows = sorted(publishers, key=lambda row: (row.publisher is None, -row.sources))
    if not rows:
        return f"Source: not on record. {_drawn_with()}"
    total = _total(rows)
    count = f"{total} source{'s' if total > 1 else ''}"
    read = max((str(row.last_read) for row in rows if row.last_read), default="")
    if read:
        count = f"{count}, the last read in {read}"
    return f"Source: {_who(rows)}; {count}. {_drawn_with()}"


def _who(rows: Sequence[Any]) -> str:
    """The publishers of the first rows, and how many sources the others have."""
    parts = []
    for row in rows[:NAMED]:
        name = row.publisher or row.kind
        parts.append(f"{name} ({row.sources})")
    others = _total(rows[NAMED:])
    if others:
        parts.append(f"others ({others})")
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def graph_line(kinds: Result) -> str:
    """A sentence from the rows of the question `sources-by-kind`, for what rests on all of it."""
    rows = sorted(kinds, key=lambda row: -row.sources)
    listed = [f"{row.kind} ({row.sources})" for row in rows]
    count = f"{_total(rows)} sources"
    kinds_of_sources = ", ".join(listed)
    return f"Source: the graph as a whole, {count}: {kinds_of_sources}. {_drawn_with()}"


def _total(rows: Sequence[Any]) -> int:
    return sum(row.sources for row in rows)


def _drawn_with() -> str:
    return f"Drawn with peelgraph {version('peelgraph')}."
