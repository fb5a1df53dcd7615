"""Whose membership must be stated: the class expressions that lead from one axiom to another."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.term import Identifier

from peelgraph.rules.owl.reading import items, lists, pairs, subjects, value, values
from peelgraph.rules.owl.schema import is_anonymous
from peelgraph.rules.owl.words import has_self

if TYPE_CHECKING:
    from peelgraph.rules.owl.inclusions import Step

__all__ = ["Membership"]

_LISTED = (OWL.intersectionOf, OWL.unionOf)
_RESTRICTED = (OWL.hasValue, OWL.someValuesFrom, OWL.allValuesFrom)
_LOSSLESS = (OWL.intersectionOf, OWL.hasValue)
"""What such an expression says of its members is all that makes them members."""
_KINDS = (*_LISTED, OWL.oneOf, OWL.complementOf)
_VALUED = (
    OWL.hasValue,
    OWL.someValuesFrom,
    OWL.allValuesFrom,
    OWL.maxCardinality,
    OWL.maxQualifiedCardinality,
)
"""What expressions are written with: by themselves, or of a property."""
_Reasons = defaultdict[Identifier, set[object]]
_After = defaultdict[Identifier, list[tuple[Identifier, object]]]
"""What a reason at a node is handed on to, with what makes it another reason there."""


class Membership:
    """How something comes to be a member of the nodes of a schema, and what follows for one."""

    def __init__(
        self,
        schema: Graph,
        is_datatype: Callable[[Identifier], bool],
        derived: Sequence[Step],
    ) -> None:
        self._schema = schema
        self._is_datatype = is_datatype
        self._derived = derived

    @cached_property
    def stated(self) -> frozenset[Identifier]:
        """The expressions without a name whose membership must be stated.

        Something comes to be a member by one axiom, and by another more follows for a member; and
        what makes a member is not just what follows for one. Within the profile there are none.
        """
        makes, uses = self._makes_members(), self._uses_members()
        found = set(self.mixed)
        for node in makes.keys() & uses.keys():
            one_definition = makes[node] == uses[node] and len(makes[node]) == 1
            if is_anonymous(node) and not one_definition and not self._is_lossless(node):
                found.add(node)
        return frozenset(found)

    @cached_property
    def mixed(self) -> frozenset[Identifier]:
        """The nodes without a name at which several expressions are written.

        Each makes members, of which all the others hold.
        """
        schema = self._schema
        kinds = [node for predicate in _KINDS for node, _ in pairs(schema, predicate)]
        valued = [node for predicate in _VALUED for node, _ in pairs(schema, predicate)]
        written = Counter(kinds)
        for node in valued:
            written[node] += len(values(schema, node, OWL.onProperty))
        found = {node for node, number in written.items() if number > 1 and is_anonymous(node)}
        return frozenset(found)

    def _is_lossless(self, node: Identifier) -> bool:
        is_written = any(value(self._schema, node, predicate) for predicate in _LOSSLESS)
        return is_written or has_self(self._schema, node) or self._is_datatype(node)

    def _makes_members(self) -> _Reasons:
        """By which axioms something comes to be a member of each node."""
        schema = self._schema
        found: _Reasons = defaultdict(set)
        for sub, sup in pairs(schema, RDFS.subClassOf):
            found[sup].add((sub, sup))
        for predicate in (RDFS.domain, RDFS.range):
            for prop, node in pairs(schema, predicate):
                found[node].add((prop, predicate))
        for node, kind in pairs(schema, RDF.type):
            if is_anonymous(kind):
                found[kind].add((node, RDF.type))
        self._define(found)
        after: _After = defaultdict(list)
        for step in self._derived:
            after[step.one].append((step.other, step))
        for node, filler in pairs(schema, OWL.allValuesFrom):
            after[node].append((filler, (node, filler)))
        _spread(found, after, self._members(OWL.intersectionOf), self._names())
        return found

    def _uses_members(self) -> _Reasons:
        """By which axioms more follows for a member of each node."""
        schema = self._schema
        found: _Reasons = defaultdict(set)
        for sub, sup in pairs(schema, RDFS.subClassOf):
            found[sub].add((sub, sup))
        for one, other in pairs(schema, OWL.disjointWith):
            found[one].add((one, OWL.disjointWith))
            found[other].add((other, OWL.disjointWith))
        for axiom in subjects(schema, RDF.type, OWL.AllDisjointClasses):
            for member in chain(*lists(schema, axiom, OWL.members)):
                found[member].add((axiom, OWL.members))
        for node, _ in pairs(schema, OWL.hasKey):
            found[node].add((node, OWL.hasKey))
        for predicate in (OWL.complementOf, OWL.onClass):
            for node, other in pairs(schema, predicate):
                found[other].add((node, predicate))
        self._define(found)
        after: _After = defaultdict(list)
        for step in self._derived:
            after[step.other].append((step.one, step))
        for node, filler in pairs(schema, OWL.someValuesFrom):
            after[node].append((filler, (node, filler)))
        _spread(found, after, self._members(*_LISTED), self._names())
        return found

    def _members(self, *predicates: URIRef) -> dict[Identifier, list[Identifier]]:
        """What each node lists."""
        found: dict[Identifier, list[Identifier]] = {}
        for predicate in predicates:
            for node, head in pairs(self._schema, predicate):
                found.setdefault(node, []).extend(items(self._schema, head))
        return found

    def _define(self, found: _Reasons) -> None:
        for one, other in pairs(self._schema, OWL.equivalentClass):
            # What defines a name goes by that name, however it is written.
            name = one if is_anonymous(other) else other
            found[one].add(name)
            found[other].add(name)

    def _names(self) -> list[Identifier]:
        """The names at which something is written."""
        found: set[Identifier] = set()
        for predicate in (*_LISTED, *_RESTRICTED):
            found.update(subjects(self._schema, predicate))
        return sorted(node for node in found if not is_anonymous(node))


def _spread(
    found: _Reasons,
    after: _After,
    members: Mapping[Identifier, Sequence[Identifier]],
    names: Iterable[Identifier],
) -> None:
    """Hand reasons on until no node has a new one.

    What a node lists has the reasons that the node has; what comes after it, one of its own.
    """
    queue = deque([*found, *names])
    while queue:
        node = queue.popleft()
        own = found[node] if is_anonymous(node) else {node}
        onwards = [(member, own) for member in members.get(node, ())]
        onwards += [(other, {reason}) for other, reason in after.get(node, ())]
        for other, reasons in onwards:
            if not reasons <= found[other]:
                found[other] |= reasons
                queue.append(other)
