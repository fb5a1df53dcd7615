"""OWL 2 RL axioms as rules: each axiom gives rules whose bodies and heads are triple patterns on the data.

The names are those of the rule tables of OWL 2 Profiles, section 4.3
(https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules). A class expression is written
out where it stands, on the left of an axiom as patterns and on the right as conclusions, so that membership of
anonymous classes is never stated.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, Graph, URIRef, Variable
from rdflib.term import Identifier

from peelgraph.reason.expressions import ClassExpressions
from peelgraph.reason.reading import items, pairs, subjects
from peelgraph.rule import Rule
from peelgraph.store import Triple
from peelgraph.vocab import curie

__all__ = ["compile_axioms", "equality_rules"]

X, Y, Z = Variable("x"), Variable("y"), Variable("z")

_CHARACTERISTICS = (
    (OWL.SymmetricProperty, "prp-symp", "y p x", ("x p y",), "'{}' holds both ways"),
    (OWL.TransitiveProperty, "prp-trp", "x p z", ("x p y", "y p z"), "'{}' carries on from one to the next"),
    (OWL.FunctionalProperty, "prp-fp", "y = z", ("x p y", "x p z"), "'{}' has one value only"),
    (OWL.InverseFunctionalProperty, "prp-ifp", "y = z", ("y p x", "z p x"), "'{}' identifies what it is said of"),
)


def compile_axioms(schema: Graph) -> list[Rule]:
    """All rules that the axioms of a schema give, in a fixed order, each once."""
    classes = ClassExpressions(schema)
    made = (_class_axioms, _property_axioms, _characteristics, _chains, _domains_and_ranges)
    rules = [rule for make in made for rule in make(schema, classes)]
    unique = {(r.head, r.body): r for r in reversed(rules) if r.head not in r.body}
    return sorted(unique.values(), key=lambda r: (r.name, r.head, r.body))


def equality_rules(predicates: list[URIRef]) -> list[Rule]:
    """The rules of table 4 for `owl:sameAs`, replacement written out for each predicate that is in use."""
    same = (X, OWL.sameAs, Y)
    rules = [
        Rule.of("eq-sym", (Y, OWL.sameAs, X), [same], "being the same holds both ways"),
        Rule.of("eq-trans", (X, OWL.sameAs, Z), [same, (Y, OWL.sameAs, Z)], "being the same carries on"),
    ]
    for predicate in predicates:
        words = f"what is said of a thing by {curie(predicate)} is said of all that is the same thing"
        rules.append(Rule.of("eq-rep-s", (Y, predicate, Z), [same, (X, predicate, Z)], words))
        rules.append(Rule.of("eq-rep-o", (Z, predicate, Y), [same, (Z, predicate, X)], words))
    return rules


def _class_axioms(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    for sub, sup in pairs(schema, RDFS.subClassOf):
        yield from _inclusion(classes, "cax-sco", sub, sup, (sub, RDFS.subClassOf, sup))
    for one, other in pairs(schema, OWL.equivalentClass):
        axiom = (one, OWL.equivalentClass, other)
        yield from _inclusion(classes, "cax-eqc1", one, other, axiom)
        yield from _inclusion(classes, "cax-eqc2", other, one, axiom)
    for predicate, name in ((OWL.intersectionOf, "cls-int1"), (OWL.unionOf, "cls-uni")):
        for named in filter(classes.is_named, subjects(schema, predicate)):
            words, member = f"by the definition of {classes.label(named)}", (X, RDF.type, named)
            for alternative in classes.written_patterns(named, X):
                yield Rule.of(name, member, alternative, words)
            for more, head in classes.written_conclusions(named, X):
                yield Rule.of("cls-int2", head, [member, *more], words)


def _inclusion(classes: ClassExpressions, name: str, sub: Identifier, sup: Identifier, axiom: Triple) -> Iterator[Rule]:
    words = f"every {classes.label(sub)} counts as {classes.label(sup)}"
    for alternative in classes.patterns(sub, X):
        for more, head in classes.conclusions(sup, X):
            yield Rule.of(name, head, [*alternative, *more], words, [axiom])


def _property_axioms(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    def inclusion(name: str, sub: Identifier, sup: Identifier, axiom: Triple) -> Rule:
        words = f"'{classes.label(sub)}' is a kind of '{classes.label(sup)}'"
        return Rule.of(name, (X, sup, Y), [(X, sub, Y)], words, [axiom])

    for sub, sup in pairs(schema, RDFS.subPropertyOf):
        yield inclusion("prp-spo1", sub, sup, (sub, RDFS.subPropertyOf, sup))
    for one, other in pairs(schema, OWL.equivalentProperty):
        yield inclusion("prp-eqp1", one, other, (one, OWL.equivalentProperty, other))
        yield inclusion("prp-eqp2", other, one, (one, OWL.equivalentProperty, other))
    for one, other in pairs(schema, OWL.inverseOf):
        words = f"'{classes.label(one)}' is the inverse of '{classes.label(other)}'"
        axiom = [(one, OWL.inverseOf, other)]
        yield Rule.of("prp-inv1", (Y, other, X), [(X, one, Y)], words, axiom)
        yield Rule.of("prp-inv2", (Y, one, X), [(X, other, Y)], words, axiom)


def _characteristics(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    for kind, name, head, body, words in _CHARACTERISTICS:
        for prop in filter(classes.is_named, subjects(schema, RDF.type, kind)):
            patterns = [_pattern(text, prop) for text in body]
            said = words.format(classes.label(prop))
            yield Rule.of(name, _pattern(head, prop), patterns, said, [(prop, RDF.type, kind)])


def _pattern(text: str, prop: Identifier) -> Triple:
    one, middle, other = text.split()
    return Variable(one), OWL.sameAs if middle == "=" else prop, Variable(other)


def _chains(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    for prop, chain in pairs(schema, OWL.propertyChainAxiom):
        steps = items(schema, chain)
        nodes = [Variable(f"u{i}") for i in range(len(steps) + 1)]
        body = [(nodes[i], step, nodes[i + 1]) for i, step in enumerate(steps)]
        words = f"'{classes.label(prop)}' runs along {' and '.join(repr(classes.label(s)) for s in steps)}"
        yield Rule.of("prp-spo2", (nodes[0], prop, nodes[-1]), body, words, [(prop, OWL.propertyChainAxiom, chain)])


def _domains_and_ranges(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    for name, predicate, x, side in (
        ("prp-dom", RDFS.domain, X, "has"),
        ("prp-rng", RDFS.range, Y, "is the value of"),
    ):
        for prop, expression in pairs(schema, predicate):
            if classes.is_datatype(expression):
                continue
            words = f"what {side} '{classes.label(prop)}' counts as {classes.label(expression)}"
            for more, head in classes.conclusions(expression, x):
                yield Rule.of(name, head, [(X, prop, Y), *more], words, [(prop, predicate, expression)])
