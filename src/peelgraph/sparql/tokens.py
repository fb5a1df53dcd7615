"""SPARQL text as tokens, so that a query is changed at its variables and never inside strings,
comments or IRIs.

Terminals of the SPARQL 1.1 grammar, https://www.w3.org/TR/sparql11-query/#sparqlGrammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = [
    "Token",
    "construct_parts",
    "query_form",
    "tokenize",
    "values_blocks",
    "variables",
    "without_not_exists",
]

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
  | (?P<string>\"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*\"\"\"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''
              |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<variable>[?$][A-Za-z_0-9\u00B7\u00C0-\uFFFD]+)
  | (?P<name>[A-Za-z_][\w.\-]*:(?:[\w:%\-]|\.(?=[\w:%\-])|\\.)*|:[\w:%\-.]*)
  | (?P<word>@?[A-Za-z_]\w*)
  | (?P<space>\s+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}


class Token(NamedTuple):
    """A piece of SPARQL text: its kind, its words, and where it starts and ends."""

    kind: str
    text: str
    start: int
    end: int


def tokenize(text: str) -> Iterator[Token]:
    """All tokens of a text, white space and comments too: joined they give the text again."""
    for match in _TOKEN.finditer(text):
        yield Token(str(match.lastgroup), match.group(), match.start(), match.end())


def _meaningful(text: str) -> list[Token]:
    return [t for t in tokenize(text) if t.kind not in {"space", "comment"}]


def variables(text: str) -> set[str]:
    """The names of all variables in a text, without their mark."""
    return {t.text[1:] for t in tokenize(text) if t.kind == "variable"}


def query_form(text: str) -> str | None:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; UPDATE where the text is an update; None where it is
    neither.
    """
    tokens = _meaningful(text)
    position = 0
    while position < len(tokens):
        word = tokens[position].text.upper()
        if word in _FORMS:
            return word
        if word in _UPDATES:
            return "UPDATE"
        position += {"PREFIX": 3, "BASE": 2}.get(word, len(tokens))
    return None


def _closing(tokens: list[Token], opening: int) -> int:
    depth = 0
    for position in range(opening, len(tokens)):
        depth += {"{": 1, "}": -1}.get(tokens[position].text, 0)
        if depth == 0:
            return position
    raise ValueError("a brace is opened and never closed")


def _opening(tokens: list[Token], start: int) -> int:
    for position in range(start, len(tokens)):
        if tokens[position].text == "{":
            return position
    raise ValueError("an opening brace is missing")


def construct_parts(text: str) -> tuple[str, str, str]:
    """The prologue, the template and the body of a CONSTRUCT query, the latter two without their
    outer braces.
    """
    tokens = _meaningful(text)
    words = [t.text.upper() for t in tokens]
    if "CONSTRUCT" not in words:
        raise ValueError("a CONSTRUCT query is expected")
    construct = words.index("CONSTRUCT")
    opening = _opening(tokens, construct)
    closing = _closing(tokens, opening)
    body = _opening(tokens, closing + 1)
    end = _closing(tokens, body)
    return (
        text[: tokens[construct].start],
        text[tokens[opening].end : tokens[closing].start],
        text[tokens[body].end : tokens[end].start],
    )


def values_blocks(text: str, name: str) -> list[tuple[int, int]]:
    """Start and end of what stands between the braces of each `VALUES $name { … }`, in the order of
    the text.
    """
    tokens = _meaningful(text)
    found = []
    for position in range(len(tokens) - 2):
        keyword, variable, brace = tokens[position : position + 3]
        if keyword.text.upper() == "VALUES" and variable.text[1:] == name and brace.text == "{":
            found.append((brace.end, tokens[_closing(tokens, position + 2)].start))
    return found


def without_not_exists(text: str) -> str:
    """A group without its filters of the form `FILTER NOT EXISTS { … }`."""
    tokens = _meaningful(text)
    words = [t.text.upper() for t in tokens]
    kept, position, start = [], 0, 0
    while position < len(tokens):
        if words[position : position + 4] == ["FILTER", "NOT", "EXISTS", "{"]:
            kept.append(text[start : tokens[position].start])
            position = _closing(tokens, position + 3)
            start = tokens[position].end
        position += 1
    return "".join([*kept, text[start:]])
