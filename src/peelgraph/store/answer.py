"""The answer to a query, whichever store gave it."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rdflib.term import Identifier

from peelgraph.sparql.terms import python_value

if TYPE_CHECKING:
    import pandas

__all__ = ["Absence", "Others", "Result", "Solution"]

Solution = tuple[Identifier | None, ...]
"""A row of an answer, as SPARQL calls it: a term for each column, None where nothing is bound."""


@dataclass(frozen=True)
class Others:
    """The things for which there is an answer in place of an argument, of how many that can be.

    `flag` is the argument's parameter; the things are short ids.
    """

    flag: str
    things: tuple[str, ...]
    of: int


@dataclass(frozen=True)
class Absence:
    """Why an answer is empty, or short where something that it `lacks` is not on record.

    `given` are the arguments, as pairs of parameter and value; `without` are those of them without
    which there are rows, each with how many; `others` are other things with an answer. What is not
    on record was not said by any source that was read: that is not to say that there is none.
    """

    question: str
    lacks: str
    given: tuple[tuple[str, str], ...]
    without: tuple[tuple[str, int], ...]
    others: Others | None


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
    lookup: Callable[[], Absence | None] | None = field(default=None, repr=False, compare=False)

    @property
    def absence(self) -> Absence | None:
        """Why it is empty or short, where it answers a stored question; looked up when asked."""
        return self.lookup() if self.lookup else None

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
