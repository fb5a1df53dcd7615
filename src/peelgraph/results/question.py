"""A stored question in full as text and JSON, and all of them as rows."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from rdflib import Literal

from peelgraph.questions.question import Parameter, ResultColumn, StoredQuestion
from peelgraph.results.layout import PLAIN, Look, json_text, lines_text
from peelgraph.store import Result

__all__ = ["as_json", "as_text", "listed"]

WIDTH = 100


def as_text(question: StoredQuestion, look: Look = PLAIN) -> str:
    """What a question answers, its parameters and columns, an example, and its query."""
    return lines_text(_lines(question))


def as_json(question: StoredQuestion, look: Look = PLAIN) -> str:
    """An object with the names of a `StoredQuestion`."""
    return json_text(asdict(question))


def _lines(question: StoredQuestion) -> Iterator[str]:
    yield f"{question.name} – {question.summary}"
    if question.description:
        yield textwrap.fill(" ".join(question.description.split()), WIDTH)
    if question.own:
        yield "\nParameters"
        yield from map(_parameter, question.own)
    if question.filters:
        yield "\nFilters, each a line at the place of `# filters` in the query"
        yield from map(_parameter, question.filters)
    yield "\nColumns"
    yield from map(_column, question.returns)
    yield f"\nExample\n  {_example(question)}\n"
    query = [line for line in question.text.splitlines() if not line.startswith("#+")]
    yield "Query\n" + textwrap.indent("\n".join(query).strip(), "  ")


def _parameter(parameter: Parameter) -> str:
    notes = ", ".join(_notes(parameter))
    kind = f"{parameter.type}; {notes}" if notes else parameter.type
    return f"  {parameter.flag} ({kind})  {parameter.description}"


def _notes(parameter: Parameter) -> Iterator[str]:
    if parameter.required:
        yield "needed"
    if parameter.default is not None:
        yield f"default {parameter.default}"
    if parameter.many:
        yield "may be given several times"
    if parameter.options:
        yield f"one of {', '.join(parameter.options)}"


def _column(column: ResultColumn) -> str:
    kind = f"{column.type}, can be empty" if column.nullable else column.type
    return f"  {column.name} ({kind})  {column.description}"


def _example(question: StoredQuestion) -> str:
    """The question on the command line, with the parameters that it needs."""
    given = [
        f"{question.parameter(name).flag} {_quoted(value)}"
        for name, value in question.example.items()
    ]
    return " ".join(["peelgraph ask", question.name, *given])


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word


def listed(questions: Iterable[StoredQuestion]) -> Result:
    """A row for each question."""
    rows = tuple(
        tuple(map(Literal, (q.topic, q.name, q.summary, " ".join(p.flag for p in q.params))))
        for q in questions
    )
    return Result(("topic", "question", "answers", "parameters"), rows)
