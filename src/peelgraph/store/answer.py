"""The answer to a query, whichever store gave it."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rdflib.term import Identifier

from peelgraph.sparql.terms import python_value

if TYPE_CHECKING:
    import pandas

__all__ = ["Result", "Solution"]

Solution = tuple[Identifier | None, ...]
"""A row of an answer, as SPARQL calls it: a term for each column, None where nothing is bound."""


@dataclass(frozen=True)
class Result:
    """An answer: column names and rows of rdflib terms, None where nothing is bound.

    Iterating gives named tuples of Python values (str for IRIs, int, Decimal, date, bool); `rows`
    has the terms. An ASK has one column `answer` and one row; a CONSTRUCT or DESCRIBE has the
    columns `subject`, `predicate` and `object`.
    """

    columns: tuple[str, ...]
    rows: tuple[Solution, ...]
    form: str = "SELECT"

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Any]:
        # `rename`: a column may have a name that is none in Python, such as `from`
        row_class = namedtuple("Row", self.columns, rename=True)  # type: ignore[misc]
        for row in self.rows:
            yield row_class(*map(python_value, row))

    def to_pandas(self) -> pandas.DataFrame:
        """The answer as a data frame of Python values; needs the extra `peelgraph[pandas]`."""
        import pandas

        return pandas.DataFrame(list(self), columns=list(self.columns))
