"""Small graphs for tests of the reasoner."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from owlrl.Namespaces import ERRNS
from rdflib import Graph
from rdflib.term import Identifier

from peelgraph.reason import contradictions, infer, infer_with_owlrl, schema_of
from peelgraph.rules.owl.schema import closure_of, is_anonymous, is_noise
from peelgraph.rules.rule import Rule
from peelgraph.store import Triple
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.things.problems import GraphProblem
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
    """What stands in a store's inferred graph, without what says nothing or is about expressions."""
    triples = store.construct(
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{INFERRED}> {{ ?s ?p ?o }} }}"
    )
    return _telling(triples)


def _telling(found: Iterable[Triple]) -> TripleSet:
    """The triples that say something, of things that have names."""
    return {t for t in found if not is_noise(t) and not any(map(is_anonymous, t))}


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


def owlrl_errors(turtle: str) -> list[str]:
    """What owlrl finds to be contradictory in a Turtle text."""
    graph = closure_of(Graph().parse(data=PREFIXES + turtle, format="turtle"))
    return sorted(str(text) for text in graph.objects(None, ERRNS.error))


def all_by_rules(turtle: str, folder: Path) -> tuple[TripleSet, bool]:
    """What our rules infer from a Turtle text, and whether they find a contradiction."""
    store = store_of(turtle, folder)
    infer(store)
    found = contradictions(store, schema_of(store))
    return inferred_in(store), any(p.severity == "contradiction" for p in found)


def all_by_owlrl(turtle: str, folder: Path) -> tuple[TripleSet, bool]:
    """As `all_by_rules`, by owlrl."""
    said = Graph()
    said += store_of(turtle, folder)
    closed = closure_of(said)
    follows = {t for t in closed if t not in said}
    return _telling(follows), any(closed.objects(None, ERRNS.error))


def problems_of(turtle: str, folder: Path) -> list[GraphProblem]:
    """What we find wrong with a Turtle text and all that follows from it."""
    store = store_of(turtle, folder)
    infer(store)
    return contradictions(store, schema_of(store))


def triples(turtle: str) -> TripleSet:
    """The triples of a Turtle text."""
    return set(Graph().parse(data=PREFIXES + turtle, format="turtle"))
