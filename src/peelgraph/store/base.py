"""What every store can do: five verbs over SPARQL 1.1, with rdflib terms going in and out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from rdflib.term import Identifier

__all__ = ["Row", "Rows", "Store", "Triple"]

Triple = tuple[Identifier, Identifier, Identifier]
Row = tuple[Identifier | None, ...]


@dataclass(frozen=True)
class Rows:
    """The answer to a SELECT: column names in query order, and rows with None where a column is unbound."""

    columns: tuple[str, ...]
    rows: list[Row]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


class Store(Protocol):
    """Something that holds a dataset and speaks SPARQL 1.1.

    Queries see the union of all named graphs. QueryError: the text cannot be run. EndpointError: no answer.
    """

    def select(self, query: str) -> Rows:
        """Answer a SELECT query."""
        ...

    def ask(self, query: str) -> bool:
        """Answer an ASK query."""
        ...

    def construct(self, query: str) -> list[Triple]:
        """Answer a CONSTRUCT or DESCRIBE query, each triple once."""
        ...

    def update(self, text: str) -> None:
        """Carry out a SPARQL update."""
        ...

    def load(self, triples: Iterable[Triple], graph: Identifier) -> None:
        """Add triples to a named graph."""
        ...

    def count(self, graph: Identifier | None = None) -> int:
        """How many triples a named graph holds, or all named graphs together, each counted by itself."""
        ...
