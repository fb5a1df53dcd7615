"""Answers in order have blank nodes before IRIs, though those of files have IRIs in the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from peelgraph.sparql.tokens import Token, closing, meaningful
from peelgraph.vocab import GENID

__all__ = ["blank_first"]

# what is unbound comes before all else, and blank nodes before IRIs
_IS_NODE = f'(isBlank({{0}}) || (isIRI({{0}}) && STRSTARTS(STR({{0}}), "{GENID}")))'
_KIND = f"COALESCE(IF({_IS_NODE}, 1, 2), 0)"
_DIRECTIONS = {"ASC", "DESC"}


def blank_first(text: str) -> str:
    """A query whose order has those IRIs first which blank nodes were given.

    >>> blank_first("SELECT * { ?x ?y ?z }")
    'SELECT * { ?x ?y ?z }'
    """
    written = text
    for place, extra in sorted(_kinds(meaningful(text)), reverse=True):
        written = written[:place] + extra + written[place:]
    return written


def _closing(tokens: Sequence[Token], start: int) -> int | None:
    """Where a bracket closes, or None where it never does: the engine says so, and where."""
    try:
        return closing(tokens, start)
    except ValueError:
        return None


def _kinds(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """By what each variable that an answer is ordered by is to be preceded, and where."""
    for position, token in enumerate(tokens[:-1]):
        if token.text.upper() == "ORDER" and tokens[position + 1].text.upper() == "BY":
            yield from _kinds_from(tokens, position + 2)


def _kinds_from(tokens: Sequence[Token], start: int) -> Iterator[tuple[int, str]]:
    """The same for the conditions of one ORDER BY, to where they end."""
    position: int | None = start
    while position is not None and position < len(tokens):
        token = tokens[position]
        variable, end = _variable(tokens, position)
        if variable is not None:
            direction = token.text if token.text.upper() in _DIRECTIONS else ""
            yield token.start, f"{direction}({_KIND.format(variable)}) "
            position = end + 1
        else:
            position = _after_condition(tokens, position)


def _after_condition(tokens: Sequence[Token], position: int) -> int | None:
    """Where the next condition starts: behind a call or an expression in brackets."""
    if tokens[position].kind in {"word", "name", "iri"}:
        position += 1
    if position == len(tokens) or tokens[position].text != "(":
        return None
    end = _closing(tokens, position)
    return None if end is None else end + 1


def _variable(tokens: Sequence[Token], position: int) -> tuple[str | None, int]:
    """The variable that a condition of order is, bare or in brackets, and where that ends."""
    token = tokens[position]
    if token.kind == "variable":
        return token.text, position
    first = position + 1 if token.text.upper() in _DIRECTIONS else position
    part = tokens[first : first + 3]
    is_one = len(part) == 3 and (part[0].text, part[1].kind, part[2].text) == ("(", "variable", ")")
    return (part[1].text, first + 2) if is_one else (None, position)
