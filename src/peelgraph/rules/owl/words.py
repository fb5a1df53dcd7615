"""Words for the terms and class expressions of a schema, such as 'membership with modality …'."""

from __future__ import annotations

import re

from rdflib import OWL, RDFS, Graph, Literal
from rdflib.term import Identifier

from peelgraph.rules.owl.reading import lists, value, values
from peelgraph.rules.owl.schema import is_named
from peelgraph.vocab import curie

__all__ = ["fillers_of", "has_self", "label_of"]

_JOINTS = (
    (OWL.intersectionOf, " "),
    (OWL.unionOf, " or "),
    (OWL.oneOf, " or "),
)
_TURNED = (
    (OWL.complementOf, "not"),
    (OWL.inverseOf, "inverse of"),
)
_QUANTITIES = (
    (OWL.hasValue, ""),
    (OWL.someValuesFrom, "some "),
    (OWL.allValuesFrom, "only "),
)
_NUMBERS = {"0": "no", "1": "at most one"}


def label_of(schema: Graph, node: Identifier) -> str:
    """The words for a term: its label, its name, or what is written at it."""
    label = value(schema, node, RDFS.label)
    # An empty label is none.
    if label:
        return str(label)
    if isinstance(node, Literal):
        return str(node)
    if is_named(node):
        return re.split(r"[:/#]", curie(str(node)))[-1]
    return _expression(schema, node)


def _expression(schema: Graph, node: Identifier) -> str:
    for predicate, joint in _JOINTS:
        for members in lists(schema, node, predicate):
            return joint.join(label_of(schema, member) for member in members)
    for predicate, words in _TURNED:
        other = value(schema, node, predicate)
        if other is not None:
            return f"{words} {label_of(schema, other)}"
    prop = value(schema, node, OWL.onProperty)
    if prop is None:
        return "thing"
    return _restriction(schema, node, label_of(schema, prop))


def _restriction(schema: Graph, node: Identifier, prop: str) -> str:
    for predicate, quantity in _QUANTITIES:
        given = value(schema, node, predicate)
        if given is not None:
            return f"with {prop} {quantity}{label_of(schema, given)}"
    if has_self(schema, node):
        return f"with itself as {prop}"
    for predicate in (OWL.maxCardinality, OWL.maxQualifiedCardinality):
        number = value(schema, node, predicate)
        if number is not None:
            return _at_most(schema, node, prop, str(number))
    return "thing"


def _at_most(
    schema: Graph,
    node: Identifier,
    prop: str,
    number: str,
) -> str:
    quantity = _NUMBERS.get(number, f"at most {number}")
    filler = next(iter(fillers_of(schema, node)), OWL.Thing)
    if filler == OWL.Thing:
        return f"with {quantity} {prop}"
    return f"with {quantity} {prop} that is {label_of(schema, filler)}"


def has_self(schema: Graph, node: Identifier) -> bool:
    """Whether a restriction is on standing in its property to oneself."""
    return str(value(schema, node, OWL.hasSelf)).lower() in {"true", "1"}


def fillers_of(schema: Graph, node: Identifier) -> list[Identifier]:
    """The classes or datatypes whose members a qualified restriction counts."""
    return [*values(schema, node, OWL.onClass), *values(schema, node, OWL.onDataRange)]
