"""Axioms that forbid something, as rules whose conclusion cannot be.

They are the rules of OWL 2 Profiles that conclude false. What a class axiom forbids (cls-com,
cls-maxc1, cls-maxqc1, cls-maxqc2, cls-nothing2) is compiled with the axioms; here stand the rules
of equality, of properties and of disjointness, and those about literals, which cannot be the same
where their values differ (dt-diff). In the words of a rule `?x` stands for what the variable is.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from rdflib import OWL, RDF, Graph, Variable
from rdflib.term import Identifier

from peelgraph.rules.owl.axioms import forbids, rules_of_axioms
from peelgraph.rules.owl.expressions import ClassExpressions, Patterns, false
from peelgraph.rules.owl.literals import are_different
from peelgraph.rules.owl.reading import items, pairs, subjects, value
from peelgraph.rules.rule import Rule
from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Triple
from peelgraph.vocab import INFERRED

__all__ = ["compile_constraints", "compile_merges"]

X = Variable("x")
Y = Variable("y")
_Pair = tuple[Triple, Identifier, Identifier]
"""An axiom, and two of the terms that it sets apart."""


def compile_constraints(schema: Graph) -> list[Rule]:
    """All rules that find contradictions under a schema, in a fixed order, each once."""
    classes = ClassExpressions(schema)
    of_axioms = rules_of_axioms(schema)
    found = [rule for rule in of_axioms if forbids(rule)]
    for make in (
        _equality,
        _properties,
        _disjoint_properties,
        _negative,
        _disjoint_classes,
    ):
        found += make(schema, classes)
    for rule in of_axioms:
        if rule.head[1] == OWL.sameAs:
            found += _two_values(rule)
    unique: dict[str, Rule] = {}
    for rule in found:
        unique.setdefault(rule.where, rule)
    return sorted(unique.values(), key=lambda rule: (rule.name, rule.where))


def compile_merges(schema: Graph) -> list[Rule]:
    """The rules by which things follow to be the same that no source says to be so."""
    return [_merge(rule) for rule in rules_of_axioms(schema) if rule.head[1] == OWL.sameAs]


def _merge(rule: Rule) -> Rule:
    one, same, other = rule.head
    unsaid = (
        f"FILTER NOT EXISTS {{ GRAPH ?said {{ ?{one} {sparql_text(same)} ?{other} }} "
        f"FILTER(!sameTerm(?said, {sparql_text(INFERRED)})) }}"
    )
    each_pair_once = f"FILTER(STR(?{one}) < STR(?{other}))"
    return Rule.of(
        rule.name,
        rule.head,
        [*rule.body, *_clauses(rule), each_pair_once, unsaid],
        f"?{one} and ?{other} follow to be the same: {rule.words}",
    )


def _equality(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    words = "{} and {} are said to be different and follow to be the same"
    # Equality carries "different from" over to all that is the same: only the clash itself counts.
    said = (
        f"FILTER NOT EXISTS {{ GRAPH {sparql_text(INFERRED)} "
        f"{{ ?x {sparql_text(OWL.differentFrom)} ?y }} }}"
    )
    same: Patterns = [
        (X, OWL.differentFrom, Y),
        (X, OWL.sameAs, Y),
        "FILTER(!sameTerm(?x, ?y))",
        said,
    ]
    yield Rule.of(
        "eq-diff1",
        false(X),
        same,
        words.format("?x", "?y"),
    )
    itself: Patterns = [
        (X, OWL.differentFrom, X),
        said.replace("?y", "?x"),
    ]
    yield Rule.of("eq-diff1", false(X), itself, "?x is said to be different from itself")
    nothing: Patterns = [(X, RDF.type, OWL.Nothing)]
    yield Rule.of("cls-nothing2", false(X), nothing, "?x is said to be a thing that cannot be")
    for name, predicate in (
        ("eq-diff2", OWL.members),
        ("eq-diff3", OWL.distinctMembers),
    ):
        for axiom, one, other in _pairs_among(schema, OWL.AllDifferent, predicate):
            told = words.format(classes.label(one), classes.label(other))
            yield Rule.of(
                name,
                false(one),
                [(one, OWL.sameAs, other)],
                told,
                [axiom],
            )


def _pairs_among(schema: Graph, kind: Identifier, predicate: Identifier) -> Iterator[_Pair]:
    """All pairs of the members of each list that an axiom of this kind has."""
    for node in subjects(schema, RDF.type, kind):
        head = value(schema, node, predicate)
        if head is None:
            continue
        members = sorted(set(items(schema, head)))
        for one, other in itertools.combinations(members, 2):
            yield (node, predicate, head), one, other


def _pairs_of(schema: Graph, predicate: Identifier) -> Iterator[_Pair]:
    """The subject and the object of each axiom of this predicate."""
    for one, other in pairs(schema, predicate):
        yield (one, predicate, other), one, other


def _properties(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    for prop in subjects(schema, RDF.type, OWL.IrreflexiveProperty):
        words = f"?x cannot stand in '{classes.label(prop)}' to itself"
        axiom = (prop, RDF.type, OWL.IrreflexiveProperty)
        yield Rule.of(
            "prp-irp",
            false(X),
            [classes.edge(prop, X, X)],
            words,
            [axiom],
        )
    for prop in subjects(schema, RDF.type, OWL.AsymmetricProperty):
        words = f"'{classes.label(prop)}' cannot hold both ways between ?x and ?y"
        axiom = (prop, RDF.type, OWL.AsymmetricProperty)
        body: Patterns = [
            classes.edge(prop, X, Y),
            classes.edge(prop, Y, X),
            "FILTER(STR(?x) <= STR(?y))",
        ]
        yield Rule.of("prp-asyp", false(X), body, words, [axiom])


def _disjoint_properties(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    def rules(name: str, found: Iterable[_Pair]) -> Iterator[Rule]:
        for axiom, one, other in found:
            both = f"both in '{classes.label(one)}' and in '{classes.label(other)}'"
            body = [classes.edge(one, X, Y), classes.edge(other, X, Y)]
            yield Rule.of(
                name,
                false(X),
                body,
                f"?x cannot stand to ?y {both}",
                [axiom],
            )

    yield from rules("prp-pdw", _pairs_of(schema, OWL.propertyDisjointWith))
    listed = _pairs_among(schema, OWL.AllDisjointProperties, OWL.members)
    yield from rules("prp-adp", listed)


def _negative(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    for name, predicate in (
        ("prp-npa1", OWL.targetIndividual),
        ("prp-npa2", OWL.targetValue),
    ):
        for node, target in pairs(schema, predicate):
            source = value(schema, node, OWL.sourceIndividual)
            prop = value(schema, node, OWL.assertionProperty)
            if source is None or prop is None:
                continue
            stand = f"stand in '{classes.label(prop)}' to {classes.label(target)}"
            words = f"{classes.label(source)} is said not to {stand}"
            body = [classes.edge(prop, source, target)]
            yield Rule.of(
                name,
                false(source),
                body,
                words,
                [(node, predicate, target)],
            )


def _disjoint_classes(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    def rules(name: str, found: Iterable[_Pair]) -> Iterator[Rule]:
        for axiom, one, other in found:
            words = f"?x cannot be both {classes.label(one)} and {classes.label(other)}"
            ways = itertools.product(classes.patterns(one, X), classes.patterns(other, X))
            for body, more in ways:
                yield Rule.of(
                    name,
                    false(X),
                    [*body, *more],
                    words,
                    [axiom],
                )

    yield from rules("cax-dw", _pairs_of(schema, OWL.disjointWith))
    listed = _pairs_among(schema, OWL.AllDisjointClasses, OWL.members)
    yield from rules("cax-adc", listed)


def _two_values(rule: Rule) -> Iterator[Rule]:
    """A rule of equality for values: one is a literal, and the other known to differ from it."""
    one, _, other = rule.head
    is_value = any(one == pattern[2] for pattern in rule.body)
    if is_value:
        yield Rule.of(
            rule.name,
            false(X),
            [*rule.body, *_clauses(rule), are_different(one, other)],
            f"?x has two values, ?{one} and ?{other}, and yet {rule.words}",
            rule.axiom,
        )


def _clauses(rule: Rule) -> list[str]:
    """The clauses of a rule beside its patterns, without those about its head."""
    kept = ("VALUES", "FILTER(isLiteral")
    return [line for line in rule.where.splitlines() if line.startswith(kept)]
