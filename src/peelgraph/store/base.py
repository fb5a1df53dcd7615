"""What a store can do: a view answers SPARQL 1.1, a writer changes what it holds.

Terms of rdflib go in and out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from rdflib.term import Identifier

from peelgraph.store.answer import Result

__all__ = ["Store", "Triple", "View", "Writer"]

Triple = tuple[Identifier, Identifier, Identifier]


class View(Protocol):
    """Something that answers queries over a dataset, and is not changed by them.

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

    def count(self, graph: Identifier | None = None) -> int:
        """How many triples a named graph holds, or all, one in two graphs counted twice."""
        ...


class Writer(Protocol):
    """Something that a dataset can be written to."""

    def update(self, text: str) -> None:
        """Carry out a SPARQL update."""
        ...

    def load(self, triples: Iterable[Triple], graph: Identifier) -> None:
        """Add triples to a named graph."""
        ...


class Store(View, Writer, Protocol):
    """Something that holds a dataset: it answers, and takes what is said."""
