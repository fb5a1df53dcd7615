"""Literals as they were written: rdflib's own rewrite what they hold, and say so on standard error.

A literal of rdflib is parsed as it is made, and its text made anew of what was understood: a date
loses its zone, a moment its nanoseconds. One of these keeps its text to the character, and no value
is made of it until somebody asks for one.
"""

from __future__ import annotations

import base64
import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from math import isnan
from typing import Any

from rdflib import XSD, Literal, URIRef
from rdflib import term as rdflib_term
from rdflib.term import Identifier
from rdflib.xsd_datetime import parse_xsd_duration

from peelgraph.sparql.lexical import INTEGERS, is_lexical

__all__ = ["WrittenLiteral"]

LONGEST = 10_000
"""Of how many characters a number or time is made; the work on one grows by the square."""
_UNKNOWN: Any = object()
_CUT = {XSD.dateTime, XSD.dateTimeStamp, XSD.time, XSD.duration, XSD.dayTimeDuration}
_BELOW_MICROSECONDS = re.compile(r"\.[0-9]{6}0*[1-9]")


class WrittenLiteral(Literal):
    """A literal that is the text it was given, with its datatype or language.

    It equals the literal of rdflib that has the same text. A base direction is written behind the
    language, as RDF 1.2 writes it: `ar--rtl`. In order, numbers come first, by value.
    """

    __slots__ = ()

    def __new__(
        cls, text: str, lang: str | None = None, datatype: Identifier | str | None = None
    ) -> WrittenLiteral:
        """Take the text as it is."""
        made = str.__new__(cls, text)
        made._language = lang
        made._datatype = None if datatype is None else URIRef(datatype)
        made._value = _UNKNOWN
        made._ill_typed = None
        return made

    @property
    def value(self) -> Any:
        """The value nearest to it in Python, else the text; None where it is no value."""
        if self._value is _UNKNOWN:
            self._value = _value_of(str(self), self._datatype)
        return self._value

    @property
    def is_cut(self) -> bool:
        """Whether its value in Python is less than what is written: no zone, no nanoseconds."""
        if self._datatype == XSD.date:
            return len(self) != len("2006-08-24")
        return self._datatype in _CUT and _BELOW_MICROSECONDS.search(self) is not None

    @property
    def ill_typed(self) -> bool | None:
        """Whether its text is no value of its datatype; None where that is not known."""
        told = None if self._datatype is None else is_lexical(str(self), self._datatype)
        return None if told is None else not told

    def __repr__(self) -> str:
        # to who reads it, it is a literal of rdflib
        return super().__repr__().replace(type(self).__name__, "rdflib.term.Literal", 1)

    def __reduce__(self) -> tuple[Any, ...]:
        return WrittenLiteral, (str(self), self._language, self._datatype)

    # rdflib's order has two of one value each before the other

    def __gt__(self, other: Any) -> bool:
        if not isinstance(other, Literal):
            return super().__gt__(other)
        return _place(self) > _place(other)

    def __lt__(self, other: Any) -> bool:
        if not isinstance(other, Literal):
            return super().__lt__(other)
        return _place(self) < _place(other)


# rdflib orders terms of different kinds by this, and knows only its own classes
rdflib_term._ORDERING[WrittenLiteral] = rdflib_term._ORDERING[Literal]


def _place(literal: Literal) -> tuple[Any, ...]:
    """A literal's place among others: numbers by value, the rest by datatype, language and text."""
    value = literal.value
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    if not is_number or isnan(value):  # which is greater and less than nothing
        value = 0
    return (
        not is_number,
        value,
        str(literal.datatype or ""),
        literal.language or "",
        str(literal),
    )


def _value_of(text: str, datatype: URIRef | None) -> Any:
    """The value of a text of a datatype, which may be the text, or None where it is none."""
    if datatype is None:
        return text
    if not is_lexical(text, datatype):
        return None
    make = _VALUES.get(datatype, str)
    if len(text) > LONGEST and datatype not in _OF_ANY_LENGTH:
        return text
    try:
        return make(text)
    except (ValueError, ArithmeticError):  # a year that Python does not count, 24:00:00
        return text


def _integer(text: str) -> int:
    # Python reads no integer of more than 4,300 digits
    return int(Decimal(text))


def _boolean(text: str) -> bool:
    return text in {"true", "1"}


def _date(text: str) -> datetime.date:
    # a date of Python has no zone
    year, _, rest = text.partition("-")
    return datetime.date.fromisoformat(f"{year}-{rest[:5]}")


_OF_ANY_LENGTH = {XSD.hexBinary, XSD.base64Binary}
_VALUES: dict[Identifier, Callable[[str], Any]] = {
    **dict.fromkeys(INTEGERS, _integer),
    XSD.decimal: Decimal,
    XSD.float: float,
    XSD.double: float,
    XSD.boolean: _boolean,
    XSD.date: _date,
    XSD.dateTime: datetime.datetime.fromisoformat,
    XSD.dateTimeStamp: datetime.datetime.fromisoformat,
    XSD.time: datetime.time.fromisoformat,
    XSD.duration: parse_xsd_duration,
    XSD.dayTimeDuration: parse_xsd_duration,
    XSD.yearMonthDuration: parse_xsd_duration,
    XSD.hexBinary: bytes.fromhex,
    XSD.base64Binary: base64.b64decode,
}
