"""What follows from cases: on a copy statements go and come and what depends on them is inferred
again.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rdflib import Literal, URIRef

from peelgraph.questions.ask import ask
from peelgraph.questions.question import find_question
from peelgraph.reason import Change
from peelgraph.rules.rule import Rule
from peelgraph.store import Result, Store, Triple
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.things.labels import Labels
from peelgraph.vocab import PEEL, thing
from peelgraph.whatif.cases import Case
from peelgraph.whatif.edits import Edit, edit
from peelgraph.whatif.revise import revise

if TYPE_CHECKING:
    from peelgraph.explain import Explanation
    from peelgraph.network.projection import Network

__all__ = ["Effect", "Left", "Outcome", "suppose"]

ENOUGH = 2
_NO_CHANGE = (Literal(0), Literal(1.0))
"""No edge gone or come; all communities kept."""


@dataclass(frozen=True, order=True)
class Effect:
    """Something inferred that would be lost or gained: its property's label, and the triple as a
    sentence of labels.
    """

    kind: str
    sentence: str
    triple: Triple


@dataclass(frozen=True, order=True)
class Left:
    """A collaboration whose forces would change: how many it has and would have, and whether it
    would lose its lead.
    """

    name: str
    collaboration: URIRef
    before: int
    after: int
    loses_lead: bool

    @property
    def is_broken(self) -> bool:
        """Whether it would no longer be shared: fewer than two forces."""
        return self.before >= ENOUGH > self.after


@dataclass(frozen=True)
class Outcome:
    """What cases come to.

    `titles` say them in words. `lost` and `gained` are inferences about whom outcomes reach and
    what is exposed, `change` is all that changes; `left` are the collaborations with other members;
    `said` are the rows of the question `said-of-case`: what sources say of such a case. `before`
    and `after` are the graphs, for more questions, and `day` is the last day from which a case
    holds, if any.
    """

    titles: tuple[str, ...]
    change: Change
    lost: tuple[Effect, ...]
    gained: tuple[Effect, ...]
    left: tuple[Left, ...]
    said: Result
    before: EmbeddedStore
    after: EmbeddedStore
    rules: tuple[Rule, ...]
    queries: Path
    day: datetime.date | None

    def why(self, effect: Effect) -> Explanation:
        """Why it holds now, if it would be lost; or why it would hold, if it would be gained."""
        from peelgraph.explain import Explainer

        return Explainer(
            self.after if effect in self.gained else self.before, list(self.rules)
        ).why(effect.triple)

    def networks(self, projection: str = "forces", /, **arguments: Any) -> tuple[Network, Network]:
        """A projection of the graph before and after, on the day after that of the cases if none is
        given.
        """
        from peelgraph.network.projection import project

        given = {"as_of": self.day and self.day + datetime.timedelta(days=1), **arguments}
        before, after = (
            project(store, self.queries, projection, given) for store in (self.before, self.after)
        )
        return before, after

    def structure(self) -> Result:
        """What is measured of the whole network of forces, before and after: rows that differ."""
        from peelgraph.network.report import structure_change_rows

        rows = structure_change_rows(*self.networks())
        told = (
            row
            for row in rows.rows
            if (row[1] != row[2] if row[1] is not None else row[2] not in _NO_CHANGE)
        )
        return Result(rows.columns, tuple(told))

    def measures(self, *names: str) -> Result:
        """What is measured of forces, before and after, by default their strength: rows that
        differ.
        """
        from peelgraph.network.report import change_rows

        return change_rows(*self.networks(), names or ("strength",))


def suppose(
    store: EmbeddedStore, rules: Sequence[Rule], queries: Path, cases: Sequence[Case]
) -> Outcome:
    """What would follow from cases, one after the other, on a copy of a store; the store itself
    stays as it is.

    CaseError for a case in which nothing would change; ThingNotFound for a name that nothing has.
    """
    copy = store.copy()
    edits, changes = [], []
    for case in cases:
        edits.append(edit(copy, queries, case))
        changes.append(revise(copy, rules, edits[-1].add, edits[-1].remove, None))
    change = reduce(Change.then, changes, Change())
    return Outcome(
        tuple(e.title for e in edits),
        change,
        _effects(store, change.lost),
        _effects(copy, change.gained),
        tuple(_left(store, copy, queries, edits)),
        _said(store, queries, edits),
        store,
        copy,
        tuple(rules),
        queries,
        max((e.day for e in edits if e.day), default=None),
    )


_TOLD = {PEEL.bearsOn, PEEL.mayBearOn, PEEL.exposedTo}


def _effects(store: Store, triples: Sequence[Triple]) -> tuple[Effect, ...]:
    """The inferences that matter to people; what bears on a force need not be said to perhaps bear
    on it too.
    """
    labels = Labels(store)
    certain = {(s, o) for s, p, o in triples if p == PEEL.bearsOn}
    told = [
        t
        for t in triples
        if t[1] in _TOLD and not (t[1] == PEEL.mayBearOn and (t[0], t[2]) in certain)
    ]
    labels.learn(term for triple in told for term in triple)
    return tuple(sorted(Effect(labels(t[1]), labels.sentence(t), t) for t in told))


def _left(before: Store, after: Store, queries: Path, edits: Sequence[Edit]) -> Iterator[Left]:
    labels = Labels(before)
    days = {c: e.day for e in edits for c in e.collaborations}
    for collaboration, day in sorted(days.items()):
        forces, forces_then = (
            _forces(store, queries, collaboration, day) for store in (before, after)
        )
        if forces != forces_then:
            loses = "lead" in forces.values() and "lead" not in forces_then.values()
            yield Left(labels(collaboration), collaboration, len(forces), len(forces_then), loses)


def _forces(
    store: Store, queries: Path, collaboration: URIRef, day: datetime.date | None
) -> dict[str, str]:
    """The forces of a collaboration itself, with their roles, whose membership has not ended by a
    day.
    """
    rows = ask(store, find_question(queries, "memberships-in"), {"collaboration": collaboration})
    own = (
        row
        for row in rows
        if row.within == str(collaboration) and (not day or not row.ends or row.ends > day)
    )
    return {row.member: row.role for row in own if row.member.startswith(thing("force/"))}


def _said(store: Store, queries: Path, edits: Sequence[Edit]) -> Result:
    question = find_question(queries, "said-of-case")
    about = [(list(e.collaborations) if e.system is None else [e.system], e.force) for e in edits]
    answers = [
        ask(store, question, {"collaboration": things, "force": force}) for things, force in about
    ]
    rows = dict.fromkeys(row for answer in answers for row in answer.rows)
    return Result(answers[0].columns, tuple(rows))
