"""The rules of table 9: which classes and properties of an ontology follow to be kinds of others.

Patterns over axioms give what follows from named terms. What passes through class expressions is
read off how they lie within each other (`inclusions`), so no triple about an anonymous class is
needed, or stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rdflib import OWL, RDFS, Graph, Variable

from peelgraph.rules.owl.expressions import ClassExpressions
from peelgraph.rules.owl.inclusions import Step
from peelgraph.rules.owl.reading import pairs
from peelgraph.rules.owl.schema import EVERYTHING, is_anonymous, says_something
from peelgraph.rules.rule import Rule
from peelgraph.store import Triple

__all__ = ["hierarchy_rules"]

A = Variable("a")
B = Variable("b")
C = Variable("c")
P = Variable("p")
Q = Variable("q")
_WRITTEN = {"scm-int", "scm-uni"}
"""The rules on what is written at a node."""
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


def hierarchy_rules(schema: Graph) -> list[Rule]:
    """The rules for what a schema says of its own classes and properties."""
    general = []
    for name, head, body, words in _KINDS:
        parts = [*body, *says_something(head)]
        general.append(Rule.of(name, head, parts, words))
    return [*general, *_through_expressions(schema)]


def _through_expressions(schema: Graph) -> Iterator[Rule]:
    """What follows for names along the ways that lead from one to another through expressions."""
    classes = ClassExpressions(schema)
    inclusions = classes.inclusions
    for name in inclusions.names:
        for way in inclusions.ways(name):
            yield from _follows((name, RDFS.subClassOf, way[-1].other), way, classes)
    for predicate, words in (
        (RDFS.domain, "what has '{}' counts as {}"),
        (RDFS.range, "what is the value of '{}' counts as {}"),
    ):
        for prop, node in pairs(schema, predicate):
            if is_anonymous(node):
                told = words.format(classes.label(prop), classes.label(node))
                for way in inclusions.ways(node):
                    head = (prop, predicate, way[-1].other)
                    yield from _follows(head, way, classes, (prop, predicate, node), told)


def _follows(
    head: Triple,
    way: Sequence[Step],
    classes: ClassExpressions,
    axiom: Triple | None = None,
    words: str = "",
) -> Iterator[Rule]:
    if EVERYTHING.intersection(head):
        return
    said = [axiom] if axiom else []
    told = [words] if words else []
    for step in way:
        said += step.said
        told += _told(step, classes)
    premises = list(dict.fromkeys(said))
    yield Rule.of(_name(way), head, premises, "; ".join(dict.fromkeys(told)), premises)


def _told(step: Step, classes: ClassExpressions) -> Iterator[str]:
    if step.rule in _WRITTEN:
        if step.said:
            ((name, _, _),) = step.said
            yield f"by the definition of {classes.label(name)}"
    elif step.rule:
        yield f"what is '{classes.label(step.one)}' is '{classes.label(step.other)}'"
    else:
        yield f"every {classes.label(step.one)} counts as {classes.label(step.other)}"


def _name(way: Sequence[Step]) -> str:
    """The rule that says most of a way: one on restrictions, else on unions or intersections."""
    names = {step.rule for step in way} - {""}
    derived = sorted(names - _WRITTEN)
    if derived:
        return derived[0]
    return "scm-uni" if "scm-uni" in names else "scm-int"
