"""Arguments of a stored question: values become terms, and terms take the place of variables."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from rdflib import XSD, Literal, URIRef
from rdflib.term import Identifier

from peelgraph.dates import bounds
from peelgraph.errors import ParameterError
from peelgraph.questions.question import Parameter, StoredQuestion
from peelgraph.sparql.binding import NoPlace, with_terms
from peelgraph.sparql.terms import is_iri, sparql_text
from peelgraph.sparql.tokens import values_blocks
from peelgraph.store import View
from peelgraph.things.resolve import resolve

__all__ = ["bind", "literal", "terms_of"]

Arguments = Mapping[str, Sequence[Identifier]]
Block = tuple[int, int]

_LANG_STRING = re.compile(r"(.+)@([a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)", re.DOTALL)
_INTEGER = re.compile("[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_BOOLEANS = {
    "true": True,
    "yes": True,
    "1": True,
    "false": False,
    "no": False,
    "0": False,
}


def terms_of(
    store: View, question: StoredQuestion, arguments: Mapping[str, Any]
) -> dict[str, list[Identifier]]:
    """Python or command-line values as terms, with the defaults of what is not given.

    ParameterError or ThingNotFound where a value does not fit its parameter.
    """
    terms: dict[str, list[Identifier]] = {}
    for name, value in arguments.items():
        parameter = question.parameter(name)
        if value is not None:
            terms[parameter.name] = _terms(store, question, parameter, value)
    for parameter in question.params:
        if parameter.default is not None:
            _set_default(store, question, parameter, terms)
    return terms


def _set_default(
    store: View,
    question: StoredQuestion,
    parameter: Parameter,
    terms: dict[str, list[Identifier]],
) -> None:
    """Bind what was left at its default; where the query has it in a `VALUES` block, that stays."""
    default = _terms(store, question, parameter, parameter.default)
    if terms.get(parameter.name, default) != default:
        return
    if values_blocks(question.text, parameter.name):
        terms.pop(parameter.name, None)
    else:
        terms[parameter.name] = default


def _terms(
    store: View, question: StoredQuestion, parameter: Parameter, value: Any
) -> list[Identifier]:
    """The terms that a value means: one, or one for each of a list."""
    values = value if isinstance(value, list | tuple | set) else [value]
    return [_term(store, question, parameter, one) for one in values]


def _term(store: View, question: StoredQuestion, parameter: Parameter, value: Any) -> Identifier:
    # a literal, such as one of an answer, is typed anew by the parameter
    if isinstance(value, Literal):
        value = str(value)
    if not parameter.is_iri:
        return literal(question.name, parameter, value)
    if parameter.type == "iri" and is_iri(str(value)):
        return URIRef(str(value))
    return resolve(store, str(value), parameter.iri_class)


def bind(question: StoredQuestion, arguments: Arguments) -> str:
    """The query of a question with each argument's terms at the place of its variable.

    A parameter with a `VALUES $name { … }` block has its terms written into each such block; any
    other is put in the place of each token `$name` or `?name`. Parameters without arguments stay
    variables. ParameterError where one is missing, has more terms than it takes, or has no place.
    """
    text = question.text
    single: dict[str, str] = {}
    for name, terms in arguments.items():
        texts = _texts(question, name, terms)
        blocks = values_blocks(text, name)
        takes_many = bool(blocks) and question.parameter(name).many
        if not texts or (len(texts) > 1 and not takes_many):
            raise ParameterError(question.name, name, f"takes one value, not {len(texts)}")
        if blocks:
            text = _with_values(text, blocks, texts)
        else:
            single[name] = texts[0]
    _refuse_missing(question, arguments)
    try:
        return with_terms(text, single)
    except NoPlace as error:
        raise ParameterError(question.name, error.name, error.reason) from error


def _texts(question: StoredQuestion, name: str, terms: Iterable[Identifier]) -> list[str]:
    parameter = question.parameter(name)
    try:
        return [sparql_text(term) for term in terms]
    except ValueError as error:
        raise ParameterError(question.name, parameter.name, str(error)) from error


def _with_values(text: str, blocks: Sequence[Block], texts: Sequence[str]) -> str:
    values = " ".join(texts)
    # from the last to the first, so that the places of those before still hold
    for start, end in reversed(blocks):
        text = " ".join([text[:start], values, text[end:]])
    return text


def _refuse_missing(question: StoredQuestion, arguments: Arguments) -> None:
    for parameter in question.params:
        if parameter.required and parameter.name not in arguments:
            hint = ""
            if parameter.example:
                hint = f", for example {parameter.flag} {parameter.example}"
            raise ParameterError(question.name, parameter.name, f"is needed{hint}")


def literal(question: str, parameter: Parameter, value: Any) -> Literal:
    """A Python or command-line value as a literal of a parameter's type; else ParameterError."""
    text = str(value)
    if isinstance(value, datetime.date):
        # also of a moment, which is a date in Python: it has a T then, and is refused
        text = value.isoformat()
    if parameter.options and text not in parameter.options:
        options = ", ".join(parameter.options)
        raise ParameterError(question, parameter.name, f"'{text}' is not one of {options}")
    kind = _TYPES[parameter.type]
    try:
        return kind.read(text)
    except ValueError as error:
        raise ParameterError(question, parameter.name, f"'{text}' is not {kind.name}") from error


def _integer(text: str) -> Literal:
    # Python reads more: signs between digits, and the digits of other scripts.
    if not _INTEGER.fullmatch(text):
        raise ValueError(text)
    return Literal(int(text))


def _boolean(text: str) -> Literal:
    word = text.casefold()
    if word not in _BOOLEANS:
        raise ValueError(text)
    return Literal(_BOOLEANS[word])


def _date(text: str) -> Literal:
    first, last = bounds(text)
    if first != last:
        raise ValueError(text)
    return Literal(first)


def _decimal(text: str) -> Literal:
    if not _DECIMAL.fullmatch(text):
        raise ValueError(text)
    return Literal(Decimal(text))


def _lang_string(text: str) -> Literal:
    if match := _LANG_STRING.fullmatch(text):
        return Literal(match[1], lang=match[2])
    return Literal(text, lang="en")


def _address(text: str) -> Literal:
    if not is_iri(text):
        raise ValueError(text)
    return Literal(text, datatype=XSD.anyURI)


class _Type(NamedTuple):
    """What a type is called in an error, and how a literal of it is read from a text."""

    name: str
    read: Callable[[str], Literal]


_TYPES = {
    "string": _Type("a text", Literal),
    "lang-string": _Type("a text", _lang_string),
    "integer": _Type("a whole number", _integer),
    "decimal": _Type("a number", _decimal),
    "boolean": _Type("true or false", _boolean),
    "date": _Type("a day like 2016-11-03", _date),
    "anyURI": _Type("an address", _address),
}
