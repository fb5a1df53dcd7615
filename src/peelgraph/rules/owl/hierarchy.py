"""The rules of table 9 for the ontology itself: which classes and properties follow to be kinds of
others.

Patterns over axioms give what follows from named terms. What passes through a class expression is
read off the rules that the axioms give for data: a rule that makes every member of one class a
member of another says that the one is a subclass of the other. So no triple about an anonymous
class is needed, or stated.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence

from rdflib import OWL, RDF, RDFS, Variable
from rdflib.term import Identifier

from peelgraph.rules.owl.schema import is_anonymous, says_something
from peelgraph.rules.rule import Rule
from peelgraph.store import Triple

__all__ = ["hierarchy_rules"]

A, B, C, P, Q = (Variable(n) for n in "abcpq")
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
    general = [
        Rule.of(name, head, [*body, *says_something(head)], words)
        for name, head, body, words in _KINDS
    ]
    return [*general, *_through_expressions(rules)]


# What follows through class expressions is found by walking from what a rule's body says to what its head says. The
# places are pairs: a class, property or property with its role (subclass, domain, range), and a property with a value,
# where the next rule begins at having that value, or the same value of a wider property.

Place = tuple[Identifier, Identifier]
_NAMED = (RDFS.subClassOf, RDFS.domain, RDFS.range)


def _through_expressions(rules: Sequence[Rule]) -> Iterator[Rule]:
    """Rules scm-int, scm-uni and scm-hv, with scm-sco, scm-dom1 and scm-rng1 that lead through
    them.
    """
    steps: defaultdict[Place, list[Rule]] = defaultdict(list)
    for rule in rules:
        if (start := _start(rule)) is not None:
            steps[start].append(rule)
    wider = _wider(rules)
    for start in [place for place in steps if place[1] in _NAMED and not is_anonymous(place[0])]:
        yield from _walk(start, steps, wider)


def _start(rule: Rule) -> Place | None:
    """Where a walk by a rule begins; None for a rule that says nothing of the ontology."""
    if (
        len(rule.body) != 1
        or rule.computed
        or "DATATYPE" in rule.where
        or isinstance(rule.head[2], Variable)
    ):
        return None
    (one, predicate, other), x = rule.body[0], rule.head[0]
    if isinstance(other, Variable):
        role = {"prp-dom": RDFS.domain, "prp-rng": RDFS.range}.get(rule.name)
        return (predicate, role) if role and x == (one if role == RDFS.domain else other) else None
    if one != x or not isinstance(x, Variable):
        return None
    return (other, RDFS.subClassOf) if predicate == RDF.type else (predicate, other)


def _wider(rules: Sequence[Rule]) -> dict[Identifier, list[Identifier]]:
    """For each property those that it follows to be a subproperty of, itself the first."""
    direct: defaultdict[Identifier, list[Identifier]] = defaultdict(list)
    for rule in rules:
        if (
            rule.name in {"prp-spo1", "prp-eqp1", "prp-eqp2"}
            and rule.head[::2] == rule.body[0][::2]
        ):
            direct[rule.body[0][1]].append(rule.head[1])
    found = {}
    for start in direct:
        reached = [start]
        for prop in reached:
            reached += [p for p in direct.get(prop, ()) if p not in reached]
        found[start] = reached
    return found


def _walk(
    start: Place, steps: dict[Place, list[Rule]], wider: dict[Identifier, list[Identifier]]
) -> Iterator[Rule]:
    queue: deque[tuple[Place, tuple[Triple, ...], tuple[Rule, ...]]] = deque([(start, (), ())])
    seen: set[Place] = {start}
    while queue:
        place, premises, path = queue.popleft()
        for rule in steps.get(place, ()):
            said, so_far = (*premises, *rule.axiom), (*path, rule)
            _, predicate, target = rule.head
            if predicate == RDF.type:
                direct = not path and not any(
                    is_anonymous(term) for triple in said for term in triple
                )
                if target != start[0] and not direct:
                    yield _follows((*start, target), said, so_far)
                continue
            for other in wider.get(predicate, [predicate]):
                if (other, target) in steps and (other, target) not in seen:
                    seen.add((other, target))
                    also = ((predicate, RDFS.subPropertyOf, other),) if other != predicate else ()
                    queue.append(((other, target), (*said, *also), so_far))


def _follows(head: Triple, said: tuple[Triple, ...], path: tuple[Rule, ...]) -> Rule:
    is_union = path[0].name == "cls-uni" or is_anonymous(said[0][0])
    name = "scm-hv" if len(path) > 1 else "scm-uni" if is_union else "scm-int"
    return Rule.of(
        name, head, list(dict.fromkeys(said)), "; ".join(rule.words for rule in path), said
    )
