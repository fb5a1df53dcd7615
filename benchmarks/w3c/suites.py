"""The suites, in the order in which they are shown."""

from __future__ import annotations

from benchmarks.w3c import entailment, owl, queries, shapes
from benchmarks.w3c.suite import Suite

__all__ = ["SUITES"]

_SPARQL = "https://github.com/w3c/rdf-tests"

SUITES = {
    suite.name: suite
    for suite in (
        Suite("queries", "SPARQL: what a query answers", _SPARQL, queries.query_tests),
        Suite("formats", "SPARQL: CSV, TSV and JSON", _SPARQL, queries.format_tests),
        Suite("syntax", "SPARQL: what is a query", _SPARQL, queries.syntax_tests),
        Suite("entailment", "SPARQL: what follows", _SPARQL, entailment.entailment_tests),
        Suite("owl", "OWL 2", "https://github.com/owlcs/owlapi", owl.owl_tests),
        Suite("shapes", "SHACL", "https://github.com/w3c/data-shapes", shapes.shape_tests),
    )
}
