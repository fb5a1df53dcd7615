"""Asking: a stored question with its arguments, or any query; rows come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rdflib import Literal

from peelgraph.errors import QueryError
from peelgraph.questions.absence import absence
from peelgraph.questions.arguments import bind, terms_of
from peelgraph.questions.question import StoredQuestion
from peelgraph.sparql.blank_nodes import blank_first
from peelgraph.sparql.tokens import query_form
from peelgraph.store import Result, View
from peelgraph.store.blank import blanked, seen_as_blank, with_nameless

__all__ = ["ask", "sparql"]


def ask(store: View, question: StoredQuestion, arguments: Mapping[str, Any]) -> Result:
    """Answer a stored question.

    ParameterError or ThingNotFound where an argument does not fit its parameter.
    """
    terms = terms_of(store, question, arguments)
    result = _answer(store, seen_as_blank(bind(question, terms)))
    if result.form != "SELECT" or (result.rows and not question.needs):
        return result
    asked = {
        question.parameter(name).name for name, value in arguments.items() if value is not None
    }
    given = [
        parameter.name for parameter in question.params if parameter.name in asked & set(terms)
    ]
    return replace(result, lookup=lambda: absence(store, question, terms, given, rows=len(result)))


def sparql(store: View, query: str) -> Result:
    """Answer any SPARQL query; QueryError for updates and for what cannot be run.

    What was a blank node in a file is one in the answer, and for `isBlank` and ORDER BY too.
    """
    return _answer(store, blank_first(seen_as_blank(query)))


def _answer(store: View, query: str) -> Result:
    form = query_form(query)
    if form == "UPDATE":
        allowed = "only SELECT, ASK, CONSTRUCT and DESCRIBE are answered"
        raise QueryError(f"it would change the graph; {allowed}")
    if form is None:
        raise QueryError("it does not begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
    if form == "SELECT":
        found = store.select(query)
        return replace(found, rows=tuple(map(blanked, found.rows)))
    if form == "ASK":
        answer = Literal(store.ask(query))
        return Result(("answer",), ((answer,),), form)
    triples = store.construct(query)
    if form == "DESCRIBE":
        triples = with_nameless(store, triples)
    triples = sorted(triples)
    return Result(("subject", "predicate", "object"), tuple(map(blanked, triples)), form)
