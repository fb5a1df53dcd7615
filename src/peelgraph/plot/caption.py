"""The source line below a picture: who published what it shows, how many sources there are, and
when they were read.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import NamedTuple

from peelgraph.store import Result

__all__ = ["Caption", "graph_line", "source_line"]

NAMED = 3


class Caption(NamedTuple):
    """The words of a picture: its title, what is shown, and the line of its sources."""

    title: str
    shown: str = ""
    source: str = ""


def source_line(publishers: Result) -> str:
    """A sentence from the rows of the question `publishers-of`: the publishers of most sources,
    then the rest.
    """
    rows = sorted(publishers, key=lambda row: (row.publisher is None, -row.sources))
    if not rows:
        return f"Source: not on record. Drawn with peelgraph {version('peelgraph')}."
    named = [f"{row.publisher or row.kind} ({row.sources})" for row in rows[:NAMED]]
    others = sum(row.sources for row in rows[NAMED:])
    last = named.pop() if not others else f"others ({others})"
    who = f"{', '.join(named)} and {last}" if named else last
    total = sum(row.sources for row in rows)
    read = max((str(row.last_read) for row in rows if row.last_read), default="")
    count = (
        f"{total} source{'s' if total > 1 else ''}{f', the last read in {read}' if read else ''}"
    )
    return f"Source: {who}; {count}. Drawn with peelgraph {version('peelgraph')}."


def graph_line(kinds: Result) -> str:
    """A sentence from the rows of the question `sources-by-kind`, for what rests on the graph as a
    whole.
    """
    rows = sorted(kinds, key=lambda row: -row.sources)
    listed = ", ".join(f"{row.kind} ({row.sources})" for row in rows)
    total = sum(row.sources for row in rows)
    return f"Source: the graph as a whole, {total} sources: {listed}. Drawn with peelgraph {version('peelgraph')}."
