"""Small graphs for tests of the reasoner."""

from __future__ import annotations

from pathlib import Path

from rdflib import OWL, Graph
from rdflib.term import Identifier

from peelgraph.reason import infer, infer_with_owlrl
from peelgraph.rule import Rule
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import GRAPH, INFERRED

PREFIXES = """
@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

TripleSet = set[tuple[Identifier, Identifier, Identifier]]


def store_of(turtle: str, folder: Path) -> EmbeddedStore:
    """A store with the triples of a Turtle text."""
    file = folder / "given.ttl"
    file.write_text(PREFIXES + turtle, encoding="utf-8")
    store = EmbeddedStore()
    store.load_file(file, GRAPH["given"])
    return store


def inferred_in(store: EmbeddedStore) -> TripleSet:
    """What stands in a store's inferred graph, without what is the same as itself."""
    triples = store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{INFERRED}> {{ ?s ?p ?o }} }}")
    return {t for t in triples if not (t[1] == OWL.sameAs and t[0] == t[2])}


def inferred(turtle: str, folder: Path, rules: list[Rule] | None = None) -> TripleSet:
    """What our rules infer from a Turtle text."""
    store = store_of(turtle, folder)
    infer(store, rules or [])
    return inferred_in(store)


def inferred_by_owlrl(turtle: str, folder: Path) -> TripleSet:
    """What owlrl infers from a Turtle text."""
    store = store_of(turtle, folder)
    infer_with_owlrl(store)
    return inferred_in(store)


def triples(turtle: str) -> TripleSet:
    """The triples of a Turtle text."""
    return set(Graph().parse(data=PREFIXES + turtle, format="turtle"))
