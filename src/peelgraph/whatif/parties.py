"""What cases come to for each of those whom they touch: what it loses, gains, keeps and risks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rdflib import URIRef

from peelgraph.network.dependency import ENOUGH
from peelgraph.reason import Change
from peelgraph.store import Result, Triple
from peelgraph.things.labels import Labels
from peelgraph.vocab import PEEL

__all__ = ["Party", "Sharing", "Stake", "parties"]

_REACHES = {PEEL.bearsOn, PEEL.mayBearOn}


@dataclass(frozen=True, order=True)
class Sharing:
    """A collaboration with other forces than before.

    `had` are the forces in it, `would_have` those that would be. `loses_lead` is whether it has a
    lead and would have none.
    """

    name: str
    collaboration: URIRef
    had: frozenset[URIRef]
    would_have: frozenset[URIRef]
    loses_lead: bool

    @property
    def before(self) -> int:
        """How many forces are in it."""
        return len(self.had)

    @property
    def after(self) -> int:
        """How many would be."""
        return len(self.would_have)

    @property
    def is_broken(self) -> bool:
        """Whether it would no longer be shared: fewer than two forces."""
        return self.before >= ENOUGH > self.after


@dataclass(frozen=True)
class Stake:
    """One thing that a party loses, gains, keeps or risks.

    `kind` is membership, partner, lead, outcome or collaboration, or for a risk the kind of what
    says so: condition, dependency, finding or formal item. `thing` is what it is about, or what
    says so.
    """

    kind: str
    sentence: str
    thing: URIRef


@dataclass(frozen=True)
class Party:
    """A force or another body, and what cases come to for it.

    `risks` is what the sources say is at stake for it: what was found about it and the
    collaboration, what depends on that, and what would come about only then.
    """

    name: str
    body: URIRef
    loses: list[Stake] = field(default_factory=list)
    gains: list[Stake] = field(default_factory=list)
    keeps: list[Stake] = field(default_factory=list)
    risks: list[Stake] = field(default_factory=list)


def parties(
    labels: Labels,
    sharing: Sequence[Sharing],
    change: Change,
    partners: Mapping[URIRef, Result],
    said: Result,
) -> tuple[Party, ...]:
    """Whom cases touch, first those that would leave or join, then by name.

    `partners` are the rows of the question `partners-of-force` that are left for each force that
    would leave, `said` those of `said-of-case`.
    """
    found = _Parties(labels)
    for one in sharing:
        found.share(one)
    for force, rows in partners.items():
        found.keep(force, rows, _stay_with(force, sharing))
    found.reach(change)
    for row in said:
        found.risk(row)
    moved = {force for one in sharing for force in one.had ^ one.would_have}
    return tuple(sorted(found.all, key=lambda party: (party.body not in moved, party.name)))


def _stay_with(force: URIRef, sharing: Iterable[Sharing]) -> set[URIRef]:
    """The forces that stay in what a force would leave."""
    left = (one for one in sharing if force in one.had - one.would_have)
    return {other for one in left for other in one.would_have}


class _Parties:
    """The parties as they are found."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._found: dict[URIRef, Party] = {}

    @property
    def all(self) -> Iterable[Party]:
        return self._found.values()

    def _of(self, body: URIRef) -> Party:
        if body not in self._found:
            self._found[body] = Party(self._labels(body), body)
        return self._found[body]

    def share(self, one: Sharing) -> None:
        """What a collaboration with other forces than before means for each of them."""
        leave = one.had - one.would_have
        join = one.would_have - one.had
        for force in leave:
            part = Stake("membership", f"its part in {one.name}", one.collaboration)
            self._of(force).loses.append(part)
        for force in join:
            part = Stake("membership", f"a part in {one.name}", one.collaboration)
            self._of(force).gains.append(part)
        for force in one.had & one.would_have:
            self._stay(self._of(force), one, leave, join)

    def _stay(
        self, party: Party, one: Sharing, leave: frozenset[URIRef], join: frozenset[URIRef]
    ) -> None:
        if leave:
            alone = ", which it would then have alone" if one.is_broken else ""
            words = f"{self._names(leave)} in {one.name}{alone}"
            party.loses.append(Stake("partner", words, one.collaboration))
        if join:
            words = f"{self._names(join)} in {one.name}"
            party.gains.append(Stake("partner", words, one.collaboration))
        if one.loses_lead:
            party.loses.append(Stake("lead", f"who leads {one.name}", one.collaboration))
        others = one.would_have - {party.body}
        if others:
            words = f"{one.name}, with {self._names(others)}"
            party.keeps.append(Stake("collaboration", words, one.collaboration))

    def keep(self, force: URIRef, rows: Result, others: set[URIRef]) -> None:
        """What a force still shares with those that stay in what it would leave."""
        for row in rows:
            other = URIRef(row.partner)
            if other in others:
                self._still(force, other, row.shared)
                self._still(other, force, row.shared)

    def _still(self, body: URIRef, other: URIRef, number: int) -> None:
        what = "collaboration" if number == 1 else "collaborations"
        words = f"{number} other {what} on record with {self._labels(other)}"
        self._of(body).keeps.append(Stake("collaboration", words, other))

    def reach(self, change: Change) -> None:
        """How many findings and formal items would no longer, or newly, reach whom."""
        for body, number in _reached(change.lost):
            words = f"{_outcomes(number)} would no longer bear on it"
            self._of(body).loses.append(Stake("outcome", words, body))
        for body, number in _reached(change.gained):
            words = f"{_outcomes(number)} would newly bear on it"
            self._of(body).gains.append(Stake("outcome", words, body))

    def risk(self, row: Any) -> None:
        """What the sources say is at stake for the party of a row; a row may have none."""
        if row.touches:
            stake = Stake(row.kind, _said(row), URIRef(row.thing))
            self._of(URIRef(row.touches)).risks.append(stake)

    def _names(self, forces: Iterable[URIRef]) -> str:
        return ", ".join(sorted(map(self._labels, forces)))


def _reached(triples: Iterable[Triple]) -> Iterator[tuple[URIRef, int]]:
    """Bodies, and how many outcomes reach each."""
    pairs = {(s, o) for s, p, o in triples if p in _REACHES}
    counts = Counter(URIRef(str(body)) for _, body in pairs)
    yield from sorted(counts.items())


def _outcomes(number: int) -> str:
    return "1 finding or formal item" if number == 1 else f"{number} findings and formal items"


def _said(row: Any) -> str:
    """What a row of `said-of-case` says, in one line."""
    name = row.name
    if row.kind == "dependency":
        name = f"{row.name} depends on {row.depends_on}"
    return " – ".join(part for part in (name, row.statement) if part)
