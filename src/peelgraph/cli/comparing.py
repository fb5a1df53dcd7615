"""Comparisons as rows, as words and as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from peelgraph.cli.output import say, write_rows
from peelgraph.errors import TooFewValues, WrongUse

if TYPE_CHECKING:
    from peelgraph.graph import KnowledgeGraph
    from peelgraph.network.compare import Comparison

__all__ = ["write_comparison"]

COLUMNS = ("rank", "force", "value", "standard_score", "compares", "id")


def write_comparison(
    kg: KnowledgeGraph,
    measure: str,
    force: str | None,
    values: Path | None,
    plot: Path | None,
    format: str | None,
    output: Path | None,
) -> None:
    """Write how forces compare; where the rule cannot be applied, say so and write the verdicts
    that sources print.
    """
    from peelgraph.vocab import curie

    marked = curie(str(kg.find(force, "PoliceForce"))) if force else None
    try:
        comparison = kg.compare(measure, values)
    except TooFewValues as error:
        if values is not None or plot is not None:
            raise
        _write_printed(kg, measure, error, format, output)
        return
    if marked is not None and comparison.of(marked) is None:
        raise WrongUse(f"There is no value for {marked} among those compared.")
    _write_places(kg, comparison, marked, format, output)
    if plot is not None:
        from peelgraph.plot import draw_comparison, save

        save(draw_comparison(comparison, measure, marked), plot)
        say(f"Wrote {plot}")


def _write_places(
    kg: KnowledgeGraph,
    comparison: Comparison,
    marked: str | None,
    format: str | None,
    output: Path | None,
) -> None:
    from rdflib import Literal

    from peelgraph.store import Result
    from peelgraph.things.labels import Labels
    from peelgraph.vocab import thing

    labels = Labels(kg.store)
    labels.learn(thing(p.force) for p in comparison.places)
    rows = tuple(
        (
            Literal(p.rank),
            Literal(labels(thing(p.force))),
            Literal(p.value),
            Literal(round(p.score, 3)),
            Literal(p.verdict),
            thing(p.force),
        )
        for p in comparison.places
    )
    write_rows(Result(COLUMNS, rows), format, output)
    count = len(comparison.places)
    say(
        f"{count} forces, mean {comparison.mean:.4g}, standard deviation {comparison.deviation:.4g}."
    )
    if marked is not None and (place := comparison.of(marked)):
        name, score = labels(thing(marked)), f"{place.score:+.2f}"
        say(f"{name} is {place.verdict} ({score}), {place.rank} of {count} from the highest.")


def _write_printed(
    kg: KnowledgeGraph, measure: str, error: TooFewValues, format: str | None, output: Path | None
) -> None:
    from rdflib import Literal

    from peelgraph.network.compare import printed_verdicts
    from peelgraph.store import Result

    printed = printed_verdicts(kg.store, kg.find(measure, "Measure"))
    say(f"{error} What sources print:")
    columns = (
        "of",
        "value",
        "unit",
        "comparator",
        "comparator_value",
        "printed_verdict",
        "measurement",
    )
    rows = tuple(
        tuple(None if c in {None, ""} else Literal(c) for c in (
            p.of, p.value, p.unit, p.comparator, p.comparator_value, p.verdict, p.measurement
        ))
        for p in printed
    )  # fmt: skip
    write_rows(Result(columns, rows), format, output)
