"""RDF terms as SPARQL text, and as Python values."""

from __future__ import annotations

import re
from typing import Any

from rdflib import BNode, Literal, URIRef, Variable
from rdflib.term import Identifier

__all__ = ["is_iri", "python_value", "sparql_text"]

_PLANES = "".join(f"{chr(p << 16)}-{chr((p << 16) + 0xFFFD)}" for p in range(1, 14))
_UCS = f"\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef{_PLANES}\U000e1000-\U000efffd"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_CHAR = rf"(?:[A-Za-z0-9._~!$&'()*+,;=\-{_UCS}]|%[0-9A-Fa-f]{{2}})"
_IRI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:"
    rf"(?://(?:(?:{_CHAR}|:)*@)?{_CHAR}*(?::[0-9]*)?(?![^/?#])|(?!//))"
    rf"(?:{_CHAR}|[:@/])*(?:\?(?:{_CHAR}|[:@/?{_PRIVATE}])*)?(?:\#(?:{_CHAR}|[:@/?])*)?"
)
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
}


def is_iri(text: str) -> bool:
    """Whether `text` is an absolute IRI (RFC 3987, without addresses in square brackets): every
    engine takes these.
    """
    return _IRI.fullmatch(text) is not None


def sparql_text(term: Identifier) -> str:
    """A term as SPARQL text that reads back as the same term on every engine; ValueError where none
    can.

    A backslash before u or U is followed by the escape of that letter, because some parsers expand
    `\\\\u0022` before they look for the end of the string; it has eight digits, because some take
    up to eight after either letter.

    >>> sparql_text(Literal('say "no" \\\\u0022'))
    '"say \\\\"no\\\\" \\\\\\\\\\\\U000000750022"'
    """
    if isinstance(term, URIRef):
        if not is_iri(term):
            raise ValueError(f"'{term}' is not an absolute IRI")
        return f"<{term}>"
    if isinstance(term, Variable):
        return f"?{term}"
    if isinstance(term, BNode) or not isinstance(term, Literal):
        raise ValueError("a blank node has no meaning outside the graph it stands in")
    return _literal_text(term)


def _literal_text(term: Literal) -> str:
    text = str(term)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("the text holds half a surrogate pair, which is no character") from error
    if "\x00" in text:
        raise ValueError("the text holds a NUL character")
    quoted = "".join(_ESCAPES.get(c, c) for c in text)
    quoted = re.sub(r"\\\\([uU])", lambda m: f"\\\\\\U{ord(m[1]):08X}", quoted)
    if term.language:
        if not _LANGUAGE.fullmatch(term.language):
            raise ValueError(f"'{term.language}' is not a language tag")
        return f'"{quoted}"@{term.language}'
    if term.datatype and str(term.datatype) != "http://www.w3.org/2001/XMLSchema#string":
        return f'"{quoted}"^^{sparql_text(URIRef(term.datatype))}'
    return f'"{quoted}"'


def python_value(term: Identifier | None) -> Any:
    """A term as the nearest Python value: str for IRIs and texts, int, Decimal, date, bool; None
    stays None.
    """
    if isinstance(term, Literal):
        value = term.toPython()
        return str(term) if isinstance(value, Literal) else value
    return None if term is None else str(term)
