"""The memberships that a case touches, and how one ends or begins in statements."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rdflib import RDF, Literal, URIRef
from rdflib.term import Identifier

from peelgraph.questions.ask import ask
from peelgraph.questions.question import find_question
from peelgraph.sparql.terms import python_value, sparql_text
from peelgraph.store import Store, Triple
from peelgraph.vocab import PEEL, curie, thing

__all__ = ["Membership", "beginning", "days_held", "ending", "memberships_in", "memberships_of"]

_ATTESTED = {PEEL.attestedOn, PEEL.attestedOnEarliest, PEEL.attestedOnLatest}
_UNTIL = {PEEL.until, PEEL.untilEarliest, PEEL.untilLatest}


@dataclass(frozen=True)
class Membership:
    """A membership on record, of whom, in what, and the days between which it can have held."""

    iri: URIRef
    member: URIRef
    within: URIRef
    begins: datetime.date | None
    ends: datetime.date | None

    def lasts_beyond(self, day: datetime.date | None) -> bool:
        """Whether it has not ended by a day; without a day, always."""
        return day is None or self.ends is None or self.ends > day


def memberships_in(
    store: Store, queries: Path, whole: URIRef, member: URIRef | None = None
) -> Iterator[Membership]:
    """The memberships in a collaboration and in all that runs under it, of all or of one."""
    question = find_question(queries, "memberships-in")
    for row in ask(store, question, {"collaboration": whole, "member": member}):
        yield _membership(row, URIRef(row.member))


def memberships_of(store: Store, queries: Path, member: URIRef) -> Iterator[Membership]:
    """All memberships of a force."""
    question = find_question(queries, "memberships-of")
    for row in ask(store, question, {"member": member}):
        yield _membership(row, member)


def _membership(row: Any, member: URIRef) -> Membership:
    return Membership(
        URIRef(row.membership),
        member,
        URIRef(row.within),
        row.begins,
        row.ends,
    )


def days_held(store: Store, unit: URIRef) -> list[datetime.date]:
    """The first and the last day on which members are known to have shared a unit."""
    rows = store.select(
        f"""SELECT DISTINCT ?day WHERE {{
          ?m peel:collaboration {sparql_text(unit)} ; peel:heldOn ?day
        }} ORDER BY ?day"""
    ).rows
    days = [python_value(row[0]) for row in rows]
    return days if len(days) < 2 else [days[0], days[-1]]


def ending(
    store: Store, membership: Membership, day: datetime.date | None
) -> tuple[list[Triple], list[Triple]]:
    """The statements that go and those that come if a membership ends, on a day or altogether."""
    said = store.construct(f"CONSTRUCT WHERE {{ {sparql_text(membership.iri)} ?p ?o }}")
    # without a day it never was; one that begins after the day never comes to be
    if day is None or (membership.begins and membership.begins > day):
        return said, []
    # what is attested later cannot have been seen; days compare as texts do (ISO 8601)
    later = [t for t in said if t[1] in _ATTESTED and str(t[2]) > str(day)]
    ends = [t for t in said if t[1] in _UNTIL]
    come: list[Triple] = [
        (membership.iri, PEEL.until, Literal(str(day))),
        (membership.iri, PEEL.untilEarliest, Literal(day)),
        (membership.iri, PEEL.untilLatest, Literal(day)),
    ]
    return [*later, *ends], come


def beginning(
    force: URIRef, unit: URIRef, day: datetime.date | None, held: list[datetime.date]
) -> list[Triple]:
    """The statements of a membership that exists, from a day and on the days held."""
    said: list[tuple[URIRef, Identifier]] = [
        (RDF.type, PEEL.Membership),
        (PEEL.member, force),
        (PEEL.collaboration, unit),
        (PEEL.membershipRole, PEEL.participant),
        (PEEL.modality, PEEL.existing),
    ]
    if day:
        said += [
            (PEEL["from"], Literal(str(day))),
            (PEEL.fromEarliest, Literal(day)),
            (PEEL.fromLatest, Literal(day)),
        ]
    for known in held:
        said.append((PEEL.attestedOnEarliest, Literal(known)))
        said.append((PEEL.attestedOnLatest, Literal(known)))
    # named after who joins what, so that the same case always gives the same graph
    node = thing(f"membership/what-if.{_slug(unit)}.{_slug(force)}")
    return [(node, predicate, value) for predicate, value in said]


def _slug(node: URIRef) -> str:
    return curie(str(node)).rpartition("/")[2]
