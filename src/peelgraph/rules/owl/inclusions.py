"""Which class expressions of a schema are within which others, and why.

What is said between two nodes of a schema, and what rules scm-hv, scm-svf1 and 2 and scm-avf1 and 2
make of it, is closed here, with names and expressions alike, before anything is compiled. Nothing
is stated of an expression for that: what follows for names is read off (`ways`), and where an
expression leads from one axiom to another, its members are (`stated`).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

import networkx as nx
from rdflib import OWL, RDF, RDFS, Graph
from rdflib.term import Identifier

from peelgraph.errors import AxiomError
from peelgraph.rules.owl.membership import Membership
from peelgraph.rules.owl.reading import items, lists, pairs, place_of, values
from peelgraph.rules.owl.schema import is_anonymous
from peelgraph.store import Triple

__all__ = ["Inclusions", "Step"]

_LISTED = (OWL.intersectionOf, OWL.unionOf)
_PARTS = (
    OWL.complementOf,
    OWL.someValuesFrom,
    OWL.allValuesFrom,
    OWL.onClass,
    OWL.onDataRange,
)
_RULES: dict[Identifier, tuple[str, str]] = {
    OWL.hasValue: ("scm-hv", "scm-hv"),
    OWL.someValuesFrom: ("scm-svf1", "scm-svf2"),
    OWL.allValuesFrom: ("scm-avf1", "scm-avf2"),
}
"""By what restrictions are within others: of a wider class, and of a wider property."""


class Step(NamedTuple):
    """That one node is within another: by which rule, and what triples say so.

    `said` stand in the schema or follow about names. The name is empty where one axiom says it.
    """

    one: Identifier
    other: Identifier
    rule: str
    said: tuple[Triple, ...]

    @property
    def is_plain(self) -> bool:
        """Whether it is one axiom between names, which says what follows itself."""
        return not (self.rule or is_anonymous(self.one) or is_anonymous(self.other))


_Steps = dict[Identifier, dict[Identifier, Step]]
_Places = dict[Identifier, dict[Identifier, list[Identifier]]]
"""Restrictions by their property, and by their filler; the other way round too."""


class Inclusions:
    """The class expressions of a schema, and how they lie within each other."""

    def __init__(self, schema: Graph, is_datatype: Callable[[Identifier], bool]) -> None:
        self._schema = schema
        self._is_datatype = is_datatype
        self._up: _Steps = {}
        self.derived: list[Step] = []
        """The steps that no axiom says."""
        self._refuse_circles()
        self._wider = self._properties()
        for step in self._said():
            self._up.setdefault(step.one, {}).setdefault(step.other, step)
        self._close()

    @property
    def names(self) -> list[Identifier]:
        """The named nodes that are within others."""
        return sorted(node for node in self._up if not is_anonymous(node))

    def ways(self, start: Identifier) -> Iterator[tuple[Step, ...]]:
        """The shortest way from a node to each name above it, through expressions alone.

        One axiom between names is no such way.
        """
        queue = deque([(start, tuple[Step, ...]())])
        seen = {start}
        while queue:
            node, way = queue.popleft()
            for other, step in self._up.get(node, {}).items():
                if other in seen or step.is_plain:
                    continue
                seen.add(other)
                longer = (*way, step)
                if is_anonymous(other):
                    queue.append((other, longer))
                else:
                    yield longer

    # What is said

    def _refuse_circles(self) -> None:
        """AxiomError where an expression without a name is part of itself, which none can be."""
        parts = nx.DiGraph()
        for predicate in (*_LISTED, OWL.oneOf):
            for node, head in pairs(self._schema, predicate):
                parts.add_edges_from((node, member) for member in items(self._schema, head))
        for predicate in _PARTS:
            parts.add_edges_from(pairs(self._schema, predicate))
        unnamed = parts.subgraph([node for node in parts if is_anonymous(node)])
        for together in nx.strongly_connected_components(unnamed):
            first = min(together)
            if len(together) > 1 or unnamed.has_edge(first, first):
                raise AxiomError(place_of(self._schema, first), "the expression is part of itself")

    def _said(self) -> Iterator[Step]:
        schema = self._schema
        for predicate in _LISTED:
            for node, head in pairs(schema, predicate):
                # What is written at an expression needs no telling: it is part of its words.
                said = () if is_anonymous(node) else ((node, predicate, head),)
                for members in lists(schema, node, predicate):
                    yield from _listed(node, predicate, members, said)
        for sub, sup in pairs(schema, RDFS.subClassOf):
            yield Step(sub, sup, "", ((sub, RDFS.subClassOf, sup),))
        for one, other in pairs(schema, OWL.equivalentClass):
            axiom = (one, OWL.equivalentClass, other)
            yield Step(one, other, "", (axiom,))
            yield Step(other, one, "", (axiom,))

    def _properties(self) -> _Steps:
        """For each property those that it is a subproperty of, with what says so."""
        direct: _Steps = {}
        for predicate, both in (
            (RDFS.subPropertyOf, False),
            (OWL.equivalentProperty, True),
            (OWL.sameAs, True),
        ):
            for one, other in pairs(self._schema, predicate):
                said = ((one, predicate, other),)
                direct.setdefault(one, {})[other] = Step(one, other, "", said)
                if both:
                    direct.setdefault(other, {})[one] = Step(other, one, "", said)
        return {prop: _reached(prop, direct, RDFS.subPropertyOf) for prop in direct}

    # What follows of restrictions

    def _close(self) -> None:
        """Add what follows of restrictions, until nothing more does."""
        groups = [self._restrictions(predicate) for predicate in _RULES]
        while fresh := [
            step
            for predicate, group in zip(_RULES, groups, strict=True)
            for step in self._between(predicate, group)
            if self._is_new(step)
        ]:
            for step in fresh:
                if self._is_new(step):
                    self._up.setdefault(step.one, {})[step.other] = step
                    self.derived.append(step)

    def _is_new(self, step: Step) -> bool:
        known = self._up.get(step.one, {}).get(step.other)
        # An axiom between names may itself have been inferred, and by this very step.
        return known is None or known.is_plain

    def _restrictions(self, predicate: Identifier) -> _Places:
        found: _Places = {}
        for node, filler in pairs(self._schema, predicate):
            for prop in values(self._schema, node, OWL.onProperty):
                found.setdefault(prop, {}).setdefault(filler, []).append(node)
        return found

    def _between(self, predicate: Identifier, group: _Places) -> Iterator[Step]:
        """The steps between restrictions that differ in nothing, in their filler or property.

        The first of those that are alike stands for them all.
        """
        by_class, by_property = _RULES[predicate]
        by_filler: _Places = defaultdict(dict)
        for prop, fillers in group.items():
            for filler, (first, *others) in fillers.items():
                by_filler[filler][prop] = [first]
                for node in others:
                    yield Step(node, first, by_class, ())
                    yield Step(first, node, by_class, ())
            if predicate != OWL.hasValue:
                yield from self._by_filler(fillers, by_class)
        for props in by_filler.values():
            for prop, (node,) in props.items():
                for wider, step in self._wider.get(prop, {}).items():
                    for other in props.get(wider, ()):
                        # "Only" turns the order round, since all values count.
                        ends = (other, node) if predicate == OWL.allValuesFrom else (node, other)
                        if other != node:
                            yield Step(*ends, by_property, step.said)

    def _by_filler(self, fillers: dict[Identifier, list[Identifier]], rule: str) -> Iterator[Step]:
        firsts = {filler: nodes[0] for filler, nodes in fillers.items()}
        for filler, node in firsts.items():
            for wider, said in self._above(filler):
                other = firsts.get(wider, node)
                if other != node:
                    yield Step(node, other, rule, said)
        nothing = firsts.get(OWL.Nothing)
        if nothing is not None:
            for other in firsts.values():
                if other != nothing:
                    yield Step(nothing, other, rule, ())

    def _above(self, node: Identifier) -> Iterator[tuple[Identifier, tuple[Triple, ...]]]:
        for other, step in _reached(node, self._up, RDFS.subClassOf).items():
            yield other, step.said
        is_class = not is_anonymous(node) or (node, RDF.type, OWL.Class) in self._schema
        if is_class and not self._is_datatype(node):
            yield OWL.Thing, ()

    @cached_property
    def stated(self) -> frozenset[Identifier]:
        """The expressions without a name whose membership must be stated."""
        return Membership(self._schema, self._is_datatype, self.derived).stated

    @cached_property
    def mixed(self) -> frozenset[Identifier]:
        """The nodes without a name at which several expressions are written."""
        return Membership(self._schema, self._is_datatype, self.derived).mixed


def _listed(
    node: Identifier,
    predicate: Identifier,
    members: list[Identifier],
    said: tuple[Triple, ...],
) -> Iterator[Step]:
    if predicate == OWL.unionOf:
        for member in members:
            yield Step(member, node, "scm-uni", said)
        return
    for member in members:
        yield Step(node, member, "scm-int", said)
    asked = set(members) - {OWL.Thing}
    if len(asked) == 1:
        yield Step(asked.pop(), node, "scm-int", said)


def _reached(start: Identifier, steps: _Steps, predicate: Identifier) -> dict[Identifier, Step]:
    """All that a node is within, each with what says so: between names the one triple."""
    found: dict[Identifier, Step] = {}
    queue = deque([start])
    ways: dict[Identifier, tuple[Triple, ...]] = {start: ()}
    while queue:
        node = queue.popleft()
        for other, step in steps.get(node, {}).items():
            if other in ways:
                continue
            ways[other] = tuple(dict.fromkeys((*ways[node], *step.said)))
            between_names = not is_anonymous(start) and not is_anonymous(other)
            said = ((start, predicate, other),) if between_names else ways[other]
            found[other] = Step(start, other, "", said)
            queue.append(other)
    return found
