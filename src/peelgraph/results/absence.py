"""Why an answer is empty or short, in words."""

from __future__ import annotations

from collections.abc import Iterator

from peelgraph.store import Absence, Others

__all__ = ["as_text"]

NAMED = 12
"""So many things are named; of more it is told how many."""


def as_text(absence: Absence) -> str:
    """What is not on record, without which argument there is something, and for what else."""
    return "\n".join(_lines(absence))


def _lines(absence: Absence) -> Iterator[str]:
    asked = " ".join(f"{flag} {value}" for flag, value in absence.given)
    for_what = f" for {asked}" if asked else ""
    if absence.lacks:
        yield f"Not on record: {absence.lacks}{for_what}."
    else:
        yield (
            f"No rows: nothing on record answers '{absence.question}'{for_what}. "
            "No source that was read says it, which is not to say that there is none."
        )
    for flag, rows in absence.without:
        yield f"Without {flag}: {rows} row{'' if rows == 1 else 's'}."
    if absence.others:
        yield _others(absence.others)


def _others(others: Others) -> str:
    names = [thing.rpartition("/")[2] for thing in others.things]
    more = len(names) - NAMED
    listed = ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
    return f"There is something with {others.flag} for {len(names)} of {others.of}: {listed}."
