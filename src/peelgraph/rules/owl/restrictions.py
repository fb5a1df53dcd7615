"""Rules scm-svf1 and 2, scm-avf1 and 2: having some or only values of a class, and of a wider one.

They lead from one class to another where both are said to be equal to such restrictions, or are
such themselves. Within the profile an expression of either kind stands on one side of axioms only,
so there they give no rule.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import NamedTuple

from rdflib import OWL, RDF, RDFS, Graph, Variable
from rdflib.term import Identifier

from peelgraph.rules.owl.expressions import ClassExpressions
from peelgraph.rules.owl.reading import pairs, value
from peelgraph.rules.owl.schema import is_named
from peelgraph.rules.rule import Rule
from peelgraph.store import Triple

__all__ = ["restriction_rules"]

X = Variable("x")
_EXTREMES = {OWL.Thing, OWL.Nothing}


class _Side(NamedTuple):
    """A named class, the axiom that puts it below or above a restriction, and what that says."""

    name: Identifier
    axiom: Triple
    node: Identifier
    prop: Identifier
    filler: Identifier


def restriction_rules(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    """For each two classes: one is a subclass of the other if properties and values are.

    Then so are its members.
    """
    for predicate in (OWL.someValuesFrom, OWL.allValuesFrom):
        below = list(_sides(schema, predicate, is_above=False))
        above = list(_sides(schema, predicate, is_above=True))
        for one, other in itertools.product(below, above):
            if one.name != other.name:
                yield from _inclusion(classes, predicate, one, other)


def _inclusion(
    classes: ClassExpressions,
    predicate: Identifier,
    one: _Side,
    other: _Side,
) -> Iterator[Rule]:
    """The rule for what is below one restriction and above another, and for its members."""
    given: list[Triple] = [one.axiom, other.axiom]
    axioms = tuple(given)
    if other.filler not in {one.filler, OWL.Thing}:
        given.append((one.filler, RDFS.subClassOf, other.filler))
    if one.prop != other.prop:
        given.append(_narrower(predicate, one, other))
    inclusion = (one.name, RDFS.subClassOf, other.name)
    yield Rule.of(
        _name(predicate, one, other),
        inclusion,
        given,
        f"what is '{classes.label(one.node)}' is '{classes.label(other.node)}'",
        axioms,
    )
    yield Rule.of(
        "cax-sco",
        (X, RDF.type, other.name),
        [(X, RDF.type, one.name), inclusion],
        f"every {classes.label(one.name)} counts as {classes.label(other.name)}",
        axioms,
    )


def _name(predicate: Identifier, one: _Side, other: _Side) -> str:
    kind = "scm-svf" if predicate == OWL.someValuesFrom else "scm-avf"
    return f"{kind}1" if one.prop == other.prop else f"{kind}2"


def _narrower(predicate: Identifier, one: _Side, other: _Side) -> Triple:
    """Which property must be the narrower: "only" turns the order round, since all values count."""
    if predicate == OWL.someValuesFrom:
        return one.prop, RDFS.subPropertyOf, other.prop
    return other.prop, RDFS.subPropertyOf, one.prop


def _sides(
    schema: Graph,
    predicate: Identifier,
    *,
    is_above: bool,
) -> Iterator[_Side]:
    """What is below, or above, the restrictions that this predicate makes, and has a name."""
    axioms = list(_axioms(schema, is_above=is_above))
    for node, filler in pairs(schema, predicate):
        prop = value(schema, node, OWL.onProperty)
        if prop is None:
            continue
        # A name can have a restriction written at it, and is then below and above it.
        itself = (node, node, (node, predicate, filler))
        for name, end, axiom in [itself, *axioms]:
            if end == node and is_named(name) and name not in _EXTREMES:
                yield _Side(name, axiom, node, prop, filler)


def _axioms(schema: Graph, *, is_above: bool) -> Iterator[tuple[Identifier, Identifier, Triple]]:
    """What is below, or above, something by an axiom: itself, that other, and the axiom."""
    equal = pairs(schema, OWL.equivalentClass)
    for one, other in equal:
        yield one, other, (one, OWL.equivalentClass, other)
    for one, other in equal:
        yield other, one, (one, OWL.equivalentClass, other)
    for sub, sup in pairs(schema, RDFS.subClassOf):
        axiom = (sub, RDFS.subClassOf, sup)
        yield (sup, sub, axiom) if is_above else (sub, sup, axiom)
