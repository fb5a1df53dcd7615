"""Keeping what follows up to date: after a change only what depends on it is derived again.

Delete and rederive, with semi-naive additions (A. Gupta, I. S. Mumick, V. S. Subrahmanian, 'Maintaining views
incrementally', SIGMOD 1993). First all goes that some derivation lost a premise of. Then, stratum by stratum, what
can still be derived comes back and what the change brings is added; a rule whose negated part is touched loses what
it concluded there before it is asked again. The result is the same as that of inferring everything anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rdflib.term import Identifier

from peelgraph.reason.delta import TripleSet, conclusions, negation_touched, rederived
from peelgraph.reason.engine import Tell, has_equals, infer, rules_for
from peelgraph.reason.schema import is_schema
from peelgraph.rule import Rule
from peelgraph.store import Triple
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.strata import Stratum, strata
from peelgraph.vocab import INFERRED

__all__ = ["Change", "Said", "infer_upon", "maintain"]

Said = tuple[Triple, Identifier]
"""A triple and the named graph that it is said in."""
LITTLE = 0.05


@dataclass(frozen=True)
class Change:
    """What a change did: triples said that were not (`added`) and said no longer by any source (`removed`), and what is
    therefore inferred that did not hold (`gained`) and holds no longer (`lost`); each sorted.
    """

    added: tuple[Triple, ...] = ()
    removed: tuple[Triple, ...] = ()
    gained: tuple[Triple, ...] = ()
    lost: tuple[Triple, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.gained or self.lost)


def maintain(
    store: EmbeddedStore,
    rules: Sequence[Rule],
    *,
    add: Iterable[Said] = (),
    remove: Iterable[Said] = (),
) -> Change:
    """Add and remove statements of a store that was inferred with these rules, and bring what follows up to date.

    Where an axiom is among the statements, or things are found to be the same, all is inferred anew.
    """
    work = _Maintenance(store, rules, list(add), list(remove))
    if any(is_schema(triple) for triple in work.touched) or has_equals(store):
        work.say()
        work.infer_anew()
    else:
        work.overdelete(work.unsaid)
        work.say()
        for stratum in strata(rules):
            work.follow(stratum)
        if has_equals(store):
            work.infer_anew()
    return work.change()


def infer_upon(
    base: EmbeddedStore, store: EmbeddedStore, files: Sequence[Rule] = (), tell: Tell = lambda done, total: None
) -> None:
    """As `infer`, of a store whose statements differ little from those of one that was inferred with the same rules.

    What follows from the difference is inferred and the rest taken over; where much differs all is inferred anew.
    """
    added, removed = store.missing_from(base, INFERRED), base.missing_from(store, INFERRED)
    if len(added) + len(removed) > LITTLE * store.count():
        infer(store, files, tell)
        return
    work = base.copy()
    maintain(work, rules_for(work, files), add=added, remove=removed)
    store.take(work, INFERRED)
    tell(1, 1)


def _by_graph(statements: Iterable[Said]) -> Iterable[tuple[Identifier, list[Triple]]]:
    grouped: dict[Identifier, list[Triple]] = {}
    for triple, graph in statements:
        grouped.setdefault(graph, []).append(triple)
    return grouped.items()


class _Maintenance:
    """A store under change: what holds that did not when it began (`new`), and what held then and does not (`gone`)."""

    def __init__(self, store: EmbeddedStore, rules: Sequence[Rule], add: list[Said], remove: list[Said]) -> None:
        self.store, self.rules, self.add, self.remove = store, rules, add, remove
        self.passed: list[Rule] = []
        self.touched = dict.fromkeys(triple for triple, _ in (*remove, *add))
        said: dict[Triple, set[Identifier]] = {t: {*store.graphs_of(t)} for t in self.touched}
        for graphs in said.values():
            graphs.discard(INFERRED)
        later = {triple: set(graphs) for triple, graphs in said.items()}
        for triple, graph in remove:
            later[triple].discard(graph)
        for triple, graph in add:
            later[triple].add(graph)
        self.said = [t for t in self.touched if later[t] and not said[t]]
        self.unsaid = [t for t in self.touched if said[t] and not later[t]]
        self.inferred_before = {t for t in self.said if store.holds(t, INFERRED)}
        self.new = TripleSet(t for t in self.said if t not in self.inferred_before)
        self.gone = TripleSet(self.unsaid)

    def say(self) -> None:
        """Carry out the change of what is said; what is said is not inferred as well."""
        for graph, triples in _by_graph(self.remove):
            self.store.remove(triples, graph)
        for graph, triples in _by_graph(self.add):
            self.store.load(triples, graph)
        self.store.remove(self.said, INFERRED)
        self.gone.difference_update(self.said)

    def overdelete(self, seeds: Iterable[Triple]) -> TripleSet:
        """Take out of the inferred graph the seeds that are there and all that some derivation from them concludes."""
        frontier, doomed = TripleSet(seeds), TripleSet(t for t in seeds if self.store.holds(t, INFERRED))
        while frontier:
            found = conclusions(self.store, self.rules, frontier)
            frontier = TripleSet(t for t in found if t not in doomed and self.store.holds(t, INFERRED))
            doomed.update(frontier)
        self.store.remove(doomed, INFERRED)
        self.gone.update(t for t in doomed if t not in self.new)
        self.new.difference_update(doomed)
        return doomed

    def follow(self, stratum: Stratum) -> None:
        """Bring one stratum up to date, all before it being so."""
        rules, fresh = stratum.rules, set[Triple]()
        if any(rule.negated for rule in rules):
            fresh = self._ask_again(rules)
        while back := rederived(self.store, rules, self.gone):
            self._conclude(back)
        fresh |= conclusions(self.store, rules, self.new)
        while fresh := {t for t in fresh if not self.store.holds(t)}:
            self._conclude(fresh)
            fresh = conclusions(self.store, rules, TripleSet(fresh)) if stratum.recursive else set()
        self.passed += rules

    def _ask_again(self, rules: Sequence[Rule]) -> set[Triple]:
        """Forget what rules concluded where something they negate has changed; what they conclude there now."""
        changed = TripleSet((*self.new, *self.gone))
        touched = negation_touched(self.store, rules, changed, regardless=True)
        if doomed := self.overdelete([t for t in touched if self.store.holds(t, INFERRED)]):
            self._conclude(rederived(self.store, self.passed, doomed))
        return negation_touched(self.store, rules, changed, regardless=False)

    def _conclude(self, triples: Iterable[Triple]) -> None:
        self.store.load(triples, INFERRED)
        self.new.update(t for t in triples if t not in self.gone)
        self.gone.difference_update(triples)

    def infer_anew(self) -> None:
        """Forget all that is inferred and infer it again."""
        now = set(self.store.triples(INFERRED))
        before = (now | {*self.gone} | self.inferred_before) - {*self.new} - {*self.unsaid}
        self.store.remove(now, INFERRED)
        infer(self.store, [rule for rule in self.rules if rule.file])
        after = set(self.store.triples(INFERRED))
        self.new, self.gone = TripleSet(after - before - {*self.unsaid}), TripleSet(before - after - {*self.said})

    def change(self) -> Change:
        """What has become of the graph."""
        gained, lost = {*self.new} - {*self.said}, {*self.gone} - {*self.unsaid}
        return Change(*(tuple(sorted(part)) for part in (self.said, self.unsaid, gained, lost)))
