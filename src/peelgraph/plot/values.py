"""Which value of an answer stands for each force on a map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from peelgraph.errors import WrongUse
from peelgraph.questions.question import ResultColumn, StoredQuestion
from peelgraph.store import Result

__all__ = ["Values", "values_of"]


@dataclass(frozen=True)
class Values:
    """A value for each force by its IRI, None where its row has none.

    `column` is the column of forces, `meaning` what the values are, and `counted` whether they are
    numbers of rows.
    """

    of: dict[str, Any]
    column: str
    meaning: str
    counted: bool = False

    @property
    def numeric(self) -> bool:
        """Whether all values are numbers."""
        return all(_is_number(value) for value in self.of.values() if value is not None)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def values_of(question: StoredQuestion, answer: Result, column: str | None = None) -> Values:
    """The value of each force in an answer.

    Without `column`: where a force has several rows, their number; else the first column of
    numbers; else yes. WrongUse where the answer has no forces, or several values for one force.
    """
    forces = _column_of_forces(question)
    columns = {known.name: known for known in question.returns if known.name != forces}
    if column is not None and column not in columns:
        raise WrongUse(
            f"Question '{question.name}' has no column '{column}' to map; "
            f"there are {', '.join(columns)}."
        )
    wanted = column or _first_of_numbers(columns)
    found = _by_force(answer, forces, wanted)
    several = any(len(values) > 1 for values in found.values())
    if several and column is None:
        counts = {force: len(values) for force, values in found.items()}
        return Values(counts, forces, "how many rows of the answer each has", counted=True)
    if wanted is None:
        return Values(dict.fromkeys(found, True), forces, "which forces the answer names")
    only = {force: _only(values, force, wanted) for force, values in found.items()}
    return Values(only, forces, columns[wanted].description or wanted)


def _column_of_forces(question: StoredQuestion) -> str:
    for known in question.returns:
        if known.type == "iri:PoliceForce":
            return known.name
    raise WrongUse(
        f"Question '{question.name}' has no column of police forces, so there is nothing to map."
    )


def _first_of_numbers(columns: Mapping[str, ResultColumn]) -> str | None:
    for name, known in columns.items():
        if known.type in {"integer", "decimal"}:
            return name
    return None


def _by_force(answer: Result, forces: str, wanted: str | None) -> dict[str, list[Any]]:
    """What stands in the wanted column, row by row, for each force."""
    found: dict[str, list[Any]] = defaultdict(list)
    for row in answer:
        cells = row._asdict()
        force = cells[forces]
        if force is not None:
            found[force].append(cells.get(wanted))
    return found


def _only(values: Sequence[Any], force: str, column: str) -> Any:
    """The one value of a force; WrongUse where its rows differ."""
    different = len(set(values))
    if different > 1:
        raise WrongUse(
            f"Column '{column}' has {different} values for {force.rpartition('/')[2]};"
            " narrow the question, or leave out --value to count its rows."
        )
    return values[0]
