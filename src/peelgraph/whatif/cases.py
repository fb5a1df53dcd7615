"""Cases that can be supposed: a force leaves, a unit ends, a force joins, a system is late."""

from __future__ import annotations

import datetime
import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import Field, dataclass, fields
from typing import Any

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

_KINDS: dict[str, type[Case]] = {"leave": Leave, "end": End, "join": Join, "delay": Delay}


def cases_of(given: Iterable[Case | str]) -> list[Case]:
    """Cases as they are or, where they are a text, as `parse_cases` reads its words."""
    cases: list[Case] = []
    for case in given:
        cases += parse_cases(_words(case)) if isinstance(case, str) else [case]
    return cases


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError as error:  # a quotation that never ends
        raise CaseError(f"'{text}' cannot be read: {str(error).lower()}") from error


def parse_cases(words: Sequence[str]) -> list[Case]:
    """Cases from the words of a command; CaseError where they are not clear.

    `leave bedfordshire --unit "shared control room" and delay tuserv` are two.
    """
    return [_case(group) for group in _groups(words)]


def _groups(words: Sequence[str]) -> Iterator[list[str]]:
    """The words between one `and` and the next."""
    group: list[str] = []
    for word in words:
        if word == "and":
            yield group
            group = []
        else:
            group.append(word)
    yield group


def _case(words: Sequence[str]) -> Case:
    verb = words[0] if words else ""
    kind = _KINDS.get(verb)
    if kind is None:
        raise CaseError(f"a case begins with {', '.join(_KINDS)}, not with '{verb}'")
    return kind(**_values(kind, words))


def _values(kind: type[Case], words: Sequence[str]) -> dict[str, str]:
    """What the words after the verb say: `--name value`, or what is needed in its order."""
    names = [field.name for field in fields(kind)]
    unnamed = [field.name for field in fields(kind) if _is_needed(field)]
    given: dict[str, str] = {}
    rest = iter(words[1:])
    for word in rest:
        if word.startswith("--"):
            name = word.removeprefix("--")
            value = next(rest, None)
        else:
            name = unnamed.pop(0) if unnamed else ""
            value = word
        if name not in names or value is None:
            usage = f"{words[0]} {_usage(kind)}"
            raise CaseError(f"'{shlex.join(words)}' is not understood; write {usage}")
        given[name] = value
    if unnamed:
        raise CaseError(f"'{shlex.join(words)}' does not say which {unnamed[0]}")
    return given


def _is_needed(field: Field[Any]) -> bool:
    # every field that may be left out has None as its default, so no default is not None
    return field.default is not None


def _usage(kind: type[Case]) -> str:
    words = []
    for field in fields(kind):
        value = field.name.upper()
        words.append(value if _is_needed(field) else f"[--{field.name} {value}]")
    return " ".join(words)
