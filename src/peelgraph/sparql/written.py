"""Literals as a person writes them: in quotes, with a language or datatype, or bare.

What is written is kept as text of SPARQL: a store makes the term of it, in the form it keeps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rdflib import XSD, Literal
from rdflib.term import Identifier

from peelgraph.sparql.lexical import is_lexical
from peelgraph.sparql.terms import sparql_text

__all__ = ["Written", "bare", "fits", "literal_text", "written"]

_WRITTEN = re.compile(
    r"""(?P<quote>["'])(?P<text>.*)(?P=quote)
    (?:@(?P<language>[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)|\^\^(?P<type>\S+))?""",
    re.DOTALL | re.VERBOSE,
)
_ESCAPED = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}

_LIKELY = (XSD.integer, XSD.decimal, XSD.double, XSD.boolean, XSD.date, XSD.dateTime)
"""The datatypes that a text without quotes can be meant for, in the order they are tried."""


@dataclass(frozen=True)
class Written:
    """A literal in quotes: its text, also as it stands between them, and language or datatype.

    `datatype` is as it was written, without the brackets of an IRI.
    """

    text: str
    between: str
    language: str | None = None
    datatype: str | None = None

    @property
    def is_full(self) -> bool:
        """Whether it says its language or datatype, so that it can be one term only."""
        return bool(self.language or self.datatype)


def written(text: str) -> Written | None:
    """The literal that a text in quotes writes; None where it is not in quotes.

    >>> written('"2016"^^xsd:gYear')
    Written(text='2016', between='2016', language=None, datatype='xsd:gYear')
    """
    found = _WRITTEN.fullmatch(text) if len(text) > 1 else None
    if not found:
        return None
    between = found["text"]
    datatype = found["type"]
    if datatype and datatype.startswith("<") and datatype.endswith(">"):
        datatype = datatype[1:-1]
    return Written(_ESCAPED.sub(_meant, between), between, found["language"], datatype)


def bare(text: str) -> Identifier | None:
    """The datatype of a number, a truth value or a date by its looks; None of any other text.

    >>> bare("2016-11-03"), bare("Kent")
    (rdflib.term.URIRef('http://www.w3.org/2001/XMLSchema#date'), None)
    """
    return next((datatype for datatype in _LIKELY if fits(text, datatype)), None)


def fits(text: str, datatype: Identifier) -> bool:
    """Whether a text has the form of a datatype; of one that is not known here, any text has."""
    return is_lexical(text, datatype) is not False


def _meant(escape: re.Match[str]) -> str:
    what = escape[1]
    if len(what) > 1:
        return _character(what[1:])
    return _LETTERS.get(what, what)


def _character(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number < 0x110000 else ""


def literal_text(text: str, language: str | None, datatype: Identifier | None) -> str:
    """A literal as SPARQL text; ValueError where a graph can hold none such."""
    quoted = sparql_text(Literal(text))
    if language:
        return f"{quoted}@{language}"
    return f"{quoted}^^{sparql_text(datatype)}" if datatype else quoted
