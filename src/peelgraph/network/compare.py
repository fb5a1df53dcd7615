"""How a force's figure compares with those of all forces: above, below or broadly in line.

The rule is that of annex A of 'PEEL: Police efficiency 2016' (HMIC): the difference from the mean
as a proportion of it is standardised over all forces; more than 0.675 standard deviations from the
mean is above or below, anything else is broadly in line, so that about half of all forces are. The
proportion does not change a standard score, so the score of the value itself is taken, with the
standard deviation of the forces as the whole population.
"""

from __future__ import annotations

import csv
import io
import statistics
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef
from rdflib.term import Identifier

from peelgraph.errors import TooFewValues, UnreadableFile, WrongUse
from peelgraph.resources import read_text
from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Store
from peelgraph.things.resolve import resolve
from peelgraph.vocab import curie

__all__ = [
    "Comparison",
    "Place",
    "Printed",
    "compare",
    "compare_measure",
    "printed_verdicts",
    "read_values",
    "stated_values",
]

THRESHOLD = 0.675
FEWEST = 10
"""With fewer forces than this the rule says nothing."""

_STATED = """
SELECT ?force ?value WHERE {
  ?m peel:measure $measure ; peel:measurementOf ?force ; peel:value ?value .
  ?force a peel:PoliceForce
  OPTIONAL { ?m peel:dateLatest ?day }
  OPTIONAL { ?m peel:untilLatest ?end }
} ORDER BY COALESCE(?day, ?end) ?force
"""
_PRINTED = """
SELECT ?m ?of ?value ?unit ?comparator ?other ?verdict WHERE {
  ?m peel:measure $measure ; peel:measurementOf/rdfs:label ?of ; peel:value ?value .
  $measure peel:unitOfMeasure ?unit .
  OPTIONAL { ?m peel:comparator ?comparator }
  OPTIONAL { ?m peel:comparatorValue ?other }
  OPTIONAL { ?m peel:verdict/rdfs:label ?verdict }
} ORDER BY ?m
"""


@dataclass(frozen=True)
class Place:
    """A force's value, its standard score, its rank from the highest (1), and how it compares."""

    force: str
    value: float
    score: float
    rank: int
    verdict: str


@dataclass(frozen=True)
class Comparison:
    """The places of all forces from highest to lowest, with mean and deviation of their values."""

    mean: float
    deviation: float
    places: tuple[Place, ...]

    def of(self, force: str) -> Place:
        """The place of the force with this short id; WrongUse where it is not among them."""
        for place in self.places:
            if place.force == force:
                return place
        raise WrongUse(f"There is no value for {force} among those compared.")


@dataclass(frozen=True)
class Printed:
    """A figure on record with its comparator and the verdict that the source prints."""

    measurement: str
    of: str
    value: float
    unit: str
    comparator: str
    comparator_value: float | None
    verdict: str


def compare_measure(store: Store, measure: str, values: Path | None) -> Comparison:
    """Apply the rule to the values of a file, or to those of a measure that are on record."""
    if values is not None:
        return compare(read_values(store, values), measure)
    return compare(stated_values(store, resolve(store, measure, "Measure")), measure)


def compare(values: Mapping[str, float], measure: str = "the measure") -> Comparison:
    """Apply the rule to a value for each force.

    TooFewValues where there are fewer than ten or all are equal.
    """
    if len(values) < FEWEST:
        raise TooFewValues(measure, len(values), FEWEST)
    mean = statistics.fmean(values.values())
    deviation = statistics.pstdev(values.values())
    if deviation == 0:
        raise TooFewValues(measure, 1, FEWEST)
    # forces with the same value stand by name, so that the order is always the same
    ordered = sorted(values.items(), key=lambda item: (-item[1], item[0]))
    places = []
    for rank, (force, value) in enumerate(ordered, 1):
        score = (value - mean) / deviation
        places.append(Place(force, value, score, rank, verdict(score)))
    return Comparison(mean, deviation, tuple(places))


def verdict(score: float) -> str:
    """What a standard score is called.

    >>> verdict(0.67), verdict(0.68), verdict(-2)
    ('broadly in line', 'above', 'below')
    """
    if abs(score) <= THRESHOLD:
        return "broadly in line"
    return "above" if score > 0 else "below"


def read_values(store: Store, path: Path) -> dict[str, float]:
    """The values of a CSV file with the columns `force` and `value`, by the force's short id.

    A force is given by its name, slug or id.
    """
    text = read_text(path)
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise UnreadableFile(path, str(error)) from error
    if not rows or not {"force", "value"} <= set(rows[0]):
        raise UnreadableFile(
            path, "it needs the columns 'force' and 'value' and a row for each force"
        )
    values: dict[str, float] = {}
    for line, row in enumerate(rows, 2):
        force = curie(str(resolve(store, row["force"], "PoliceForce")))
        try:
            values[force] = float(row["value"])
        except (TypeError, ValueError) as error:
            raise UnreadableFile(path, f"line {line}: '{row['value']}' is not a number") from error
    return values


def stated_values(store: Store, measure: URIRef) -> dict[str, float]:
    """The values of a measure on record for police forces, by short id."""
    rows = store.select(_STATED.replace("$measure", sparql_text(measure))).rows
    # by date, so that the latest of several is the one that stays
    return {curie(str(force)): _number(value) for force, value in rows}


def printed_verdicts(store: Store, measure: URIRef) -> list[Printed]:
    """The figures of a measure that a source compares, with the verdict it prints."""
    printed = []
    for row in store.select(_PRINTED.replace("$measure", sparql_text(measure))).rows:
        measurement, of, value, unit, comparator, other, said = row
        printed.append(
            Printed(
                measurement=curie(str(measurement)),
                of=str(of),
                value=_number(value),
                unit=str(unit),
                comparator=str(comparator or ""),
                comparator_value=None if other is None else _number(other),
                verdict=str(said or ""),
            )
        )
    return printed


def _number(term: Identifier | None) -> float:
    return float(str(term))
