"""Axioms about properties as rules: kinds, inverses, characteristics and chains."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rdflib import OWL, RDF, RDFS, Graph, Variable
from rdflib.term import Identifier

from peelgraph.rules.owl.expressions import ClassExpressions
from peelgraph.rules.owl.reading import items, pairs, subjects, triples
from peelgraph.rules.owl.schema import is_named
from peelgraph.rules.rule import Rule
from peelgraph.store import Triple

__all__ = ["property_rules"]

X = Variable("x")
Y = Variable("y")
Z = Variable("z")
_PROPERTY = Variable("property")
"""Stands for the property that an axiom is about."""


class _Characteristic(NamedTuple):
    """A kind of property, and the rule that each property of the kind gives."""

    kind: Identifier
    name: str
    head: Triple
    body: tuple[Triple, ...]
    words: str


_CHARACTERISTICS = (
    _Characteristic(
        kind=OWL.SymmetricProperty,
        name="prp-symp",
        head=(Y, _PROPERTY, X),
        body=((X, _PROPERTY, Y),),
        words="'{}' holds both ways",
    ),
    _Characteristic(
        kind=OWL.TransitiveProperty,
        name="prp-trp",
        head=(X, _PROPERTY, Z),
        body=((X, _PROPERTY, Y), (Y, _PROPERTY, Z)),
        words="'{}' carries on from one to the next",
    ),
    _Characteristic(
        kind=OWL.FunctionalProperty,
        name="prp-fp",
        head=(Y, OWL.sameAs, Z),
        body=((X, _PROPERTY, Y), (X, _PROPERTY, Z)),
        words="'{}' has one value only",
    ),
    _Characteristic(
        kind=OWL.InverseFunctionalProperty,
        name="prp-ifp",
        head=(Y, OWL.sameAs, Z),
        body=((Y, _PROPERTY, X), (Z, _PROPERTY, X)),
        words="'{}' identifies what it is said of",
    ),
)


def property_rules(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    """The rules that axioms about properties alone give."""
    for make in (_subproperties, _inverses, _characteristics, _chains):
        yield from make(schema, classes)


def _subproperties(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    def inclusion(
        name: str,
        sub: Identifier,
        sup: Identifier,
        axiom: Triple,
    ) -> Rule:
        words = f"'{classes.label(sub)}' is a kind of '{classes.label(sup)}'"
        head = classes.edge(sup, X, Y)
        body = [classes.edge(sub, X, Y)]
        return Rule.of(name, head, body, words, [axiom])

    for sub, sup in pairs(schema, RDFS.subPropertyOf):
        axiom = (sub, RDFS.subPropertyOf, sup)
        yield inclusion("prp-spo1", sub, sup, axiom)
    # Equality of two properties says the same as their being kinds of each other.
    for predicate, there, back in (
        (OWL.equivalentProperty, "prp-eqp1", "prp-eqp2"),
        (OWL.sameAs, "eq-rep-p", "eq-rep-p"),
    ):
        for one, other in pairs(schema, predicate):
            axiom = (one, predicate, other)
            yield inclusion(there, one, other, axiom)
            yield inclusion(back, other, one, axiom)


def _inverses(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    nameless = set[Identifier]()
    for one, other in pairs(schema, OWL.inverseOf):
        # An inverse without a name is no axiom: it is written out where it stands (`edge`).
        nameless.update(prop for prop in (one, other) if not is_named(prop))
        if is_named(one) and is_named(other):
            words = f"'{classes.label(one)}' is the inverse of '{classes.label(other)}'"
            axiom = (one, OWL.inverseOf, other)
            there = classes.edge(one, X, Y)
            back = classes.edge(other, Y, X)
            yield Rule.of("prp-inv1", back, [there], words, [axiom])
            yield Rule.of("prp-inv2", there, [back], words, [axiom])
    for prop in sorted(nameless):
        inverses = classes.inverses(prop)
        axioms = [triple for triple in triples(schema) if triple[1] == OWL.inverseOf]
        of_it = [triple for triple in axioms if prop in triple]
        for other in inverses[1:]:
            yield from _of_one_inverse(inverses[0], other, classes, sorted(of_it))


def _of_one_inverse(
    one: Identifier, other: Identifier, classes: ClassExpressions, axiom: Sequence[Triple]
) -> Iterator[Rule]:
    """Two properties that one without a name is the inverse of hold between the same things."""
    words = f"'{classes.label(one)}' and '{classes.label(other)}' are inverses of one property"
    for sub, sup in ((one, other), (other, one)):
        yield Rule.of("prp-inv2", (X, sup, Y), [(X, sub, Y)], words, axiom)


def _characteristics(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    def of_property(pattern: Triple, prop: Identifier) -> Triple:
        one, predicate, other = pattern
        if predicate != _PROPERTY:
            return pattern
        return classes.edge(prop, one, other)

    for kind, name, head, body, words in _CHARACTERISTICS:
        for prop in subjects(schema, RDF.type, kind):
            yield Rule.of(
                name,
                of_property(head, prop),
                [of_property(pattern, prop) for pattern in body],
                words.format(classes.label(prop)),
                [(prop, RDF.type, kind)],
            )


def _chains(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    for prop, chain in pairs(schema, OWL.propertyChainAxiom):
        steps = items(schema, chain)
        nodes = [Variable(f"u{place}") for place in range(len(steps) + 1)]
        body = [
            classes.edge(step, one, other)
            for step, (one, other) in zip(steps, itertools.pairwise(nodes), strict=True)
        ]
        yield Rule.of(
            "prp-spo2",
            classes.edge(prop, nodes[0], nodes[-1]),
            body,
            f"'{classes.label(prop)}' runs along {classes.labels(steps)}",
            [(prop, OWL.propertyChainAxiom, chain)],
        )
