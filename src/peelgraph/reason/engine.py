"""Running rules inside a store until nothing new follows; what follows stands in a graph of its own.

Rules run on the union of a store's graphs, which its default graph holds, where a rule is one plain update. (To name
each graph in the update instead costs 100 times as much where there are as many graphs as sources; to work on a copy of
the union and carry the news back costs a fourth more.) In a circle of rules one runs again only when another has added
what it may stand on, and only if something new would come of it. docs/reasoning.md has figures and what else was tried.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from rdflib import Graph

from peelgraph.reason.axioms import compile_axioms
from peelgraph.reason.equality import equality_rules
from peelgraph.reason.hierarchy import hierarchy_rules
from peelgraph.reason.reading import triples
from peelgraph.reason.schema import closure_of, is_anonymous, is_noise, schema_of
from peelgraph.rule import Rule, pattern_text
from peelgraph.store import Store
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
    return [*rules, *equality_rules(store, rules)] if has_equals(store) else rules


def infer(store: EmbeddedStore, files: Sequence[Rule] = (), tell: Tell = lambda done, total: None) -> list[Rule]:
    """Add to the inferred graph all that follows from a store's graphs; returns the rules that were used.

    `tell` is called after each stratum with the number done and the number of all. Where something is found to be the
    same as something else, everything is inferred anew with the rules of equality.
    """
    rules = rules_for(store, files)
    _run(store, rules, tell)
    while has_equals(store) and (needed := rules_for(store, files)) != rules:
        rules = needed
        _withdraw(store)
        _run(store, rules, tell)
    return rules


def infer_with_owlrl(
    store: EmbeddedStore, files: Sequence[Rule] = (), tell: Tell = lambda done, total: None
) -> list[Rule]:
    """As `infer`, with owlrl for the axioms: the reference to compare with, and slow (about 1 ms a triple).

    owlrl and the rule files take turns until neither adds anything; what says nothing is set aside.
    """
    order = strata(files)
    before, after, turns = -1, 0, 0
    while before < after:
        before, turns = after, turns + 1
        said = Graph()
        said += store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        closed = (t for t in triples(closure_of(said)) if t not in said and not is_noise(t))
        store.load((t for t in closed if not any(map(is_anonymous, t))), INFERRED)
        for stratum in order:
            _exhaust(store, stratum)
        after = store.count(INFERRED)
        tell(turns, turns + 1)
    return list(files)


def _run(store: EmbeddedStore, rules: Sequence[Rule], tell: Tell) -> None:
    order = strata(rules)
    for done, stratum in enumerate(order, 1):
        _exhaust(store, stratum)
        tell(done, len(order))


def _exhaust(store: EmbeddedStore, stratum: Stratum) -> None:
    """Run the rules of a stratum, and again each that may stand on what another has just added."""
    waiting = deque(stratum.rules)
    while waiting:
        rule = waiting.popleft()
        if not stratum.recursive:
            store.update(_insertion(rule))
        elif store.ask(f"ASK {_news(rule)}"):
            store.update(_insertion(rule))
            waiting += [r for r in stratum.rules if rule.feeds(r) and r not in waiting]


def _insertion(rule: Rule) -> str:
    """The rule as an update that adds to the inferred graph, and to the union, what is not there yet."""
    head = pattern_text(rule.head)
    return f"INSERT {{ {head} GRAPH {_INFERRED} {{ {head} }} }}\nWHERE {_news(rule)}"


def _news(rule: Rule) -> str:
    return f"{{\n{rule.where}\nFILTER NOT EXISTS {{ {pattern_text(rule.head)} }}\n}}"


def _withdraw(store: EmbeddedStore) -> None:
    """Take back what was inferred, from the inferred graph and from the union."""
    one = "?s ?p ?o"
    store.update(
        f"DELETE {{ {one} . GRAPH {_INFERRED} {{ {one} }} }} WHERE {{ GRAPH {_INFERRED} {{ {one} }}"
        f" FILTER NOT EXISTS {{ GRAPH ?g {{ {one} }} FILTER(?g != {_INFERRED}) }} }}"
    )


def has_equals(store: Store) -> bool:
    """Whether something is the same as something else, by another name."""
    return store.ask("ASK { ?x owl:sameAs ?y FILTER(!sameTerm(?x, ?y)) }")
