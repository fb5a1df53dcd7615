"""Contradictions: statements that cannot all be true, each with the statements and the sources that say them.

The rules of OWL 2 Profiles that conclude false (tables 4 to 8), each asked of the store as one query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rdflib import Graph, Literal, Variable
from rdflib.term import Identifier

from peelgraph.problems import GraphProblem, statement
from peelgraph.reason.constraints import compile_constraints, compile_merges
from peelgraph.rule import Rule
from peelgraph.store import Store, Triple
from peelgraph.terms import sparql_text
from peelgraph.vocab import curie

__all__ = ["contradictions"]

Label = Callable[[Identifier], str]


def contradictions(store: Store, schema: Graph, label: Label = lambda term: curie(str(term))) -> list[GraphProblem]:
    """All contradictions of a store under a schema, in a fixed order, each once.

    With them, as warnings, things that follow to be the same: one thing has two names here, or two are mixed up.
    """
    found = [p for rule in compile_constraints(schema) for p in _found(store, rule, label, "contradiction")]
    found += [p for rule in compile_merges(schema) for p in _found(store, rule, label, "warning")]
    found += _ill_typed(store, label)
    once = {(p.severity, p.rule, frozenset(s.triple for s in p.statements)): p for p in reversed(found)}
    return sorted(once.values(), key=lambda p: (p.rule, p.words, [s.triple for s in p.statements]))


def _found(store: Store, rule: Rule, label: Label, severity: str) -> Iterator[GraphProblem]:
    answer = store.select(f"SELECT DISTINCT * WHERE {{ {rule.where} }}")
    for row in answer:
        known = {c: t for c, t in zip(answer.columns, row, strict=True) if t is not None}
        triples = list(dict.fromkeys(_ground(pattern, known) for pattern in rule.body)) or rule.axiom
        words = _filled(rule.words, known, label)
        thing = known.get("x", triples[0][0])
        statements = tuple(statement(store, t) for t in triples)
        yield GraphProblem(severity, rule.name, str(thing), f"{words} ({rule.name})", statements)


def _filled(words: str, known: dict[str, Identifier], label: Label) -> str:
    return re.sub(r"\?(\w+)", lambda found: label(known[found[1]]) if found[1] in known else found[0], words)


def _ground(pattern: Triple, known: dict[str, Identifier]) -> Triple:
    s, p, o = (known[str(t)] if isinstance(t, Variable) else t for t in pattern)
    return s, p, o


def _ill_typed(store: Store, label: Label) -> Iterator[GraphProblem]:
    """Rule dt-not-type for the datatype that a literal is written with: it has no such value."""
    typed = "isLiteral(?v) && DATATYPE(?v) NOT IN (xsd:string, rdf:langString)"
    rows = store.select(f"SELECT DISTINCT ?v WHERE {{ ?s ?p ?v FILTER({typed}) }}")
    for (value,) in rows:
        if isinstance(value, Literal) and value.ill_typed:
            kind = curie(str(value.datatype))
            text = sparql_text(value)
            for subject, predicate in store.select(f"SELECT ?s ?p WHERE {{ ?s ?p {text} }}"):
                if subject is not None and predicate is not None:
                    said = statement(store, (subject, predicate, value))
                    words = f"{label(subject)}: '{value}' is no {kind} (dt-not-type)"
                    yield GraphProblem("contradiction", "dt-not-type", str(subject), words, (said,))
