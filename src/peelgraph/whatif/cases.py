"""Cases that can be supposed: a force leaves, a unit ends, a force joins, a system is late."""

from __future__ import annotations

import datetime
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from peelgraph.errors import CaseError

__all__ = ["Case", "Delay", "End", "Join", "Leave", "cases_of", "parse_cases"]


@dataclass(frozen=True)
class Leave:
    """A force leaves a unit, an alliance and all that runs under it, or all collaborations."""

    force: str
    unit: str | None = None
    alliance: str | None = None
    on: datetime.date | str | None = None


@dataclass(frozen=True)
class End:
    """A joint unit, alliance or partnership ends, with all that runs under it."""

    unit: str
    on: datetime.date | str | None = None


@dataclass(frozen=True)
class Join:
    """A force joins a joint unit, alliance or partnership."""

    force: str
    unit: str
    on: datetime.date | str | None = None


@dataclass(frozen=True)
class Delay:
    """A system or programme is late: it is at risk, and what depends on it exposed."""

    system: str


Case = Leave | End | Join | Delay

_WORDS: dict[str, type[Case]] = {"leave": Leave, "end": End, "join": Join, "delay": Delay}


def cases_of(given: Iterable[Case | str]) -> list[Case]:
    """Cases as they are or, where they are a text, as `parse_cases` reads its words."""
    cases: list[Case] = []
    for case in given:
        cases += parse_cases(shlex.split(case)) if isinstance(case, str) else [case]
    return cases


def parse_cases(words: Sequence[str]) -> list[Case]:
    """Cases from words: `leave bedfordshire --unit "shared control room" and delay tuserv`;
    CaseError where unclear.
    """
    cases: list[Case] = []
    group: list[str] = []
    for word in [*words, "and"]:
        if word == "and":
            cases.append(_parse(group))
            group = []
        else:
            group.append(word)
    return cases


def _parse(words: Sequence[str]) -> Case:
    if not words or words[0] not in _WORDS:
        raise CaseError(
            f"a case begins with {', '.join(_WORDS)}, not with '{words[0] if words else ''}'"
        )
    kind = _WORDS[words[0]]
    names = [f.name for f in fields(kind)]
    given: dict[str, str] = {}
    rest, plain = iter(words[1:]), [f.name for f in fields(kind) if f.default is not None]
    for word in rest:
        name = word.removeprefix("--") if word.startswith("--") else (plain.pop(0) if plain else "")
        value = next(rest, None) if word.startswith("--") else word
        if name not in names or value is None:
            raise CaseError(
                f"'{shlex.join(words)}' is not understood; write {words[0]} {_usage(kind)}"
            )
        given[name] = value
    if plain:
        raise CaseError(f"'{shlex.join(words)}' does not say which {plain[0]}")
    return kind(**given)


def _usage(kind: type[Case]) -> str:
    return " ".join(
        f.name.upper() if f.default is not None else f"[--{f.name} {f.name.upper()}]"
        for f in fields(kind)
    )
