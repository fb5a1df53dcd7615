"""Keeping what follows up to date: after a change only what depends on it is derived again.

Delete and rederive, with semi-naive additions (A. Gupta, I. S. Mumick, V. S. Subrahmanian,
'Maintaining views incrementally', SIGMOD 1993). First all goes that some derivation lost a premise
of. Then, stratum by stratum, what can still be derived comes back and what the change brings is
added; a rule whose negated part is touched loses what it concluded there before it is asked again.
The result is the same as that of inferring everything anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import ExitStack
from itertools import chain

from peelgraph.reason.change import Change
from peelgraph.reason.delta import Delta
from peelgraph.reason.engine import Progress, has_equals, infer, infers_axioms, rules_for, unheard
from peelgraph.reason.passes import conclude_from, concluded_from, negation_touched, rederive
from peelgraph.rules.owl.schema import is_axiom
from peelgraph.rules.rule import Rule
from peelgraph.rules.strata import Body, Stratum, strata
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.lines import clear, cut, lines_in
from peelgraph.store.oxterms import Line, Lines, Quad, lines_of
from peelgraph.store.revision import Revision, difference
from peelgraph.vocab import INFERRED, MADE

__all__ = ["infer_upon", "maintain"]

LITTLE = 0.1
"""The share of all statements up to which following a change costs less than inferring everything
anew.
"""


def maintain(
    store: EmbeddedStore,
    rules: Sequence[Rule],
    *,
    add: Iterable[Quad] = (),
    remove: Iterable[Quad] = (),
) -> Change:
    """Add and remove statements of a store that was inferred with these rules, and bring what
    follows up to date.

    Where an axiom is among the statements, or things are found to be the same, all is inferred
    anew.
    """
    with ExitStack() as stack:
        return _maintained(stack, store, rules, add, remove).change()


def infer_upon(
    base: EmbeddedStore,
    store: EmbeddedStore,
    files: Sequence[Rule] = (),
    tell: Progress = unheard,
) -> None:
    """As `infer`, of a store whose statements differ little from those of one that was inferred
    with the same rules.

    What follows from the difference is inferred and the rest taken over; where much differs all is
    inferred anew.
    """
    added = difference(store, base, INFERRED, *MADE)
    removed = difference(base, store, INFERRED, *MADE)
    if len(added) + len(removed) > LITTLE * store.count():
        infer(store, files, tell)
        return
    work = base.copy()
    with ExitStack() as stack:
        _maintained(stack, work, rules_for(work, files), added, removed)
    store.add(work.named(INFERRED))
    tell(1, 1)


def _maintained(
    stack: ExitStack,
    store: EmbeddedStore,
    rules: Sequence[Rule],
    add: Iterable[Quad],
    remove: Iterable[Quad],
) -> _Maintenance:
    store.unite()
    work = _Maintenance(store, rules, Revision.of(store.inner, add, remove), stack)
    if work.change().in_axioms or has_equals(store):
        work.say()
        work.infer_anew()
        return work
    work.overdelete(work.revision.unsaid, work.revision.orphans, work.revision.ended)
    work.say()
    for stratum in strata(rules):
        work.follow(stratum)
    if has_equals(store) or (work.changed_axioms() and infers_axioms(store, files_of(rules))):
        work.infer_anew()
    return work


def files_of(rules: Iterable[Rule]) -> list[Rule]:
    """The rules that come from files."""
    return [rule for rule in rules if rule.file]


class _Maintenance:
    """A store under change: what holds that did not when it began (`new`), and what held then and
    does not (`gone`).
    """

    def __init__(
        self, store: EmbeddedStore, rules: Sequence[Rule], revision: Revision, stack: ExitStack
    ) -> None:
        self.store, self.rules, self.revision = store, rules, revision
        self.bodies = [body for stratum in strata(rules) for body in stratum.bodies]
        self.passed: list[Body] = []
        self.new = stack.enter_context(
            Delta(store, "new", revision.said - revision.inferred, revision.begun)
        )
        self.gone = stack.enter_context(Delta(store, "gone", revision.unsaid, revision.ended))

    def say(self) -> None:
        """Carry out the change of what is said; what is said is not inferred as well."""
        cut(self.store, b"\n".join(self.revision.inferred), INFERRED)
        self.revision.carry_out(self.store)
        self.gone.discard(self.revision.said)

    def overdelete(
        self, seeds: Lines, inferred: Lines, whole: Collection[bytes] = frozenset()
    ) -> Lines:
        """Take out of the inferred graph what some derivation from the seeds concludes, and those
        that are inferred.

        All that the store holds of what is `whole` is among the seeds and those.
        """
        doomed, frontier = {*inferred}, {*seeds, *inferred}
        while frontier:
            with Delta(self.store, "frontier", frontier, whole) as delta:
                frontier = concluded_from(self.store, self.bodies, delta) - doomed
            doomed |= frontier
        cut(self.store, b"\n".join(doomed), INFERRED)
        self.gone.add({line for line in doomed if line not in self.new})
        self.new.discard(doomed)
        return doomed

    def follow(self, stratum: Stratum) -> None:
        """Bring one stratum up to date, all before it being so."""
        bodies, fresh = stratum.bodies, set[Line]()
        if any(rule.negated for rule in stratum.rules):
            fresh |= self._ask_again(bodies)
        fresh |= self._settle(rederive(self.store, bodies, self.gone))
        fresh |= self._settle(conclude_from(self.store, bodies, self.new))
        while fresh and stratum.recursive:
            with Delta(self.store, "fresh", fresh) as delta:
                fresh = self._settle(conclude_from(self.store, bodies, delta))
        self.passed += bodies

    def _ask_again(self, bodies: Sequence[Body]) -> set[Line]:
        """Forget what rules concluded where something they negate has changed; infer what they
        conclude there now.
        """
        changed = (self.new, self.gone)
        touched = negation_touched(self.store, bodies, changed, regardless=True)
        if touched and (doomed := self.overdelete(touched, touched)):
            with Delta(self.store, "doomed", doomed) as wanted:
                self._settle(rederive(self.store, self.passed, wanted))
        return self._settle(negation_touched(self.store, bodies, changed, regardless=False))

    def _settle(self, inferred: set[Line]) -> set[Line]:
        """What has just been inferred, and is returned, holds: anew, or again."""
        again = {line for line in inferred if line in self.gone}
        self.new.add(inferred - again)
        self.gone.discard(again)
        return inferred

    def changed_axioms(self) -> bool:
        """Whether an axiom is inferred anew, or no longer."""
        return any(map(is_axiom, chain(self.new, self.gone)))

    def infer_anew(self) -> None:
        """Forget all that is inferred and infer it again."""
        said, unsaid = self.revision.said, self.revision.unsaid
        before = (
            (lines_of(clear(self.store, INFERRED)) | {*self.gone} | self.revision.inferred)
            - {*self.new}
            - unsaid
        )
        infer(self.store, files_of(self.rules))
        after = lines_of(lines_in(self.store, INFERRED))
        self.new.discard(list(self.new))
        self.gone.discard(list(self.gone))
        self.new.add(after - before - unsaid)
        self.gone.add(before - after - said)

    def change(self) -> Change:
        """What has become of the graph."""
        said, unsaid = self.revision.said, self.revision.unsaid
        return Change(*map(frozenset, (said, unsaid, {*self.new} - said, {*self.gone} - unsaid)))
