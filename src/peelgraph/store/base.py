"""What every store can do: five verbs over SPARQL 1.1, with rdflib terms going in and out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from rdflib.term import Identifier

from peelgraph.store.answer import Result

__all__ = ["Store", "Triple"]

Triple = tuple[Identifier, Identifier, Identifier]


class Store(Protocol):
    """Something that holds a dataset and speaks SPARQL 1.1.

    Queries see the union of all named graphs. QueryError: the text cannot be run. EndpointError: no
    answer.
    """

    def select(self, query: str) -> Result:
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
        """How many triples a named graph holds, or all named graphs together, each counted by
        itself.
        """
        ...
