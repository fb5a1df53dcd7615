"""The memberships of a force as spans of years: when each can have held, and when it is known to.

A day is a number: its year, and the part of it that is over.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from peelgraph.dates import bounds
from peelgraph.store import Result

__all__ = ["Span", "spans"]

OTHER_UNITS = "Other joint units"
OTHERS = "Other alliances and partnerships"
_LAST = {OTHERS: 1, OTHER_UNITS: 2}
"""The groups that stand below those of alliances, in this order."""
_NEVER = 9999.0
"""Later than all that has a date."""

Days = tuple[datetime.date, datetime.date]
"""The first and the last day that a stated date can mean."""


@dataclass(frozen=True)
class Span:
    """A membership in years: the days it can have held on, those it is known to have held on.

    `begins` and `ends` are the outermost days possible, None where not on record; `known` are the
    first and the last day known, None where no date is on record; `attested` are the days on which
    sources say so. `heads` is whether it is the alliance that its group is named after.
    """

    name: str
    group: str
    heads: bool
    modality: str
    begins: float | None
    ends: float | None
    known: tuple[float, float] | None
    attested: tuple[float, ...]

    @property
    def dated(self) -> bool:
        """Whether any date is on record."""
        return self.known is not None


def spans(timeline: Result) -> list[Span]:
    """The memberships of an answer to `timeline-of-force`, by group.

    An alliance comes first, then its units by their dates.
    """
    memberships: dict[str, list[Any]] = defaultdict(list)
    for row in timeline:
        memberships[row.membership].append(row)
    alliances = {row.alliance for row in timeline if row.alliance}
    found = [_span(rows, alliances) for rows in memberships.values()]
    return sorted(found, key=_order)


def _order(span: Span) -> tuple[int, str, bool, float, str]:
    first = span.known[0] if span.known else _NEVER
    return _LAST.get(span.group, 0), span.group, not span.heads, first, span.name


def _span(rows: Sequence[Any], alliances: Collection[str]) -> Span:
    """The span of a membership, which has a row for each day that attests it."""
    row = rows[0]
    since = bounds(row.since) if row.since else None
    until = bounds(row.until) if row.until else None
    attested = [bounds(each.attested) for each in rows if each.attested]
    role = f" ({row.role})" if row.role != "participant" else ""
    return Span(
        name=row.name + role,
        group=_group(row, alliances),
        heads=row.name in alliances,
        modality=row.modality,
        begins=_beginning(since[0]) if since else None,
        ends=_end(until[1]) if until else None,
        known=_known(since, until, attested),
        attested=tuple(sorted({_middle(days) for days in attested})),
    )


def _group(row: Any, alliances: Collection[str]) -> str:
    if row.name in alliances:
        return str(row.name)
    if row.alliance:
        return str(row.alliance)
    return OTHER_UNITS if row.unit else OTHERS


def _known(
    since: Days | None, until: Days | None, attested: Sequence[Days]
) -> tuple[float, float] | None:
    """Between which days it is known to have held; None where no date is on record."""
    days = [day for pair in attested for day in pair]
    if since:
        # it had begun by the last day that can be meant
        days.append(since[1])
    if until:
        # it had not ended before the first
        days.append(until[0])
    if not days:
        return None
    return _beginning(min(days)), _end(max(days))


def _beginning(day: datetime.date) -> float:
    """The beginning of a day as a year and its part."""
    return _year(day, 0)


def _end(day: datetime.date) -> float:
    """The end of a day as a year and its part."""
    return _year(day, 1)


def _middle(days: Days) -> float:
    first, last = days
    return (_beginning(first) + _end(last)) / 2


def _year(day: datetime.date, over: int) -> float:
    new_year = datetime.date(day.year, 1, 1)
    length = datetime.date(day.year + 1, 1, 1) - new_year
    return day.year + ((day - new_year).days + over) / length.days
