"""A store behind a SPARQL 1.1 endpoint, reached through SPARQLWrapper; for reading."""

from __future__ import annotations

from collections.abc import Iterable
from http.client import HTTPException

from rdflib.term import Identifier
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from peelgraph.errors import EndpointError, QueryError, one_line
from peelgraph.sparql.terms import sparql_text
from peelgraph.sparql.tokens import query_form, tokenize
from peelgraph.store.answer import Result
from peelgraph.store.answered import solutions, triples, verdict
from peelgraph.store.base import Triple
from peelgraph.vocab import PREFIXES

__all__ = ["RemoteStore"]


class RemoteStore:
    """A dataset behind an endpoint; its default graph must be the union of its named graphs.

    Queries are sent by POST (SPARQL 1.1 Protocol, section 2.1), with the prefixes that they use.
    """

    def __init__(self, url: str, timeout: int = 60) -> None:
        self.url = url
        self.timeout = timeout

    def select(self, query: str) -> Result:
        """Answer a SELECT query."""
        _expect(query, "SELECT")
        body, _ = self._send(query, JSON)
        return solutions(self.url, body)

    def ask(self, query: str) -> bool:
        """Answer an ASK query."""
        _expect(query, "ASK")
        body, _ = self._send(query, JSON)
        return verdict(self.url, body)

    def construct(self, query: str) -> list[Triple]:
        """Answer a CONSTRUCT or DESCRIBE query, each triple once."""
        _expect(query, "CONSTRUCT", "DESCRIBE")
        body, media_type = self._send(query, TURTLE)
        return triples(self.url, body, media_type)

    def count(self, graph: Identifier | None = None) -> int:
        """How many triples a named graph holds, or all, one in two graphs counted twice."""
        name = sparql_text(graph) if graph is not None else "?g"
        pattern = f"GRAPH {name} {{ ?s ?p ?o }}"
        answer = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
        return int(str(answer.rows[0][0]))

    def update(self, text: str) -> None:
        """Refuse: remote graphs are read here, not changed."""
        raise EndpointError(self.url, "a remote graph is only read")

    def load(self, triples: Iterable[Triple], graph: Identifier) -> None:
        """Refuse: remote graphs are read here, not changed."""
        raise EndpointError(self.url, "a remote graph is only read")

    def _send(self, query: str, accept: str) -> tuple[bytes, str]:
        """The body of the answer and its media type."""
        request = self._request(query, accept)
        try:
            response = request.query().response
            return bytes(response.read()), response.headers.get_content_type()
        except QueryBadFormed as error:
            raise QueryError(f"the endpoint {self.url} refuses it as badly formed") from error
        except (SPARQLWrapperException, OSError, HTTPException, ValueError) as error:
            raise EndpointError(self.url, _reason(error)) from error

    def _request(self, query: str, accept: str) -> SPARQLWrapper:
        request = SPARQLWrapper(self.url)
        request.setMethod(POST)
        request.setTimeout(self.timeout)
        request.setReturnFormat(accept)
        request.setQuery(_with_prefixes(query))
        # its own guess takes words of comments and names for updates
        request.queryType = query_form(query)
        return request


def _expect(query: str, *forms: str) -> None:
    if query_form(query) not in forms:
        expected = " or ".join(forms)
        raise QueryError(f"{expected} is expected here")


def _with_prefixes(query: str) -> str:
    """The query under declarations of the prefixes it uses.

    Its own declarations come after these, and stand in for them.
    """
    used = set()
    for token in tokenize(query):
        if token.kind == "name":
            prefix, _, _ = token.text.partition(":")
            used.add(prefix)
    declarations = ""
    for prefix, namespace in PREFIXES.items():
        if prefix in used:
            declarations += f"PREFIX {prefix}: <{namespace}>\n"
    return declarations + query


def _reason(error: Exception) -> str:
    words = error.msg if isinstance(error, SPARQLWrapperException) else str(error)
    return one_line(words)[:300] or type(error).__name__
