"""A store behind a SPARQL 1.1 endpoint, reached through SPARQLWrapper; for reading."""

from __future__ import annotations

import os
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from rdflib.term import Identifier
from SPARQLWrapper import JSON, POST, TURTLE

from peelgraph.errors import EndpointError, QueryError, WrongUse
from peelgraph.sparql.terms import sparql_text
from peelgraph.sparql.tokens import query_form, tokenize
from peelgraph.store.answer import Result
from peelgraph.store.answered import solutions, triples, verdict
from peelgraph.store.base import Triple
from peelgraph.store.exchange import Answer, Asking, Bounds, Failed, Refused, exchange
from peelgraph.vocab import PREFIXES

__all__ = ["RemoteStore"]

SECONDS = 30
"""How long a whole answer may take, unless PEELGRAPH_ENDPOINT_SECONDS says otherwise."""
MEGABYTES = 32
"""How large it may be, unless PEELGRAPH_ENDPOINT_MB says otherwise."""


class RemoteStore:
    """A dataset behind an endpoint; its default graph must be the union of its named graphs.

    Queries are sent by POST (SPARQL 1.1 Protocol, section 2.1), with the prefixes that they use. A
    whole answer may take `timeout` seconds and have `size` bytes. User and password may stand in
    the address; they are never shown.
    """

    def __init__(self, url: str, timeout: float | None = None, *, size: int | None = None) -> None:
        place, user, password = _parts(url)
        self.address = place
        self._credentials = (user, password)
        seconds = _set("PEELGRAPH_ENDPOINT_SECONDS", SECONDS)
        megabytes = _set("PEELGRAPH_ENDPOINT_MB", MEGABYTES)
        self.timeout = seconds if timeout is None else timeout
        self.size = int(megabytes * 2**20) if size is None else size

    @property
    def url(self) -> str:
        """The address as it may be shown: without a password, nor what follows a question mark."""
        place, mark, _ = self.address.partition("?")
        return f"{place}{mark}…" if mark else place

    def select(self, query: str) -> Result:
        """Answer a SELECT query."""
        _expect(query, "SELECT")
        return solutions(self.url, self._send(query, JSON), query)

    def ask(self, query: str) -> bool:
        """Answer an ASK query."""
        _expect(query, "ASK")
        return verdict(self.url, self._send(query, JSON))

    def construct(self, query: str) -> list[Triple]:
        """Answer a CONSTRUCT or DESCRIBE query, each triple once."""
        _expect(query, "CONSTRUCT", "DESCRIBE")
        return triples(self.url, self._send(query, TURTLE))

    def count(self, graph: Identifier | None = None) -> int:
        """How many triples a named graph holds, or all, one in two graphs counted twice."""
        name = sparql_text(graph) if graph is not None else "?g"
        pattern = f"GRAPH {name} {{ ?s ?p ?o }}"
        answer = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
        try:
            ((count,),) = answer.rows
            return int(str(count))
        except ValueError as error:
            raise EndpointError(self.url, "its answer is not one number") from error

    def update(self, text: str) -> None:
        """Refuse: remote graphs are read here, not changed."""
        raise EndpointError(self.url, "a remote graph is only read")

    def load(self, triples: Iterable[Triple], graph: Identifier) -> None:
        """Refuse: remote graphs are read here, not changed."""
        raise EndpointError(self.url, "a remote graph is only read")

    def _send(self, query: str, accept: str) -> Answer:
        try:
            return exchange(self._request(query, accept))
        except Refused as error:
            raise QueryError(f"the endpoint {self.url} refuses it as badly formed") from error
        except Failed as error:
            raise EndpointError(self.url, str(error)) from error

    def _request(self, query: str, accept: str) -> Asking:
        request = Asking(self.address)
        request.bounds = Bounds(self.timeout, self.size)
        request.setMethod(POST)
        request.setReturnFormat(accept)
        request.setCredentials(*self._credentials)
        request.setQuery(_with_prefixes(query))
        # its own guess takes words of comments and names for updates
        request.queryType = query_form(query)
        return request


def _parts(url: str) -> tuple[str, str | None, str | None]:
    """An address without user and password, and these; EndpointError where it is no address."""
    try:
        parts = urlsplit(url)
        named = parts.scheme in {"http", "https"} and bool(parts.hostname)
        # that it is a number is seen when it is read
        named = named and parts.port != 0
    except ValueError:
        named = False
    if not named:
        raise EndpointError(_before_secrets(url), "it is no address of http or https")
    user = None if parts.username is None else unquote(parts.username)
    password = None if parts.password is None else unquote(parts.password)
    place = parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="")
    return place.geturl(), user, password


def _before_secrets(url: str) -> str:
    """What can be shown of something that is no address."""
    scheme, slashes, rest = url.partition("//")
    shown = f"{scheme}{slashes}{rest.rpartition('@')[2]}" if slashes else url.rpartition("@")[2]
    return shown.partition("?")[0]


def _set(variable: str, otherwise: float) -> float:
    """What the environment sets, if it does."""
    text = os.environ.get(variable)
    if not text:
        return otherwise
    try:
        number = float(text)
    except ValueError:
        number = 0
    if not 0 < number < float("inf"):
        raise WrongUse(f"{variable} is '{text}', where a number above 0 is meant.")
    return number


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
