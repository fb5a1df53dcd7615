"""How much of what there is in a graph, each number by one query that anybody can repeat."""

from __future__ import annotations

from rdflib.term import Identifier

from peelgraph.sparql.terms import python_value
from peelgraph.store import View

__all__ = ["CLASSES", "COUNTS", "LINKS", "PROPERTIES", "counted", "numbers"]

COUNTS = {
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "entities": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a ?kind FILTER(isIRI(?s)) }",
    "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
    "properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
    "classes": "SELECT (COUNT(DISTINCT ?kind) AS ?n) { ?s a ?kind }",
}
"""The numbers of VoID by their property, each over the union of all graphs."""
CLASSES = """
SELECT ?kind (COUNT(DISTINCT ?s) AS ?n) { ?s a ?kind FILTER(isIRI(?kind)) }
GROUP BY ?kind ORDER BY ?kind
"""
PROPERTIES = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p"
LINKS = """
SELECT ?p (COUNT(*) AS ?n) {
  ?s ?p ?o FILTER(isIRI(?o) && STRSTARTS(STR(?o), "$space"))
} GROUP BY ?p ORDER BY ?p
"""


def numbers(store: View) -> dict[str, int]:
    """The numbers of the whole graph."""
    return {
        name: int(python_value(store.select(query).rows[0][0])) for name, query in COUNTS.items()
    }


def counted(store: View, query: str) -> list[tuple[Identifier, int]]:
    """The rows of a query of a term and a number."""
    found = []
    for term, number in store.select(query).rows:
        if term is not None:
            found.append((term, int(python_value(number))))
    return found
