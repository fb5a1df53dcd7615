"""Something that was asked for is not there, or is not one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from peelgraph.errors.base import NotFound
from peelgraph.nearest import meant

__all__ = [
    "Ambiguous",
    "DoesNotHold",
    "Holds",
    "NoPassage",
    "NotInCopy",
    "NothingToDraw",
    "ProjectionNotFound",
    "QuestionNotFound",
    "SeveralValues",
    "ThingNotFound",
    "ValueNotFound",
]


class QuestionNotFound(NotFound):
    """No stored question has this name."""

    def __init__(self, name: str, near: Sequence[str] = ()) -> None:
        self.name = name
        self.near = tuple(near)
        hint = meant(near) or "; `peelgraph questions` lists them."
        super().__init__(f"There is no question '{name}'{hint}")


class ProjectionNotFound(NotFound):
    """No projection has this name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        there = ", ".join(known) or "none here"
        super().__init__(f"There is no projection '{name}'; there are {there}.")


class ThingNotFound(NotFound):
    """No thing in the graph has this name, short id or IRI."""

    def __init__(self, text: str, kind: str = "thing", near: Sequence[str] = ()) -> None:
        self.text = text
        self.kind = kind
        self.near = tuple(near)
        hint = meant(near) or "."
        super().__init__(f"There is no {kind} '{text}' in the graph{hint}")


class ValueNotFound(ThingNotFound):
    """No thing has this name, and the values of a property are of another form."""

    def __init__(self, text: str, predicate: str, example: str) -> None:
        super().__init__(text)
        self.predicate = predicate
        values = f"the values of '{predicate}' are like {example}"
        self.args = (f"There is no thing '{text}' in the graph, and {values}.",)


class Ambiguous(NotFound):
    """A name, or words of names, of several things: their short ids, and what tells them apart."""

    def __init__(self, text: str, things: Mapping[str, str], *, exact: bool = True) -> None:
        self.text, self.things = text, tuple(things)
        what = "names" if exact else "stands in the names of"
        head = f"'{text}' {what} {len(things)} things; write the short id of one:"
        lines = [f"  {thing}  {words}" for thing, words in things.items()]
        lines[10:] = [f"  … and {len(lines) - 10} more"] if len(lines) > 10 else []
        super().__init__("\n".join([head, *lines]))


class SeveralValues(NotFound):
    """A text of several values that one thing has, each in a form that means it alone."""

    def __init__(self, text: str, forms: Sequence[str]) -> None:
        self.text, self.forms = text, tuple(forms)
        super().__init__(f"'{text}' is one of several values here; write {' or '.join(forms)}.")


class DoesNotHold(NotFound):
    """A triple that the graph neither says nor infers."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        hint = "`peelgraph why-not` says what each rule lacks"
        super().__init__(f"Neither said nor inferred: {sentence}; {hint}.")


class Holds(NotFound):
    """A triple that holds, so that there is no reason why it does not."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(f"It holds: {sentence}; ask `peelgraph why` for the proof.")


class NoPassage(NotFound):
    """A thing that rests on no passage of any document."""

    def __init__(self, thing: str) -> None:
        self.thing = thing
        hint = f"`peelgraph show {thing}` says what is"
        super().__init__(f"No passage is on record for {thing}; {hint}.")


class NotInCopy(NotFound):
    """Passages that a copy of a document does not have."""

    def __init__(self, copy: str, count: int) -> None:
        self.copy = copy
        self.count = count
        what = "the passage" if count == 1 else f"any of the {count} passages"
        lack = f"it does not hold {what} named above"
        super().__init__(f"{copy} is not the copy that was read: {lack}.")


class NothingToDraw(NotFound):
    """An answer without rows, of which there is no picture."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"There is nothing to draw: {reason}.")
