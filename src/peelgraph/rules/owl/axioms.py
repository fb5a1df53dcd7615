"""OWL 2 RL axioms as rules: each axiom gives rules whose bodies and heads are triple patterns on
the data.

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
from peelgraph.rules.owl.reading import items, pairs, subjects
from peelgraph.rules.owl.restrictions import restriction_rules
from peelgraph.rules.rule import Rule
from peelgraph.store import Triple

__all__ = ["compile_axioms", "forbids", "rules_of_axioms"]

X, Y, Z = Variable("x"), Variable("y"), Variable("z")

_CHARACTERISTICS = (
    (OWL.SymmetricProperty, "prp-symp", "y p x", ("x p y",), "'{}' holds both ways"),
    (
        OWL.TransitiveProperty,
        "prp-trp",
        "x p z",
        ("x p y", "y p z"),
        "'{}' carries on from one to the next",
    ),
    (OWL.FunctionalProperty, "prp-fp", "y = z", ("x p y", "x p z"), "'{}' has one value only"),
    (
        OWL.InverseFunctionalProperty,
        "prp-ifp",
        "y = z",
        ("y p x", "z p x"),
        "'{}' identifies what it is said of",
    ),
)
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


def compile_axioms(schema: Graph) -> list[Rule]:
    """All rules by which something follows from the axioms of a schema, in a fixed order, each
    once.
    """
    return [rule for rule in rules_of_axioms(schema) if not forbids(rule)]


def forbids(rule: Rule) -> bool:
    """Whether the conclusion of a rule cannot be."""
    return rule.head[1:] == (RDF.type, OWL.Nothing)


def rules_of_axioms(schema: Graph) -> list[Rule]:
    """All rules that the axioms of a schema give, those that forbid something too."""
    classes = ClassExpressions(schema)
    made = (
        _class_axioms,
        _property_axioms,
        _characteristics,
        _chains,
        _domains_and_ranges,
        _keys,
        restriction_rules,
    )
    rules = [rule for make in made for rule in make(schema, classes)]
    unique = {(r.head, r.where): r for r in reversed(rules) if r.head not in r.body and _is_safe(r)}
    return sorted(unique.values(), key=lambda r: (r.name, r.head, r.where))


def _is_safe(rule: Rule) -> bool:
    """Whether the body says what each variable of the head is (it does not of an axiom about all
    things).
    """
    known = {term for pattern in rule.body for term in pattern} | set(map(Variable, rule.computed))
    return all(term in known for term in rule.head if isinstance(term, Variable))


def _class_axioms(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    for sub, sup in pairs(schema, RDFS.subClassOf):
        yield from _inclusion(classes, "cax-sco", sub, sup, (sub, RDFS.subClassOf, sup))
    for one, other in pairs(schema, OWL.equivalentClass):
        axiom = (one, OWL.equivalentClass, other)
        yield from _inclusion(classes, "cax-eqc1", one, other, axiom)
        yield from _inclusion(classes, "cax-eqc2", other, one, axiom)
    for predicate, towards, onwards in _WRITTEN:
        for node, what in pairs(schema, predicate):
            axiom, member = (node, predicate, what), (X, RDF.type, node)
            if classes.is_named(node):
                words = f"by the definition of {classes.label(node)}"
                for alternative in classes.written_patterns(node, X):
                    yield Rule.of(towards, member, alternative, words, [axiom])
            elif (None, RDF.type, node) in schema:
                words = f"what is said to be '{classes.label(node)}' is so"
            else:
                continue
            yield from _rules(onwards, [member], classes.written_conclusions(node, X), words, axiom)


def _rules(
    name: str, body: Patterns, found: Iterable[Conclusion], words: str, axiom: Triple
) -> Iterator[Rule]:
    """A rule for each conclusion; one that cannot be says of what it would be."""
    for more, head, own in found:
        rule = Rule.of(own or name, head, [*body, *more], words, [axiom])
        if forbids(rule):
            rule = Rule.of(
                rule.name, head, [*body, *more], f"?{head[0]} contradicts this: {words}", [axiom]
            )
        yield rule


def _inclusion(
    classes: ClassExpressions, name: str, sub: Identifier, sup: Identifier, axiom: Triple
) -> Iterator[Rule]:
    words = f"every {classes.label(sub)} counts as {classes.label(sup)}"
    for alternative in classes.patterns(sub, X):
        yield from _rules(name, alternative, classes.conclusions(sup, X), words, axiom)


def _property_axioms(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    def inclusion(name: str, sub: Identifier, sup: Identifier, axiom: Triple) -> Rule:
        words = f"'{classes.label(sub)}' is a kind of '{classes.label(sup)}'"
        return Rule.of(name, classes.edge(sup, X, Y), [classes.edge(sub, X, Y)], words, [axiom])

    for sub, sup in pairs(schema, RDFS.subPropertyOf):
        yield inclusion("prp-spo1", sub, sup, (sub, RDFS.subPropertyOf, sup))
    for predicate, name in ((OWL.equivalentProperty, "prp-eqp"), (OWL.sameAs, "eq-rep-p")):
        for one, other in pairs(schema, predicate):
            yield inclusion(name.replace("eqp", "eqp1"), one, other, (one, predicate, other))
            yield inclusion(name.replace("eqp", "eqp2"), other, one, (one, predicate, other))
    for one, other in pairs(schema, OWL.inverseOf):
        if classes.is_named(one):
            words = f"'{classes.label(one)}' is the inverse of '{classes.label(other)}'"
            axiom = [(one, OWL.inverseOf, other)]
            there, back = classes.edge(one, X, Y), classes.edge(other, Y, X)
            yield Rule.of("prp-inv1", back, [there], words, axiom)
            yield Rule.of("prp-inv2", there, [back], words, axiom)


def _characteristics(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    def pattern(text: str, prop: Identifier) -> Triple:
        one, middle, other = text.split()
        if middle == "=":
            return Variable(one), OWL.sameAs, Variable(other)
        return classes.edge(prop, Variable(one), Variable(other))

    for kind, name, head, body, words in _CHARACTERISTICS:
        for prop in subjects(schema, RDF.type, kind):
            patterns = [pattern(text, prop) for text in body]
            said = words.format(classes.label(prop))
            yield Rule.of(name, pattern(head, prop), patterns, said, [(prop, RDF.type, kind)])


def _chains(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    for prop, chain in pairs(schema, OWL.propertyChainAxiom):
        steps = items(schema, chain)
        nodes = [Variable(f"u{i}") for i in range(len(steps) + 1)]
        body = [classes.edge(step, nodes[i], nodes[i + 1]) for i, step in enumerate(steps)]
        words = f"'{classes.label(prop)}' runs along {' and '.join(repr(classes.label(s)) for s in steps)}"
        head = classes.edge(prop, nodes[0], nodes[-1])
        yield Rule.of("prp-spo2", head, body, words, [(prop, OWL.propertyChainAxiom, chain)])


def _domains_and_ranges(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    for name, predicate, x, side in (
        ("prp-dom", RDFS.domain, X, "has"),
        ("prp-rng", RDFS.range, Y, "is the value of"),
    ):
        for prop, expression in pairs(schema, predicate):
            words = f"what {side} '{classes.label(prop)}' counts as {classes.label(expression)}"
            found = classes.conclusions(expression, x)
            yield from _rules(
                name, [classes.edge(prop, X, Y)], found, words, (prop, predicate, expression)
            )


def _keys(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    for kind, key in pairs(schema, OWL.hasKey):
        props = items(schema, key)
        values = [Variable(f"k{i}") for i in range(len(props))]
        shared = [classes.edge(p, x, v) for p, v in zip(props, values, strict=True) for x in (X, Y)]
        words = f"a {classes.label(kind)} is known by {' and '.join(repr(classes.label(p)) for p in props)}"
        for one, other in itertools.product(classes.patterns(kind, X), classes.patterns(kind, Y)):
            yield Rule.of(
                "prp-key",
                (X, OWL.sameAs, Y),
                [*one, *other, *shared],
                words,
                [(kind, OWL.hasKey, key)],
            )
