"""What is in a graph: its sources, how many things of which class, and how much of it is
inferred.
"""

from __future__ import annotations

from dataclasses import dataclass

from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Result, Store
from peelgraph.vocab import INFERRED

__all__ = ["Info", "info"]

_SOURCES = """
SELECT ?source ?title ?published ?triples WHERE {
  { SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph }
  ?source peel:graph ?graph ; rdfs:label ?title .
  OPTIONAL { ?source peel:date ?published }
} ORDER BY ?published ?source
"""
_CLASSES = """
SELECT ?class (COUNT(DISTINCT ?thing) AS ?things) WHERE {
  ?thing a ?type . ?type a owl:Class ; rdfs:label ?class .
  FILTER(STRSTARTS(STR(?type), STR(peel:)))
  FILTER NOT EXISTS { ?thing rdfs:isDefinedBy ?ontology }
} GROUP BY ?class ORDER BY DESC(?things) ?class
"""


@dataclass(frozen=True)
class Info:
    """The sources of a graph and its classes as results, and how many triples are said and
    inferred.
    """

    sources: Result
    classes: Result
    said: int
    inferred: int

    @property
    def inferred_share(self) -> float:
        """The inferred part of all triples, from 0 to 1."""
        total = self.said + self.inferred
        return self.inferred / total if total else 0.0


def info(store: Store) -> Info:
    """Count what is in a store."""
    inferred = store.count(INFERRED)
    rows = store.select(
        f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(!sameTerm(?g, {sparql_text(INFERRED)})) }}"
    )
    return Info(store.select(_SOURCES), store.select(_CLASSES), int(str(rows.rows[0][0])), inferred)
