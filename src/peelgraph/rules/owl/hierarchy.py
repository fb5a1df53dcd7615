"""The rules of table 9: which classes and properties of an ontology follow to be kinds of others.

Patterns over axioms give what follows from named terms. What passes through a class expression is
read off the rules that the axioms give for data: a rule that makes every member of one class a
member of another says that the one is a subclass of the other. So no triple about an anonymous
class is needed, or stated.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rdflib import OWL, RDF, RDFS, Variable
from rdflib.term import Identifier

from peelgraph.rules.owl.schema import is_anonymous, says_something
from peelgraph.rules.rule import Rule
from peelgraph.store import Triple

__all__ = ["hierarchy_rules"]

A = Variable("a")
B = Variable("b")
C = Variable("c")
P = Variable("p")
Q = Variable("q")
_KINDS = (
    (
        "scm-sco",
        (A, RDFS.subClassOf, C),
        ((A, RDFS.subClassOf, B), (B, RDFS.subClassOf, C)),
        "subclasses carry on",
    ),
    (
        "scm-eqc1",
        (A, RDFS.subClassOf, B),
        ((A, OWL.equivalentClass, B),),
        "equal classes are subclasses",
    ),
    (
        "scm-eqc1",
        (B, RDFS.subClassOf, A),
        ((A, OWL.equivalentClass, B),),
        "equal classes are subclasses",
    ),
    (
        "scm-eqc2",
        (A, OWL.equivalentClass, B),
        ((A, RDFS.subClassOf, B), (B, RDFS.subClassOf, A)),
        "classes that are subclasses of each other are equal",
    ),
    (
        "scm-spo",
        (A, RDFS.subPropertyOf, C),
        ((A, RDFS.subPropertyOf, B), (B, RDFS.subPropertyOf, C)),
        "subproperties carry on",
    ),
    (
        "scm-eqp1",
        (A, RDFS.subPropertyOf, B),
        ((A, OWL.equivalentProperty, B),),
        "equal properties are subproperties",
    ),
    (
        "scm-eqp1",
        (B, RDFS.subPropertyOf, A),
        ((A, OWL.equivalentProperty, B),),
        "equal properties are subproperties",
    ),
    (
        "scm-eqp2",
        (A, OWL.equivalentProperty, B),
        ((A, RDFS.subPropertyOf, B), (B, RDFS.subPropertyOf, A)),
        "properties that are subproperties of each other are equal",
    ),
    (
        "scm-dom1",
        (P, RDFS.domain, B),
        ((P, RDFS.domain, A), (A, RDFS.subClassOf, B)),
        "what has a class as domain has what the class is a subclass of",
    ),
    (
        "scm-dom2",
        (P, RDFS.domain, A),
        ((Q, RDFS.domain, A), (P, RDFS.subPropertyOf, Q)),
        "a subproperty has the domain of its property",
    ),
    (
        "scm-rng1",
        (P, RDFS.range, B),
        ((P, RDFS.range, A), (A, RDFS.subClassOf, B)),
        "what has a class as range has what the class is a subclass of",
    ),
    (
        "scm-rng2",
        (P, RDFS.range, A),
        ((Q, RDFS.range, A), (P, RDFS.subPropertyOf, Q)),
        "a subproperty has the range of its property",
    ),
)


def hierarchy_rules(rules: Sequence[Rule]) -> list[Rule]:
    """The rules for an ontology whose axioms give these rules for data."""
    general = []
    for name, head, body, words in _KINDS:
        parts = [*body, *says_something(head)]
        general.append(Rule.of(name, head, parts, words))
    return [*general, *_through_expressions(rules)]


# What follows through class expressions is found by walking from what a rule's body says to what
# its head says. The places are pairs: a class, property or property with its role (subclass,
# domain, range), and a property with a value, where the next rule begins at having that value, or
# the same value of a wider property.

Place = tuple[Identifier, Identifier]
_Steps = Mapping[Place, Sequence[Rule]]
_Wider = Mapping[Identifier, Sequence[Identifier]]
_NAMED = (RDFS.subClassOf, RDFS.domain, RDFS.range)


class _Way(NamedTuple):
    """How far a walk has come: where it is, what the axioms on its way say, and their rules."""

    place: Place
    said: tuple[Triple, ...] = ()
    rules: tuple[Rule, ...] = ()

    def by(self, rule: Rule) -> _Way:
        """The same way with one more rule, at whose head it will go on."""
        return _Way(
            self.place,
            (*self.said, *rule.axiom),
            (*self.rules, rule),
        )

    @property
    def is_plain(self) -> bool:
        """Whether it is one axiom between names, which says what follows itself."""
        terms = (term for triple in self.said for term in triple)
        return len(self.rules) == 1 and not any(map(is_anonymous, terms))


def _through_expressions(rules: Sequence[Rule]) -> Iterator[Rule]:
    """Rules scm-int, scm-uni and scm-hv, with scm-sco, scm-dom1 and scm-rng1 that go on there."""
    steps: defaultdict[Place, list[Rule]] = defaultdict(list)
    for rule in rules:
        start = _start(rule)
        if start is not None:
            steps[start].append(rule)
    wider = _wider(rules)
    for place in steps:
        term, role = place
        if role in _NAMED and not is_anonymous(term):
            yield from _walk(place, steps, wider)


def _start(rule: Rule) -> Place | None:
    """Where a walk by a rule begins; None for a rule that says nothing of the ontology."""
    is_about_values = bool(rule.computed) or "DATATYPE" in rule.where
    if len(rule.body) != 1 or is_about_values or isinstance(rule.head[2], Variable):
        return None
    (premise,) = rule.body
    if isinstance(premise[2], Variable):
        return _role(rule.name, premise, rule.head[0])
    member, predicate, value = premise
    if member != rule.head[0] or not isinstance(member, Variable):
        return None
    if predicate == RDF.type:
        return value, RDFS.subClassOf
    return predicate, value


def _role(name: str, premise: Triple, member: Identifier) -> Place | None:
    """A property and its domain or range, if a rule is about one of these."""
    one, predicate, other = premise
    if name == "prp-dom" and member == one:
        return predicate, RDFS.domain
    if name == "prp-rng" and member == other:
        return predicate, RDFS.range
    return None


def _wider(rules: Sequence[Rule]) -> dict[Identifier, list[Identifier]]:
    """For each property those that it follows to be a subproperty of, itself the first."""
    direct: defaultdict[Identifier, list[Identifier]] = defaultdict(list)
    for rule in rules:
        if rule.name in {"prp-spo1", "prp-eqp1", "prp-eqp2"}:
            (premise,) = rule.body
            # A property that is a kind of another's inverse turns its ends round.
            if rule.head[::2] == premise[::2]:
                direct[premise[1]].append(rule.head[1])
    found = {}
    for start in direct:
        reached = [start]
        # The list grows under the loop: what is reached is gone on from in its turn.
        for prop in reached:
            reached += [other for other in direct.get(prop, ()) if other not in reached]
        found[start] = reached
    return found


def _walk(start: Place, steps: _Steps, wider: _Wider) -> Iterator[Rule]:
    """What follows for a place by each way from it, the shortest of which is the one told."""
    queue = deque([_Way(start)])
    seen = {start}
    while queue:
        way = queue.popleft()
        for rule in steps.get(way.place, ()):
            longer = way.by(rule)
            _, predicate, target = rule.head
            if predicate == RDF.type:
                if target != start[0] and not longer.is_plain:
                    yield _follows((*start, target), longer)
                continue
            for onward in _onwards(longer, wider):
                if onward.place in steps and onward.place not in seen:
                    seen.add(onward.place)
                    queue.append(onward)


def _onwards(way: _Way, wider: _Wider) -> Iterator[_Way]:
    """Where the last rule of a way leads: to having its value, of a wider property too."""
    _, predicate, target = way.rules[-1].head
    for other in wider.get(predicate, [predicate]):
        said = way.said
        if other != predicate:
            said = (*said, (predicate, RDFS.subPropertyOf, other))
        yield _Way((other, target), said, way.rules)


def _follows(head: Triple, way: _Way) -> Rule:
    words = "; ".join(rule.words for rule in way.rules)
    premises = list(dict.fromkeys(way.said))
    return Rule.of(_name(way), head, premises, words, way.said)


def _name(way: _Way) -> str:
    if len(way.rules) > 1:
        return "scm-hv"
    rule = way.rules[0]
    subject = way.said[0][0]
    is_union = rule.name == "cls-uni" or is_anonymous(subject)
    return "scm-uni" if is_union else "scm-int"
