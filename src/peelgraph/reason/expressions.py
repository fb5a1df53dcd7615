"""Class expressions of a schema as triple patterns: what it takes to be a member, and what follows from being one.

OWL 2 RL allows different expressions on the two sides of an axiom (OWL 2 Profiles, section 4.2.3): intersections,
unions, some values and a value on the left; intersections, all values and a value on the right. Others give nothing.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef, Variable
from rdflib.term import Identifier

from peelgraph.reason.reading import items, value
from peelgraph.reason.schema import is_anonymous
from peelgraph.store import Triple
from peelgraph.vocab import curie

__all__ = ["ClassExpressions", "Conclusion", "Patterns"]

Patterns = list[Triple]


class Conclusion(NamedTuple):
    """What follows for a member of a class: a head, and what else the body must then hold."""

    more: Patterns
    head: Triple


class ClassExpressions:
    """The class expressions of a schema graph."""

    def __init__(self, schema: Graph) -> None:
        self.g = schema
        self._fresh = (Variable(f"v{i}") for i in itertools.count())

    def is_named(self, node: Identifier) -> bool:
        """Whether a node is a name rather than an expression."""
        return isinstance(node, URIRef) and not is_anonymous(node)

    def is_datatype(self, node: Identifier) -> bool:
        """Whether a node is a datatype, of which rules say nothing."""
        xsd = str(node).startswith("http://www.w3.org/2001/XMLSchema#")
        known = node in {RDFS.Literal, RDF.PlainLiteral, RDF.langString}
        return xsd or known or (node, RDF.type, RDFS.Datatype) in self.g

    def patterns(self, node: Identifier, x: Variable) -> list[Patterns]:
        """The alternative patterns that make `x` a member of an expression on the left of an axiom."""
        if self.is_named(node):
            return [[]] if node == OWL.Thing else [[(x, RDF.type, node)]]
        return self.written_patterns(node, x)

    def conclusions(self, node: Identifier, x: Variable) -> list[Conclusion]:
        """What follows for a member `x` of an expression on the right of an axiom."""
        if self.is_named(node):
            return [] if node == OWL.Thing else [Conclusion([], (x, RDF.type, node))]
        return self.written_conclusions(node, x)

    def written_patterns(self, node: Identifier, x: Variable) -> list[Patterns]:
        """As `patterns`, of what is written at the node itself, which may have a name too."""
        if (members := self._list(node, OWL.intersectionOf)) is not None:
            options = [self.patterns(m, x) for m in members]
            return [[p for part in choice for p in part] for choice in itertools.product(*options)]
        if (members := self._list(node, OWL.unionOf)) is not None:
            return [alternative for m in members for alternative in self.patterns(m, x)]
        prop = value(self.g, node, OWL.onProperty)
        if prop is None:
            return []
        if (given := value(self.g, node, OWL.hasValue)) is not None:
            return [[(x, prop, given)]]
        filler = value(self.g, node, OWL.someValuesFrom)
        if filler is None or self.is_datatype(filler):
            return []
        v = next(self._fresh)
        return [[(x, prop, v), *alternative] for alternative in self.patterns(filler, v)]

    def written_conclusions(self, node: Identifier, x: Variable) -> list[Conclusion]:
        """As `conclusions`, of what is written at the node itself, which may have a name too."""
        if (members := self._list(node, OWL.intersectionOf)) is not None:
            return [c for m in members for c in self.conclusions(m, x)]
        prop = value(self.g, node, OWL.onProperty)
        if prop is None:
            return []
        if (given := value(self.g, node, OWL.hasValue)) is not None:
            return [Conclusion([], (x, prop, given))]
        filler = value(self.g, node, OWL.allValuesFrom)
        if filler is None or self.is_datatype(filler):
            return []
        v = next(self._fresh)
        return [Conclusion([(x, prop, v), *more], head) for more, head in self.conclusions(filler, v)]

    def _list(self, node: Identifier, predicate: URIRef) -> list[Identifier] | None:
        head = value(self.g, node, predicate)
        return None if head is None else items(self.g, head)

    def label(self, node: Identifier) -> str:
        """The words for a term: its label, its name, or what it says, such as 'membership with modality existing'."""
        if label := value(self.g, node, RDFS.label):
            return str(label)
        if isinstance(node, Literal):
            return str(node)
        return curie(str(node)).rpartition(":")[2] if self.is_named(node) else self._words(node)

    def _words(self, node: Identifier) -> str:
        for predicate, joint in ((OWL.intersectionOf, " "), (OWL.unionOf, " or ")):
            if (members := self._list(node, predicate)) is not None:
                return joint.join(map(self.label, members))
        prop = value(self.g, node, OWL.onProperty)
        for predicate, quantity in ((OWL.hasValue, ""), (OWL.someValuesFrom, "some "), (OWL.allValuesFrom, "only ")):
            given = value(self.g, node, predicate)
            if prop is not None and given is not None:
                return f"with {self.label(prop)} {quantity}{self.label(given)}"
        return "thing"
