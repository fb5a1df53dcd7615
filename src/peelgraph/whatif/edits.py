"""What a case means in statements: which go, and which come.

A case without a day is supposed to have held always: who leaves was never a member. With a day, a
membership ends on it and what attests it later goes; one that begins later goes altogether. Whether
a membership exists or is only planned, it goes; who joins is supposed to be an existing member on
the days on which the others are known to be.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rdflib import RDF, Literal, URIRef
from rdflib.term import Identifier

from peelgraph.dates import bounds
from peelgraph.errors import CaseError
from peelgraph.questions.ask import ask
from peelgraph.questions.question import find_question
from peelgraph.sparql.terms import python_value, sparql_text
from peelgraph.store import Store, Triple
from peelgraph.things.labels import Labels
from peelgraph.things.resolve import resolve
from peelgraph.vocab import PEEL, curie, thing
from peelgraph.whatif.cases import Case, Delay, End, Join, Leave

__all__ = ["Edit", "edit"]


@dataclass(frozen=True)
class Edit:
    """A case in statements: what it is called, whose sharing of what it is about, or which system,
    from which day, and which triples go and come.
    """

    title: str
    force: URIRef | None
    collaborations: tuple[URIRef, ...]
    day: datetime.date | None
    remove: tuple[Triple, ...] = ()
    add: tuple[Triple, ...] = ()
    system: URIRef | None = None


@dataclass(frozen=True)
class _Membership:
    iri: URIRef
    member: URIRef
    within: URIRef
    begins: datetime.date | None
    ends: datetime.date | None


def edit(store: Store, queries: Path, case: Case) -> Edit:
    """What a case means for a graph.

    ThingNotFound for a name that nothing has; CaseError for a case that is not clear or would
    change nothing.
    """
    return _EDITS[type(case)](store, queries, case)


def _leave(store: Store, queries: Path, case: Leave) -> Edit:
    force = resolve(store, case.force, "PoliceForce")
    if case.unit and case.alliance:
        raise CaseError("a force leaves a unit or an alliance; give one of the two")
    of = case.unit or case.alliance
    whole = resolve(store, of, "Collaboration") if of else None
    title = f"{_label(store, force)} left {_label(store, whole) if whole else 'all that it shares'}"
    draft = Edit(title, force, (whole,) if whole else (), _day(case.on))
    return _ended(store, draft, list(_memberships(store, queries, whole, force)))


def _end(store: Store, queries: Path, case: End) -> Edit:
    whole = resolve(store, case.unit, "Collaboration")
    draft = Edit(f"{_label(store, whole)} ended", None, (whole,), _day(case.on))
    return _ended(store, draft, list(_memberships(store, queries, whole, None)))


def _ended(store: Store, draft: Edit, found: Sequence[_Membership]) -> Edit:
    day = draft.day
    touched = [m for m in found if day is None or m.ends is None or m.ends > day]
    if not touched:
        when = f" after {day}" if day and found else ""
        raise CaseError(f"if {draft.title} nothing would change: no membership{when} is on record")
    edits = [_end_of(store, m, day) for m in touched]
    return replace(
        draft,
        title=f"{draft.title} on {day}" if day else draft.title,
        collaborations=tuple(dict.fromkeys([*draft.collaborations, *(m.within for m in touched)])),
        remove=tuple(t for remove, _ in edits for t in remove),
        add=tuple(t for _, add in edits for t in add),
    )


def _end_of(
    store: Store, membership: _Membership, day: datetime.date | None
) -> tuple[list[Triple], list[Triple]]:
    said = store.construct(f"CONSTRUCT WHERE {{ {sparql_text(membership.iri)} ?p ?o }}")
    if day is None or (membership.begins and membership.begins > day):
        return said, []
    last = Literal(day)
    later = [t for t in said if t[1] in _ATTESTED and str(t[2]) > str(day)]
    ends = [t for t in said if t[1] in _UNTIL]
    end = (PEEL.until, Literal(str(day))), (PEEL.untilEarliest, last), (PEEL.untilLatest, last)
    return [*later, *ends], [(membership.iri, p, o) for p, o in end]


_ATTESTED = {PEEL.attestedOn, PEEL.attestedOnEarliest, PEEL.attestedOnLatest}
_UNTIL = {PEEL.until, PEEL.untilEarliest, PEEL.untilLatest}


def _join(store: Store, queries: Path, case: Join) -> Edit:
    force, unit = (
        resolve(store, case.force, "PoliceForce"),
        resolve(store, case.unit, "Collaboration"),
    )
    day = _day(case.on)
    others = list(_memberships(store, queries, unit, None))
    if any(
        m.member == force and m.within == unit and (m.ends is None or not day or m.ends > day)
        for m in others
    ):
        raise CaseError(f"{_label(store, force)} is a member of {_label(store, unit)} already")
    node = thing(f"membership/what-if.{_slug(unit)}.{_slug(force)}")
    said: list[tuple[URIRef, Identifier]] = [
        (RDF.type, PEEL.Membership),
        (PEEL.member, force),
        (PEEL.collaboration, unit),
        (PEEL.membershipRole, PEEL.participant),
        (PEEL.modality, PEEL.existing),
    ]
    days = [d for d in _days_held(store, unit) if day is None or d >= day]
    if day:
        said += [
            (PEEL["from"], Literal(str(day))),
            (PEEL.fromEarliest, Literal(day)),
            (PEEL.fromLatest, Literal(day)),
        ]
    for held in days:
        said += [(PEEL.attestedOnEarliest, Literal(held)), (PEEL.attestedOnLatest, Literal(held))]
    title = f"{_label(store, force)} joined {_label(store, unit)}{f' on {day}' if day else ''}"
    return Edit(title, force, (unit,), day, add=tuple((node, p, o) for p, o in said))


def _days_held(store: Store, unit: URIRef) -> list[datetime.date]:
    """The first and the last day on which other members are known to have shared a unit."""
    rows = store.select(
        f"SELECT DISTINCT ?day WHERE {{ ?m peel:collaboration {sparql_text(unit)} ; peel:heldOn ?day }} ORDER BY ?day"
    ).rows
    days = [python_value(row[0]) for row in rows]
    return days if len(days) < 2 else [days[0], days[-1]]


def _delay(store: Store, queries: Path, case: Delay) -> Edit:
    system = resolve(store, case.system)
    said = store.construct(f"CONSTRUCT WHERE {{ {sparql_text(system)} peel:modality ?m }}")
    if not said:
        raise CaseError(
            f"{_label(store, system)} is nothing that can be late; name a system, programme or unit"
        )
    if (system, PEEL.modality, PEEL.atRisk) in said:
        raise CaseError(
            f"{_label(store, system)} is at risk already; `peelgraph ask exposures` shows what is exposed"
        )
    late = (system, PEEL.modality, PEEL.atRisk)
    return Edit(f"{_label(store, system)} were late", None, (), None, tuple(said), (late,), system)


_EDITS: dict[type[Case], Callable[..., Edit]] = {
    Leave: _leave,
    End: _end,
    Join: _join,
    Delay: _delay,
}


def _memberships(
    store: Store, queries: Path, whole: URIRef | None, member: URIRef | None
) -> Iterator[_Membership]:
    name, given = ("memberships-in", {"collaboration": whole}) if whole else ("memberships-of", {})
    for row in ask(store, find_question(queries, name), {**given, "member": member}):
        of = str(member) if whole is None else row.member
        yield _Membership(
            URIRef(row.membership), URIRef(of), URIRef(row.within), row.begins, row.ends
        )


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


def _slug(node: URIRef) -> str:
    return curie(str(node)).rpartition("/")[2]
