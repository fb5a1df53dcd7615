"""What a case means in statements: which go, and which come.

A case without a day is supposed to have held always: who leaves was never a member. With a day, a
membership ends on it and what attests it later goes; one that begins later goes altogether. Whether
a membership exists or is only planned, it goes; who joins is supposed to be an existing member on
the days on which the others are known to be.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rdflib import URIRef

from peelgraph.dates import bounds
from peelgraph.errors import CaseError
from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Store, Triple
from peelgraph.things.labels import Labels
from peelgraph.things.resolve import resolve
from peelgraph.vocab import PEEL
from peelgraph.whatif.cases import Case, Delay, End, Join, Leave
from peelgraph.whatif.memberships import (
    Membership,
    beginning,
    days_held,
    ending,
    memberships_in,
    memberships_of,
)

__all__ = ["Edit", "edit"]


@dataclass(frozen=True)
class Edit:
    """A case in statements.

    `title` is what it is called, `collaborations` are those of which `force` (or anyone) shares
    more or less from `day` on, `system` is what would be late, and `remove` and `add` are the
    triples that go and come.
    """

    title: str
    force: URIRef | None
    collaborations: tuple[URIRef, ...]
    day: datetime.date | None
    remove: tuple[Triple, ...] = ()
    add: tuple[Triple, ...] = ()
    system: URIRef | None = None


def edit(store: Store, queries: Path, case: Case) -> Edit:
    """What a case means for a graph.

    ThingNotFound for a name that nothing has; CaseError for a case that is not clear or would
    change nothing.
    """
    return _EDITS[type(case)](store, queries, case)


def _leave(store: Store, queries: Path, case: Leave) -> Edit:
    force = resolve(store, case.force, "PoliceForce")
    who = _label(store, force)
    if case.unit and case.alliance:
        raise CaseError("a force leaves a unit or an alliance; give one of the two")
    named = case.unit or case.alliance
    if not named:
        draft = Edit(f"{who} left all that it shares", force, (), _day(case.on))
        return _ended(store, draft, list(memberships_of(store, queries, force)))
    whole = resolve(store, named, "Collaboration", [force])
    draft = Edit(f"{who} left {_label(store, whole)}", force, (whole,), _day(case.on))
    return _ended(store, draft, list(memberships_in(store, queries, whole, force)))


def _end(store: Store, queries: Path, case: End) -> Edit:
    whole = resolve(store, case.unit, "Collaboration")
    draft = Edit(f"{_label(store, whole)} ended", None, (whole,), _day(case.on))
    return _ended(store, draft, list(memberships_in(store, queries, whole)))


def _ended(store: Store, draft: Edit, found: Sequence[Membership]) -> Edit:
    """A draft with the statements of the memberships found that its day ends."""
    day = draft.day
    touched = [membership for membership in found if membership.lasts_beyond(day)]
    if not touched:
        when = f" after {day}" if day and found else ""
        raise CaseError(f"if {draft.title} nothing would change: no membership{when} is on record")
    gone: list[Triple] = []
    come: list[Triple] = []
    for membership in touched:
        remove, add = ending(store, membership, day)
        gone += remove
        come += add
    # what a case names comes first, and stands there even if no force is in it itself
    concerned = [*draft.collaborations, *(membership.within for membership in touched)]
    return replace(
        draft,
        title=_dated(draft.title, day),
        collaborations=tuple(dict.fromkeys(concerned)),
        remove=tuple(gone),
        add=tuple(come),
    )


def _join(store: Store, queries: Path, case: Join) -> Edit:
    force = resolve(store, case.force, "PoliceForce")
    unit = resolve(store, case.unit, "Collaboration")
    who = _label(store, force)
    what = _label(store, unit)
    day = _day(case.on)
    for membership in memberships_in(store, queries, unit, force):
        # a member of a part of it, or one that leaves before it comes back, can join
        if membership.within == unit and membership.lasts_beyond(day):
            raise CaseError(f"{who} is a member of {what} already")
    held = [known for known in days_held(store, unit) if day is None or known >= day]
    title = _dated(f"{who} joined {what}", day)
    said = beginning(force, unit, day, held)
    return Edit(title, force, (unit,), day, add=tuple(said))


def _delay(store: Store, queries: Path, case: Delay) -> Edit:
    system = resolve(store, case.system)
    name = _label(store, system)
    said = store.construct(f"CONSTRUCT WHERE {{ {sparql_text(system)} peel:modality ?m }}")
    # what has no modality, such as a force, is not a thing that is built or planned
    if not said:
        raise CaseError(f"{name} is nothing that can be late; name a system, programme or unit")
    late = (system, PEEL.modality, PEEL.atRisk)
    if late in said:
        raise CaseError(
            f"{name} is at risk already; `peelgraph ask exposures` shows what is exposed"
        )
    return Edit(f"{name} were late", None, (), None, tuple(said), (late,), system)


_EDITS: dict[type[Case], Callable[..., Edit]] = {
    Leave: _leave,
    End: _end,
    Join: _join,
    Delay: _delay,
}


def _dated(title: str, day: datetime.date | None) -> str:
    return f"{title} on {day}" if day else title


def _day(on: datetime.date | str | None) -> datetime.date | None:
    if on is None or isinstance(on, datetime.date):
        return on
    try:
        first, last = bounds(on)
    except ValueError as error:
        raise CaseError(f"'{on}' is not a day; write it like 2016-11-03") from error
    if first != last:
        raise CaseError(f"'{on}' is more than a day; write it like 2016-11-03")
    return first


def _label(store: Store, node: URIRef) -> str:
    return Labels(store)(node)
