"""What a rule asks for beside its premises: comparisons of values, and things that must not be;
also in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from rdflib import RDF, Variable
from rdflib.term import Identifier

from peelgraph.rules.rule import Bindings, Rule, bound
from peelgraph.sparql.terms import sparql_text
from peelgraph.sparql.tokens import Token, tokenize, variables
from peelgraph.store import Triple

__all__ = ["Condition", "conditions_of"]

Label = Callable[[Identifier], str]

_COMPARED = re.compile(r"\s*[?$](\w+)\s*(<=|>=|!=|=|<|>)\s*[?$](\w+)\s*")
_DATES = {
    "<=": "not after",
    ">=": "not before",
    "<": "before",
    ">": "after",
    "=": "the same as",
    "!=": "not",
}
_VALUES = {
    "<=": "not above",
    ">=": "not below",
    "<": "below",
    ">": "above",
    "=": "the same as",
    "!=": "not",
}
_OPPOSITE = {"<=": ">", ">=": "<", "<": ">=", ">": "<=", "=": "!=", "!=": "="}
_MIRRORED = {"<=": ">=", ">=": "<=", "<": ">", ">": "<", "=": "=", "!=": "!="}


@dataclass(frozen=True)
class Condition:
    """A FILTER: the expression in its brackets, or the group that `NOT EXISTS` rules out."""

    expression: str
    is_absence: bool

    @property
    def text(self) -> str:
        """The condition as SPARQL."""
        return (
            f"FILTER NOT EXISTS {{{self.expression}}}"
            if self.is_absence
            else f"FILTER({self.expression})"
        )

    @property
    def variables(self) -> frozenset[str]:
        """The variables that stand in it."""
        return frozenset(variables(self.expression))

    @property
    def compared(self) -> tuple[str, str, str] | None:
        """Left variable, operator and right variable where it compares two variables."""
        match = None if self.is_absence else _COMPARED.fullmatch(self.expression)
        return (match[1], match[2], match[3]) if match else None

    @property
    def is_formal(self) -> bool:
        """Whether it only keeps out what is no RDF, says nothing or is of another datatype: the
        rule's words do.
        """
        return (
            not self.is_absence
            and re.search(r"isLiteral|sameTerm|DATATYPE", self.expression) is not None
        )

    def patterns(self, rule: Rule) -> list[Triple]:
        """The patterns of its rule that it rules out: those of which all terms stand in it."""
        here = {t.text.replace("$", "?") for t in tokenize(self.expression)}
        texts = {p: ["a" if t == RDF.type else sparql_text(t) for t in p] for p in rule.negated}
        return [pattern for pattern, terms in texts.items() if here.issuperset(terms)]

    def words(self, rule: Rule, known: Bindings, label: Label, *, failed: bool = False) -> str:
        """What it asks for, in words, with the values on both sides; or of a comparison that
        failed, what is so.
        """
        if self.compared:
            left, operator, right = self.compared
            verb = _verb(
                _OPPOSITE[operator] if failed else operator, known.get(left), known.get(right)
            )
            return f"{_valued(rule, left, known, label)} is {verb} {_valued(rule, right, known, label)}"
        return (
            self._absence(rule, known, label)
            if self.is_absence
            else bound(self.expression.strip(), known)
        )

    def _absence(self, rule: Rule, known: Bindings, label: Label) -> str:
        limits = {}
        for left, operator, right in (
            c.compared for c in conditions_of(self.expression) if c.compared
        ):
            for name, verb, other in ((left, operator, right), (right, _MIRRORED[operator], left)):
                if name not in known and other in known:
                    limits[name] = (
                        f"anything {_verb(verb, None, known[other])} {label(known[other])}"
                    )
        said = (" – ".join(_term(t, known, limits, label) for t in p) for p in self.patterns(rule))
        return f"nothing says ‘{' and '.join(said)}’"


def _term(term: Identifier, known: Bindings, limits: dict[str, str], label: Label) -> str:
    if not isinstance(term, Variable):
        return label(term)
    return label(known[str(term)]) if str(term) in known else limits.get(str(term), "anything")


def _verb(operator: str, *values: Identifier | None) -> str:
    is_date = any(v is not None and re.match(r"\d{4}-\d\d-\d\d", str(v)) for v in values)
    return (_DATES if is_date else _VALUES)[operator]


def _valued(rule: Rule, name: str, known: Bindings, label: Label) -> str:
    """A value under the name of the property that it is the value of: ‘held on’ 2016-12-08."""
    role = next((label(p[1]) for p in rule.body if p[2] == Variable(name)), name)
    return f"‘{role}’ {label(known[name])}" if name in known else f"‘{role}’"


@cache
def conditions_of(group: str) -> tuple[Condition, ...]:
    """The conditions of a SPARQL group, each side of an `&&` one; those inside a `NOT EXISTS`
    belong to it.
    """
    found: list[Condition] = []
    tokens = list(tokenize(group))
    position = 0
    while position < len(tokens):
        if tokens[position].text.upper() != "FILTER":
            position += 1
            continue
        start, end = _brackets(tokens, position + 1)
        inside = group[tokens[start].end : tokens[end].start]
        if tokens[start].text == "{":
            found.append(Condition(inside, is_absence=True))
        else:
            found += [Condition(side, is_absence=False) for side in _sides(inside)]
        position = end + 1
    return tuple(found)


def _brackets(tokens: list[Token], start: int) -> tuple[int, int]:
    """Where the next bracket opens, and where it closes."""
    opening = next(i for i in range(start, len(tokens)) if tokens[i].text in "({")
    depth = 0
    for position in range(opening, len(tokens)):
        depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(tokens[position].text, 0)
        if depth == 0:
            return opening, position
    raise ValueError("a bracket is opened and never closed")


def _sides(expression: str) -> Iterator[str]:
    """The sides of the outermost `&&`; an expression with `||` beside it is one."""
    depth, sides, tokens = 0, [""], [t.text for t in tokenize(expression)]
    for position, text in enumerate(tokens):
        depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(text, 0)
        if depth == 0 and text == "|":
            yield expression
            return
        if depth == 0 and text == "&":
            sides += [""] if tokens[position - 1] != "&" else []
        else:
            sides[-1] += text
    yield from sides
