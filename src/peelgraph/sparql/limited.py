"""A SELECT with no more rows than somebody wants: its LIMIT is lowered, or written."""

from __future__ import annotations

from collections.abc import Sequence

from peelgraph.sparql.tokens import Token, meaningful

__all__ = ["with_limit"]


def with_limit(text: str, rows: int) -> str:
    """A SELECT query that gives its first rows only, as many as it would if that is fewer.

    >>> with_limit("SELECT ?x { ?x ?y ?z } LIMIT 5 VALUES ?x { 1 }", 3)
    'SELECT ?x { ?x ?y ?z } LIMIT 3 VALUES ?x { 1 }'
    """
    tokens = meaningful(text)
    outer = _outer(tokens)
    words = [token.text.upper() for token in outer]
    # the modifiers stand behind the group that is asked for; VALUES ends them
    place = outer[words.index("VALUES")].start if "VALUES" in words else len(text)
    if "LIMIT" not in words:
        return f"{text[:place]}\nLIMIT {rows}\n{text[place:]}"
    start = tokens.index(outer[words.index("LIMIT")]) + 1
    end = start
    while end < len(tokens) and tokens[end].text.isdigit():
        end += 1
    number = "".join(token.text for token in tokens[start:end])
    if not number or int(number[:20]) <= rows:
        return text
    return f"{text[: tokens[start].start]}{rows}{text[tokens[end - 1].end :]}"


def _outer(tokens: Sequence[Token]) -> list[Token]:
    """The words that no bracket holds, behind the group that a SELECT asks for."""
    depth = 0
    found: list[Token] = []
    is_behind = False
    for token in tokens:
        if token.kind == "other":
            depth += (token.text in "{(") - (token.text in "})")
            is_behind = is_behind or token.text == "}"
        elif token.kind == "word" and depth == 0 and is_behind:
            found.append(token)
    return found
