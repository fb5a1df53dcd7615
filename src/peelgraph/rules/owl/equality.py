"""The rules of table 4 for `owl:sameAs`, for a graph in which one thing is the same as another.

What is said of a thing is carried over to all that is the same by a rule for each predicate in use,
and for `rdf:type` by one for each class: each begins at `owl:sameAs`, and what nothing negates
never holds up what something does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import OWL, RDF, URIRef, Variable
from rdflib.term import Identifier

from peelgraph.rules.owl.schema import PARTS, SCHEMA, is_named, says_something
from peelgraph.rules.rule import Rule
from peelgraph.store import Store, Triple
from peelgraph.vocab import curie

__all__ = ["equality_rules"]

X = Variable("x")
Y = Variable("y")
Z = Variable("z")
SAME = (X, OWL.sameAs, Y)


def equality_rules(store: Store, rules: Iterable[Rule]) -> list[Rule]:
    """Rules eq-sym and eq-trans, and eq-rep-s and eq-rep-o for each predicate and class in use.

    In use is what a store says or a rule concludes. For `rdf:type`, eq-rep-o needs a class that is
    the same as something, and is written out for each such pair.
    """
    heads = [rule.head for rule in rules]
    made = [
        Rule.of("eq-sym", (Y, OWL.sameAs, X), [SAME], "being the same holds both ways"),
        Rule.of(
            "eq-trans",
            (X, OWL.sameAs, Z),
            [SAME, (Y, OWL.sameAs, Z)],
            "being the same carries on",
        ),
    ]
    for predicate in _predicates(store, heads):
        made += _carried(predicate)
    made += _memberships(store, heads)
    return made


def _carried(predicate: Identifier) -> Iterator[Rule]:
    name = curie(str(predicate))
    words = f"what is said of a thing by {name} is said of all that is the same thing"
    for rule, head, said in (
        ("eq-rep-s", (Y, predicate, Z), (X, predicate, Z)),
        ("eq-rep-o", (Z, predicate, Y), (Z, predicate, X)),
    ):
        filters = says_something(head) if predicate in SCHEMA else []
        yield Rule.of(rule, head, [SAME, said, *filters], words)


def _memberships(store: Store, heads: Iterable[Triple]) -> Iterator[Rule]:
    concluded = [value for _, predicate, value in heads if predicate == RDF.type]
    # Membership of an expression, where it is said or concluded, is carried over like any.
    classes = _used(store, "?x a ?used") | {*concluded}
    classes = {kind for kind in classes if isinstance(kind, URIRef)}
    # By class, not by `rdf:type` as a whole: a class that rules negate holds up no other.
    for kind in sorted(classes):
        yield Rule.of(
            "eq-rep-s",
            (Y, RDF.type, kind),
            [SAME, (X, RDF.type, kind)],
            f"what is the same as a member of {curie(str(kind))} is one too",
        )
    for one, other in _equal_classes(store, classes):
        same = f"the same class, {curie(str(other))}"
        yield Rule.of(
            "eq-rep-o",
            (Z, RDF.type, other),
            [(one, OWL.sameAs, other), (Z, RDF.type, one)],
            f"a member of {curie(str(one))} is one of {same}",
        )


def _equal_classes(store: Store, classes: set[Identifier]) -> list[tuple[Identifier, Identifier]]:
    """The pairs of a class in use and what else is the same class, sorted."""
    rows = store.select(
        "SELECT DISTINCT ?c ?d WHERE { ?c owl:sameAs ?d FILTER(!sameTerm(?c, ?d)) }"
    ).rows
    return sorted(
        (one, other) for one, other in rows if one in classes and isinstance(other, URIRef)
    )


def _predicates(store: Store, heads: Iterable[Triple]) -> list[Identifier]:
    """The predicates that equality carries over.

    They are not itself, `rdf:type`, or those that class expressions are written with.
    """
    concluded = {predicate for _, predicate, _ in heads}
    used = {prop for prop in _used(store, "?s ?used ?o") | concluded if is_named(prop)}
    return sorted(used - PARTS - {OWL.sameAs, RDF.type})


def _used(store: Store, pattern: str) -> set[Identifier]:
    """What a pattern finds."""
    found = store.select(f"SELECT DISTINCT ?used WHERE {{ {pattern} }}").rows
    return {term for (term,) in found if term is not None}
