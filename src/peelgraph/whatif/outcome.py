"""What follows from cases: what goes and comes on a copy, and what depends on it inferred again."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rdflib import Literal, URIRef

from peelgraph.questions.ask import ask
from peelgraph.questions.question import find_question
from peelgraph.reason import Change
from peelgraph.rules.rule import Rule
from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Result, Store, Triple
from peelgraph.store.answer import Solution
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.things.labels import Labels
from peelgraph.vocab import PEEL, thing
from peelgraph.whatif.cases import Case
from peelgraph.whatif.edits import Edit, edit
from peelgraph.whatif.parties import Party, Sharing, parties
from peelgraph.whatif.revise import revise

if TYPE_CHECKING:
    from peelgraph.explain import Explanation
    from peelgraph.network.projection import Network

__all__ = ["Effect", "Outcome", "suppose"]

_UNCHANGED = (Literal(0), Literal(1.0))
"""What a row without a value before says where nothing changed: no edge gone or come, and all
communities kept.
"""
_EXPOSED = """CONSTRUCT { ?thing peel:exposedTo ?unsettled }
WHERE { ?unsettled peel:dependsOn* %s . ?thing peel:exposedTo ?unsettled }"""
_FORCES = thing("force/")
_TOLD = {PEEL.bearsOn, PEEL.mayBearOn, PEEL.exposedTo}


@dataclass(frozen=True, order=True)
class Effect:
    """Something inferred that would be lost or gained.

    `kind` is the label of its property, `sentence` the triple in labels.
    """

    kind: str
    sentence: str
    triple: Triple


@dataclass(frozen=True)
class Outcome:
    """What cases come to.

    `titles` say them in words. `lost` and `gained` are inferences about whom outcomes reach and
    what is exposed, `change` is all that changes; `sharing` are the collaborations with other
    members; `said` are the rows of the question `said-of-case`: what sources say of such a case.
    `parties` are those whom all this touches, with what each loses, gains, keeps and risks.
    `exposed` is what is exposed to something late, or to what depends on that, already now.
    `before` and `after` are the graphs, for more questions, and `day` is the last day from which a
    case holds, if any.
    """

    titles: tuple[str, ...]
    change: Change
    lost: tuple[Effect, ...]
    gained: tuple[Effect, ...]
    sharing: tuple[Sharing, ...]
    said: Result
    parties: tuple[Party, ...]
    exposed: tuple[Effect, ...]
    before: EmbeddedStore
    after: EmbeddedStore
    rules: tuple[Rule, ...]
    queries: Path
    day: datetime.date | None

    def why(self, effect: Effect) -> Explanation:
        """Why it holds now, if it would be lost; or why it would hold, if it would be gained."""
        from peelgraph.explain import Explainer

        store = self.after if effect in self.gained else self.before
        return Explainer(store, list(self.rules)).why(effect.triple)

    def networks(self, projection: str = "forces", /, **arguments: Any) -> tuple[Network, Network]:
        """A projection of the graph before and after, on the day after the last of the cases.

        Another day, or other parameters of the projection, are given as for `kg.network`.
        """
        from peelgraph.network.projection import project

        given = {name: value for name, value in arguments.items() if value is not None}
        given = {**_day_after(self.day), **given}
        before = project(self.before, self.queries, projection, given)
        after = project(self.after, self.queries, projection, given)
        return before, after

    def structure(self) -> Result:
        """What is measured of the whole network of forces, before and after: rows that differ."""
        from peelgraph.network.report import structure_change_rows

        rows = structure_change_rows(*self.networks())
        return Result(rows.columns, tuple(row for row in rows.rows if _differs(row)))

    def measures(self, *names: str) -> Result:
        """What is measured of forces, by default their strength: the rows that differ."""
        from peelgraph.network.report import change_rows

        return change_rows(*self.networks(), names or ("strength",))


def _differs(row: Solution) -> bool:
    """Whether a row on the whole network says of something that it changed."""
    _, before, after, *_ = row
    if before is None:
        return after not in _UNCHANGED
    return bool(before != after)


def suppose(
    store: EmbeddedStore,
    rules: Sequence[Rule],
    queries: Path,
    cases: Sequence[Case],
) -> Outcome:
    """What would follow from cases, one after the other; the store itself stays as it is.

    CaseError for a case in which nothing would change; ThingNotFound for a name that nothing has.
    """
    copy = store.copy()
    edits: list[Edit] = []
    changes: list[Change] = []
    for case in cases:
        # a case is read off the copy, so that it is about what the cases before it have left
        found = edit(copy, queries, case)
        edits.append(found)
        change = revise(copy, rules, found.add, found.remove, None)
        changes.append(change)
    whole = reduce(Change.then, changes, Change())
    days = [found.day for found in edits if found.day]
    day = max(days, default=None)
    sharing = tuple(_sharing(store, copy, queries, edits))
    said = _said(store, queries, edits)
    labels = Labels(copy)
    partners = _partners(copy, queries, sharing, day)
    return Outcome(
        titles=tuple(found.title for found in edits),
        change=whole,
        lost=_effects(store, whole.lost),
        gained=_effects(copy, whole.gained),
        sharing=sharing,
        said=said,
        parties=parties(labels, sharing, whole, partners, said),
        exposed=_effects(store, _exposed(store, edits)),
        before=store,
        after=copy,
        rules=tuple(rules),
        queries=queries,
        day=day,
    )


def _effects(store: Store, triples: Sequence[Triple]) -> tuple[Effect, ...]:
    """The inferences that matter to people, in the order of their sentences."""
    told = _told(triples)
    labels = Labels(store)
    labels.learn(term for triple in told for term in triple)
    effects = (Effect(labels(triple[1]), labels.sentence(triple), triple) for triple in told)
    return tuple(sorted(effects))


def _exposed(store: Store, edits: Iterable[Edit]) -> list[Triple]:
    """What is exposed to what would be late, or to what depends on that, before it is late."""
    late = [found.system for found in edits if found.system]
    return [triple for system in late for triple in store.construct(_EXPOSED % sparql_text(system))]


def _told(triples: Sequence[Triple]) -> list[Triple]:
    # what bears on a force need not be said to perhaps bear on it too
    certain = {(s, o) for s, p, o in triples if p == PEEL.bearsOn}
    told = [triple for triple in triples if triple[1] in _TOLD]
    return [(s, p, o) for s, p, o in told if p != PEEL.mayBearOn or (s, o) not in certain]


def _sharing(
    before: Store, after: Store, queries: Path, edits: Iterable[Edit]
) -> Iterator[Sharing]:
    labels = Labels(before)
    # of a collaboration in several cases, the day of the last one counts
    days = {concerned: found.day for found in edits for concerned in found.collaborations}
    had = _roles(before, queries, days)
    would_have = _roles(after, queries, days)
    for collaboration in sorted(days):
        now = had[collaboration]
        then = would_have[collaboration]
        if now != then:
            loses_lead = "lead" in now.values() and "lead" not in then.values()
            name = labels(collaboration)
            yield Sharing(name, collaboration, frozenset(now), frozenset(then), loses_lead)


def _roles(
    store: Store, queries: Path, days: Mapping[URIRef, datetime.date | None]
) -> dict[URIRef, dict[URIRef, str]]:
    """The roles of the forces in each collaboration itself that have not left it by its day."""
    roles: dict[URIRef, dict[URIRef, str]] = {collaboration: {} for collaboration in days}
    if not days:
        return roles
    question = find_question(queries, "memberships-in")
    for row in ask(store, question, {"collaboration": sorted(days)}):
        within = URIRef(row.within)
        if within in days and _is_force_on(row, days[within]):
            roles[within][URIRef(row.member)] = row.role
    return roles


def _is_force_on(row: Any, day: datetime.date | None) -> bool:
    """Whether a membership is a force's, and has not ended by a day."""
    has_ended = day and row.ends and row.ends <= day
    return row.member.startswith(_FORCES) and not has_ended


def _partners(
    after: Store, queries: Path, sharing: Iterable[Sharing], day: datetime.date | None
) -> dict[URIRef, Result]:
    """With whom each force that would leave something still shares how much."""
    leaving = {force for one in sharing for force in one.had - one.would_have}
    question = find_question(queries, "partners-of-force")
    return {
        force: ask(after, question, {"force": force, **_day_after(day)})
        for force in sorted(leaving)
    }


def _day_after(day: datetime.date | None) -> dict[str, Any]:
    """The argument for the first day on which a case holds; none where it has no day."""
    return {"as_of": day + datetime.timedelta(days=1)} if day else {}


def _said(store: Store, queries: Path, edits: Iterable[Edit]) -> Result:
    """What sources say of such cases, each statement once."""
    question = find_question(queries, "said-of-case")
    answers = []
    for found in edits:
        things = list(found.collaborations) if found.system is None else [found.system]
        given = {"collaboration": things, "force": found.force}
        answers.append(ask(store, question, given))
    rows = dict.fromkeys(row for answer in answers for row in answer.rows)
    return Result(answers[0].columns, tuple(rows))
