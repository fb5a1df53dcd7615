"""OWL 2 RL axioms as rules: the bodies and heads of these are triple patterns on the data.

The names are those of the rule tables of OWL 2 Profiles, section 4.3
(https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules). A class
expression is written out where it stands, on the left of an axiom as patterns and on the right as
conclusions, so that membership of anonymous classes is never stated. A rule whose conclusion cannot
be (`forbids`) finds contradictions.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from rdflib import OWL, RDF, RDFS, Graph, Variable
from rdflib.term import Identifier

from peelgraph.rules.owl.expressions import ClassExpressions, Conclusion, Patterns
from peelgraph.rules.owl.properties import property_rules
from peelgraph.rules.owl.reading import items, pairs
from peelgraph.rules.owl.schema import is_named
from peelgraph.rules.rule import Rule
from peelgraph.store import Triple

__all__ = ["compile_axioms", "forbids", "rules_of_axioms"]

X = Variable("x")
Y = Variable("y")
_WRITTEN = (
    (OWL.intersectionOf, "cls-int1", "cls-int2"),
    (OWL.unionOf, "cls-uni", "cls-uni"),
    (OWL.oneOf, "cls-oo", "cls-oo"),
    (OWL.complementOf, "cls-com", "cls-com"),
    (OWL.hasValue, "cls-hv2", "cls-hv1"),
    (OWL.someValuesFrom, "cls-svf1", "cls-svf1"),
    (OWL.allValuesFrom, "cls-avf", "cls-avf"),
    (OWL.maxCardinality, "cls-maxc2", "cls-maxc2"),
    (OWL.maxQualifiedCardinality, "cls-maxqc3", "cls-maxqc3"),
    (OWL.hasSelf, "hasSelf", "hasSelf"),
)
"""What expressions are written with: the rule towards membership, and that onwards from it."""


def compile_axioms(schema: Graph) -> list[Rule]:
    """All rules by which something follows from a schema's axioms, in a fixed order, each once."""
    return [rule for rule in rules_of_axioms(schema) if not forbids(rule)]


def forbids(rule: Rule) -> bool:
    """Whether the conclusion of a rule cannot be."""
    return rule.head[1:] == (RDF.type, OWL.Nothing)


def rules_of_axioms(schema: Graph) -> list[Rule]:
    """All rules that the axioms of a schema give, those that forbid something too."""
    classes = ClassExpressions(schema)
    # The order is part of the result: variables are numbered as expressions are met, and of two
    # axioms that give one rule the first names it.
    made = (
        _class_axioms,
        _definitions,
        property_rules,
        _domains_and_ranges,
        _keys,
        _restrictions,
    )
    unique: dict[tuple[Triple, str], Rule] = {}
    for make in made:
        for rule in make(schema, classes):
            # A rule whose head is a premise says nothing: `x p y` where `x p y`.
            if rule.head not in rule.body and _is_safe(rule):
                unique.setdefault((rule.head, rule.where), rule)
    return sorted(
        unique.values(),
        key=lambda rule: (rule.name, rule.head, rule.where),
    )


def _is_safe(rule: Rule) -> bool:
    """Whether the body says what each variable of the head is; an axiom about all things cannot."""
    known: set[Identifier] = set(map(Variable, rule.computed))
    for pattern in rule.body:
        known |= set(pattern)
    needed = {term for term in rule.head if isinstance(term, Variable)}
    return needed <= known


def _class_axioms(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    for sub, sup in pairs(schema, RDFS.subClassOf):
        axiom = (sub, RDFS.subClassOf, sup)
        yield from _inclusion(classes, "cax-sco", sub, sup, axiom)
    for one, other in pairs(schema, OWL.equivalentClass):
        axiom = (one, OWL.equivalentClass, other)
        yield from _inclusion(classes, "cax-eqc1", one, other, axiom)
        yield from _inclusion(classes, "cax-eqc2", other, one, axiom)


def _inclusion(
    classes: ClassExpressions,
    name: str,
    sub: Identifier,
    sup: Identifier,
    axiom: Triple,
) -> Iterator[Rule]:
    words = f"every {classes.label(sub)} counts as {classes.label(sup)}"
    for alternative in classes.patterns(sub, X):
        found = classes.conclusions(sup, X)
        yield from _rules(name, alternative, found, words, axiom)


def _definitions(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    """What a node says by what is written at it: the definition of a name, or an expression.

    An expression without a name has members only where a source says so.
    """
    for predicate, towards, onwards in _WRITTEN:
        for node, what in pairs(schema, predicate):
            axiom = (node, predicate, what)
            member = (X, RDF.type, node)
            if is_named(node) or node in classes.inclusions.mixed:
                words = f"by the definition of {classes.label(node)}"
                for alternative in classes.written_patterns(node, X):
                    yield Rule.of(towards, member, alternative, words, [axiom])
            elif (None, RDF.type, node) in schema:
                words = f"what is said to be '{classes.label(node)}' is so"
            else:
                continue
            found = classes.written_conclusions(node, X)
            yield from _rules(onwards, [member], found, words, axiom)


def _rules(
    name: str,
    body: Patterns,
    found: Iterable[Conclusion],
    words: str,
    axiom: Triple,
) -> Iterator[Rule]:
    """A rule for each conclusion; one that cannot be says of what it would be."""
    for more, head, own_name in found:
        patterns = [*body, *more]
        rule = Rule.of(own_name or name, head, patterns, words, [axiom])
        if forbids(rule):
            contradicted = f"?{head[0]} contradicts this: {words}"
            rule = Rule.of(rule.name, head, patterns, contradicted, [axiom])
        yield rule


def _restrictions(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    """Rules scm-hv, scm-svf1 and 2, scm-avf1 and 2, for the members of one restriction.

    Between names the inclusion is a triple; of an expression none is stated.
    """
    for step in classes.inclusions.derived:
        one, other = step.one, step.other
        if not all(map(classes.has_members, (one, other))):
            continue
        member = (X, RDF.type, one)
        words = f"what is '{classes.label(one)}' is '{classes.label(other)}'"
        if is_named(one) and is_named(other):
            inclusion = (one, RDFS.subClassOf, other)
            words = f"every {classes.label(one)} counts as {classes.label(other)}"
            yield Rule.of("cax-sco", (X, RDF.type, other), [member, inclusion], words, step.said)
        else:
            yield Rule.of(step.rule, (X, RDF.type, other), [member], words, step.said)


def _domains_and_ranges(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    for name, predicate, x, side in (
        ("prp-dom", RDFS.domain, X, "has"),
        ("prp-rng", RDFS.range, Y, "is the value of"),
    ):
        for prop, expression in pairs(schema, predicate):
            axiom = (prop, predicate, expression)
            body: Patterns = [classes.edge(prop, X, Y)]
            words = f"what {side} '{classes.label(prop)}' counts as {classes.label(expression)}"
            found = classes.conclusions(expression, x)
            yield from _rules(name, body, found, words, axiom)


def _keys(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    for kind, key in pairs(schema, OWL.hasKey):
        props = items(schema, key)
        words = f"a {classes.label(kind)} is known by {classes.labels(props)}"
        shared: Patterns = []
        for place, prop in enumerate(props):
            value = Variable(f"k{place}")
            # One variable for both: each property of the key must have a value in common.
            shared.append(classes.edge(prop, X, value))
            shared.append(classes.edge(prop, Y, value))
        ones = classes.patterns(kind, X)
        others = classes.patterns(kind, Y)
        for one, other in itertools.product(ones, others):
            yield Rule.of(
                "prp-key",
                (X, OWL.sameAs, Y),
                [*one, *other, *shared],
                words,
                [(kind, OWL.hasKey, key)],
            )
