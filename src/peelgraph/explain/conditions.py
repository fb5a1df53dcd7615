"""What a rule asks for beside its premises: comparisons, and things that must not be; in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from rdflib import RDF, URIRef, Variable
from rdflib.term import Identifier

from peelgraph.rules.rule import Bindings, Rule, bound
from peelgraph.sparql.terms import sparql_text
from peelgraph.sparql.tokens import closing, opening, outermost, tokenize, variables
from peelgraph.store import Triple
from peelgraph.things.labels import Labels

__all__ = ["Comparison", "Condition", "conditions_of", "conditions_to_tell"]

_COMPARED = re.compile(r"\s*[?$](\w+)\s*(<=|>=|!=|=|<|>)\s*[?$](\w+)\s*")
_AMONG = re.compile(r"\s*[?$](\w+)\s+IN\s*\(([^()]*)\)\s*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_OF_DAYS = {
    "<=": "not after",
    ">=": "not before",
    "<": "before",
    ">": "after",
    "=": "the same as",
    "!=": "not",
}
_OF_NUMBERS = {
    "<=": "not above",
    ">=": "not below",
    "<": "below",
    ">": "above",
    "=": "the same as",
    "!=": "not",
}
_OPPOSITE = {
    "<=": ">",
    ">=": "<",
    "<": ">=",
    ">": "<=",
    "=": "!=",
    "!=": "=",
}
_MIRRORED = {
    "<=": ">=",
    ">=": "<=",
    "<": ">",
    ">": "<",
    "=": "=",
    "!=": "!=",
}


class Comparison(NamedTuple):
    """The names of two variables, and the operator between them."""

    left: str
    operator: str
    right: str

    @property
    def mirrored(self) -> Comparison:
        """The same, said of the other variable."""
        return Comparison(self.right, _MIRRORED[self.operator], self.left)


@dataclass(frozen=True)
class Condition:
    """A FILTER: the expression in its brackets, or the group that `NOT EXISTS` rules out."""

    expression: str
    is_absence: bool

    @property
    def text(self) -> str:
        """The condition as SPARQL."""
        if self.is_absence:
            return f"FILTER NOT EXISTS {{{self.expression}}}"
        return f"FILTER({self.expression})"

    @property
    def variables(self) -> frozenset[str]:
        """The variables that stand in it."""
        return frozenset(variables(self.expression))

    @property
    def compared(self) -> Comparison | None:
        """What it compares, where that is two variables and no more."""
        if self.is_absence:
            return None
        match = _COMPARED.fullmatch(self.expression)
        return Comparison(*match.groups()) if match else None

    @property
    def is_formal(self) -> bool:
        """Whether it only keeps out what is no RDF, says nothing or is of another datatype."""
        if self.is_absence:
            return False
        return re.search(r"isLiteral|sameTerm|DATATYPE", self.expression) is not None

    def patterns(self, rule: Rule) -> list[Triple]:
        """The patterns of its rule that it rules out: those of which all terms stand in it."""
        here = _terms_of(self.expression)
        return [
            pattern
            for pattern in rule.negated
            # Of a pattern that is another condition's, some variable is not in this one.
            if here.issuperset(map(_written, pattern))
        ]

    def words(
        self,
        rule: Rule,
        known: Bindings,
        labels: Labels,
        *,
        failed: bool = False,
    ) -> str:
        """What it asks for, in words, with values; of a comparison that failed, what is so."""
        if self.compared:
            return _comparison(self.compared, rule, known, labels, failed=failed)
        if self.is_absence:
            return self._absence(rule, known, labels)
        if match := _AMONG.fullmatch(self.expression):
            return _among(match[1], match[2], rule, known, labels)
        return bound(self.expression.strip(), known)

    def _absence(self, rule: Rule, known: Bindings, labels: Labels) -> str:
        said = []
        limits = self._limits(known, labels)
        for pattern in self.patterns(rule):
            words = [_term(term, known, limits, labels) for term in pattern]
            said.append(" – ".join(words))
        return f"nothing says ‘{' and '.join(said)}’"

    def _limits(self, known: Bindings, labels: Labels) -> dict[str, str]:
        """Words for what is ruled out, by what it is compared with: anything before a day."""
        limits = {}
        inside = [found.compared for found in conditions_of(self.expression)]
        for compared in filter(None, inside):
            for name, operator, other in (compared, compared.mirrored):
                if name not in known and other in known:
                    verb = _verb(operator, known[other])
                    limits[name] = f"anything {verb} {labels(known[other])}"
        return limits


@cache  # of few expressions, met in very many steps
def _terms_of(expression: str) -> frozenset[str]:
    """The texts of its tokens, variables with one mark."""
    return frozenset(token.text.replace("$", "?") for token in tokenize(expression))


def _written(term: Identifier) -> str:
    return "a" if term == RDF.type else sparql_text(term)


def _comparison(
    compared: Comparison,
    rule: Rule,
    known: Bindings,
    labels: Labels,
    *,
    failed: bool,
) -> str:
    left, operator, right = compared
    verb = _verb(
        _OPPOSITE[operator] if failed else operator,
        known.get(left),
        known.get(right),
    )
    one = _valued(rule, left, known, labels)
    other = _valued(rule, right, known, labels)
    return f"{one} is {verb} {other}"


def _among(
    name: str,
    listed: str,
    rule: Rule,
    known: Bindings,
    labels: Labels,
) -> str:
    """A value that must be one of a list of things: ‘modality’ at risk is existing or at risk."""
    iris = [token.text[1:-1] for token in tokenize(listed) if token.kind == "iri"]
    *others, last = [labels(URIRef(iri)) for iri in iris]
    choice = f"{', '.join(others)} or {last}" if others else last
    return f"{_valued(rule, name, known, labels)} is {choice}"


def _term(
    term: Identifier,
    known: Bindings,
    limits: dict[str, str],
    labels: Labels,
) -> str:
    if not isinstance(term, Variable):
        return labels(term)
    name = str(term)
    if name in known:
        return labels(known[name])
    return limits.get(name, "anything")


def _verb(operator: str, *values: Identifier | None) -> str:
    # The side that is not known is of the same kind as the other.
    known = [str(value) for value in values if value is not None]
    is_of_days = any(map(_DAY.match, known))
    return _OF_DAYS[operator] if is_of_days else _OF_NUMBERS[operator]


def _valued(
    rule: Rule,
    name: str,
    known: Bindings,
    labels: Labels,
) -> str:
    """A value under the name of the property that it is the value of: ‘held on’ 2016-12-08."""
    role = name
    for _, predicate, value in rule.body:
        if value == Variable(name):
            role = labels(predicate)
            break
    if name not in known:
        return f"‘{role}’"
    return f"‘{role}’ {labels(known[name])}"


@cache
def conditions_of(group: str) -> tuple[Condition, ...]:
    """The conditions of a SPARQL group, each side of an `&&` one.

    Those inside a `NOT EXISTS` belong to it.
    """
    found: list[Condition] = []
    tokens = list(tokenize(group))
    position = 0
    while position < len(tokens):
        # A string or an IRI that holds the word is one token, and so is no FILTER.
        if tokens[position].text.upper() != "FILTER":
            position += 1
            continue
        start = opening(tokens, position, "({")
        end = closing(tokens, start)
        inside = group[tokens[start].end : tokens[end].start]
        if tokens[start].text == "{":
            found.append(Condition(inside, is_absence=True))
        else:
            found += [Condition(side, is_absence=False) for side in _sides(inside)]
        position = end + 1
    return tuple(found)


def conditions_to_tell(rule: Rule) -> list[Condition]:
    """The conditions of a rule but the formal ones, of which its words tell enough."""
    return [found for found in conditions_of(rule.where) if not found.is_formal]


def _sides(expression: str) -> Iterator[str]:
    """The sides of the outermost `&&`; an expression with `||` beside it is one."""
    tokens = list(tokenize(expression))
    bare = [tokens[position] for position in outermost(tokens)]
    if any(token.text == "|" for token in bare):
        yield expression
        return
    ands = [token for token in bare if token.text == "&"]
    start = 0
    # An `&&` is two tokens.
    for first, second in zip(ands[::2], ands[1::2], strict=True):
        yield expression[start : first.start]
        start = second.end
    yield expression[start:]
