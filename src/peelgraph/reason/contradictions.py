"""Contradictions: statements that cannot all be true, each with the sources that say them.

The rules of OWL 2 Profiles that conclude false (tables 4 to 8), each asked of the store as one
query, but for those on functional properties that nothing has two values of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rdflib import Graph, Literal
from rdflib.term import Identifier

from peelgraph.rules.owl.constraints import compile_constraints, compile_merges
from peelgraph.rules.rule import Bindings, Rule, bindings_of, ground
from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Store, Triple
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.things.problems import GraphProblem, statement
from peelgraph.vocab import curie

__all__ = ["contradictions"]

_TYPED = """
SELECT ?value WHERE {
  { SELECT DISTINCT ?value WHERE { ?subject ?predicate ?value } }
  FILTER(isLiteral(?value))
  BIND(DATATYPE(?value) AS ?kind)
  FILTER(!sameTerm(?kind, xsd:string) && !sameTerm(?kind, rdf:langString))
}
"""
"""The literals of a store that have a datatype which they may be no value of."""


def contradictions(store: Store, schema: Graph) -> list[GraphProblem]:
    """All contradictions of a store under a schema, in a fixed order, each once.

    With them, as warnings, things that follow to be the same: one thing has two names here, or two
    are mixed up.
    """
    rules = [(rule, "contradiction") for rule in compile_constraints(schema)]
    rules += [(rule, "warning") for rule in compile_merges(schema)]
    found: list[GraphProblem] = []
    for rule, severity in _worth_asking(store, rules):
        found += _problems(store, rule, severity)
    found += _ill_typed(store)
    once: dict[object, GraphProblem] = {}
    for problem in found:
        triples = frozenset(said.triple for said in problem.statements)
        once.setdefault((problem.severity, problem.rule, triples), problem)
    return sorted(once.values(), key=_order)


def _order(problem: GraphProblem) -> tuple[object, ...]:
    triples = [said.triple for said in problem.statements]
    return problem.rule, problem.words, triples


def _worth_asking(store: Store, rules: Iterable[tuple[Rule, str]]) -> Iterator[tuple[Rule, str]]:
    """The rules without those on a property that nothing has several values of."""
    # Most rules are of this kind, and each costs a query; this costs one for all.
    needs = [(rule, severity, _needs_several(rule)) for rule, severity in rules]
    properties = {prop for _, _, prop in needs if prop is not None}
    several = _with_several_values(store, properties)
    for rule, severity, prop in needs:
        if prop is None or prop in several:
            yield rule, severity


def _needs_several(rule: Rule) -> Identifier | None:
    """The property that one thing must have two values of for the rule to hold, if no more."""
    if rule.name != "prp-fp" or len(rule.body) != 2:
        return None
    first, second = rule.body
    # The inverse of a functional property begins at its value: that rule is asked all the same.
    return first[1] if first[:2] == second[:2] else None


def _with_several_values(store: Store, properties: Iterable[Identifier]) -> set[Identifier]:
    """Those of the properties that something has several values of: few, so few rules are asked."""
    names = " ".join(map(sparql_text, sorted(properties)))
    rows = store.select(
        f"""
        SELECT DISTINCT ?p WHERE {{
          {{
            SELECT ?p ?x WHERE {{ VALUES ?p {{ {names} }} ?x ?p ?value }}
            GROUP BY ?p ?x HAVING (COUNT(DISTINCT ?value) > 1)
          }}
        }}"""
    ).rows
    return {prop for (prop,) in rows if prop is not None}


def _problems(
    store: Store,
    rule: Rule,
    severity: str,
) -> Iterator[GraphProblem]:
    answer = store.select(f"SELECT DISTINCT * WHERE {{ {rule.where} }}")
    for known in bindings_of(answer):
        premises = dict.fromkeys(ground(pattern, known) for pattern in rule.body)
        # A class of some things by name has no premise: then the axiom itself is at fault.
        triples = list(premises) or rule.axiom
        thing = known.get("x", triples[0][0])
        yield GraphProblem(
            severity=severity,
            rule=rule.name,
            thing=str(thing),
            words=f"{_filled(rule.words, known)} ({rule.name})",
            statements=tuple(statement(store, triple) for triple in triples),
        )


def _filled(words: str, known: Bindings) -> str:
    """Words with terms at the places of variables."""

    def told(found: re.Match[str]) -> str:
        term = known.get(found[1])
        return found[0] if term is None else _told(term, known)

    return re.sub(r"\?(\w+)", told, words)


def _told(term: Identifier, known: Bindings) -> str:
    """A term's name; of values with one text, such as 1 and "1", as it is written."""
    alike = [other for other in known.values() if str(other) == str(term)]
    is_unclear = any(other != term for other in alike)
    return sparql_text(term) if is_unclear else curie(str(term))


def _ill_typed(store: Store) -> Iterator[GraphProblem]:
    """Rule dt-not-type for the datatype that a literal is written with: it has no such value."""
    # the store keeps 300 of `xsd:byte` as an `xsd:integer`, which it is
    if isinstance(store, EmbeddedStore):
        for written, kept in store.forms.triples():
            said = written[2]
            if isinstance(said, Literal) and said.ill_typed:
                yield _no_value(store, written, kept)
    for (value,) in store.select(_TYPED).rows:
        if isinstance(value, Literal) and value.ill_typed:
            yield from _uses(store, value)


def _uses(store: Store, value: Literal) -> Iterator[GraphProblem]:
    """A problem for each statement of a literal that is no value of its datatype."""
    query = f"SELECT ?s ?p WHERE {{ ?s ?p {sparql_text(value)} }}"
    for subject, predicate in store.select(query).rows:
        assert subject is not None
        assert predicate is not None
        triple = (subject, predicate, value)
        yield _no_value(store, triple, triple)


def _no_value(store: Store, written: Triple, kept: Triple) -> GraphProblem:
    """A statement, as it is written and as the store keeps it, of what is no value."""
    subject, _, value = written
    assert isinstance(value, Literal)
    kind = curie(str(value.datatype))
    return GraphProblem(
        severity="contradiction",
        rule="dt-not-type",
        thing=str(subject),
        words=f"{curie(str(subject))}: '{value}' is no {kind} (dt-not-type)",
        statements=(replace(statement(store, kept), triple=written),),
    )
