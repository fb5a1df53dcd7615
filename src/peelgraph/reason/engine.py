"""Running rules inside a store until nothing new follows; what follows stands in a graph of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rdflib import OWL, RDF, Graph, URIRef

from peelgraph.reason.axioms import compile_axioms, equality_rules
from peelgraph.reason.schema import SCHEMA, close_schema, schema_of
from peelgraph.rule import Rule, pattern_text, strata
from peelgraph.store import Store
from peelgraph.terms import sparql_text
from peelgraph.vocab import INFERRED

__all__ = ["infer", "rules_for"]


def rules_for(schema: Graph, files: Sequence[Rule] = ()) -> list[Rule]:
    """All rules for a schema: its axioms compiled, and rules from files."""
    return [*compile_axioms(schema), *files]


def infer(
    store: Store, files: Sequence[Rule] = (), tell: Callable[[int, int], None] = lambda done, total: None
) -> list[Rule]:
    """Add to the inferred graph all that follows from a store's graphs; returns the rules that were used.

    `tell` is called after each stratum with the number done and the number of all. The rules of equality run only
    where something is found to be the same as something else; then everything is inferred anew with them.
    """
    schema = schema_of(store)
    rules = rules_for(schema, files)
    _run(store, rules, schema, tell)
    if store.ask("ASK { ?x owl:sameAs ?y FILTER(!sameTerm(?x, ?y)) }"):
        rules = [*rules, *equality_rules(_predicates(store, rules))]
        store.update(f"CLEAR SILENT GRAPH {sparql_text(INFERRED)}")
        _run(store, rules, schema, tell)
    return rules


def _run(store: Store, rules: Sequence[Rule], schema: Graph, tell: Callable[[int, int], None]) -> None:
    store.load(close_schema(schema), INFERRED)
    order = strata(rules)
    graphs = _graphs(store)
    for done, stratum in enumerate(order, 1):
        before, after = -1, store.count(INFERRED)
        while before < after:
            before = after
            for rule in stratum.rules:
                store.update(_insertion(rule, graphs))
            after = store.count(INFERRED) if stratum.recursive else before
        tell(done, len(order))


def _graphs(store: Store) -> list[URIRef]:
    found = store.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
    return sorted({URIRef(str(row[0])) for row in found} | {INFERRED})


def _insertion(rule: Rule, graphs: Sequence[URIRef]) -> str:
    """The rule as an update that adds what is not there yet, over the union of the graphs (SPARQL 1.1 Update, USING)."""
    head = pattern_text(rule.head)
    using = "\n".join(f"USING {sparql_text(g)}" for g in graphs)
    return (
        f"INSERT {{ GRAPH {sparql_text(INFERRED)} {{ {head} }} }}\n{using}\n"
        f"WHERE {{\n{rule.where}\nFILTER NOT EXISTS {{ {head} }}\n}}"
    )


def _predicates(store: Store, rules: Sequence[Rule]) -> list[URIRef]:
    """The predicates that equality carries over: all that data and rules use, but not those of the schema."""
    used = {URIRef(str(row[0])) for row in store.select("SELECT DISTINCT ?p WHERE { ?s ?p ?o }")}
    used |= {r.head[1] for r in rules if isinstance(r.head[1], URIRef)}
    skipped = SCHEMA | {OWL.sameAs, RDF.first, RDF.rest}
    return sorted(p for p in used if p not in skipped and not (str(p).startswith(str(OWL))))
