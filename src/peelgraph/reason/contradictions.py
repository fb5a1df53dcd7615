"""Contradictions: statements that cannot all be true, each with the statements and the sources that
say them.

The rules of OWL 2 Profiles that conclude false (tables 4 to 8), each asked of the store as one
query, but for those on functional properties that nothing has two values of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from rdflib import Graph, Literal
from rdflib.term import Identifier

from peelgraph.rules.owl.constraints import compile_constraints, compile_merges
from peelgraph.rules.rule import Rule, ground
from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Store
from peelgraph.things.problems import GraphProblem, statement
from peelgraph.vocab import curie

__all__ = ["contradictions"]

Label = Callable[[Identifier], str]


def contradictions(
    store: Store, schema: Graph, label: Label = lambda term: curie(str(term))
) -> list[GraphProblem]:
    """All contradictions of a store under a schema, in a fixed order, each once.

    With them, as warnings, things that follow to be the same: one thing has two names here, or two
    are mixed up.
    """
    rules = [(rule, "contradiction") for rule in compile_constraints(schema)]
    rules += [(rule, "warning") for rule in compile_merges(schema)]
    several = _with_several_values(
        store, {p for rule, _ in rules if (p := _needs_several(rule)) is not None}
    )
    asked = (
        (rule, severity) for rule, severity in rules if _needs_several(rule) in (None, *several)
    )
    found = [p for rule, severity in asked for p in _found(store, rule, label, severity)]
    found += _ill_typed(store, label)
    once = {
        (p.severity, p.rule, frozenset(s.triple for s in p.statements)): p for p in reversed(found)
    }
    return sorted(once.values(), key=lambda p: (p.rule, p.words, [s.triple for s in p.statements]))


def _needs_several(rule: Rule) -> Identifier | None:
    """The property that one thing must have two different values of for the rule to hold, if that
    is all it asks.
    """
    if len(rule.body) != 2:
        return None
    (one, p, _), (other, q, _) = rule.body
    return p if rule.name == "prp-fp" and one == other and p == q else None


def _with_several_values(store: Store, properties: Iterable[Identifier]) -> list[Identifier]:
    """Those of the properties that something has several values of: few, so that most rules need
    not be asked.
    """
    names = " ".join(map(sparql_text, sorted(properties)))
    rows = store.select(
        "SELECT DISTINCT ?p WHERE { { SELECT ?p ?x WHERE { "
        f"VALUES ?p {{ {names} }} ?x ?p ?value }} GROUP BY ?p ?x HAVING (COUNT(DISTINCT ?value) > 1) }} }}"
    ).rows
    return [p for (p,) in rows if p is not None]


def _found(store: Store, rule: Rule, label: Label, severity: str) -> Iterator[GraphProblem]:
    answer = store.select(f"SELECT DISTINCT * WHERE {{ {rule.where} }}")
    for row in answer.rows:
        known = {c: t for c, t in zip(answer.columns, row, strict=True) if t is not None}
        triples = list(dict.fromkeys(ground(pattern, known) for pattern in rule.body)) or rule.axiom
        words = _filled(rule.words, known, label)
        thing = known.get("x", triples[0][0])
        statements = tuple(statement(store, t) for t in triples)
        yield GraphProblem(severity, rule.name, str(thing), f"{words} ({rule.name})", statements)


def _filled(words: str, known: dict[str, Identifier], label: Label) -> str:
    """The words with the names of things; values of one text, such as 1 and "1", as they are
    written.
    """

    def told(term: Identifier) -> str:
        is_unclear = any(t != term and str(t) == str(term) for t in known.values())
        return sparql_text(term) if is_unclear else label(term)

    return re.sub(
        r"\?(\w+)", lambda found: told(known[found[1]]) if found[1] in known else found[0], words
    )


def _ill_typed(store: Store, label: Label) -> Iterator[GraphProblem]:
    """Rule dt-not-type for the datatype that a literal is written with: it has no such value."""
    typed = "!sameTerm(?kind, xsd:string) && !sameTerm(?kind, rdf:langString)"
    rows = store.select(
        "SELECT ?v WHERE { { SELECT DISTINCT ?v WHERE { ?s ?p ?v } } "
        f"FILTER(isLiteral(?v)) BIND(DATATYPE(?v) AS ?kind) FILTER({typed}) }}"
    ).rows
    for (value,) in rows:
        if isinstance(value, Literal) and value.ill_typed:
            kind = curie(str(value.datatype))
            text = sparql_text(value)
            for subject, predicate in store.select(f"SELECT ?s ?p WHERE {{ ?s ?p {text} }}").rows:
                if subject is not None and predicate is not None:
                    said = statement(store, (subject, predicate, value))
                    words = f"{label(subject)}: '{value}' is no {kind} (dt-not-type)"
                    yield GraphProblem("contradiction", "dt-not-type", str(subject), words, (said,))
