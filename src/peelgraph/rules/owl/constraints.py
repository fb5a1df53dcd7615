"""Axioms that forbid something, as rules whose conclusion cannot be: the rules of OWL 2 Profiles
that conclude false.

What a class axiom forbids (cls-com, cls-maxc1, cls-maxqc1, cls-maxqc2, cls-nothing2) is compiled
with the axioms; here stand the rules of equality, of properties and of disjointness, and those
about literals, which cannot be the same where their values differ (dt-diff). In the words of a rule
`?x` stands for what the variable is.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

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

X, Y = Variable("x"), Variable("y")
_Pair = tuple[Triple, Identifier, Identifier]


def compile_constraints(schema: Graph) -> list[Rule]:
    """All rules that find contradictions under a schema, in a fixed order, each once."""
    classes, rules = ClassExpressions(schema), rules_of_axioms(schema)
    made = (_equality, _properties, _disjoint_properties, _negative, _disjoint_classes)
    found = [rule for rule in rules if forbids(rule)]
    found += [rule for make in made for rule in make(schema, classes)]
    found += [rule for r in rules if r.head[1] == OWL.sameAs for rule in _two_values(r)]
    return sorted({r.where: r for r in reversed(found)}.values(), key=lambda r: (r.name, r.where))


def compile_merges(schema: Graph) -> list[Rule]:
    """The rules by which things follow to be the same that no source says to be so."""
    return [_merge(rule) for rule in rules_of_axioms(schema) if rule.head[1] == OWL.sameAs]


def _merge(rule: Rule) -> Rule:
    one, same, other = rule.head
    unsaid = (
        f"FILTER NOT EXISTS {{ GRAPH ?said {{ ?{one} {sparql_text(same)} ?{other} }} "
        f"FILTER(!sameTerm(?said, {sparql_text(INFERRED)})) }}"
    )
    clauses = [*_clauses(rule), f"FILTER(STR(?{one}) < STR(?{other}))", unsaid]
    words = f"?{one} and ?{other} follow to be the same: {rule.words}"
    return Rule.of(rule.name, rule.head, [*rule.body, *clauses], words)


def _equality(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    words = "{} and {} are said to be different and follow to be the same"
    said = f"FILTER NOT EXISTS {{ GRAPH {sparql_text(INFERRED)} {{ ?x {sparql_text(OWL.differentFrom)} ?y }} }}"
    same: Patterns = [
        (X, OWL.differentFrom, Y),
        (X, OWL.sameAs, Y),
        "FILTER(!sameTerm(?x, ?y))",
        said,
    ]
    yield Rule.of("eq-diff1", false(X), same, words.format("?x", "?y"))
    itself: Patterns = [(X, OWL.differentFrom, X), said.replace("?y", "?x")]
    yield Rule.of("eq-diff1", false(X), itself, "?x is said to be different from itself")
    yield Rule.of(
        "cls-nothing2",
        false(X),
        [(X, RDF.type, OWL.Nothing)],
        "?x is said to be a thing that cannot be",
    )
    for name, predicate in (("eq-diff2", OWL.members), ("eq-diff3", OWL.distinctMembers)):
        for axiom, one, other in _pairs_among(schema, OWL.AllDifferent, predicate):
            told = words.format(classes.label(one), classes.label(other))
            yield Rule.of(name, false(one), [(one, OWL.sameAs, other)], told, [axiom])


def _pairs_among(schema: Graph, kind: Identifier, predicate: Identifier) -> Iterator[_Pair]:
    """All pairs of the members of each list that an axiom of this kind has."""
    for node in subjects(schema, RDF.type, kind):
        if (head := value(schema, node, predicate)) is not None:
            members = sorted(set(items(schema, head)))
            yield from (
                ((node, predicate, head), a, b) for a, b in itertools.combinations(members, 2)
            )


def _properties(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    for prop in subjects(schema, RDF.type, OWL.IrreflexiveProperty):
        words, axiom = (
            f"?x cannot stand in '{classes.label(prop)}' to itself",
            (prop, RDF.type, OWL.IrreflexiveProperty),
        )
        yield Rule.of("prp-irp", false(X), [classes.edge(prop, X, X)], words, [axiom])
    for prop in subjects(schema, RDF.type, OWL.AsymmetricProperty):
        words = f"'{classes.label(prop)}' cannot hold both ways between ?x and ?y"
        body = [classes.edge(prop, X, Y), classes.edge(prop, Y, X)]
        axiom = (prop, RDF.type, OWL.AsymmetricProperty)
        yield Rule.of("prp-asyp", false(X), [*body, "FILTER(STR(?x) <= STR(?y))"], words, [axiom])


def _disjoint_properties(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    two = [
        ((p, OWL.propertyDisjointWith, q), p, q) for p, q in pairs(schema, OWL.propertyDisjointWith)
    ]
    for name, found in (
        ("prp-pdw", two),
        ("prp-adp", _pairs_among(schema, OWL.AllDisjointProperties, OWL.members)),
    ):
        for axiom, p, q in found:
            words = (
                f"?x cannot stand to ?y both in '{classes.label(p)}' and in '{classes.label(q)}'"
            )
            yield Rule.of(
                name, false(X), [classes.edge(p, X, Y), classes.edge(q, X, Y)], words, [axiom]
            )


def _negative(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    for name, predicate in (("prp-npa1", OWL.targetIndividual), ("prp-npa2", OWL.targetValue)):
        for node, target in pairs(schema, predicate):
            source = value(schema, node, OWL.sourceIndividual)
            prop = value(schema, node, OWL.assertionProperty)
            if source is not None and prop is not None:
                one, other = classes.label(source), classes.label(target)
                words = f"{one} is said not to stand in '{classes.label(prop)}' to {other}"
                body = [classes.edge(prop, source, target)]
                yield Rule.of(name, false(source), body, words, [(node, predicate, target)])


def _disjoint_classes(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    two = [((a, OWL.disjointWith, b), a, b) for a, b in pairs(schema, OWL.disjointWith)]
    for name, found in (
        ("cax-dw", two),
        ("cax-adc", _pairs_among(schema, OWL.AllDisjointClasses, OWL.members)),
    ):
        for axiom, a, b in found:
            words = f"?x cannot be both {classes.label(a)} and {classes.label(b)}"
            for one, other in itertools.product(classes.patterns(a, X), classes.patterns(b, X)):
                yield Rule.of(name, false(X), [*one, *other], words, [axiom])


def _two_values(rule: Rule) -> Iterator[Rule]:
    """Where values would follow to be the same, one of them is a literal and the other is known to
    differ from it.
    """
    one, _, other = rule.head
    if all(one != pattern[2] for pattern in rule.body):
        return
    words = f"?x has two values, ?{one} and ?{other}, and yet {rule.words}"
    yield Rule.of(
        rule.name,
        false(X),
        [*rule.body, *_clauses(rule), are_different(one, other)],
        words,
        rule.axiom,
    )


def _clauses(rule: Rule) -> list[str]:
    """The clauses of a rule beside its patterns, without those about its head."""
    return [
        line for line in rule.where.splitlines() if line.startswith(("VALUES", "FILTER(isLiteral"))
    ]
