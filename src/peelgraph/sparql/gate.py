"""What is looked at in a query before an engine parses it: much of it would end the process.

Oxigraph parses, and lets go of, what nests by recursion: a few thousand braces, or signs, or parts
of one group end the process. It orders joins in a time that grows as the cube of their number. The
limits lie well below what does so, and above what people write. They are counted on tokens, in a
time that grows as the text does. Engines expand codepoint escapes first (SPARQL 1.1, section 19.2),
so a query must pass as it is written and as it is meant.
"""

from __future__ import annotations

import re

from peelgraph.errors import QueryError, QueryRefused
from peelgraph.sparql.nesting import Nesting
from peelgraph.sparql.tokens import Token, meaningful, query_form

__all__ = ["LIMITS", "check", "expanded"]

LIMITS = {
    "characters": 1_000_000,
    "nested brackets": 100,
    "nested parts and operators": 600,
    "joined patterns": 64,
    "patterns": 800,
}
"""How much of each a query may have; `docs/serving.md` says what they are."""
_REMEDIES = {
    "characters": "ask in several queries",
    "nested brackets": "write it flatter",
    "nested parts and operators": "write VALUES or IN (…) in place of a long chain",
    "joined patterns": "join fewer at once, or put some into a subquery",
    "patterns": "ask in several queries",
}
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_WAYS_OUT = {
    "SERVICE": "SERVICE would ask another server",
    "LOAD": "LOAD would fetch a document",
}


def check(query: str, *, allow_service: bool = False) -> None:
    """Let a query pass, or say what of it is given to no engine.

    QueryRefused where it has too much of something or would ask elsewhere, QueryError where it is
    an update or no query.
    """
    _within("characters", len(query))
    form = query_form(expanded(query))
    if form == "UPDATE":
        allowed = "only SELECT, ASK, CONSTRUCT and DESCRIBE are answered"
        raise QueryError(f"it would change the graph; {allowed}")
    for text in dict.fromkeys((query, expanded(query))):
        tokens = meaningful(text)
        if not allow_service:
            _refuse_ways_out(tokens)
        for what, count in Nesting.of(tokens).counts():
            _within(what, count)
    if form is None:
        raise QueryError("it does not begin with SELECT, ASK, CONSTRUCT or DESCRIBE")


def expanded(query: str) -> str:
    r"""A query with its codepoint escapes as the characters that they mean.

    >>> expanded(r"\u0053ERVICE")
    'SERVICE'
    """
    return _ESCAPE.sub(_character, query) if "\\" in query else query


def _character(escape: re.Match[str]) -> str:
    number = int(escape[1] or escape[2], 16)
    is_character = number < 0x110000 and not 0xD800 <= number < 0xE000
    return chr(number) if is_character else escape[0]


def _refuse_ways_out(tokens: list[Token]) -> None:
    for token in tokens:
        if token.kind == "word" and (what := _WAYS_OUT.get(token.text.upper())):
            raise QueryRefused(f"{what}, and this graph is asked alone")


def _within(what: str, count: int) -> None:
    if count > LIMITS[what]:
        raise QueryRefused(
            f"it has {count} {what}, and {LIMITS[what]} are let through; {_REMEDIES[what]}"
        )
