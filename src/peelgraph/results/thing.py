"""Everything about a thing as text, Markdown and JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict
from typing import NamedTuple

from peelgraph.results.layout import PLAIN, Look, json_text, lines_text
from peelgraph.things.describe import Description, Fact

__all__ = ["as_json", "as_md", "as_text"]

NAMED = 3
"""How many sources of a fact are named, at most."""


class _Marks(NamedTuple):
    """What stands before the title, before and after a heading, and before an item."""

    title: str
    heading: str
    end: str
    item: str


_TEXT = _Marks("", "", ":", "  ")
_MARKDOWN = _Marks("# ", "## ", "", "- ")


def as_text(thing: Description, look: Look = PLAIN) -> str:
    """The facts about a thing by property, what is said and what is inferred apart."""
    return lines_text(_lines(thing, _TEXT))


def as_md(thing: Description, look: Look = PLAIN) -> str:
    """The same under headings, as lists."""
    return lines_text(_lines(thing, _MARKDOWN))


def as_json(thing: Description, look: Look = PLAIN) -> str:
    """An object with the names of a `Description` and of a `Fact`."""
    return json_text(asdict(thing))


def _lines(thing: Description, marks: _Marks) -> Iterator[str]:
    yield f"{marks.title}{thing.label}"
    yield f"{thing.id} – {', '.join(thing.classes)}"
    for title, facts in (
        ("Said", thing.said),
        ("Inferred", thing.inferred),
        ("Said of others that point here", thing.said_elsewhere),
        ("Inferred of others that point here", thing.inferred_elsewhere),
    ):
        # what the same property says in a vocabulary of others is in the JSON alone
        told = [fact for fact in facts if not fact.repeats]
        if told:
            yield f"\n{marks.heading}{title}{marks.end}"
            yield from _items(told, marks.item)


def _items(facts: Iterable[Fact], mark: str) -> Iterator[str]:
    """A line for each property that has one value, a list for each that has several."""
    by_property: dict[str, list[Fact]] = {}
    for fact in facts:
        by_property.setdefault(fact.property, []).append(fact)
    for name, group in by_property.items():
        where = _where(dict.fromkeys(source for fact in group for source in fact.sources))
        if len(group) == 1:
            yield f"{mark}{name}: {_value(group[0])}{where}"
        else:
            yield f"{mark}{name}:{where}"
            yield from (f"  {mark}{_value(fact)}" for fact in group)


def _where(titles: Collection[str]) -> str:
    """A few sources by their titles; of more, the first and how many others there are."""
    if not titles:
        return ""
    if len(titles) > NAMED:
        return f"  [{next(iter(titles))} and {len(titles) - 1} more]"
    return f"  [{'; '.join(titles)}]"


def _value(fact: Fact) -> str:
    """The value in words, with the id of a thing that has one of ours."""
    if "/" in fact.id and fact.id != fact.value:
        return f"{fact.value} ({fact.id})"
    return fact.value
