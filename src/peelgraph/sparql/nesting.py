"""How deep a query nests, and how much it joins, by its tokens alone.

What nests is not brackets only: a chain of operators, of FILTERs or of UNIONs becomes a tree as
deep as it is long. So each bracket is as heavy as the heaviest chain in it, with what that holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peelgraph.sparql.tokens import Token

__all__ = ["Nesting"]

_PAIRS = {"{": "}", "(": ")", "[": "]"}
_SEPARATORS = {".", ";", ","}
_OPERATORS = frozenset("+-*/|&=<>!^?")
_OPERANDS = {"variable", "iri", "name", "string"}
_PARTS = {"UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "GRAPH", "VALUES", "LATERAL", "SERVICE"}
_APART = {"UNION", "OPTIONAL", "MINUS", "EXISTS", "CONSTRUCT"}
"""What stands before a group that is joined by itself, or not at all."""


@dataclass
class _Scope:
    """What is joined with one another: patterns, groups, steps of paths."""

    joined: int = 0


class _Bracket:
    """A bracket that is open, or the text around all."""

    def __init__(self, opens: str, scope: _Scope, *, is_data: bool) -> None:
        self.opens = opens
        self.scope = scope
        self.is_data = is_data
        self.parts = 0
        self.chain = 0
        self.held = 0
        self.heaviest = 0

    def separate(self) -> None:
        """End a chain: what follows does not nest with what was before."""
        self.heaviest = max(self.heaviest, self.chain + self.held)
        self.chain = self.held = 0

    @property
    def weight(self) -> int:
        """How deep the tree of all that it holds is."""
        return 1 + self.parts + max(self.heaviest, self.chain + self.held)


class Nesting:
    """The brackets of a query, from the outermost to the one that is open."""

    def __init__(self) -> None:
        self.depth = 0
        self.weight = 0
        self.scopes = [_Scope()]
        self._open = [_Bracket("", self.scopes[0], is_data=False)]

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Nesting:
        """Look at all tokens of a query, those that mean something."""
        nesting = cls()
        before_union = _before_union(tokens)
        for position, token in enumerate(tokens):
            nesting._take(tokens, position, token, is_apart=position in before_union)
        while len(nesting._open) > 1:
            nesting._close()
        nesting.weight = nesting._open[0].weight
        return nesting

    def counts(self) -> Iterator[tuple[str, int]]:
        """What is limited, and how much of it there is."""
        yield "nested brackets", self.depth
        yield "nested parts and operators", self.weight
        yield "joined patterns", max(scope.joined for scope in self.scopes)
        yield "patterns", sum(scope.joined for scope in self.scopes)

    def _take(
        self, tokens: Sequence[Token], position: int, token: Token, *, is_apart: bool
    ) -> None:
        inner = self._open[-1]
        previous = tokens[position - 1] if position else None
        if token.kind == "other":
            self._sign(tokens, position, is_apart=is_apart)
        elif inner.is_data:
            return
        elif token.kind == "word" and token.text.upper() in _PARTS:
            inner.parts += 1
            inner.separate()
            inner.scope.joined += token.text.upper() in {"VALUES", "GRAPH"}
        elif token.kind in _OPERANDS and previous is not None and _ends_operand(previous):
            if inner.opens == "(":
                inner.scope.joined += 2  # an item of a collection is two triples
            if token.kind == "iri":
                # where an operator may stand, `<` is one to some parsers, and the rest is not hidden
                inner.chain += sum(c in _OPERATORS or c == "(" for c in token.text)

    def _sign(self, tokens: Sequence[Token], position: int, *, is_apart: bool) -> None:
        inner = self._open[-1]
        text = tokens[position].text
        if text in _PAIRS:
            self._begin(tokens, position, is_apart=is_apart)
        elif len(self._open) > 1 and text == _PAIRS[inner.opens]:
            self._close()
        elif inner.is_data:
            return
        elif text in _SEPARATORS:
            if not _in_number(tokens, position):
                inner.separate()
                inner.scope.joined += inner.opens != "("
        elif text in _OPERATORS:
            inner.chain += 1
            inner.scope.joined += text == "/"

    def _begin(self, tokens: Sequence[Token], position: int, *, is_apart: bool) -> None:
        inner = self._open[-1]
        text = tokens[position].text
        word = tokens[position - 1].text.upper() if position else ""
        following = tokens[position + 1].text.upper() if position + 1 < len(tokens) else ""
        scope = inner.scope
        inner.chain += not inner.is_data
        if text == "{" and (is_apart or word in _APART or following == "SELECT"):
            scope = _Scope()
            self.scopes.append(scope)
        is_data = text == "{" and _is_values(tokens, position)
        scope.joined += text != "(" and not is_data
        self._open.append(_Bracket(text, scope, is_data=is_data or inner.is_data))
        self.depth = max(self.depth, len(self._open) - 1)

    def _close(self) -> None:
        closed = self._open.pop()
        outer = self._open[-1]
        outer.held = max(outer.held, closed.weight)


def _before_union(tokens: Sequence[Token]) -> set[int]:
    """Where braces open whose group is the first of a UNION."""
    opened: list[int] = []
    found = set()
    for position, token in enumerate(tokens):
        if token.text == "{":
            opened.append(position)
        elif token.text == "}" and opened:
            start = opened.pop()
            following = tokens[position + 1 : position + 2]
            if following and following[0].text.upper() == "UNION":
                found.add(start)
    return found


def _is_values(tokens: Sequence[Token], position: int) -> bool:
    """Whether a brace holds the values of a VALUES: it follows a variable, or several in brackets."""
    before = position - 1
    if before > 0 and tokens[before].kind == "variable":
        return tokens[before - 1].text.upper() == "VALUES"
    if before > 0 and tokens[before].text == ")":
        before -= 1
        while before > 0 and tokens[before].kind == "variable":
            before -= 1
        return tokens[before].text == "(" and tokens[before - 1].text.upper() == "VALUES"
    return False


def _ends_operand(token: Token) -> bool:
    return token.kind in _OPERANDS or token.text in {")", "]"} or token.text.isdigit()


def _in_number(tokens: Sequence[Token], position: int) -> bool:
    """Whether a dot stands in a number: a digit follows at once."""
    following = tokens[position + 1 : position + 2]
    is_near = bool(following) and following[0].start == tokens[position].end
    return tokens[position].text == "." and is_near and following[0].text[:1].isdigit()
