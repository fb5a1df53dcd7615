"""The rules of table 4 for `owl:sameAs`, for a graph in which something is the same as something
else.

What is said of a thing is carried over to all that is the same by a rule for each predicate in use,
and for `rdf:type` by one for each class: each begins at `owl:sameAs`, and what nothing negates
never holds up what something does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import OWL, RDF, URIRef, Variable
from rdflib.term import Identifier

from peelgraph.rules.owl.schema import PARTS, SCHEMA, is_anonymous, says_something
from peelgraph.rules.rule import Rule
from peelgraph.store import Store, Triple
from peelgraph.vocab import curie

__all__ = ["equality_rules"]

X, Y, Z = Variable("x"), Variable("y"), Variable("z")
SAME = (X, OWL.sameAs, Y)


def equality_rules(store: Store, rules: Iterable[Rule]) -> list[Rule]:
    """Rules eq-sym and eq-trans, and eq-rep-s and eq-rep-o for each predicate and class that a
    store or a rule uses.

    For `rdf:type`, eq-rep-o needs a class that is the same as something, and is written out for
    each such pair.
    """
    heads = [rule.head for rule in rules]
    return [
        Rule.of("eq-sym", (Y, OWL.sameAs, X), [SAME], "being the same holds both ways"),
        Rule.of(
            "eq-trans", (X, OWL.sameAs, Z), [SAME, (Y, OWL.sameAs, Z)], "being the same carries on"
        ),
        *(rule for predicate in _predicates(store, heads) for rule in _carried(predicate)),
        *_memberships(store, heads),
    ]


def _carried(predicate: Identifier) -> Iterator[Rule]:
    words = (
        f"what is said of a thing by {curie(str(predicate))} is said of all that is the same thing"
    )
    for name, head, said in (
        ("eq-rep-s", (Y, predicate, Z), (X, predicate, Z)),
        ("eq-rep-o", (Z, predicate, Y), (Z, predicate, X)),
    ):
        filters = says_something(head) if predicate in SCHEMA else []
        yield Rule.of(name, head, [SAME, said, *filters], words)


def _memberships(store: Store, heads: Iterable[Triple]) -> Iterator[Rule]:
    classes = _used(store, "?x a ?used", (o for _, p, o in heads if p == RDF.type))
    for kind in sorted(classes):
        words = f"what is the same as a member of {curie(str(kind))} is one too"
        yield Rule.of("eq-rep-s", (Y, RDF.type, kind), [SAME, (X, RDF.type, kind)], words)
    pairs = store.select(
        "SELECT DISTINCT ?c ?d WHERE { ?c owl:sameAs ?d FILTER(!sameTerm(?c, ?d)) }"
    ).rows
    for one, other in sorted((c, d) for c, d in pairs if c in classes and isinstance(d, URIRef)):
        words = f"a member of {curie(str(one))} is one of the same class, {curie(str(other))}"
        yield Rule.of(
            "eq-rep-o", (Z, RDF.type, other), [(one, OWL.sameAs, other), (Z, RDF.type, one)], words
        )


def _predicates(store: Store, heads: Iterable[Triple]) -> list[Identifier]:
    """The predicates that equality carries over, but itself, `rdf:type` and the parts of
    expressions.
    """
    used = _used(store, "?s ?used ?o", (p for _, p, _ in heads))
    return sorted(used - PARTS - {OWL.sameAs, RDF.type})


def _used(store: Store, pattern: str, concluded: Iterable[Identifier]) -> set[Identifier]:
    """What a pattern finds, and what rules conclude, that has an IRI."""
    found = (row[0] for row in store.select(f"SELECT DISTINCT ?used WHERE {{ {pattern} }}").rows)
    return {
        term for term in (*found, *concluded) if isinstance(term, URIRef) and not is_anonymous(term)
    }
