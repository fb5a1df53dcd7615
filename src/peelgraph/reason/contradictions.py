"""Contradictions: statements that cannot all be true, each with the statements and the graphs they stand in.

Rules cax-dw, cax-adc, prp-pdw, prp-fp (on values), prp-irp, prp-asyp and eq-diff1 of OWL 2 Profiles, tables 4, 5 and 7.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rdflib import OWL, RDF, Graph, URIRef
from rdflib.term import Identifier

from peelgraph.reason.reading import items, pairs, subjects, value
from peelgraph.store import Store, Triple
from peelgraph.terms import sparql_text
from peelgraph.vocab import curie

__all__ = ["Contradiction", "contradictions"]


@dataclass(frozen=True)
class Contradiction:
    """Statements that clash: the rule, what is wrong in words, and the statements with the graphs that hold them."""

    rule: str
    words: str
    statements: tuple[tuple[Triple, tuple[URIRef, ...]], ...]


def contradictions(store: Store, schema: Graph, label: Callable[[Identifier], str] = curie) -> list[Contradiction]:
    """All contradictions of a store under a schema, in a fixed order."""
    found = [*_disjoint(store, schema, label), *_values(store, schema, label), *_different(store, label)]
    return sorted(found, key=lambda c: (c.rule, c.words, [t for t, _ in c.statements]))


def _clash(store: Store, rule: str, words: str, triples: list[Triple]) -> Contradiction:
    return Contradiction(rule, words, tuple((t, _graphs_of(store, t)) for t in triples))


def _graphs_of(store: Store, triple: Triple) -> tuple[URIRef, ...]:
    text = " ".join(map(sparql_text, triple))
    rows = store.select(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {text} }} }} ORDER BY ?g")
    return tuple(URIRef(str(row[0])) for row in rows)


def _disjoint_pairs(schema: Graph) -> Iterator[tuple[Identifier, Identifier]]:
    yield from pairs(schema, OWL.disjointWith)
    for node in subjects(schema, RDF.type, OWL.AllDisjointClasses):
        head = value(schema, node, OWL.members)
        members = sorted(items(schema, head)) if head else []
        yield from ((a, b) for i, a in enumerate(members) for b in members[i + 1 :])


def _disjoint(store: Store, schema: Graph, label: Callable[[Identifier], str]) -> Iterator[Contradiction]:
    pairs = sorted({(a, b) if a < b else (b, a) for a, b in _disjoint_pairs(schema)})
    if not pairs:
        return
    values = " ".join(f"({sparql_text(a)} {sparql_text(b)})" for a, b in pairs)
    query = f"SELECT ?x ?a ?b WHERE {{ VALUES (?a ?b) {{ {values} }} ?x a ?a . ?x a ?b }}"
    for row in store.select(query):
        x, a, b = (t for t in row if t is not None)
        words = f"{label(x)} cannot be both a {label(a)} and a {label(b)}"
        yield _clash(store, "cax-dw", words, [(x, RDF.type, a), (x, RDF.type, b)])


_FORBIDDEN = (
    (
        OWL.FunctionalProperty,
        "prp-fp",
        "?x $p ?y, ?z FILTER(STR(?y) < STR(?z))",
        "{x} has two values of '{p}': {y} and {z}",
    ),
    (OWL.IrreflexiveProperty, "prp-irp", "?x $p ?x BIND(?x AS ?y)", "{x} cannot stand in '{p}' to itself"),
    (
        OWL.AsymmetricProperty,
        "prp-asyp",
        "?x $p ?y . ?y $p ?x FILTER(STR(?x) < STR(?y))",
        "'{p}' cannot hold both ways between {x} and {y}",
    ),
)


def _values(store: Store, schema: Graph, label: Callable[[Identifier], str]) -> Iterator[Contradiction]:
    for kind, rule, pattern, words in _FORBIDDEN:
        for p in subjects(schema, RDF.type, kind):
            query = f"SELECT ?x ?y ?z WHERE {{ {pattern.replace('$p', sparql_text(p))} }}"
            for row in store.select(query):
                terms = {n: t for n, t in zip("xyz", row, strict=True) if t is not None}
                text = words.format(p=label(p), **{n: label(t) for n, t in terms.items()})
                x, y = terms["x"], terms["y"]
                yield _clash(store, rule, text, [(x, p, y), (x, p, terms["z"]) if "z" in terms else (y, p, x)])


def _different(store: Store, label: Callable[[Identifier], str]) -> Iterator[Contradiction]:
    for row in store.select("SELECT ?x ?y WHERE { ?x owl:sameAs ?y . ?x owl:differentFrom ?y }"):
        x, y = (t for t in row if t is not None)
        words = f"{label(x)} and {label(y)} are said to be different and follow to be the same"
        yield _clash(store, "eq-diff1", words, [(x, OWL.sameAs, y), (x, OWL.differentFrom, y)])
