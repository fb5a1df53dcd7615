"""Running rules inside a store until nothing new follows; what follows stands in a graph of its own.

Rules run on a workspace: the union of a store's graphs in one default graph, where a rule is one plain update. (To name
each graph in the update instead costs 100 times as much where there are as many graphs as sources.)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rdflib import OWL, RDF, Graph, URIRef

from peelgraph.reason.axioms import compile_axioms, equality_rules
from peelgraph.reason.reading import triples
from peelgraph.reason.schema import SCHEMA, close_schema, closure_of, is_anonymous, is_noise, schema_of
from peelgraph.rule import Rule, Stratum, pattern_text, strata
from peelgraph.store import Triple
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.terms import sparql_text
from peelgraph.vocab import INFERRED

__all__ = ["infer", "infer_with_owlrl", "rules_for"]

Tell = Callable[[int, int], None]
_INFERRED = sparql_text(INFERRED)


def rules_for(schema: Graph, files: Sequence[Rule] = ()) -> list[Rule]:
    """All rules for a schema: its axioms compiled, and rules from files."""
    return [*compile_axioms(schema), *files]


def infer(store: EmbeddedStore, files: Sequence[Rule] = (), tell: Tell = lambda done, total: None) -> list[Rule]:
    """Add to the inferred graph all that follows from a store's graphs; returns the rules that were used.

    `tell` is called after each stratum with the number done and the number of all. The rules of equality run only
    where something is found to be the same as something else; then everything is inferred anew with them.
    """
    schema = schema_of(store)
    rules = rules_for(schema, files)
    closed = close_schema(schema)
    work = _run(store.workspace(), rules, closed, tell)
    if work.ask("ASK { ?x owl:sameAs ?y FILTER(!sameTerm(?x, ?y)) }"):
        rules = [*rules, *equality_rules(_predicates(work))]
        work = _run(store.workspace(), rules, closed, tell)
    store.take(work, INFERRED)
    return rules


def infer_with_owlrl(
    store: EmbeddedStore, files: Sequence[Rule] = (), tell: Tell = lambda done, total: None
) -> list[Rule]:
    """As `infer`, with owlrl for the axioms: the reference to compare with, and slow (about 1 ms a triple).

    owlrl and the rule files take turns until neither adds anything; what says nothing is set aside.
    """
    order, work = strata(files), store.workspace()
    before, after, turns = -1, 0, 0
    while before < after:
        before, turns = after, turns + 1
        said = Graph()
        said += work.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        closed = (t for t in triples(closure_of(said)) if t not in said and not is_noise(t))
        _conclude(work, [t for t in closed if not any(map(is_anonymous, t))])
        for stratum in order:
            _exhaust(work, stratum)
        after = work.count(INFERRED)
        tell(turns, turns + 1)
    store.take(work, INFERRED)
    return list(files)


def _run(work: EmbeddedStore, rules: Sequence[Rule], closed: Sequence[Triple], tell: Tell) -> EmbeddedStore:
    _conclude(work, closed)
    order = strata(rules)
    for done, stratum in enumerate(order, 1):
        _exhaust(work, stratum)
        tell(done, len(order))
    return work


def _conclude(work: EmbeddedStore, conclusions: Sequence[Triple]) -> None:
    """Add triples to a workspace as inferred."""
    work.load(conclusions, INFERRED)
    work.update(f"INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH {_INFERRED} {{ ?s ?p ?o }} }}")


def _exhaust(work: EmbeddedStore, stratum: Stratum) -> None:
    """Run the rules of a stratum: once, or where they stand on each other until nothing new comes."""
    before, after = -1, work.count(INFERRED)
    while before < after:
        before = after
        for rule in stratum.rules:
            work.update(_insertion(rule))
        after = work.count(INFERRED) if stratum.recursive else before


def _insertion(rule: Rule) -> str:
    """The rule as an update of a workspace that adds what is not there yet."""
    head = pattern_text(rule.head)
    return (
        f"INSERT {{ {head} GRAPH {_INFERRED} {{ {head} }} }}\n"
        f"WHERE {{\n{rule.where}\nFILTER NOT EXISTS {{ {head} }}\n}}"
    )


def _predicates(work: EmbeddedStore) -> list[URIRef]:
    """The predicates that equality carries over: all that are in use, but not those of the schema."""
    used = {URIRef(str(row[0])) for row in work.select("SELECT DISTINCT ?p WHERE { ?s ?p ?o }")}
    skipped = SCHEMA | {OWL.sameAs, RDF.first, RDF.rest}
    return sorted(p for p in used if p not in skipped and not (str(p).startswith(str(OWL))))
