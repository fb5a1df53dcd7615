"""Running rules inside a store until nothing new follows; what follows stands in a graph of its own.

Rules run on a workspace: the union of a store's graphs in one default graph, where a rule is one plain update. (To name
each graph in the update instead costs 100 times as much where there are as many graphs as sources.)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rdflib import OWL, Graph, Variable
from rdflib.term import Identifier

from peelgraph.reason.axioms import compile_axioms
from peelgraph.reason.equality import equality_rules
from peelgraph.reason.hierarchy import hierarchy_rules
from peelgraph.reason.reading import triples
from peelgraph.reason.schema import PARTS, closure_of, is_anonymous, is_noise, schema_of
from peelgraph.rule import Rule, pattern_text
from peelgraph.store import Store, Triple
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.strata import Stratum, strata
from peelgraph.terms import sparql_text
from peelgraph.vocab import INFERRED

__all__ = ["has_equals", "infer", "infer_with_owlrl", "rules_for"]

Tell = Callable[[int, int], None]
_INFERRED = sparql_text(INFERRED)


def rules_for(store: Store, files: Sequence[Rule] = ()) -> list[Rule]:
    """All rules for what a store holds: its axioms compiled, those of the ontology itself, and rules from files.

    The rules of equality are among them only where something is the same as something else.
    """
    axioms = compile_axioms(schema_of(store))
    rules = [*axioms, *hierarchy_rules(axioms), *files]
    return [*rules, *equality_rules(_predicates(store, rules))] if has_equals(store) else rules


def infer(store: EmbeddedStore, files: Sequence[Rule] = (), tell: Tell = lambda done, total: None) -> list[Rule]:
    """Add to the inferred graph all that follows from a store's graphs; returns the rules that were used.

    `tell` is called after each stratum with the number done and the number of all. Where something is found to be the
    same as something else, everything is inferred anew with the rules of equality.
    """
    rules = rules_for(store, files)
    work = _run(store.workspace(), rules, tell)
    while has_equals(work) and (needed := rules_for(work, files)) != rules:
        rules = needed
        work = _run(store.workspace(), rules, tell)
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


def _run(work: EmbeddedStore, rules: Sequence[Rule], tell: Tell) -> EmbeddedStore:
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


def has_equals(store: Store) -> bool:
    """Whether something is the same as something else, by another name."""
    return store.ask("ASK { ?x owl:sameAs ?y FILTER(!sameTerm(?x, ?y)) }")


def _predicates(store: Store, rules: Sequence[Rule]) -> list[Identifier]:
    """The predicates that equality carries over: all in use or concluded, but itself and the parts of expressions."""
    used = {row[0] for row in store.select("SELECT DISTINCT ?p WHERE { ?s ?p ?o }") if row[0] is not None}
    used |= {rule.head[1] for rule in rules if not isinstance(rule.head[1], Variable)}
    return sorted(used - PARTS - {OWL.sameAs})
