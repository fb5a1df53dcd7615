"""Asking a stored question: arguments to terms, terms into the query, rows out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rdflib import Literal, URIRef
from rdflib.term import Identifier

from peelgraph.errors import QueryError
from peelgraph.questions.question import Parameter, StoredQuestion, literal
from peelgraph.sparql.terms import is_iri
from peelgraph.sparql.tokens import query_form
from peelgraph.store import Result, Store
from peelgraph.things.resolve import resolve

__all__ = ["ask", "sparql"]


def ask(store: Store, question: StoredQuestion, arguments: Mapping[str, Any]) -> Result:
    """Answer a stored question. ParameterError or ThingNotFound where an argument does not fit its
    parameter.
    """
    terms: dict[str, list[Identifier]] = {}
    for name, value in arguments.items():
        parameter = question.parameter(name)
        if value is not None:
            values = value if isinstance(value, list | tuple | set) else [value]
            terms[parameter.name] = [_term(store, question, parameter, v) for v in values]
    for parameter in question.params:
        if parameter.default is not None:
            _set_default(store, question, parameter, terms)
    return sparql(store, question.bind(terms))


def _set_default(
    store: Store,
    question: StoredQuestion,
    parameter: Parameter,
    terms: dict[str, list[Identifier]],
) -> None:
    """Bind what was left at its default; where the query has it in a `VALUES` block, that stays."""
    default = [_term(store, question, parameter, parameter.default)]
    if terms.get(parameter.name, default) != default:
        return
    if question.has_block(parameter.name):
        terms.pop(parameter.name, None)
    else:
        terms[parameter.name] = default


def _term(store: Store, question: StoredQuestion, parameter: Parameter, value: Any) -> Identifier:
    if isinstance(value, Literal):
        value = str(value)
    if not parameter.is_iri:
        return literal(question.name, parameter, value)
    if parameter.type == "iri" and is_iri(str(value)):
        return URIRef(str(value))
    return resolve(store, str(value), parameter.iri_class)


def sparql(store: Store, query: str) -> Result:
    """Answer any SPARQL query; QueryError for updates and for what cannot be run."""
    form = query_form(query)
    if form == "UPDATE":
        raise QueryError(
            "it would change the graph; only SELECT, ASK, CONSTRUCT and DESCRIBE are answered"
        )
    if form is None:
        raise QueryError("it does not begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
    if form == "SELECT":
        return store.select(query)
    if form == "ASK":
        return Result(("answer",), ((Literal(store.ask(query)),),), "ASK")
    triples: Iterable[Sequence[Identifier]] = sorted(store.construct(query))
    return Result(("subject", "predicate", "object"), tuple((s, p, o) for s, p, o in triples), form)
