"""RDF terms as SPARQL text, and as Python values."""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv6Address
from typing import Any

from rdflib import XSD, BNode, Literal, URIRef, Variable
from rdflib import term as rdflib_term
from rdflib.term import Identifier

from peelgraph.sparql.verbatim import WrittenLiteral

__all__ = [
    "TripleTerm",
    "is_iri",
    "json_term",
    "python_value",
    "sparql_text",
    "term_of_json",
    "term_text",
]

# The characters beyond ASCII that RFC 3987 allows in an IRI (`ucschar`), and in its query
# (`iprivate`); the last two characters of each plane are not characters.
_FIRSTS = range(0x10000, 0xE0000, 0x10000)
_PLANES = "".join(f"{chr(first)}-{chr(first + 0xFFFD)}" for first in _FIRSTS)
_UCS = f"\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef{_PLANES}\U000e1000-\U000efffd"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"

_CHAR = rf"(?:[A-Za-z0-9._~!$&'()*+,;=\-{_UCS}]|%[0-9A-Fa-f]{{2}})"
_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]*:"
_USER = rf"(?:(?:{_CHAR}|:)*@)?"
_PORT = r"(?::[0-9]*)?"
# a host is followed by the end or by what begins a path, query or fragment; where there is no
# host, the path may not begin as one would
_ADDRESS = r"\[(?P<address>[0-9A-Fa-f:.]+)\]"
_HOST = rf"(?://{_USER}(?:{_ADDRESS}|{_CHAR}*){_PORT}(?![^/?#])|(?!//))"
_PATH = rf"(?:{_CHAR}|[:@/])*"
_QUERY = rf"(?:\?(?:{_CHAR}|[:@/?{_PRIVATE}])*)?"
_FRAGMENT = rf"(?:\#(?:{_CHAR}|[:@/?])*)?"
_IRI = re.compile(_SCHEME + _HOST + _PATH + _QUERY + _FRAGMENT)

_PARTS = ("subject", "predicate", "object")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*(--(ltr|rtl))?")
_ESCAPED_BACKSLASH_BEFORE_U = re.compile(r"\\\\([uU])")
_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
}


class TripleTerm(Identifier):
    """A triple that is a term, as RDF 1.2 has it and rdflib does not; its text is SPARQL's.

    >>> print(TripleTerm(URIRef("x:a"), URIRef("x:b"), BNode("c")))
    <<( <x:a> <x:b> _:c )>>
    """

    __slots__ = ("parts",)
    parts: tuple[Identifier, Identifier, Identifier]

    def __new__(cls, *parts: Identifier) -> TripleTerm:
        """Take subject, predicate and object."""
        made = str.__new__(cls, f"<<( {' '.join(map(term_text, parts))} )>>")
        made.parts = parts  # type: ignore[assignment]
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return TripleTerm, self.parts

    def n3(self, namespace_manager: Any = None) -> str:
        """Its text."""
        return str(self)


# between IRIs and literals: to rdflib, a literal is greater than all else
rdflib_term._ORDERING[TripleTerm] = rdflib_term._ORDERING[URIRef] + 5


def is_iri(text: str) -> bool:
    """Whether `text` is an absolute IRI (RFC 3987) that every engine takes.

    In square brackets these take an address of version 6 alone.
    """
    found = _IRI.fullmatch(text)
    if found is None or found["address"] is None:
        return found is not None
    try:
        IPv6Address(found["address"])
    except AddressValueError:
        return False
    return True


def sparql_text(term: Identifier) -> str:
    """A term as SPARQL text that every engine reads back as the same; ValueError where none can.

    >>> sparql_text(Literal('say "no"', lang="en"))
    '"say \\\\"no\\\\""@en'
    """
    if isinstance(term, URIRef):
        if not is_iri(term):
            raise ValueError(f"'{term}' is not an absolute IRI")
        return f"<{term}>"
    if isinstance(term, Variable):
        return f"?{term}"
    if isinstance(term, TripleTerm):
        return f"<<( {' '.join(map(sparql_text, term.parts))} )>>"
    if isinstance(term, BNode) or not isinstance(term, Literal):
        raise ValueError("a blank node has no meaning outside the graph it stands in")
    return _literal_text(term)


def term_text(term: Identifier) -> str:
    """A term as an answer in TSV writes it: as SPARQL text, and a blank node with its label."""
    if isinstance(term, TripleTerm):
        return str(term)
    return f"_:{term}" if isinstance(term, BNode) else sparql_text(term)


def _literal_text(term: Literal) -> str:
    quoted = _quoted(str(term))
    if term.language:
        if not _LANGUAGE.fullmatch(term.language):
            raise ValueError(f"'{term.language}' is not a language tag")
        return f"{quoted}@{term.language}"
    if term.datatype and str(term.datatype) != str(XSD.string):
        return f"{quoted}^^{sparql_text(URIRef(term.datatype))}"
    return quoted


def _quoted(text: str) -> str:
    """A text in quotes, with all that may not stand there escaped.

    >>> _quoted("\\\\u0022")
    '"\\\\\\\\\\\\U000000750022"'
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("the text holds half a surrogate pair, which is no character") from error
    if "\x00" in text:
        raise ValueError("the text holds a NUL character")
    escaped = "".join(_ESCAPES.get(c, c) for c in text)
    # Some parsers expand \u0022 before they look for the end of the string, also behind an escaped
    # backslash: there the u itself is escaped. With eight digits, for some take up to eight after
    # either letter.
    safe = _ESCAPED_BACKSLASH_BEFORE_U.sub(_with_letter_escaped, escaped)
    return f'"{safe}"'


def _with_letter_escaped(backslash_u: re.Match[str]) -> str:
    code = ord(backslash_u[1])
    return f"\\\\\\U{code:08X}"


def python_value(term: Identifier | None) -> Any:
    """A term as the nearest Python value.

    A str for IRIs and texts, else int, Decimal, float, date or bool; None stays None. A literal
    that is no value of its datatype, or one that Python has no equal of, is its text.
    """
    if term is None:
        return None
    if not isinstance(term, Literal):
        return str(term)
    if isinstance(term, WrittenLiteral) and term.is_cut:
        return str(term)
    value = term.toPython()
    return str(term) if isinstance(value, Literal) else value


def json_term(term: Identifier) -> dict[str, Any]:
    """A term as in SPARQL 1.1 Query Results JSON, with base direction and triples of 1.2."""
    if isinstance(term, TripleTerm):
        return {
            "type": "triple",
            "value": dict(zip(_PARTS, map(json_term, term.parts), strict=True)),
        }
    if isinstance(term, BNode):
        return {"type": "bnode", "value": str(term)}
    if not isinstance(term, Literal):
        return {"type": "uri", "value": str(term)}
    made = {"type": "literal", "value": str(term)}
    if term.language:
        language, _, direction = term.language.partition("--")
        made["xml:lang"] = language
        if direction:
            made["its:dir"] = direction
    elif term.datatype:
        made["datatype"] = str(term.datatype)
    return made


def term_of_json(made: dict[str, Any]) -> Identifier:
    """A term from what `json_term` made of it."""
    if made["type"] == "triple":
        return TripleTerm(*(term_of_json(made["value"][part]) for part in _PARTS))
    if made["type"] == "uri":
        return URIRef(made["value"])
    if made["type"] == "bnode":
        return BNode(made["value"])
    language = made.get("xml:lang")
    if direction := made.get("its:dir"):
        language = f"{language}--{direction}"
    return WrittenLiteral(made["value"], lang=language, datatype=made.get("datatype"))
