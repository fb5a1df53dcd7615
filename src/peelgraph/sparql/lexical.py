"""Which texts are values of which datatypes: the grammar of XML Schema 1.1, part 2.

https://www.w3.org/TR/xmlschema11-2/: each pattern is that of the section on its datatype. RDF takes
a text as it is written, so that spaces around a number are no part of one (RDF 1.1 Concepts,
section 5.1).
"""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree

from rdflib import RDF, XSD
from rdflib.term import Identifier

__all__ = ["BOUNDS", "INTEGERS", "is_lexical"]

BOUNDS: dict[Identifier, tuple[int | None, int | None]] = {
    XSD.integer: (None, None),
    XSD.nonNegativeInteger: (0, None),
    XSD.nonPositiveInteger: (None, 0),
    XSD.positiveInteger: (1, None),
    XSD.negativeInteger: (None, -1),
    XSD.long: (-(2**63), 2**63 - 1),
    XSD.int: (-(2**31), 2**31 - 1),
    XSD.short: (-(2**15), 2**15 - 1),
    XSD.byte: (-(2**7), 2**7 - 1),
    XSD.unsignedLong: (0, 2**64 - 1),
    XSD.unsignedInt: (0, 2**32 - 1),
    XSD.unsignedShort: (0, 2**16 - 1),
    XSD.unsignedByte: (0, 2**8 - 1),
}
"""The least and the greatest value of each kind of whole numbers, None where there is none."""
INTEGERS = frozenset(BOUNDS)

_DECIMAL = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_DOUBLE = rf"{_DECIMAL}(?:[Ee][+-]?[0-9]+)?|[+-]?INF|NaN"
_YEAR = r"-?(?:[1-9][0-9]{3,}|0[0-9]{3})"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12][0-9]|3[01])"
_TIME = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
_ZONE = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
_YEARS = r"(?:[0-9]+Y)?(?:[0-9]+M)?"
_DAYS = r"(?:[0-9]+D)?(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?"
_BASE64 = "[A-Za-z0-9+/] ?"
# XML 1.1, productions 4 and 4a
_FIRST = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NEXT = rf"\-.0-9\u00b7\u0300-\u036f\u203f-\u2040{_FIRST}"
_ANYTHING = "(?s:.*)"

_GRAMMAR: dict[Identifier, str] = {
    XSD.string: _ANYTHING,
    XSD.normalizedString: r"[^\r\n\t]*",
    XSD.token: r"(?:[^\r\n\t ]+(?: [^\r\n\t ]+)*)?",
    XSD.language: "[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*",
    XSD.NMTOKEN: f"[:{_NEXT}]+",
    XSD.Name: f"[:{_FIRST}][:{_NEXT}]*",
    XSD.NCName: f"[{_FIRST}][{_NEXT}]*",
    XSD.anyURI: _ANYTHING,
    XSD.boolean: "true|false|1|0",
    XSD.decimal: _DECIMAL,
    XSD.float: _DOUBLE,
    XSD.double: _DOUBLE,
    XSD.date: f"(?P<date>{_YEAR}-{_MONTH}-{_DAY}){_ZONE}?",
    XSD.dateTime: f"(?P<date>{_YEAR}-{_MONTH}-{_DAY})T{_TIME}{_ZONE}?",
    XSD.dateTimeStamp: f"(?P<date>{_YEAR}-{_MONTH}-{_DAY})T{_TIME}{_ZONE}",
    XSD.time: f"{_TIME}{_ZONE}?",
    XSD.gYear: f"{_YEAR}{_ZONE}?",
    XSD.gYearMonth: f"{_YEAR}-{_MONTH}{_ZONE}?",
    XSD.gMonth: f"--{_MONTH}{_ZONE}?",
    # a day of some year, so that there is a 29 February
    XSD.gMonthDay: f"-(?P<date>-{_MONTH}-{_DAY}){_ZONE}?",
    XSD.gDay: f"---{_DAY}{_ZONE}?",
    XSD.duration: f"-?P(?=[0-9T]){_YEARS}{_DAYS}",
    XSD.yearMonthDuration: f"-?P(?=[0-9]){_YEARS}",
    XSD.dayTimeDuration: f"-?P(?=[0-9T]){_DAYS}",
    XSD.hexBinary: "(?:[0-9A-Fa-f]{2})*",
    XSD.base64Binary: (
        f"(?:(?:{_BASE64}){{4}})*"
        f"(?:(?:{_BASE64}){{3}}[A-Za-z0-9+/]"
        f"|(?:{_BASE64}){{2}}[AEIMQUYcgkosw048] ?="
        f"|{_BASE64}[AQgw] ?= ?=)|"
    ),
    **dict.fromkeys(BOUNDS, "[+-]?[0-9]+"),
}
_PATTERNS = {datatype: re.compile(pattern) for datatype, pattern in _GRAMMAR.items()}
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_lexical(text: str, datatype: Identifier) -> bool | None:
    """Whether a text is a value of a datatype, as it is written; None where that is not known.

    >>> is_lexical("1_000", XSD.integer), is_lexical("2015-02-29", XSD.date)
    (False, False)
    """
    if datatype == RDF.XMLLiteral:
        return _is_xml(text)
    pattern = _PATTERNS.get(datatype)
    if pattern is None:
        return None
    found = pattern.fullmatch(text)
    if found is None:
        return False
    if datatype in BOUNDS:
        return _is_within(text, datatype)
    if "date" in pattern.groupindex:
        return _is_day(found["date"])
    return True


def _is_within(text: str, datatype: Identifier) -> bool:
    # a decimal, for Python reads no integer of more than 4,300 digits
    number = Decimal(text)
    least, greatest = BOUNDS[datatype]
    return (least is None or least <= number) and (greatest is None or number <= greatest)


def _is_day(date: str) -> bool:
    """Whether there is such a day: the year, which may be negative or none, month and day."""
    year, month, day = date.rsplit("-", 2)
    if int(day) <= _LENGTHS[int(month) - 1]:
        return True
    # 10,000 is a multiple of 400: the last four digits tell
    return month == "02" and day == "29" and (not year or _is_leap(int(year[-4:])))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _is_xml(text: str) -> bool:
    try:
        ElementTree.fromstring(f"<text>{text}</text>")
    except ElementTree.ParseError:
        return False
    return True
