"""Asking a stored question: arguments to terms, terms into the query, rows out."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rdflib import Literal, URIRef
from rdflib.term import Identifier

from peelgraph.errors import QueryError
from peelgraph.query import Parameter, StoredQuery, literal
from peelgraph.resolve import resolve
from peelgraph.store import Store
from peelgraph.terms import is_iri, python_value
from peelgraph.tokens import query_form

if TYPE_CHECKING:
    import pandas

__all__ = ["Result", "ask", "sparql"]


@dataclass(frozen=True)
class Result:
    """An answer: column names and rows of rdflib terms, None where nothing is bound.

    Iterating gives named tuples of Python values (str for IRIs, int, Decimal, date, bool). An ASK has one column
    `answer` and one row; a CONSTRUCT or DESCRIBE has the columns `subject`, `predicate` and `object`.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Identifier | None, ...], ...]
    form: str = "SELECT"

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Any]:
        row_class = namedtuple("Row", self.columns, rename=True)  # type: ignore[misc]
        return (row_class(*map(python_value, row)) for row in self.rows)

    def to_pandas(self) -> pandas.DataFrame:
        """The answer as a data frame of Python values; needs the extra `peelgraph[pandas]`."""
        import pandas

        return pandas.DataFrame(list(self), columns=list(self.columns))


def ask(store: Store, question: StoredQuery, arguments: Mapping[str, Any]) -> Result:
    """Answer a stored question. ParameterError or ThingNotFound where an argument does not fit its parameter."""
    terms: dict[str, list[Identifier]] = {}
    for name, value in arguments.items():
        parameter = question.parameter(name)
        if value is not None:
            values = value if isinstance(value, list | tuple | set) else [value]
            terms[parameter.name] = [_term(store, question, parameter, v) for v in values]
    for parameter in question.params:
        if parameter.default is not None and parameter.name not in terms:
            terms[parameter.name] = [_term(store, question, parameter, parameter.default)]
    return sparql(store, question.bind(terms))


def _term(store: Store, question: StoredQuery, parameter: Parameter, value: Any) -> Identifier:
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
        raise QueryError("it would change the graph; only SELECT, ASK, CONSTRUCT and DESCRIBE are answered")
    if form is None:
        raise QueryError("it does not begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
    if form == "SELECT":
        answer = store.select(query)
        return Result(answer.columns, tuple(answer.rows))
    if form == "ASK":
        return Result(("answer",), ((Literal(store.ask(query)),),), "ASK")
    triples: Iterable[Sequence[Identifier]] = sorted(store.construct(query))
    return Result(("subject", "predicate", "object"), tuple((s, p, o) for s, p, o in triples), form)
