"""A store behind a SPARQL 1.1 endpoint, reached through SPARQLWrapper; for reading."""

from __future__ import annotations

import io
from collections.abc import Iterable
from http.client import HTTPException
from typing import Any, cast

from rdflib import Graph
from rdflib.query import Result as RdflibResult
from rdflib.term import Identifier
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from peelgraph.errors import EndpointError, QueryError
from peelgraph.sparql.terms import sparql_text
from peelgraph.sparql.tokens import query_form, tokenize
from peelgraph.store.answer import Result
from peelgraph.store.base import Triple
from peelgraph.vocab import PREFIXES

__all__ = ["RemoteStore"]


class RemoteStore:
    """A dataset behind an endpoint; its default graph must be the union of its named graphs.

    Queries are sent by POST (SPARQL 1.1 Protocol, section 2.1), with the prefixes that they use.
    """

    def __init__(self, url: str, timeout: int = 60) -> None:
        self.url, self.timeout = url, timeout

    def _send(self, query: str, accept: str) -> tuple[bytes, str]:
        """The body of the answer and its media type."""
        wrapper = SPARQLWrapper(self.url)
        wrapper.setMethod(POST)
        wrapper.setTimeout(self.timeout)
        wrapper.setReturnFormat(accept)
        wrapper.setQuery(_with_prefixes(query))
        wrapper.queryType = query_form(
            query
        )  # its own guess takes words of comments and names for updates
        try:
            response = wrapper.query().response
            return bytes(response.read()), response.headers.get_content_type()
        except QueryBadFormed as error:
            raise QueryError(f"the endpoint {self.url} refuses it as badly formed") from error
        except (SPARQLWrapperException, OSError, HTTPException, ValueError) as error:
            raise EndpointError(self.url, _reason(error)) from error

    def _result(self, query: str, form: str) -> Any:
        _expect(query, form)
        body, _ = self._send(query, JSON)
        try:
            return RdflibResult.parse(io.BytesIO(body), format="json")
        except Exception as error:
            raise EndpointError(self.url, "its answer is not SPARQL JSON results") from error

    def select(self, query: str) -> Result:
        """Answer a SELECT query."""
        result = self._result(query, "SELECT")
        columns = tuple(str(v) for v in result.vars or ())
        rows = (tuple(row.get(v) for v in result.vars) for row in result.bindings)
        return Result(columns, tuple(rows))

    def ask(self, query: str) -> bool:
        """Answer an ASK query."""
        return bool(self._result(query, "ASK").askAnswer)

    def construct(self, query: str) -> list[Triple]:
        """Answer a CONSTRUCT or DESCRIBE query, each triple once."""
        _expect(query, "CONSTRUCT", "DESCRIBE")
        body, media_type = self._send(query, TURTLE)
        try:
            return list(cast("Iterable[Triple]", Graph().parse(data=body, format=media_type)))
        except Exception as error:
            raise EndpointError(self.url, f"its answer is not a graph ({media_type})") from error

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


def _expect(query: str, *forms: str) -> None:
    if query_form(query) not in forms:
        raise QueryError(f"{' or '.join(forms)} is expected here")


def _with_prefixes(query: str) -> str:
    """The query under declarations of the prefixes it uses; its own, which come after, stand in for
    these.
    """
    used = {token.text.partition(":")[0] for token in tokenize(query) if token.kind == "name"}
    return "".join(f"PREFIX {p}: <{n}>\n" for p, n in PREFIXES.items() if p in used) + query


def _reason(error: Exception) -> str:
    words = error.msg if isinstance(error, SPARQLWrapperException) else str(error)
    return " ".join(str(words).split())[:300] or type(error).__name__
