"""What is in a graph: its sources, how many things of which class, how much is inferred."""

from __future__ import annotations

from dataclasses import dataclass

from peelgraph.sparql.terms import python_value, sparql_text
from peelgraph.store import Result, View
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
_SAID = f"""
SELECT (COUNT(*) AS ?n) WHERE {{
  GRAPH ?g {{ ?s ?p ?o }}
  FILTER(!sameTerm(?g, {sparql_text(INFERRED)}))
}}
"""


@dataclass(frozen=True)
class Info:
    """The sources and classes of a graph, and how many triples are said and inferred."""

    sources: Result
    classes: Result
    said: int
    inferred: int

    @property
    def inferred_share(self) -> float:
        """The inferred part of all triples, from 0 to 1."""
        total = self.said + self.inferred
        return self.inferred / total if total else 0.0


def info(store: View) -> Info:
    """Count what is in a store."""
    ((said,),) = store.select(_SAID).rows
    return Info(
        sources=store.select(_SOURCES),
        classes=store.select(_CLASSES),
        said=python_value(said),
        inferred=store.count(INFERRED),
    )
