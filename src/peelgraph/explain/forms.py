"""Explanations and obstacles as text, Markdown and JSON.

The JSON of an explanation is an object with `triple` (three strings), `sentence`, and either
`rule`, `because`, `conditions` (strings) and `premises` (such objects), or `sources` (`title`,
`iri`, `graph`) and `passages` (`document`, `section`, `start`, `end`, `sha256`, `document_sha256`,
`iri`, `document_iri`; `state` and `words` where copies of the documents were given). That of a
WhyNot has `triple`, `sentence`, `more` and `obstacles`: `rule`, `because`, `reasons`, `met`,
`lacks` (strings), `asked` (a number) and `deeper` (such an object, or null).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from peelgraph.documents.copies import Checked
from peelgraph.documents.passages import PassageRef
from peelgraph.explain.explanation import Explanation
from peelgraph.explain.obstacles import Obstacle, WhyNot

__all__ = [
    "Brief",
    "References",
    "explanation_dict",
    "explanation_markdown",
    "not_line",
    "rest_lines",
    "rule_line",
    "why_not_dict",
    "why_not_markdown",
]

States = Mapping[PassageRef, Checked]

_LONG = re.compile(r"‘[^‘’–]{50,}’|[^\s;*)]{50,}")
FIRST_WORDS, FIRST_LETTERS = 5, 30


class Brief:
    """Cuts long quotations and addresses after their first mention: ‘The joint anti-corruption and
    vetting …’.
    """

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def __call__(self, text: str) -> str:
        """The text with what was mentioned before cut to how it begins."""
        return _LONG.sub(lambda match: self._cut(match[0]), text)

    def _cut(self, long: str) -> str:
        if long not in self._seen:
            self._seen.add(long)
            return long
        words = long.split()
        return (
            f"{' '.join(words[:FIRST_WORDS])} …’" if len(words) > 1 else f"{long[:FIRST_LETTERS]}…"
        )


class References:
    """Passages numbered in the order in which they are first met."""

    def __init__(self, states: States | None = None) -> None:
        self.known: list[PassageRef] = []
        self._states = states or {}

    def said(self, e: Explanation) -> str:
        """Where a leaf is said: its sources and the numbers of its passages."""
        numbers = ", ".join(map(str, map(self._number, e.passages)))
        return f"said in {'; '.join(map(str, e.sources))}{f' [{numbers}]' if numbers else ''}"

    def _number(self, passage: PassageRef) -> int:
        if passage not in self.known:
            self.known.append(passage)
        return self.known.index(passage) + 1

    def lines(self) -> Iterator[tuple[int, PassageRef, str, str | None]]:
        """For each passage its number, itself, its digest with its state in words, and its words
        where at hand.
        """
        for number, passage in enumerate(self.known, 1):
            checked = self._states.get(passage)
            state = f" – {checked.state}" if checked else ""
            yield (
                number,
                passage,
                f"sha256 {passage.sha256}{state}",
                checked.words if checked else None,
            )


def explanation_markdown(proofs: Sequence[Explanation], states: States | None = None) -> str:
    """Proofs as nested lists, with the passages numbered below; a heading for each where there are
    several.
    """
    refs, lines = References(states), []
    for number, e in enumerate(proofs, 1):
        brief = Brief()
        lines += [f"## Proof {number} of {len(proofs)}\n"] if len(proofs) > 1 else []
        lines += [*map(brief, _markdown(e, refs, 0)), ""]
    if refs.known:
        lines += ["**Passages**", ""]
    for number, passage, digest, words in refs.lines():
        lines.append(f"{number}. {passage} (`{digest}`)")
        lines += [f"   > {words}"] if words else []
    return "\n".join(lines).rstrip() + "\n"


def _markdown(e: Explanation, refs: References, depth: int) -> Iterator[str]:
    indent = "  " * depth
    if e.because:
        asked = "".join(f"; {c}" for c in e.conditions)
        yield f"{indent}- **{e.sentence}** because {e.because} (`{e.rule}`){asked}"
    else:
        yield f"{indent}- {e.sentence} – *{refs.said(e)}*"
    for premise in e.premises:
        yield from _markdown(premise, refs, depth + 1)


def explanation_dict(e: Explanation, states: States | None = None) -> dict[str, Any]:
    """An explanation as the object that the head of this module describes."""
    shown: dict[str, Any] = {"triple": [str(t) for t in e.triple], "sentence": e.sentence}
    if e.because:
        premises = [explanation_dict(p, states) for p in e.premises]
        return shown | {
            "rule": e.rule,
            "because": e.because,
            "conditions": list(e.conditions),
            "premises": premises,
        }
    return shown | {
        "sources": [
            {"title": s.title, "iri": str(s.iri), "graph": str(s.graph)} for s in e.sources
        ],
        "passages": [_passage_dict(p, states or {}) for p in e.passages],
    }


def _passage_dict(passage: PassageRef, states: States) -> dict[str, Any]:
    checked = states.get(passage)
    return asdict(passage) | ({"state": checked.state, "words": checked.words} if checked else {})


def why_not_markdown(why_not: WhyNot) -> str:
    """Obstacles as nested lists."""
    return "\n".join(map(Brief(), _not_lines(why_not, 0))) + "\n"


def _not_lines(w: WhyNot, depth: int) -> Iterator[str]:
    indent = "  " * depth
    yield f"{indent}- **{not_line(w)}**"
    for o in w.obstacles:
        yield f"{indent}  - {rule_line(o)}"
        yield from (f"{indent}    - **But {words}**" for words in o.reasons)
        yield from (f"{indent}    - Missing: {words}" for words in o.lacks)
        yield from _not_lines(o.deeper, depth + 2) if o.deeper else ()
        yield from (f"{indent}    - *Holds: {words}*" for words in o.met)
    yield from (f"{indent}  - {words}" for words in rest_lines(w))


def not_line(w: WhyNot) -> str:
    """What does not hold, in a line."""
    return f"Not: {w.sentence}"


def rule_line(o: Obstacle) -> str:
    """The rule that could conclude it, in a line."""
    return f"Rule: {o.because} ({o.rule}); {len(o.met)} of its {o.asked} conditions hold"


def rest_lines(w: WhyNot) -> Iterator[str]:
    """What to say of rules that are not shown, or where there is none at all."""
    if w.more:
        yield f"… and {w.more} more rules, which are further from holding"
    elif not w.obstacles:
        yield "No rule concludes this: only a source could say it, and none does"


def why_not_dict(w: WhyNot) -> dict[str, Any]:
    """Obstacles as the object that the head of this module describes."""
    convert: Callable[[WhyNot | None], dict[str, Any] | None] = lambda d: (
        why_not_dict(d) if d else None
    )
    obstacles = [
        {
            "rule": o.rule,
            "because": o.because,
            "reasons": list(o.reasons),
            "met": list(o.met),
            "lacks": list(o.lacks),
            "asked": o.asked,
            "deeper": convert(o.deeper),
        }
        for o in w.obstacles
    ]
    return {
        "triple": [str(t) for t in w.triple],
        "sentence": w.sentence,
        "obstacles": obstacles,
        "more": w.more,
    }
