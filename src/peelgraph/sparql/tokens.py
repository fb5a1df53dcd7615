"""SPARQL text as tokens: a query is changed at these, never inside strings, comments or IRIs.

Terminals of the SPARQL 1.2 grammar, https://www.w3.org/TR/sparql12-query/#sparqlGrammar. Where two
fit, the longest does, as there: `?n<$high&&?n>` holds an IRI.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

__all__ = [
    "Token",
    "closing",
    "construct_parts",
    "meaningful",
    "names_dataset",
    "opening",
    "outermost",
    "projected",
    "query_form",
    "tokenize",
    "values_blocks",
    "variables",
    "with_separator",
    "without_not_exists",
]

# The characters that names begin with, and those that they go on with.
_BASE = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_CHARS = rf"{_BASE}_0-9\-\u00B7\u0300-\u036F\u203F-\u2040"
_LOCAL = re.compile(rf":(?:[{_CHARS}:%]|\\.|\.++(?=[{_CHARS}:%]|\\.))*+", re.DOTALL)
_VARIABLE = rf"[{_BASE}_0-9][{_BASE}_0-9\u00B7\u0300-\u036F\u203F-\u2040]*"
# The first that fits is taken: a comment and a string before all that may stand in them, an IRI
# before the sign for less. No character is looked at more than a few times: a run is a prefix if a
# colon follows, else the words in it are taken, and no prefix is looked for there again.
_TOKEN = re.compile(
    rf"""
    (?P<comment>\#[^\n\r]*)
  | (?P<quote>\"\"\"|'''|"|')
  | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*+>)
  | (?P<variable>[?$]{_VARIABLE})
  | (?P<run>[{_BASE}][{_CHARS}.]*|_?(?=:))
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<space>\s+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_FROM = re.compile(r"\bFROM\b", re.IGNORECASE)
_WORD = re.compile(r"(?P<word>[A-Za-z_]\w*)|(?P<other>.)", re.DOTALL)
_INSIDE = {
    '"""': re.compile(r'(?:"{0,2}(?:[^"\\]|\\.))*+', re.DOTALL),
    "'''": re.compile(r"(?:'{0,2}(?:[^'\\]|\\.))*+", re.DOTALL),
    '"': re.compile(r'(?:[^"\\\n\r]|\\.)*+', re.DOTALL),
    "'": re.compile(r"(?:[^'\\\n\r]|\\.)*+", re.DOTALL),
}
"""What stands in a string, by the quotes around it."""
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
_PROLOGUE = {"PREFIX": 3, "BASE": 2, "VERSION": 2}
"""The declarations before a query, and how many tokens each has."""
_PAIRS = {"{": "}", "(": ")"}
_BRACKETS = {"{": "brace", "(": "bracket"}
_ABSENCE = ["FILTER", "NOT", "EXISTS", "{"]


class Token(NamedTuple):
    """A piece of SPARQL text: its kind, its words, and where it starts and ends."""

    kind: str
    text: str
    start: int
    end: int


def tokenize(text: str) -> Iterator[Token]:
    """All tokens of a text, white space and comments too: joined they give the text again.

    The work grows as the text does, whatever it holds.
    """
    position = 0
    unended: dict[str, int] = {}
    while position < len(text):
        match = _TOKEN.match(text, position)
        assert match is not None  # any character is a token of its own
        kind = str(match.lastgroup)
        if kind == "run":
            yield from (found := _run(text, position, match.end()))
            position = found[-1].end
            continue
        end = match.end()
        if kind == "quote":
            kind, end = _string(text, position, unended)
        yield Token(kind, text[position:end], position, end)
        position = end


def _run(text: str, start: int, end: int) -> list[Token]:
    """The name whose prefix a run is, or the words in it."""
    if text.startswith(":", end) and not text[start:end].endswith("."):
        local = _LOCAL.match(text, end)
        assert local is not None
        return [Token("name", text[start : local.end()], start, local.end())]
    words = []
    while start < end:
        word = _WORD.match(text, start)
        assert word is not None
        words.append(Token(str(word.lastgroup), word.group(), start, word.end()))
        start = word.end()
    return words


def _string(text: str, start: int, unended: dict[str, int]) -> tuple[str, int]:
    """The kind and the end of a token that begins with a quote: a string if it is ended.

    `unended` says up to where no string ends that begins with some quotes: what was looked through
    in vain is not looked through again.
    """
    for quotes, inside in _INSIDE.items():
        if text.startswith(quotes, start) and start >= unended.get(quotes, 0):
            match = inside.match(text, start + len(quotes))
            assert match is not None
            if text.startswith(quotes, match.end()):
                return "string", match.end() + len(quotes)
            unended[quotes] = match.end()
    return "other", start + 1


def meaningful(text: str) -> list[Token]:
    """The tokens of a text without white space and comments."""
    return [t for t in tokenize(text) if t.kind not in {"space", "comment"}]


def _words(tokens: Sequence[Token]) -> list[str]:
    # keywords of SPARQL are the same in any case
    return [token.text.upper() for token in tokens]


def variables(text: str) -> set[str]:
    """The names of all variables in a text, without their mark."""
    return {t.text[1:] for t in tokenize(text) if t.kind == "variable"}


def query_form(text: str) -> str | None:
    """SELECT, ASK, CONSTRUCT, DESCRIBE or UPDATE, or None where the text is none of these."""
    words = _words(meaningful(text))
    position = 0
    while position < len(words) and words[position] in _PROLOGUE:
        position += _PROLOGUE[words[position]]
    if position >= len(words):
        return None
    word = words[position]
    if word in _UPDATES:
        return "UPDATE"
    return word if word in _FORMS else None


def projected(text: str) -> list[str] | None:
    """The columns that a SELECT query asks for by name, in order; None where it asks for all.

    >>> projected("SELECT DISTINCT ?a (COUNT(?b) AS ?n) WHERE { ?a ?p ?b }")
    ['a', 'n']
    """
    tokens = meaningful(text)
    words = _words(tokens)
    position = words.index("SELECT") + 1
    columns = []
    while position < len(tokens) and words[position] not in {"WHERE", "FROM", "{", "*"}:
        if words[position] == "(":
            position = closing(tokens, position)
            columns.append(tokens[position - 1].text[1:])
        elif tokens[position].kind == "variable":
            columns.append(tokens[position].text[1:])
        position += 1
    return columns or None


def names_dataset(text: str) -> bool:
    """Whether a query says itself which graphs it is asked of, by FROM or FROM NAMED."""
    # most do not hold the word at all
    if not _FROM.search(text):
        return False
    return any(t.kind == "word" and t.text.upper() == "FROM" for t in tokenize(text))


def opening(tokens: Sequence[Token], start: int, brackets: str = "{") -> int:
    """Where the next of some brackets opens; ValueError where none does."""
    for position in range(start, len(tokens)):
        text = tokens[position].text
        if text in _PAIRS and text in brackets:
            return position
    raise ValueError("an opening brace is missing")


def closing(tokens: Sequence[Token], start: int) -> int:
    """Where the bracket that opens at a position closes; ValueError where it never does."""
    bracket = tokens[start].text
    depth = 0
    for position in range(start, len(tokens)):
        if tokens[position].text == bracket:
            depth += 1
        elif tokens[position].text == _PAIRS[bracket]:
            depth -= 1
        if depth == 0:
            return position
    raise ValueError(f"a {_BRACKETS[bracket]} is opened and never closed")


def outermost(tokens: Sequence[Token]) -> Iterator[int]:
    """The positions of the tokens that no bracket holds."""
    position = 0
    while position < len(tokens):
        if tokens[position].text in _PAIRS:
            position = closing(tokens, position)
        else:
            yield position
        position += 1


def construct_parts(text: str) -> tuple[str, str, str]:
    """The prologue, the template and the body of a CONSTRUCT query, without their outer braces."""
    tokens = meaningful(text)
    words = _words(tokens)
    if "CONSTRUCT" not in words:
        raise ValueError("a CONSTRUCT query is expected")
    construct = words.index("CONSTRUCT")
    template = opening(tokens, construct)
    template_end = closing(tokens, template)
    body = opening(tokens, template_end + 1)
    body_end = closing(tokens, body)
    return (
        text[: tokens[construct].start],
        text[tokens[template].end : tokens[template_end].start],
        text[tokens[body].end : tokens[body_end].start],
    )


def values_blocks(text: str, name: str) -> list[tuple[int, int]]:
    """Start and end of what each `VALUES $name { … }` has in its braces, in order."""
    tokens = meaningful(text)
    found = []
    for position in range(len(tokens) - 2):
        keyword, variable, brace = tokens[position : position + 3]
        is_values = keyword.text.upper() == "VALUES" and brace.text == "{"
        if is_values and variable.text[1:] == name:
            end = closing(tokens, position + 2)
            found.append((brace.end, tokens[end].start))
    return found


def with_separator(text: str, before: str, after: str) -> str:
    """A query whose `GROUP_CONCAT`s have one separator in place of another."""
    tokens = meaningful(text)
    quoted = {f'"{before}"', f"'{before}'"}
    places = {
        value.start
        for word, sign, value in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if word.text.upper() == "SEPARATOR" and sign.text == "=" and value.text in quoted
    }
    return "".join(f'"{after}"' if t.start in places else t.text for t in tokenize(text))


def without_not_exists(text: str) -> str:
    """A group without its filters of the form `FILTER NOT EXISTS { … }`."""
    tokens = meaningful(text)
    words = _words(tokens)
    kept = []
    start = 0
    position = 0
    while position < len(tokens):
        if words[position : position + 4] == _ABSENCE:
            kept.append(text[start : tokens[position].start])
            position = closing(tokens, position + 3)
            start = tokens[position].end
        position += 1
    kept.append(text[start:])
    return "".join(kept)
