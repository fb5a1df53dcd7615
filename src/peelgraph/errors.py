"""What can go wrong, in one tree; each error carries the thing it is about and says one sentence.

PeelgraphError
├── NotFound                  exit 1
│   ├── QuestionNotFound      no stored question of that name
│   ├── ProjectionNotFound    no projection of that name
│   ├── ThingNotFound         no thing of that name in the graph
│   │   └── ValueNotFound     a text that a property cannot have as its value
│   ├── Ambiguous             a name that several things have
│   ├── SeveralValues         a text that several values of one thing have
│   ├── DoesNotHold           a triple that is neither said nor inferred
│   ├── Holds                 a triple that holds, where it is asked why it does not
│   ├── NoPassage             a thing that rests on no passage
│   ├── NotInCopy             passages that a copy of a document does not have
│   └── NothingToDraw         an answer without rows, of which there is no picture
├── Invalid                   exit 1
│   ├── DataError             tables that cannot be turned into triples
│   ├── UnreadableFile        a file that is missing or broken
│   ├── UnwritableFile        a file that cannot be written
│   ├── RuleError             a rule that cannot be used
│   ├── AxiomError            an axiom that is not written as OWL writes it
│   ├── NotValid              a graph with problems, where none are allowed
│   ├── NotExportable         a network or graph that a format cannot carry
│   └── TooFewValues          figures that a rule cannot be applied to
├── EndpointError             exit 1: a remote endpoint that does not answer as it should
└── WrongUse                  exit 2
    ├── ParameterError        a parameter that is missing, unknown or of the wrong type
    ├── CaseError             a case that cannot be supposed
    ├── QueryError            a query that cannot be run
    ├── UnknownFormat         an output format that does not exist here
    ├── ReadOnlyGraph         a graph that is only read
    ├── MissingExtra          a library that is installed only when asked for
    ├── NoFullText            a Python whose SQLite cannot search in texts
    └── MissingBundle         a script that is bundled when the package is built
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from peelgraph.nearest import meant


def one_line(said: object) -> str:
    """What a library said, on one line: its errors often take several."""
    return " ".join(str(said).split())


class PeelgraphError(Exception):
    """Any error that a user can act on."""

    exit_code = 1


class NotFound(PeelgraphError):
    """Something that was asked for is not there."""


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
        there = ", ".join(known)
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


class Invalid(PeelgraphError):
    """Something that was given is not in order."""


class DataError(Invalid):
    """Tables that cannot be turned into triples, with every problem found, a line each."""

    def __init__(self, problems: Sequence[object]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        head = f"{count} {noun} in the tables; nothing was built:"
        super().__init__("\n".join([head, *map(str, self.problems)]))


class UnreadableFile(Invalid):
    """A file that is missing, unreadable or not in the format its name promises."""

    def __init__(self, path: Path | str, reason: str) -> None:
        self.path = str(path)
        self.reason = reason
        super().__init__(f"Cannot read {path}: {reason}.")


class UnwritableFile(Invalid):
    """A file that cannot be written."""

    def __init__(self, path: Path | str, reason: str) -> None:
        self.path = str(path)
        self.reason = reason
        super().__init__(f"Cannot write {path}: {reason}.")


class RuleError(Invalid):
    """A rule that cannot be used, such as one whose negation runs in a circle."""

    def __init__(self, rule: str, reason: str) -> None:
        self.rule = rule
        self.reason = reason
        super().__init__(f"Rule {rule}: {reason}.")


class AxiomError(Invalid):
    """An axiom that is not written as OWL writes it, such as a list that runs in a circle."""

    def __init__(self, node: str, reason: str) -> None:
        self.node, self.reason = node, reason
        super().__init__(f"Axiom at {node}: {reason}.")


class NotValid(Invalid):
    """A graph with problems where none are allowed."""

    def __init__(self, count: int, where: str) -> None:
        self.count = count
        self.where = where
        noun = "problem" if count == 1 else "problems"
        super().__init__(f"The graph has {count} {noun}; {where}.")


class NotExportable(Invalid):
    """A network or graph that a format cannot carry: a value or a name that cannot be written."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The network cannot be exported: {reason}.")


class TooFewValues(Invalid):
    """Figures that a rule cannot be applied to."""

    def __init__(self, measure: str, count: int, needed: int) -> None:
        self.measure = measure
        self.count = count
        self.needed = needed
        need = f"different values for {needed} forces or more"
        there = f"there are {count} for {measure}"
        super().__init__(f"The rule of comparison needs {need}; {there}.")


class EndpointError(PeelgraphError):
    """A remote SPARQL endpoint that cannot be reached or does not answer as it should."""

    def __init__(self, url: str, reason: str) -> None:
        self.url = url
        self.reason = reason
        super().__init__(f"The endpoint {url} failed: {reason}.")


class WrongUse(PeelgraphError):
    """A request that cannot mean anything."""

    exit_code = 2


class ParameterError(WrongUse):
    """A parameter of a question that is missing, unknown or of the wrong type."""

    def __init__(self, question: str, parameter: str, reason: str) -> None:
        self.question = question
        self.parameter = parameter
        self.reason = reason
        super().__init__(f"Question '{question}', parameter '{parameter}': {reason}.")


class CaseError(WrongUse):
    """A case that cannot be supposed, or that would change nothing."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        sentence = reason[:1].upper() + reason[1:]
        super().__init__(f"{sentence}.")


class QueryError(WrongUse):
    """A SPARQL query that cannot be parsed or run."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The query cannot be run: {reason.rstrip('.')}.")


class UnknownFormat(WrongUse):
    """An output format that does not exist here."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.known = tuple(known)
        there = ", ".join(self.known)
        super().__init__(f"There is no format '{name}' here; there are {there}.")


class ReadOnlyGraph(WrongUse):
    """A graph that is only read, where it would be changed or copied."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"This graph is only read: {reason}.")


class MissingExtra(WrongUse):
    """A library that is installed only when asked for."""

    def __init__(self, extra: str, library: str) -> None:
        self.extra = extra
        self.library = library
        super().__init__(f"This needs {library}: pip install 'peelgraph[{extra}]'.")


class NoFullText(WrongUse):
    """A Python whose SQLite cannot search in texts."""

    def __init__(self, version: str) -> None:
        lack = f"SQLite {version} of this Python was made without it"
        super().__init__(f"Finding by words needs SQLite's FTS5, and {lack}; use another Python.")


class MissingBundle(WrongUse):
    """A script that is bundled when the package is built."""

    def __init__(self, name: str, target: str) -> None:
        self.name = name
        self.target = target
        remedy = f"run `make {target}` in a checkout, once"
        super().__init__(f"This needs {name}, which is not bundled here: {remedy}.")
