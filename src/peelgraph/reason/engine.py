"""Running rules inside a store until nothing new follows; what follows stands in a graph of its
own.

A rule is a CONSTRUCT over the union of a store's graphs, and what it gives goes back as the bytes
that Oxigraph writes. In a circle of rules they run again only on what the round before has added
(semi-naive evaluation). docs/reasoning.md has figures and what else was tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rdflib import Graph

from peelgraph.reason.delta import Delta
from peelgraph.reason.passes import conclude, conclude_from
from peelgraph.rules.owl.axioms import compile_axioms
from peelgraph.rules.owl.equality import equality_rules
from peelgraph.rules.owl.hierarchy import hierarchy_rules
from peelgraph.rules.owl.reading import triples
from peelgraph.rules.owl.schema import closure_of, is_anonymous, is_noise, schema_of
from peelgraph.rules.rule import Rule
from peelgraph.rules.strata import Body, Stratum, strata
from peelgraph.store import Store
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.lines import clear
from peelgraph.store.oxterms import Line, lines_of
from peelgraph.vocab import INFERRED

__all__ = ["has_equals", "infer", "infer_with_owlrl", "rules_for"]

Tell = Callable[[int, int], None]


def rules_for(store: Store, files: Sequence[Rule] = ()) -> list[Rule]:
    """All rules for what a store holds: its axioms compiled, those of the ontology itself, and
    rules from files.

    The rules of equality are among them only where something is the same as something else.
    """
    axioms = compile_axioms(schema_of(store))
    rules = [*axioms, *hierarchy_rules(axioms), *files]
    return [*rules, *equality_rules(store, rules)] if has_equals(store) else rules


def infer(
    store: EmbeddedStore, files: Sequence[Rule] = (), tell: Tell = lambda done, total: None
) -> list[Rule]:
    """Add to the inferred graph all that follows from a store's graphs; returns the rules that were
    used.

    `tell` is called after each stratum with the number done and the number of all. Where something
    is found to be the same as something else, everything is inferred anew with the rules of
    equality.
    """
    rules = rules_for(store, files)
    _run(store, rules, tell)
    while has_equals(store) and (needed := rules_for(store, files)) != rules:
        rules = needed
        clear(store, INFERRED)
        _run(store, rules, tell)
    return rules


def infer_with_owlrl(
    store: EmbeddedStore, files: Sequence[Rule] = (), tell: Tell = lambda done, total: None
) -> list[Rule]:
    """As `infer`, with owlrl for the axioms: the reference to compare with, and slow (about 1 ms a
    triple).

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
    """Run the rules of a stratum; in a circle, again with what the last round added, until nothing
    comes of it.

    Most circles of axioms are closed by the second round. It runs them on all there is: to set
    aside what the first has added, which is most of what they stand on, costs more.
    """
    first = _all(store, stratum.bodies)
    if not (first and stratum.recursive):
        return
    files = [body for body in stratum.bodies if body[0].file]
    news = _again(store, files, first) if files else set[Line]()
    news |= lines_of(_all(store, [body for body in stratum.bodies if not body[0].file]))
    while news:
        news = _again(store, stratum.bodies, b"\n".join(news))


def _all(store: EmbeddedStore, bodies: Iterable[Body]) -> bytes:
    return b"".join([conclude(store, body) for body in bodies])


def _again(store: EmbeddedStore, bodies: Iterable[Body], news: bytes) -> set[Line]:
    with Delta(store, "news", lines_of(news)) as delta:
        return conclude_from(store, bodies, delta)


def has_equals(store: Store) -> bool:
    """Whether something is the same as something else, by another name."""
    return store.ask("ASK { ?x owl:sameAs ?y FILTER(!sameTerm(?x, ?y)) }")
