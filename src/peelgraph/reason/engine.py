"""Running rules inside a store until nothing new follows; that stands in a graph of its own.

A rule is a CONSTRUCT over the union of a store's graphs, and what it gives goes back as the bytes
that Oxigraph writes. In a circle of rules they run again only on what the round before has added
(semi-naive evaluation). docs/reasoning.md has figures and what else was tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from rdflib import Graph

from peelgraph.reason.delta import Delta
from peelgraph.reason.passes import conclude, conclude_from
from peelgraph.reason.reflexive import REFLEXIVE_RULES
from peelgraph.rules.owl.axioms import compile_axioms
from peelgraph.rules.owl.equality import equality_rules
from peelgraph.rules.owl.hierarchy import hierarchy_rules
from peelgraph.rules.owl.reading import triples
from peelgraph.rules.owl.schema import (
    closed_schema,
    closure_of,
    is_anonymous,
    is_noise,
    said_schema,
    speaks_of_axioms,
)
from peelgraph.rules.rule import Rule
from peelgraph.rules.strata import Body, Stratum, strata
from peelgraph.store import Store, Triple
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.lines import clear
from peelgraph.store.oxterms import Line, lines_of
from peelgraph.vocab import INFERRED

__all__ = [
    "Progress",
    "has_equals",
    "infer",
    "infer_with_owlrl",
    "infers_axioms",
    "rules_for",
    "unheard",
]

Progress = Callable[[int, int], None]
"""Told how many parts of the work are done, and how many there are."""


def unheard(done: int, total: int) -> None:
    """Progress that nobody hears of."""


def rules_for(store: Store, files: Sequence[Rule] = (), *, reflexive: bool = False) -> list[Rule]:
    """All rules for what a store holds: its axioms compiled, those of the ontology, and files.

    Those of an axiom that was inferred have it as a premise. The rules of equality are among them
    only where something is the same as something else. Where what says nothing is stated too
    (`reflexive`), its rules come last.
    """
    rules = _rules(store, files, said_schema(store))
    return [*rules, *REFLEXIVE_RULES] if reflexive else rules


def _rules(store: Store, files: Sequence[Rule], said: Graph) -> list[Rule]:
    schema = closed_schema(store, said, heads_of(files))
    of_axioms = []
    for rule in compile_axioms(schema):
        inferred = [triple for triple in rule.axiom if triple not in said]
        of_axioms.append(rule.given(inferred) if inferred else rule)
    rules = [*of_axioms, *hierarchy_rules(schema), *files]
    if has_equals(store):
        rules += equality_rules(store, rules)
    return rules


def infer(
    store: EmbeddedStore,
    files: Sequence[Rule] = (),
    tell: Progress = unheard,
) -> list[Rule]:
    """Add to the inferred graph all that follows from a store's graphs; returns the rules used.

    `tell` is called after each stratum. Where something is found to be the same as something else,
    or axioms follow, everything is inferred anew with the rules that this needs.
    """
    said = said_schema(store)
    rules = _rules(store, files, said)
    _run(store, rules, tell)
    axioms_follow = speaks_of_axioms(said, heads_of(files))
    # No rule is new for ever: there are no more than the terms of the store can make.
    tried = set(rules)
    while axioms_follow or has_equals(store):
        # What was merged may use predicates and classes that had no rules of equality before.
        needed = _rules(store, files, said)
        if tried.issuperset(needed):
            break
        rules = needed
        tried.update(rules)
        clear(store, INFERRED)
        _run(store, rules, tell)
    return rules


def infers_axioms(store: Store, files: Sequence[Rule] = ()) -> bool:
    """Whether axioms can follow from what a store holds, which make rules in their turn."""
    return speaks_of_axioms(said_schema(store), heads_of(files))


def heads_of(rules: Iterable[Rule]) -> list[Triple]:
    """What rules conclude."""
    return [rule.head for rule in rules]


def infer_with_owlrl(
    store: EmbeddedStore,
    files: Sequence[Rule] = (),
    tell: Progress = unheard,
) -> list[Rule]:
    """As `infer`, with owlrl for the axioms: the reference to compare with.

    It is slow (about 1 ms a triple). owlrl and the rule files take turns until neither adds
    anything; what says nothing is set aside.
    """
    order = strata(files)
    before = -1
    after = 0
    turns = 0
    while before < after:
        before = after
        store.load(_closure(store), INFERRED)
        for stratum in order:
            _exhaust(store, stratum)
        after = store.count(INFERRED)
        turns += 1
        tell(turns, turns + 1)
    return list(files)


def _closure(store: EmbeddedStore) -> Iterator[Triple]:
    """What owlrl concludes from all that a store holds, without what says nothing."""
    known = Graph()
    known += store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    for triple in triples(closure_of(known)):
        if triple in known or is_noise(triple):
            continue
        if not any(map(is_anonymous, triple)):
            yield triple


def _run(
    store: EmbeddedStore,
    rules: Sequence[Rule],
    tell: Progress,
) -> None:
    order = strata(rules)
    for done, stratum in enumerate(order, 1):
        _exhaust(store, stratum)
        tell(done, len(order))


def _exhaust(store: EmbeddedStore, stratum: Stratum) -> None:
    """Run the rules of a stratum; in a circle, again with what the last round added.

    Most circles of axioms are closed by the second round. It runs them on all there is: to set
    aside what the first has added, which is most of what they stand on, costs more.
    """
    first = _all(store, stratum.bodies)
    if not (first and stratum.recursive):
        return
    files = [body for body in stratum.bodies if body[0].file]
    axioms = [body for body in stratum.bodies if not body[0].file]
    news: set[Line] = set()
    if files:
        news |= _again(store, files, first)
    news |= lines_of(_all(store, axioms))
    while news:
        news = _again(store, stratum.bodies, b"\n".join(news))


def _all(store: EmbeddedStore, bodies: Iterable[Body]) -> bytes:
    return b"".join([conclude(store, body) for body in bodies])


def _again(
    store: EmbeddedStore,
    bodies: Iterable[Body],
    news: bytes,
) -> set[Line]:
    with Delta(store, "news", lines_of(news)) as delta:
        return conclude_from(store, bodies, delta)


def has_equals(store: Store) -> bool:
    """Whether something is the same as something else, by another name."""
    return store.ask("ASK { ?x owl:sameAs ?y FILTER(!sameTerm(?x, ?y)) }")
