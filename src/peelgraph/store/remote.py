"""A store behind a SPARQL 1.1 endpoint, reached through SPARQLWrapper; for reading."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from rdflib import Graph
from rdflib.query import Result as RdflibResult
from rdflib.term import Identifier
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from peelgraph.errors import EndpointError, QueryError
from peelgraph.store.base import Rows, Triple
from peelgraph.terms import sparql_text
from peelgraph.vocab import PREFIXES

__all__ = ["RemoteStore"]


class RemoteStore:
    """A dataset behind an endpoint; its default graph must be the union of its named graphs.

    Queries are sent by POST (SPARQL 1.1 Protocol, section 2.1), with the prefixes that they use and do not declare.
    """

    def __init__(self, url: str, timeout: int = 60) -> None:
        self.url, self.timeout = url, timeout

    def _send(self, query: str, accept: str) -> bytes:
        wrapper = SPARQLWrapper(self.url)
        wrapper.setMethod(POST)
        wrapper.setTimeout(self.timeout)
        wrapper.setReturnFormat(accept)
        wrapper.setQuery(_with_prefixes(query))
        try:
            return bytes(wrapper.query().response.read())
        except QueryBadFormed as error:
            raise QueryError(_reason(error)) from error
        except (SPARQLWrapperException, OSError, ValueError) as error:
            raise EndpointError(self.url, _reason(error)) from error

    def _result(self, query: str) -> Any:
        body = self._send(query, JSON)
        try:
            return RdflibResult.parse(io.BytesIO(body), format="json")
        except Exception as error:
            raise EndpointError(self.url, "its answer is not SPARQL JSON results") from error

    def select(self, query: str) -> Rows:
        """Answer a SELECT query."""
        result = self._result(query)
        columns = tuple(str(v) for v in result.vars or ())
        return Rows(columns, [tuple(row.get(v) for v in result.vars) for row in result.bindings])

    def ask(self, query: str) -> bool:
        """Answer an ASK query."""
        return bool(self._result(query).askAnswer)

    def construct(self, query: str) -> list[Triple]:
        """Answer a CONSTRUCT or DESCRIBE query, each triple once."""
        body = self._send(query, TURTLE)
        try:
            return list(Graph().parse(data=body, format="turtle"))  # type: ignore[arg-type]
        except Exception as error:
            raise EndpointError(self.url, "its answer is not Turtle") from error

    def update(self, text: str) -> None:
        """Refuse: remote graphs are read here, not changed."""
        raise EndpointError(self.url, "a remote graph is only read")

    def load(self, triples: Iterable[Triple], graph: Identifier) -> None:
        """Refuse: remote graphs are read here, not changed."""
        raise EndpointError(self.url, "a remote graph is only read")

    def count(self, graph: Identifier | None = None) -> int:
        """How many triples a named graph holds, or all named graphs together."""
        name = sparql_text(graph) if graph is not None else "?g"
        answer = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}")
        return int(str(answer.rows[0][0]))


def _with_prefixes(query: str) -> str:
    declared = {line.split()[1] for line in query.splitlines() if line.strip().upper().startswith("PREFIX ")}
    missing = {p: n for p, n in PREFIXES.items() if f"{p}:" in query and f"{p}:" not in declared}
    return "".join(f"PREFIX {p}: <{n}>\n" for p, n in missing.items()) + query


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
