"""How forces compare, and what sources print of it, as rows and in remarks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rdflib import Literal, URIRef

from peelgraph.network.compare import Comparison, Place, Printed
from peelgraph.store import Result
from peelgraph.store.answer import Solution
from peelgraph.vocab import thing

__all__ = ["printed_rows", "remarks", "rows"]

Name = Callable[[URIRef], str]
"""What a thing is called; `Labels` are such."""


def rows(comparison: Comparison, name: Name) -> Result:
    """A row for each force, from the highest value to the lowest."""
    columns = ("rank", "force", "value", "standard_score", "compares", "id")
    return Result(columns, tuple(_row(place, name) for place in comparison.places))


def _row(place: Place, name: Name) -> Solution:
    force = thing(place.force)
    return (
        Literal(place.rank),
        Literal(name(force)),
        Literal(place.value),
        Literal(round(place.score, 3)),
        Literal(place.verdict),
        force,
    )


def remarks(comparison: Comparison, name: Name, marked: str | None = None) -> Iterator[str]:
    """The mean and the deviation, and in words where a force stands that is marked by its id."""
    count = len(comparison.places)
    spread = f"mean {comparison.mean:.4g}, standard deviation {comparison.deviation:.4g}"
    yield f"{count} forces, {spread}."
    if marked is not None:
        place = comparison.of(marked)
        verdict = f"{name(thing(marked))} is {place.verdict} ({place.score:+.2f})"
        yield f"{verdict}, {place.rank} of {count} from the highest."


def printed_rows(printed: Iterable[Printed]) -> Result:
    """A row for each figure that a source compares; what it does not print is empty."""
    columns = (
        "of",
        "value",
        "unit",
        "comparator",
        "comparator_value",
        "printed_verdict",
        "measurement",
    )
    return Result(columns, tuple(map(_printed_row, printed)))


def _printed_row(printed: Printed) -> Solution:
    cells = (
        printed.of,
        printed.value,
        printed.unit,
        printed.comparator,
        printed.comparator_value,
        printed.verdict,
        printed.measurement,
    )
    return tuple(None if cell in {None, ""} else Literal(cell) for cell in cells)
