"""What an endpoint answered, read by Oxigraph: no term of it is rewritten.

It is read as a file of anybody's is: within bounds, and refused where it is not what was asked for.
"""

from __future__ import annotations

import io

import pyoxigraph as ox

from peelgraph.errors import EndpointError, one_line
from peelgraph.sparql.tokens import projected, variables
from peelgraph.store.answer import Result, Solution
from peelgraph.store.base import Triple
from peelgraph.store.bounds import refuse_deep_json
from peelgraph.store.exchange import Answer
from peelgraph.store.files import UNREADABLE, quads_in
from peelgraph.store.oxterms import RdflibTerms

__all__ = ["solutions", "triples", "verdict"]

DEEP = 32
"""How deep an answer in JSON may go: rows go five levels deep."""
_NO_RESULTS = "its answer is not SPARQL JSON results"
_LINES = {ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS}
_WITH_AN_END = {ox.RdfFormat.RDF_XML, ox.RdfFormat.JSON_LD}
"""Serialisations of which a part is never mistaken for the whole."""


def solutions(url: str, answer: Answer, query: str) -> Result:
    """The answer to a SELECT, in the columns that were asked for."""
    found = _read(url, answer)
    if not isinstance(found, ox.QuerySolutions):
        raise EndpointError(url, "its answer is that to an ASK, where rows were asked for")
    columns = tuple(variable.value for variable in found.variables)
    _refuse_others(url, columns, query)
    asked = tuple(projected(query) or columns)
    terms = RdflibTerms()
    try:
        rows = [tuple(None if t is None else terms[t] for t in solution) for solution in found]
    except UNREADABLE as error:
        raise EndpointError(url, f"{_NO_RESULTS}: {one_line(error)[:200]}") from error
    if asked == columns:
        return Result(columns, tuple(rows))
    places = [columns.index(column) for column in asked]
    return Result(asked, tuple(_in_order(row, places) for row in rows))


def _in_order(row: Solution, places: list[int]) -> Solution:
    return tuple(row[place] for place in places)


def _refuse_others(url: str, columns: tuple[str, ...], query: str) -> None:
    """EndpointError where columns are not those that a query asks for."""
    asked = projected(query)
    wrong = set(columns) ^ set(asked) if asked else set(columns) - variables(query)
    if wrong:
        there = ", ".join(columns) or "none"
        wanted = ", ".join(asked or sorted(variables(query))) or "none"
        reason = f"its answer has the columns {there}, where {wanted} were asked for"
        raise EndpointError(url, one_line(reason)[:300])


def verdict(url: str, answer: Answer) -> bool:
    """The answer to an ASK."""
    found = _read(url, answer)
    if not isinstance(found, ox.QueryBoolean):
        raise EndpointError(url, "its answer has rows, where true or false was asked for")
    return bool(found)


def _read(url: str, answer: Answer) -> ox.QuerySolutions | ox.QueryBoolean:
    try:
        refuse_deep_json(answer.body, DEEP)
        return ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.JSON)
    except UNREADABLE as error:
        raise EndpointError(url, f"{_NO_RESULTS}: {one_line(error)[:200]}") from error


def triples(url: str, answer: Answer) -> list[Triple]:
    """The answer to a CONSTRUCT or DESCRIBE, each triple once."""
    reason = f"its answer is not a graph ({answer.media_type})"
    written_in = ox.RdfFormat.from_media_type(answer.media_type)
    if written_in is None:
        raise EndpointError(url, reason)
    _refuse_without_end(url, answer, written_in)
    terms = RdflibTerms()
    try:
        found = quads_in(io.BytesIO(answer.body), written_in, url)
        once = dict.fromkeys(quad.triple for quad in found)
    except UNREADABLE as error:
        raise EndpointError(url, f"{reason}: {one_line(error)[:200]}") from error
    return [terms.triple(triple) for triple in once]


def _refuse_without_end(url: str, answer: Answer, written_in: ox.RdfFormat) -> None:
    """EndpointError where a graph may have been cut at the end of a statement."""
    if answer.length_known or written_in in _WITH_AN_END:
        return
    if not answer.end_known:
        reason = "its answer may be cut: neither a length nor a last chunk says where it ends"
        raise EndpointError(url, reason)
    if written_in in _LINES and not answer.body.endswith((b"\n", b"\r")) and answer.body:
        raise EndpointError(url, "its answer may be cut: its last line has no end")
