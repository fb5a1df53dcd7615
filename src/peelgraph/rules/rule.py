"""Rules: a triple that follows (the head) wherever a pattern holds (the body).

An OWL axiom and a CONSTRUCT file become the same kind of object, so that one engine runs them and
one explains them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from rdflib import OWL, RDF, Literal, URIRef, Variable
from rdflib.term import Identifier

from peelgraph.sparql.terms import sparql_text
from peelgraph.sparql.tokens import Token, tokenize, without_not_exists
from peelgraph.store import Result, Triple

__all__ = [
    "Bindings",
    "BodyPart",
    "Copy",
    "Key",
    "Rule",
    "bindings_of",
    "bound",
    "ground",
    "key_of",
    "may_meet",
    "pattern_text",
    "same_terms",
    "unify",
]

Bindings = dict[str, Identifier]
"""Terms by the names of the variables that they stand for."""
BodyPart = Triple | str
"""A triple pattern, or a FILTER or VALUES clause as SPARQL text."""
Copy = tuple[bytes | int, bytes, bytes | int]
"""A head as N-Triples writes it, with the places in the premise of what is copied from there."""
Key = tuple[Identifier, Identifier | None]
"""A predicate, and the class too where the predicate is `rdf:type` and the class is known."""


@dataclass(frozen=True)
class Rule:
    """One head triple, a body of triple patterns, and the SPARQL group that says all of the body.

    `name` is the rule of OWL 2 Profiles, tables 4 to 9
    (https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules), or a
    file's name; `words` say it to people; `axiom` are the triples of the ontology that it comes
    from. `unless` are pairs of a sentence and a SPARQL group: where the group holds, the sentence
    says why the head does not. `computed` are the variables that the group gives a value itself.
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
        body: Sequence[BodyPart],
        words: str,
        axiom: Iterable[Triple] = (),
    ) -> Rule:
        """A rule of patterns and clauses; what is no RDF or says nothing is filtered out."""
        patterns = tuple(part for part in body if not isinstance(part, str))
        clauses = [part for part in body if isinstance(part, str)]
        lines = [
            *map(pattern_text, patterns),
            *clauses,
            *_filters(head, patterns),
        ]
        return cls(
            name=name,
            head=head,
            body=patterns,
            # A line for each part, the patterns first: `rest` leaves one out by its place.
            where="\n".join(lines),
            words=words,
            axiom=tuple(axiom),
            computed=_given(clauses),
        )

    def given(self, premises: Sequence[Triple]) -> Rule:
        """The same rule with more premises, which say that it holds."""
        lines = [*map(pattern_text, premises), self.where]
        return replace(self, body=(*premises, *self.body), where="\n".join(lines))

    def rest(self, place: int) -> str:
        """The body without the pattern at a place, asked for elsewhere; that of a file whole."""
        if self.file:
            return self.where
        lines = self.where.split("\n")
        return "\n".join(lines[:place] + lines[place + 1 :])

    @cached_property
    def copy(self) -> Copy | None:
        """The head, where it only copies parts of the one premise; None where it takes a query."""
        if self.file or len(self.body) != 1:
            return None
        (premise,) = self.body
        subject, predicate, value = self.head
        # The literal of a head would have to be written as the store writes it, which may differ.
        is_copied = (
            _is_met_by_its_key(premise)
            and self._asks_no_more_than(premise)
            and type(predicate) is URIRef
            and not isinstance(value, Literal)
        )
        if not is_copied:
            return None
        places = {premise[0]: 0, premise[2]: 2}
        return (
            _end(subject, places),
            sparql_text(predicate).encode(),
            _end(value, places),
        )

    def _asks_no_more_than(self, premise: Triple) -> bool:
        text = pattern_text(premise)
        filtered = f"{text}\nFILTER(!isLiteral(?{self.head[0]}))"
        return self.where in {text, filtered}

    @cached_property
    def positive(self) -> str:
        """The body without what it negates."""
        return without_not_exists(self.where)

    def matched(self, bindings: Bindings) -> Bindings:
        """The bindings without those of variables that the body computes itself."""
        return {name: term for name, term in bindings.items() if name not in self.computed}

    def compared(self, bindings: Bindings) -> Bindings:
        """Those of the bindings that the body computes: it can only be asked if they are so."""
        return {name: term for name, term in bindings.items() if name in self.computed}

    def premises(self, goal: Triple) -> str | None:
        """A SELECT for all ways in which the body gives a goal; None where the head is never it."""
        bindings = unify(self.head, goal)
        if bindings is None:
            return None
        group = bound(self.where, self.matched(bindings))
        checks = same_terms(self.compared(bindings))
        return f"SELECT * WHERE {{ {{ {group} }} {checks} }}"


def _filters(head: Triple, patterns: Sequence[Triple]) -> Iterator[str]:
    """What keeps out a literal as a subject, and a thing that is the same as itself."""
    subject, predicate, value = head
    if not isinstance(subject, Variable):
        return
    is_subject = any(subject == pattern[0] for pattern in patterns)
    if value != OWL.Nothing and not is_subject:
        yield f"FILTER(!isLiteral(?{subject}))"
    if predicate == OWL.sameAs and isinstance(value, Variable):
        yield f"FILTER(!isLiteral(?{value}) && !sameTerm(?{subject}, ?{value}))"


def _given(clauses: Iterable[str]) -> frozenset[str]:
    """The variables that VALUES clauses give their values."""
    found = (re.match(r"VALUES \?(\w+)", clause) for clause in clauses)
    return frozenset(match[1] for match in found if match)


def _is_met_by_its_key(pattern: Triple) -> bool:
    """Whether a pattern matches all triples of a predicate, or of a class, and only these."""
    subject, predicate, value = pattern
    if type(predicate) is not URIRef or not isinstance(subject, Variable):
        return False
    if isinstance(value, Variable):
        return subject != value
    return predicate == RDF.type and isinstance(value, URIRef)


def _end(term: Identifier, places: dict[Identifier, int]) -> bytes | int:
    if term in places:
        return places[term]
    return sparql_text(term).encode()


def pattern_text(pattern: Triple) -> str:
    """A triple pattern as SPARQL text."""
    return " ".join(sparql_text(term) for term in pattern) + " ."


def same_terms(bindings: Bindings) -> str:
    """The filters that variables are these terms."""
    return " ".join(
        f"FILTER(sameTerm(?{name}, {sparql_text(term)}))" for name, term in bindings.items()
    )


def bound(text: str, bindings: Bindings) -> str:
    """A SPARQL group with terms at the places of variables."""

    def written(token: Token) -> str:
        name = token.text[1:]
        if token.kind != "variable" or name not in bindings:
            return token.text
        return sparql_text(bindings[name])

    return "".join(map(written, _tokens(text)))


@lru_cache(maxsize=1024)  # the text of a rule is bound for each of its steps
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(tokenize(text))


def bindings_of(answer: Result) -> Iterator[Bindings]:
    """For each row of an answer, the terms by the variables that it binds."""
    for row in answer.rows:
        cells = zip(answer.columns, row, strict=True)
        yield {name: term for name, term in cells if term is not None}


def unify(pattern: Triple, goal: Triple) -> Bindings | None:
    """What the variables of a pattern must be for it to be the goal, or None."""
    bindings: Bindings = {}
    for part, term in zip(pattern, goal, strict=True):
        if isinstance(part, Variable):
            # A variable that stands there twice must be the same term both times.
            if bindings.setdefault(str(part), term) != term:
                return None
        elif part != term:
            return None
    return bindings


def ground(pattern: Triple, known: Bindings) -> Triple:
    """A pattern with terms at the places of its variables, as far as they are known."""

    def grounded(term: Identifier) -> Identifier:
        return known.get(str(term), term) if isinstance(term, Variable) else term

    subject, predicate, value = pattern
    return grounded(subject), grounded(predicate), grounded(value)


def may_meet(head: Triple, pattern: Triple) -> bool:
    """Whether a head and a pattern can be the same triple."""
    return all(
        isinstance(one, Variable) or isinstance(other, Variable) or one == other
        for one, other in zip(head, pattern, strict=True)
    )


def key_of(pattern: Triple) -> Key | None:
    """What a pattern is looked up by; None where its predicate is a variable, which can be any."""
    _, predicate, value = pattern
    if isinstance(predicate, Variable):
        return None
    if predicate == RDF.type and not isinstance(value, Variable):
        return predicate, value
    return predicate, None
