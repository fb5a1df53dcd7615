"""Arguments of a stored question: values become terms, and terms take the place of variables."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from rdflib import XSD, Literal, URIRef
from rdflib.term import Identifier

from peelgraph.dates import bounds
from peelgraph.errors import ParameterError
from peelgraph.questions.question import Parameter, StoredQuestion
from peelgraph.sparql.binding import NoPlace, with_terms
from peelgraph.sparql.lexical import is_lexical
from peelgraph.sparql.terms import is_iri, sparql_text
from peelgraph.sparql.tokens import tokenize, values_blocks
from peelgraph.store import View
from peelgraph.things.resolve import resolve

__all__ = ["bind", "in_pattern", "literal", "terms_of"]

Arguments = Mapping[str, Sequence[Identifier]]
Block = tuple[int, int]

FORCE = "PoliceForce"
STEMS = "stems"
_LANG_STRING = re.compile(r"(.+)@([a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)", re.DOTALL)
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
    given = [(question.parameter(name), value) for name, value in arguments.items()]
    # a force tells which of several is meant by a name: its own
    given.sort(key=lambda pair: pair[0].iri_class != FORCE)
    terms: dict[str, list[Identifier]] = {}
    forces: list[URIRef] = []
    for parameter, value in given:
        if value is not None:
            terms[parameter.name] = _terms(store, question, parameter, value, forces)
        if parameter.iri_class == FORCE:
            forces += map(URIRef, terms.get(parameter.name, ()))
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
    store: View,
    question: StoredQuestion,
    parameter: Parameter,
    value: Any,
    forces: Sequence[URIRef] = (),
) -> list[Identifier]:
    """The terms that a value means: one, or one for each of a list."""
    values = value if isinstance(value, list | tuple | set) else [value]
    if parameter.type == STEMS:
        return _stems(question, parameter, " ".join(map(str, values)))
    return [_term(store, question, parameter, one, forces) for one in values]


def _stems(question: StoredQuestion, parameter: Parameter, text: str) -> list[Identifier]:
    """The stem of each word of a text, as a build says those of statements."""
    from peelgraph.words.stems import stems

    # what no query can hold has no word either: it is refused as any other text is
    _written(question, parameter, Literal(text))
    if found := stems(text):
        return [Literal(stem) for stem in found]
    raise ParameterError(question.name, parameter.name, f"'{text}' has no word to look for")


def _term(
    store: View,
    question: StoredQuestion,
    parameter: Parameter,
    value: Any,
    forces: Sequence[URIRef],
) -> Identifier:
    # a literal, such as one of an answer, is typed anew by the parameter
    if isinstance(value, Literal):
        value = str(value)
    if not parameter.is_iri:
        return literal(question.name, parameter, value)
    if parameter.type == "iri" and is_iri(str(value)):
        return URIRef(str(value))
    # one force is not another's
    own = () if parameter.iri_class == FORCE else forces
    return resolve(store, str(value), parameter.iri_class, own)


def bind(question: StoredQuestion, arguments: Arguments) -> str:
    """The query of a question with each argument's terms at the place of its variable.

    A parameter with a `VALUES $name { … }` block has its terms written into each such block; a
    filter has a line at the place of filters; any other is put in the place of each token `$name`
    or `?name`. Parameters without arguments stay variables. ParameterError where one is missing,
    has more terms than it takes, or has no place.
    """
    texts = {name: _texts(question, name, terms) for name, terms in arguments.items()}
    single = {name: given[0] for name, given in texts.items() if len(given) == 1}
    filters = {parameter.name: parameter for parameter in question.filters}
    lines = [
        _line(filters[name], given, single) for name, given in texts.items() if name in filters
    ]
    text = question.narrowed(lines)
    for name in texts.keys() - filters.keys():
        if blocks := values_blocks(text, name):
            text = _with_values(text, blocks, texts[name])
            single.pop(name, None)
    _refuse_missing(question, arguments)
    try:
        return with_terms(text, {name: single[name] for name in single.keys() - filters.keys()})
    except NoPlace as error:
        raise ParameterError(question.name, error.name, error.reason) from error


def _line(parameter: Parameter, values: Sequence[str], single: Mapping[str, str]) -> str:
    """The line of a query by which a filter keeps what meets its pattern with one of some values.

    Not a `FILTER EXISTS`, which Oxigraph answers anew for each row.
    """
    pattern = _in_pattern(parameter.pattern, single)
    given = " ".join(values)
    kept = parameter.keeps
    return f"  {{ SELECT DISTINCT {kept} WHERE {{ VALUES ?its_value {{ {given} }} {pattern} }} }}"


def _texts(question: StoredQuestion, name: str, terms: Sequence[Identifier]) -> list[str]:
    parameter = question.parameter(name)
    takes_many = parameter.pattern or values_blocks(question.text, name)
    if not terms or (len(terms) > 1 and not (parameter.many and takes_many)):
        raise ParameterError(question.name, name, f"takes one value, not {len(terms)}")
    return [_written(question, parameter, term) for term in terms]


def _written(question: StoredQuestion, parameter: Parameter, term: Identifier) -> str:
    """A term as a query has it; ParameterError where it holds what is no character."""
    try:
        return sparql_text(term)
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


def in_pattern(pattern: str, arguments: Arguments) -> str:
    """A pattern with each argument of one term at the place of its variable."""
    single = {name: sparql_text(terms[0]) for name, terms in arguments.items() if len(terms) == 1}
    return _in_pattern(pattern, single)


def _in_pattern(pattern: str, single: Mapping[str, str]) -> str:
    """A pattern with those of the terms that it has a place for."""
    names = {token.text[1:] for token in tokenize(pattern) if token.kind == "variable"}
    return with_terms(pattern, {name: single[name] for name in single.keys() & names})


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
    if not is_lexical(text, XSD.integer):
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
    if not is_lexical(text, XSD.decimal):
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
