"""Rules scm-svf1, scm-svf2, scm-avf1 and scm-avf2: having some or only values of a class, and of a
wider one.

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
from peelgraph.rules.rule import Rule
from peelgraph.store import Triple

__all__ = ["restriction_rules"]

X = Variable("x")


class _Side(NamedTuple):
    """A class with a name, the axiom that puts it below or above a restriction, and what the
    restriction says.
    """

    name: Identifier
    axiom: Triple
    node: Identifier
    prop: Identifier
    filler: Identifier


def restriction_rules(schema: Graph, classes: ClassExpressions) -> Iterator[Rule]:
    """For each two classes: one is a subclass of the other if properties and values are; then so
    are its members.
    """
    for predicate, name in ((OWL.someValuesFrom, "scm-svf"), (OWL.allValuesFrom, "scm-avf")):
        sides = [[*_sides(schema, classes, predicate, is_above=above)] for above in (False, True)]
        for one, other in itertools.product(*sides):
            if one.name == other.name:
                continue
            given: list[Triple] = [one.axiom, other.axiom]
            if other.filler not in {one.filler, OWL.Thing}:
                given.append((one.filler, RDFS.subClassOf, other.filler))
            if one.prop != other.prop:
                narrow, wide = (one, other) if predicate == OWL.someValuesFrom else (other, one)
                given.append((narrow.prop, RDFS.subPropertyOf, wide.prop))
            rule = f"{name}{1 if one.prop == other.prop else 2}"
            words = f"what is '{classes.label(one.node)}' is '{classes.label(other.node)}'"
            inclusion = (one.name, RDFS.subClassOf, other.name)
            yield Rule.of(rule, inclusion, given, words, given[:2])
            counts = f"every {classes.label(one.name)} counts as {classes.label(other.name)}"
            yield Rule.of(
                "cax-sco",
                (X, RDF.type, other.name),
                [(X, RDF.type, one.name), inclusion],
                counts,
                given[:2],
            )


def _sides(
    schema: Graph, classes: ClassExpressions, predicate: Identifier, *, is_above: bool
) -> Iterator[_Side]:
    """What is below, or above, the restrictions that this predicate makes, and has a name."""
    axioms = [(s, o, (s, OWL.equivalentClass, o)) for s, o in pairs(schema, OWL.equivalentClass)]
    axioms += [(o, s, axiom) for s, o, axiom in axioms]
    inclusions = [(s, o, (s, RDFS.subClassOf, o)) for s, o in pairs(schema, RDFS.subClassOf)]
    axioms += [(o, s, axiom) for s, o, axiom in inclusions] if is_above else inclusions
    for node, filler in pairs(schema, predicate):
        prop = value(schema, node, OWL.onProperty)
        ends = [(name, axiom) for name, end, axiom in axioms if end == node]
        for name, axiom in [(node, (node, predicate, filler)), *ends]:
            if prop is not None and classes.is_named(name) and name not in {OWL.Thing, OWL.Nothing}:
                yield _Side(name, axiom, node, prop, filler)
