"""Class expressions of a schema as triple patterns: what makes a member, and what follows for one.

OWL 2 RL allows different expressions on the two sides of an axiom (OWL 2 Profiles, section 4.2.3):
intersections, unions, one of some things, some values and a value on the left; intersections,
complements, all values, a value and at most none or one value on the right. Others give nothing.
Beyond the profile, a thing that stands in a property to itself (`owl:hasSelf`) is understood on
both sides.

What makes nothing a member, or says nothing of one, can still lead from one axiom to another: what
is below an expression by one is above it by the next. Membership of such an expression is stated
(`Inclusions.stated`), and then asked for like that of a class with a name.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rdflib import OWL, RDF, RDFS, Graph, Variable
from rdflib.term import Identifier

from peelgraph.rules.owl.datatypes import is_known, is_no_value, is_value
from peelgraph.rules.owl.inclusions import Inclusions
from peelgraph.rules.owl.reading import lists, subjects, values
from peelgraph.rules.owl.schema import EVERYTHING, is_named
from peelgraph.rules.owl.words import fillers_of, has_self, label_of
from peelgraph.rules.rule import BodyPart
from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Triple

__all__ = ["ClassExpressions", "Conclusion", "Patterns", "false"]

Patterns = list[BodyPart]
_XML_SCHEMA = "http://www.w3.org/2001/XMLSchema#"


class Conclusion(NamedTuple):
    """What follows for a member: a head, what else the body must hold, its rule's own name."""

    more: Patterns
    head: Triple
    name: str | None = None


class _Most(NamedTuple):
    """A number, of what, and the names of the rules that forbid any and merge two."""

    number: Identifier
    filler: Identifier
    none: str
    one: str


def false(x: Identifier) -> Triple:
    """The conclusion that cannot be: that something is a member of the empty class."""
    return x, RDF.type, OWL.Nothing


class ClassExpressions:
    """The class and property expressions of a schema graph.

    The variables that expressions need are numbered in the order in which these are asked for, so
    that a schema gives the same rules to the letter each time.
    """

    def __init__(self, schema: Graph) -> None:
        self._schema = schema
        self.inclusions = Inclusions(schema, self.is_datatype)
        self._fresh = (Variable(f"v{number}") for number in itertools.count())

    def is_datatype(self, node: Identifier) -> bool:
        """Whether a node is a datatype."""
        return (
            str(node).startswith(_XML_SCHEMA)
            or is_known(node)
            or node == RDFS.Literal
            or (node, RDF.type, RDFS.Datatype) in self._schema
        )

    def is_stated(self, node: Identifier) -> bool:
        """Whether membership of an expression without a name is stated."""
        return node in self.inclusions.stated

    def has_members(self, node: Identifier) -> bool:
        """Whether membership of a node is stated: it has a name of its own, or must be."""
        return node not in EVERYTHING and (is_named(node) or self.is_stated(node))

    def label(self, node: Identifier) -> str:
        """The words for a term or an expression."""
        return label_of(self._schema, node)

    def labels(self, props: Sequence[Identifier]) -> str:
        """The words for several properties, each in quotes."""
        return " and ".join(repr(self.label(prop)) for prop in props)

    def edge(
        self,
        prop: Identifier,
        one: Identifier,
        other: Identifier,
    ) -> Triple:
        """The pattern that two things stand in a property, or in the inverse of one."""
        # Nothing is stated of a property without a name, but of the one that it turns round.
        inverses = [] if is_named(prop) else self.inverses(prop)
        return (other, inverses[0], one) if inverses else (one, prop, other)

    def inverses(self, prop: Identifier) -> list[Identifier]:
        """The properties with a name that one is said to be the inverse of, or they of it."""
        said = {
            *values(self._schema, prop, OWL.inverseOf),
            *subjects(self._schema, OWL.inverseOf, prop),
        }
        return sorted(filter(is_named, said))

    def patterns(self, node: Identifier, x: Variable) -> list[Patterns]:
        """The alternatives that make `x` a member of an expression on the left of an axiom."""
        if self.is_datatype(node):
            return [[is_value(x, node)]]
        if not is_named(node):
            written = self.written_patterns(node, x)
            return [*written, [(x, RDF.type, node)]] if self.is_stated(node) else written
        # To be a thing asks for nothing.
        if node == OWL.Thing:
            return [[]]
        return [[(x, RDF.type, node)]]

    def conclusions(self, node: Identifier, x: Variable) -> list[Conclusion]:
        """What follows for a member `x` of an expression on the right of an axiom."""
        if node == OWL.Nothing:
            return [Conclusion([], false(x), "cls-nothing2")]
        if self.is_datatype(node):
            no_value = is_no_value(x, node)
            return [Conclusion([no_value], false(x), "dt-not-type")] if no_value else []
        if not is_named(node):
            written = self.written_conclusions(node, x)
            member = Conclusion([], (x, RDF.type, node))
            return [*written, member] if self.is_stated(node) else written
        if node == OWL.Thing:
            return []
        return [Conclusion([], (x, RDF.type, node))]

    def written_patterns(self, node: Identifier, x: Variable) -> list[Patterns]:
        """As `patterns`, of what is written at the node itself, which may have a name too."""
        ways: list[Patterns] = []
        for members in lists(self._schema, node, OWL.intersectionOf):
            ways += self._all_of(members, x)
        for members in lists(self._schema, node, OWL.unionOf):
            for member in members:
                ways += self.patterns(member, x)
        for members in lists(self._schema, node, OWL.oneOf):
            names = " ".join(map(sparql_text, members))
            ways.append([f"VALUES ?{x} {{ {names} }}"])
        for prop in values(self._schema, node, OWL.onProperty):
            ways += self._having(node, prop, x)
        return ways

    def _all_of(self, members: Sequence[Identifier], x: Variable) -> list[Patterns]:
        """The ways to be a member of each of several classes: one of each, what is alike once."""
        options = [self.patterns(member, x) for member in members]
        ways = itertools.product(*options)
        return [list(dict.fromkeys(itertools.chain(*way))) for way in ways]

    def _having(
        self,
        node: Identifier,
        prop: Identifier,
        x: Variable,
    ) -> list[Patterns]:
        ways: list[Patterns] = [[self.edge(prop, x, given)] for given in self._given(node, x)]
        # Another restriction, such as "only", makes nothing a member.
        for filler in values(self._schema, node, OWL.someValuesFrom):
            ways += self._valued(prop, x, next(self._fresh), filler)
        return ways

    def _valued(
        self,
        prop: Identifier,
        x: Variable,
        v: Variable,
        filler: Identifier,
    ) -> list[Patterns]:
        """The ways in which `x` has a value `v` of a class."""
        edge = self.edge(prop, x, v)
        return [[edge, *alternative] for alternative in self.patterns(filler, v)]

    def written_conclusions(self, node: Identifier, x: Variable) -> list[Conclusion]:
        """As `conclusions`, of what is written at the node itself, which may have a name too."""
        found: list[Conclusion] = []
        for members in lists(self._schema, node, OWL.intersectionOf):
            for member in members:
                found += self.conclusions(member, x)
        for other in values(self._schema, node, OWL.complementOf):
            for alternative in self.patterns(other, x):
                found.append(Conclusion(alternative, false(x), "cls-com"))
        for prop in values(self._schema, node, OWL.onProperty):
            found += self._restricted(node, prop, x)
        return found

    def _restricted(
        self,
        node: Identifier,
        prop: Identifier,
        x: Variable,
    ) -> list[Conclusion]:
        made = [Conclusion([], self.edge(prop, x, given)) for given in self._given(node, x)]
        for filler in values(self._schema, node, OWL.allValuesFrom):
            v = next(self._fresh)
            edge = self.edge(prop, x, v)
            for found in self.conclusions(filler, v):
                made.append(Conclusion([edge, *found.more], found.head, found.name))
        for most in self._cardinalities(node):
            made += self._at_most(prop, x, most)
        return made

    def _at_most(
        self,
        prop: Identifier,
        x: Variable,
        most: _Most,
    ) -> Iterator[Conclusion]:
        """Rules cls-maxc1 and 2, and cls-maxqc1 to 4: none, or one, of a property's values."""
        number, filler, none, one = most
        # Of two values or more it would not be known which are the same.
        if str(number) not in {"0", "1"}:
            return
        y = next(self._fresh)
        z = next(self._fresh)
        first = self._valued(prop, x, y, filler)
        if str(number) == "0":
            for alternative in first:
                yield Conclusion(alternative, false(x), none)
            return
        second = self._valued(prop, x, z, filler)
        for alternative, another in itertools.product(first, second):
            yield Conclusion([*alternative, *another], (y, OWL.sameAs, z), one)

    def _cardinalities(self, node: Identifier) -> Iterator[_Most]:
        """The numbers of values that a restriction allows at most."""
        for number in values(self._schema, node, OWL.maxCardinality):
            yield _Most(number, OWL.Thing, "cls-maxc1", "cls-maxc2")
        for number in values(self._schema, node, OWL.maxQualifiedCardinality):
            for filler in fillers_of(self._schema, node):
                if filler == OWL.Thing:
                    yield _Most(number, filler, "cls-maxqc2", "cls-maxqc4")
                else:
                    yield _Most(number, filler, "cls-maxqc1", "cls-maxqc3")

    def _given(self, node: Identifier, x: Variable) -> list[Identifier]:
        """The values that a restriction gives to its property: terms, or the member itself."""
        given = values(self._schema, node, OWL.hasValue)
        # Beyond the profile, but what it says is plain in a pattern: `x p x`.
        return [*given, x] if has_self(self._schema, node) else given
