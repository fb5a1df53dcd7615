"""Class expressions of a schema as triple patterns: what it takes to be a member, and what follows
from being one.

OWL 2 RL allows different expressions on the two sides of an axiom (OWL 2 Profiles, section 4.2.3):
intersections, unions, one of some things, some values and a value on the left; intersections,
complements, all values, a value and at most none or one value on the right. Others give nothing.
Beyond the profile, a thing that stands in a property to itself (`owl:hasSelf`) is understood on
both sides.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef, Variable
from rdflib.term import Identifier

from peelgraph.rules.owl.datatypes import is_known, is_no_value, is_value
from peelgraph.rules.owl.reading import items, value
from peelgraph.rules.owl.schema import is_anonymous
from peelgraph.rules.rule import Condition
from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Triple
from peelgraph.vocab import curie

__all__ = ["ClassExpressions", "Conclusion", "Patterns", "false"]

Patterns = list[Condition]


class Conclusion(NamedTuple):
    """What follows for a member of a class: a head, what else the body must hold, and a rule that
    has its own name.
    """

    more: Patterns
    head: Triple
    name: str | None = None


def false(x: Identifier) -> Triple:
    """The conclusion that cannot be: that something is a member of the empty class."""
    return x, RDF.type, OWL.Nothing


class ClassExpressions:
    """The class and property expressions of a schema graph."""

    def __init__(self, schema: Graph) -> None:
        self.g = schema
        self._fresh = (Variable(f"v{i}") for i in itertools.count())

    def is_named(self, node: Identifier) -> bool:
        """Whether a node is a name rather than an expression."""
        return isinstance(node, URIRef) and not is_anonymous(node)

    def is_datatype(self, node: Identifier) -> bool:
        """Whether a node is a datatype."""
        xsd = str(node).startswith("http://www.w3.org/2001/XMLSchema#")
        return (
            xsd
            or is_known(node)
            or node == RDFS.Literal
            or (node, RDF.type, RDFS.Datatype) in self.g
        )

    def edge(self, prop: Identifier, one: Identifier, other: Identifier) -> Triple:
        """The pattern that two things stand in a property, or in the inverse of one."""
        inverse = None if self.is_named(prop) else value(self.g, prop, OWL.inverseOf)
        return (one, prop, other) if inverse is None else (other, inverse, one)

    def patterns(self, node: Identifier, x: Variable) -> list[Patterns]:
        """The alternative patterns that make `x` a member of an expression on the left of an
        axiom.
        """
        if self.is_datatype(node):
            return [[is_value(x, node)]]
        if self.is_named(node):
            return [[]] if node == OWL.Thing else [[(x, RDF.type, node)]]
        return self.written_patterns(node, x)

    def conclusions(self, node: Identifier, x: Variable) -> list[Conclusion]:
        """What follows for a member `x` of an expression on the right of an axiom."""
        if node == OWL.Nothing:
            return [Conclusion([], false(x), "cls-nothing2")]
        if self.is_datatype(node):
            no_value = is_no_value(x, node)
            return [Conclusion([no_value], false(x), "dt-not-type")] if no_value else []
        if self.is_named(node):
            return [] if node == OWL.Thing else [Conclusion([], (x, RDF.type, node))]
        return self.written_conclusions(node, x)

    def written_patterns(self, node: Identifier, x: Variable) -> list[Patterns]:
        """As `patterns`, of what is written at the node itself, which may have a name too."""
        if (members := self._list(node, OWL.intersectionOf)) is not None:
            options = [self.patterns(m, x) for m in members]
            return [
                list(dict.fromkeys(itertools.chain(*choice)))
                for choice in itertools.product(*options)
            ]
        if (members := self._list(node, OWL.unionOf)) is not None:
            return [alternative for m in members for alternative in self.patterns(m, x)]
        if (members := self._list(node, OWL.oneOf)) is not None:
            return [[f"VALUES ?{x} {{ {' '.join(map(sparql_text, members))} }}"]]
        prop = value(self.g, node, OWL.onProperty)
        if prop is None:
            return []
        if (given := self._given(node, x)) is not None:
            return [[self.edge(prop, x, given)]]
        filler, v = value(self.g, node, OWL.someValuesFrom), next(self._fresh)
        found = [] if filler is None else self.patterns(filler, v)
        return [[self.edge(prop, x, v), *alternative] for alternative in found]

    def written_conclusions(self, node: Identifier, x: Variable) -> list[Conclusion]:
        """As `conclusions`, of what is written at the node itself, which may have a name too."""
        if (members := self._list(node, OWL.intersectionOf)) is not None:
            return [c for m in members for c in self.conclusions(m, x)]
        if (other := value(self.g, node, OWL.complementOf)) is not None:
            return [
                Conclusion(alternative, false(x), "cls-com")
                for alternative in self.patterns(other, x)
            ]
        prop = value(self.g, node, OWL.onProperty)
        if prop is None:
            return []
        if (given := self._given(node, x)) is not None:
            return [Conclusion([], self.edge(prop, x, given))]
        if (filler := value(self.g, node, OWL.allValuesFrom)) is not None:
            v = next(self._fresh)
            found = self.conclusions(filler, v)
            return [Conclusion([self.edge(prop, x, v), *c.more], c.head, c.name) for c in found]
        return list(self._at_most(node, prop, x))

    def _at_most(self, node: Identifier, prop: Identifier, x: Variable) -> Iterator[Conclusion]:
        """Rules cls-maxc1 and 2, and cls-maxqc1 to 4: none, or one, of a property's values."""
        number, none, one = value(self.g, node, OWL.maxCardinality), "cls-maxc1", "cls-maxc2"
        filler: Identifier | None = OWL.Thing
        if number is None:
            number = value(self.g, node, OWL.maxQualifiedCardinality)
            filler = value(self.g, node, OWL.onClass) or value(self.g, node, OWL.onDataRange)
            none, one = (
                ("cls-maxqc2", "cls-maxqc4")
                if filler == OWL.Thing
                else ("cls-maxqc1", "cls-maxqc3")
            )
        if filler is None or str(number) not in {"0", "1"}:
            return
        y, z = next(self._fresh), next(self._fresh)
        first = [[self.edge(prop, x, y), *a] for a in self.patterns(filler, y)]
        if str(number) == "0":
            yield from (Conclusion(a, false(x), none) for a in first)
            return
        second = [[self.edge(prop, x, z), *a] for a in self.patterns(filler, z)]
        for a, b in itertools.product(first, second):
            yield Conclusion([*a, *b], (y, OWL.sameAs, z), one)

    def _given(self, node: Identifier, x: Variable) -> Identifier | None:
        """The value that a restriction gives to its property: a term, or the member itself."""
        return x if self._has_self(node) else value(self.g, node, OWL.hasValue)

    def _has_self(self, node: Identifier) -> bool:
        return str(value(self.g, node, OWL.hasSelf)).lower() in {"true", "1"}

    def _list(self, node: Identifier, predicate: URIRef) -> list[Identifier] | None:
        head = value(self.g, node, predicate)
        return None if head is None else items(self.g, head)

    # words

    def label(self, node: Identifier) -> str:
        """The words for a term: its label, its name, or what it says, such as 'membership with
        modality existing'.
        """
        if label := value(self.g, node, RDFS.label):
            return str(label)
        if isinstance(node, Literal):
            return str(node)
        return (
            re.split(r"[:/#]", curie(str(node)))[-1] if self.is_named(node) else self._words(node)
        )

    def _words(self, node: Identifier) -> str:
        for predicate, joint in (
            (OWL.intersectionOf, " "),
            (OWL.unionOf, " or "),
            (OWL.oneOf, " or "),
        ):
            if (members := self._list(node, predicate)) is not None:
                return joint.join(map(self.label, members))
        for predicate, words in ((OWL.complementOf, "not"), (OWL.inverseOf, "inverse of")):
            if (other := value(self.g, node, predicate)) is not None:
                return f"{words} {self.label(other)}"
        prop = value(self.g, node, OWL.onProperty)
        return "thing" if prop is None else self._restriction(node, self.label(prop))

    def _restriction(self, node: Identifier, prop: str) -> str:
        for predicate, quantity in (
            (OWL.hasValue, ""),
            (OWL.someValuesFrom, "some "),
            (OWL.allValuesFrom, "only "),
        ):
            if (given := value(self.g, node, predicate)) is not None:
                return f"with {prop} {quantity}{self.label(given)}"
        if self._has_self(node):
            return f"with itself as {prop}"
        for predicate in (OWL.maxCardinality, OWL.maxQualifiedCardinality):
            if (number := value(self.g, node, predicate)) is not None:
                filler = value(self.g, node, OWL.onClass) or value(self.g, node, OWL.onDataRange)
                quantity = {"0": "no", "1": "at most one"}.get(str(number), f"at most {number}")
                kind = f" that is {self.label(filler)}" if filler not in {None, OWL.Thing} else ""
                return f"with {quantity} {prop}{kind}"
        return "thing"
