"""Terms at the place of variables: where a variable stands decides how a term is written there.

What cannot be written is refused, and nothing is left unbound without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from peelgraph.sparql.terms import is_iri
from peelgraph.sparql.tokens import Token, closing, meaningful, tokenize

__all__ = ["NoPlace", "with_terms"]

_PROJECTED = "({term} AS ?{name})"
_ORDERED_BY = {"GROUP", "ORDER"}
_ENDS = {"WHERE", "FROM", "HAVING", "LIMIT", "OFFSET", "VALUES", "GROUP", "ORDER", "{", "}"}
"""What ends a SELECT clause, or what an answer is grouped or ordered by."""


class NoPlace(ValueError):
    """A variable in whose place no term can be written."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(f"{name}: {reason}")


def with_terms(text: str, terms: Mapping[str, str]) -> str:
    """A query with terms at the place of variables, all at once: what is put in stays as it is.

    NoPlace where the query gives a variable a value itself, or never has it.

    >>> with_terms("SELECT $force ?x { ?x :of $force } ORDER BY $force", {"force": "<x:y>"})
    'SELECT (<x:y> AS ?force) ?x { ?x :of <x:y> } ORDER BY (<x:y>)'
    """
    tokens = meaningful(text)
    _refuse(tokens, terms)
    written = {
        token.start: form.format(term=terms[token.text[1:]], name=token.text[1:])
        for token, form in _places(tokens)
        if token.text[1:] in terms
    }
    written.update(_bound(tokens, terms))
    # What stays in its place is what a comment, string or IRI holds, which is none of ours.
    placed = {token.text[1:] for token in tokens if token.start in written}
    for name in sorted(terms.keys() - placed):
        raise NoPlace(name, "the query has no place for it")
    return "".join(written.get(token.start, token.text) for token in tokenize(text))


def _places(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    """Each variable, and how a term is written there."""
    form, depth, braces = "{term}", 0, 0
    projected: dict[str, int] = {}
    for position, token in enumerate(tokens):
        word = token.text.upper()
        depth += (word == "(") - (word == ")")
        braces += (word == "{") - (word == "}")
        if word == "}":
            projected = {name: level for name, level in projected.items() if level <= braces}
        if depth == 0 and word in _ENDS:
            form = "{term}"
        if depth == 0 and word == "SELECT":
            form = _PROJECTED
        elif word == "BY" and tokens[position - 1].text.upper() in _ORDERED_BY:
            form = "({term})"
        if token.kind == "variable" and not depth and form == _PROJECTED:
            level = projected.setdefault(token.text[1:], braces)
            # what a SELECT around this one gives already, this one gives under a name of its own
            yield token, form if level == braces else f"({{term}} AS ?{{name}}__{braces})"
        elif token.kind == "variable":
            yield token, "{term}" if depth else form


def _bound(tokens: Sequence[Token], terms: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """`BOUND($name)` is true where a term is given, and may not have one in its brackets."""
    for position in range(len(tokens) - 3):
        word, bracket, variable, end = tokens[position : position + 4]
        is_bound = word.text.upper() == "BOUND" and variable.kind == "variable"
        if is_bound and variable.text[1:] in terms:
            yield word.start, "(true)"
            yield from ((token.start, "") for token in (bracket, variable, end))


def _refuse(tokens: Sequence[Token], terms: Mapping[str, str]) -> None:
    """NoPlace for a variable that the query itself gives a value, or that an IRI has swallowed."""
    for position, token in enumerate(tokens):
        if token.kind == "iri":
            _refuse_swallowed(token.text[1:-1], terms)
        if token.text.upper() == "VALUES" and tokens[position + 1].text == "(":
            end = closing(tokens, position + 1)
            for variable in tokens[position + 2 : end]:
                _refuse_given(variable, terms, "VALUES (…); write it in a block of its own")
        if token.text.upper() == "AS" and position + 1 < len(tokens):
            _refuse_given(tokens[position + 1], terms, "AS")


def _refuse_given(token: Token, terms: Mapping[str, str], how: str) -> None:
    if token.kind == "variable" and token.text[1:] in terms:
        raise NoPlace(token.text[1:], f"the query gives it a value itself, by {how}")


def _refuse_swallowed(iri: str, terms: Mapping[str, str]) -> None:
    if is_iri(iri):
        return
    for name in re.findall(r"[?$](\w+)", iri):
        if name in terms:
            raise NoPlace(name, f"it is read as part of an IRI, <{iri}>; put a space after the <")
