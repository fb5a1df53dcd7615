"""What an endpoint answered, read by Oxigraph: no term of it is rewritten."""

from __future__ import annotations

import pyoxigraph as ox

from peelgraph.errors import EndpointError
from peelgraph.store.answer import Result
from peelgraph.store.base import Triple
from peelgraph.store.oxterms import RdflibTerms

__all__ = ["solutions", "triples", "verdict"]

_NO_RESULTS = "its answer is not SPARQL JSON results"
_UNREADABLE = (SyntaxError, ValueError)


def solutions(url: str, body: bytes) -> Result:
    """The answer to a SELECT."""
    terms = RdflibTerms()
    try:
        answer = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        if not isinstance(answer, ox.QuerySolutions):
            raise EndpointError(url, _NO_RESULTS)
        columns = tuple(variable.value for variable in answer.variables)
        rows = [tuple(None if t is None else terms[t] for t in solution) for solution in answer]
    except _UNREADABLE as error:
        raise EndpointError(url, _NO_RESULTS) from error
    return Result(columns, tuple(rows))


def verdict(url: str, body: bytes) -> bool:
    """The answer to an ASK."""
    try:
        answer = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    except _UNREADABLE as error:
        raise EndpointError(url, _NO_RESULTS) from error
    if not isinstance(answer, ox.QueryBoolean):
        raise EndpointError(url, _NO_RESULTS)
    return bool(answer)


def triples(url: str, body: bytes, media_type: str) -> list[Triple]:
    """The answer to a CONSTRUCT or DESCRIBE, each triple once."""
    reason = f"its answer is not a graph ({media_type})"
    written_in = ox.RdfFormat.from_media_type(media_type)
    if written_in is None:
        raise EndpointError(url, reason)
    terms = RdflibTerms()
    try:
        once = dict.fromkeys(
            quad.triple for quad in ox.parse(body, format=written_in, base_iri=url)
        )
    except _UNREADABLE as error:
        raise EndpointError(url, reason) from error
    return [terms.triple(triple) for triple in once]
