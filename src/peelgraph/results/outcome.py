"""What cases come to as text, Markdown and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from textwrap import indent
from typing import Any

from peelgraph.results.layout import PLAIN, Look, json_text, lines_text
from peelgraph.vocab import curie
from peelgraph.whatif import Effect, Outcome, Party, Sharing, Stake

__all__ = ["as_json", "as_md", "as_text"]


def as_text(outcome: Outcome, look: Look = PLAIN) -> str:
    """A count of what changes and a list of each kind of change, cut to the limit of the look."""
    return lines_text(_lines(outcome, look, ""))


def as_md(outcome: Outcome, look: Look = PLAIN) -> str:
    """The same under headings."""
    return lines_text(_lines(outcome, look, "## "))


def _lines(outcome: Outcome, look: Look, heading: str) -> Iterator[str]:
    yield f"{heading}What if {' and '.join(outcome.titles)}?"
    yield ""
    yield _counts(outcome)
    if not (outcome.lost or outcome.gained):
        yield "Every finding and formal item would bear on the same forces as before."
    for party in outcome.parties[: look.limit]:
        yield f"\n{heading}{party.name}"
        yield from _party(party, look.limit)
    if look.limit and len(outcome.parties) > look.limit:
        yield f"\n… and {len(outcome.parties) - look.limit} more; --all shows them"
    for title, items in _lists(outcome, look):
        if items:
            yield f"\n{heading}{title} ({len(items)})"
            yield from _cut(items, look.limit)


def _counts(outcome: Outcome) -> str:
    change = outcome.change
    return (
        f"{len(change.removed)} statements would go and {len(change.added)} come; "
        f"{len(change.lost)} inferences would be lost and {len(change.gained)} gained."
    )


def _lists(outcome: Outcome, look: Look) -> Iterator[tuple[str, list[str]]]:
    """What each list is of, and its items."""
    yield "No longer inferred", _effects(outcome, outcome.lost, look)
    yield "Newly inferred", _effects(outcome, outcome.gained, look)
    yield "Inferred already", [effect.sentence for effect in outcome.exposed]
    yield "What would be shared by whom", [_sharing(sharing) for sharing in outcome.sharing]
    yield (
        "The network of forces that share units, as a whole",
        [_change(row.measure.replace("_", " "), row) for row in outcome.structure()],
    )
    yield (
        "How many units each force shares, counted with each partner",
        [_change(row.name, row) for row in outcome.measures()],
    )
    # what is said of a party stands with the party
    rest = [_said(row) for row in outcome.said if not row.touches]
    yield "What else the sources say of such a case", rest


def _party(party: Party, limit: int | None) -> Iterator[str]:
    """What a party loses, gains, keeps and risks, a line each."""
    yield from _cut([f"loses {stake.sentence}" for stake in party.loses], limit)
    yield from _cut([f"gains {stake.sentence}" for stake in party.gains], limit)
    yield from _cut([f"keeps {stake.sentence}" for stake in party.keeps], limit)
    yield from _cut([f"at stake, {_stake(stake)}" for stake in party.risks], limit)


def _stake(stake: Stake) -> str:
    return f"{stake.kind}: {stake.sentence} [{curie(stake.thing)}]"


def _effects(outcome: Outcome, effects: Sequence[Effect], look: Look) -> list[str]:
    """Inferences in a sentence each, those that are shown with their proofs if these are wanted."""
    proved = effects[: look.limit] if look.why else ()
    proofs = [indent(str(outcome.why(effect)), "  ").lstrip() for effect in proved]
    return [*proofs, *(effect.sentence for effect in effects[len(proofs) :])]


def _cut(items: Sequence[str], limit: int | None) -> Iterator[str]:
    yield from (f"- {item}" for item in items[:limit])
    if limit and len(items) > limit:
        yield f"- … and {len(items) - limit} more; --all shows them"


def _sharing(sharing: Sharing) -> str:
    forces = "force" if sharing.before == 1 else "forces"
    broken = "; it would no longer be shared" if sharing.is_broken else ""
    lead = "; it would lose its lead" if sharing.loses_lead else ""
    return f"{sharing.name}: {sharing.before} {forces}, then {sharing.after}{broken}{lead}"


def _change(name: str, row: Any) -> str:
    if row.before is None:
        return f"{name}: {row.after:g}"
    return f"{name}: {row.before:g} before, {row.after:g} after"


def _said(row: Any) -> str:
    words = " – ".join(part for part in (row.name, row.statement) if part)
    date = f" ({row.date})" if row.date else ""
    return f"{row.kind}: {words}{date} [{curie(row.thing)}]"


def as_json(outcome: Outcome, look: Look = PLAIN) -> str:
    """An object with everything: cases, counts, effects, what is shared, networks, sources."""
    change = outcome.change
    return json_text(
        {
            "cases": list(outcome.titles),
            "statements": {"removed": len(change.removed), "added": len(change.added)},
            "inferences": {"lost": len(change.lost), "gained": len(change.gained)},
            "lost": [_effect_object(effect) for effect in outcome.lost],
            "gained": [_effect_object(effect) for effect in outcome.gained],
            "exposed_already": [_effect_object(effect) for effect in outcome.exposed],
            "parties": [_party_object(party) for party in outcome.parties],
            "shared": [_sharing_object(sharing) for sharing in outcome.sharing],
            "network": [row._asdict() for row in outcome.structure()],
            "strength": [row._asdict() for row in outcome.measures()],
            "sources_say": [row._asdict() for row in outcome.said],
        }
    )


def _effect_object(effect: Effect) -> dict[str, Any]:
    return {
        "kind": effect.kind,
        "sentence": effect.sentence,
        "triple": [str(term) for term in effect.triple],
    }


def _party_object(party: Party) -> dict[str, Any]:
    return {
        "name": party.name,
        "party": str(party.body),
        "loses": [asdict(stake) for stake in party.loses],
        "gains": [asdict(stake) for stake in party.gains],
        "keeps": [asdict(stake) for stake in party.keeps],
        "risks": [asdict(stake) for stake in party.risks],
    }


def _sharing_object(sharing: Sharing) -> dict[str, Any]:
    return {
        "collaboration": str(sharing.collaboration),
        "name": sharing.name,
        "forces_before": sharing.before,
        "forces_after": sharing.after,
        "no_longer_shared": sharing.is_broken,
        "loses_lead": sharing.loses_lead,
    }
