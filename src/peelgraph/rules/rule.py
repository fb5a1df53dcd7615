"""Rules: a triple that follows (the head) wherever a pattern holds (the body).

An OWL axiom and a CONSTRUCT file become the same kind of object, so that one engine runs them and
one explains them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rdflib import OWL, RDF, Literal, URIRef, Variable
from rdflib.term import Identifier

from peelgraph.sparql.terms import sparql_text
from peelgraph.sparql.tokens import tokenize, without_not_exists
from peelgraph.store.base import Triple

__all__ = [
    "Bindings",
    "Condition",
    "Copy",
    "Rule",
    "bound",
    "ground",
    "may_meet",
    "pattern_text",
    "unify",
]

Bindings = dict[str, Identifier]
Copy = tuple[bytes | int, bytes, bytes | int]
"""A head as N-Triples writes it, with the places in the premise of what is copied from there."""
Condition = Triple | str
"""A triple pattern, or a FILTER or VALUES clause as SPARQL text."""


@dataclass(frozen=True)
class Rule:
    """One head triple, a body of triple patterns, and the SPARQL group that says the same with
    filters and all.

    `name` is the rule of OWL 2 Profiles, tables 4 to 9
    (https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules), or a
    file's name; `words` say it to people; `axiom` are the triples of the ontology that it comes
    from. `unless` are pairs of a sentence and a SPARQL group: where the group holds, the sentence
    says why the head does not.
    """

    name: str
    head: Triple
    body: tuple[Triple, ...]
    where: str
    words: str = ""
    axiom: tuple[Triple, ...] = ()
    negated: tuple[Triple, ...] = ()
    computed: frozenset[str] = field(default=frozenset())
    file: str | None = None
    unless: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(
        cls,
        name: str,
        head: Triple,
        body: Sequence[Condition],
        words: str,
        axiom: Iterable[Triple] = (),
    ) -> Rule:
        """A rule of patterns and clauses; what is no RDF (a literal as subject) or says nothing is
        filtered out.
        """
        patterns = tuple(c for c in body if not isinstance(c, str))
        clauses = [c for c in body if isinstance(c, str)]
        given = frozenset(
            name for clause in clauses for name in re.findall(r"^VALUES \?(\w+)", clause)
        )
        if (
            isinstance(head[0], Variable)
            and head[2] != OWL.Nothing
            and all(head[0] != p[0] for p in patterns)
        ):
            clauses.append(f"FILTER(!isLiteral(?{head[0]}))")
        if (
            head[1] == OWL.sameAs
            and isinstance(head[0], Variable)
            and isinstance(head[2], Variable)
        ):
            clauses.append(f"FILTER(!isLiteral(?{head[2]}) && !sameTerm(?{head[0]}, ?{head[2]}))")
        where = "\n".join([*map(pattern_text, patterns), *clauses])
        return cls(name, head, patterns, where, words, tuple(axiom), computed=given)

    def query(self) -> str:
        """The rule as a CONSTRUCT query."""
        return f"CONSTRUCT {{ {pattern_text(self.head)} }} WHERE {{\n{self.where}\n}}"

    def rest(self, place: int) -> str:
        """The body without the pattern at a place, which is asked for elsewhere; that of a file
        stays whole.
        """
        if self.file:
            return self.where
        lines = self.where.split("\n")
        return "\n".join(lines[:place] + lines[place + 1 :])

    @cached_property
    def copy(self) -> Copy | None:
        """The head, where it is no more than a copy of parts of the only premise; None where it
        takes a query.
        """
        if self.file or len(self.body) != 1:
            return None
        (subject, predicate, value), (first, second, third) = self.body[0], self.head
        text = pattern_text(self.body[0])
        is_plain = self.where in (text, f"{text}\nFILTER(!isLiteral(?{first}))")
        is_open = isinstance(subject, Variable) and isinstance(value, Variable) and subject != value
        is_kind = (
            isinstance(subject, Variable) and predicate == RDF.type and isinstance(value, URIRef)
        )
        if (
            not (is_plain and (is_open or is_kind))
            or {type(predicate), type(second)} != {URIRef}
            or isinstance(third, Literal)
        ):
            return None
        one, other = (
            {subject: 0, value: 2}.get(t, sparql_text(t).encode()) for t in (first, third)
        )
        return one, sparql_text(second).encode(), other

    @cached_property
    def positive(self) -> str:
        """The body without what it negates."""
        return without_not_exists(self.where)

    def feeds(self, other: Rule) -> bool:
        """Whether what this rule concludes can be a premise of another."""
        return any(may_meet(self.head, pattern) for pattern in other.body)

    def premises(self, goal: Triple) -> str | None:
        """A SELECT for all ways in which the body gives `goal`, or None where the head is never
        `goal`.
        """
        bindings = unify(self.head, goal)
        if bindings is None:
            return None
        direct = {k: v for k, v in bindings.items() if k not in self.computed}
        checks = [
            f"FILTER(sameTerm(?{k}, {sparql_text(v)}))"
            for k, v in bindings.items()
            if k in self.computed
        ]
        return f"SELECT * WHERE {{ {{ {bound(self.where, direct)} }} {' '.join(checks)} }}"


def pattern_text(pattern: Triple) -> str:
    """A triple pattern as SPARQL text."""
    return " ".join(sparql_text(term) for term in pattern) + " ."


def bound(text: str, bindings: Bindings) -> str:
    """A SPARQL group with terms at the places of variables."""
    texts = {name: sparql_text(term) for name, term in bindings.items()}
    return "".join(
        texts.get(t.text[1:], t.text) if t.kind == "variable" else t.text for t in tokenize(text)
    )


def unify(pattern: Triple, goal: Triple) -> Bindings | None:
    """What the variables of a pattern must be for it to be the goal, or None."""
    bindings: Bindings = {}
    for part, term in zip(pattern, goal, strict=True):
        if isinstance(part, Variable):
            if bindings.setdefault(str(part), term) != term:
                return None
        elif part != term:
            return None
    return bindings


def ground(pattern: Triple, known: Bindings) -> Triple:
    """A pattern with terms at the places of its variables, as far as they are known."""
    s, p, o = (known.get(str(t), t) if isinstance(t, Variable) else t for t in pattern)
    return s, p, o


def may_meet(head: Triple, pattern: Triple) -> bool:
    """Whether a head and a pattern can be the same triple."""
    return all(
        isinstance(a, Variable) or isinstance(b, Variable) or a == b
        for a, b in zip(head, pattern, strict=True)
    )
