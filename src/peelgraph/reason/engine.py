"""Running rules inside a store until nothing new follows; what follows stands in a graph of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rdflib import OWL, RDF, Graph, URIRef

from peelgraph.reason.axioms import compile_axioms, equality_rules
from peelgraph.reason.reading import triples
from peelgraph.reason.schema import SCHEMA, close_schema, closure_of, is_anonymous, is_noise, schema_of
from peelgraph.rule import Rule, Stratum, pattern_text, strata
from peelgraph.store import Store
from peelgraph.terms import sparql_text
from peelgraph.vocab import INFERRED

__all__ = ["infer", "infer_with_owlrl", "rules_for"]


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


def infer_with_owlrl(
    store: Store, files: Sequence[Rule] = (), tell: Callable[[int, int], None] = lambda done, total: None
) -> list[Rule]:
    """As `infer`, with owlrl for the axioms: the reference to compare with, and slow (about 1 ms a triple).

    owlrl and the rule files take turns until neither adds anything; what says nothing is set aside.
    """
    order, graphs = strata(files), [*_graphs(store), INFERRED]
    before, after, turns = -1, 0, 0
    while before < after:
        before, turns = after, turns + 1
        said = Graph()
        said += store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        closed = (t for t in triples(closure_of(said)) if t not in said and not is_noise(t))
        store.load((t for t in closed if not any(map(is_anonymous, t))), INFERRED)
        for stratum in order:
            _exhaust(store, stratum, graphs)
        after = store.count(INFERRED)
        tell(turns, turns + 1)
    return list(files)


def _run(store: Store, rules: Sequence[Rule], schema: Graph, tell: Callable[[int, int], None]) -> None:
    store.load(close_schema(schema), INFERRED)
    order = strata(rules)
    graphs = _graphs(store)
    for done, stratum in enumerate(order, 1):
        _exhaust(store, stratum, graphs)
        tell(done, len(order))


def _exhaust(store: Store, stratum: Stratum, graphs: Sequence[URIRef]) -> None:
    """Run the rules of a stratum: once, or where they stand on each other until nothing new comes."""
    before, after = -1, store.count(INFERRED)
    while before < after:
        before = after
        for rule in stratum.rules:
            store.update(_insertion(rule, graphs))
        after = store.count(INFERRED) if stratum.recursive else before


def _graphs(store: Store) -> list[URIRef]:
    found = store.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
    return sorted({URIRef(str(row[0])) for row in found} | {INFERRED})


def _insertion(rule: Rule, graphs: Sequence[URIRef]) -> str:
    """The rule as an update that adds what is not there yet, over the union of all graphs (USING)."""
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
