"""What is wrong with a graph as text, JSON, CSV and Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rdflib import Literal

from peelgraph.results import rows
from peelgraph.results.layout import PLAIN, Look, json_text, lines_text, markdown
from peelgraph.store import Result
from peelgraph.things.problems import GraphProblem

__all__ = ["as_csv", "as_json", "as_md", "as_text"]

COLUMNS = ("severity", "rule", "thing", "problem", "place", "statements", "sources")


def as_text(problems: Sequence[GraphProblem], look: Look = PLAIN) -> str:
    """Each problem, with the statements it rests on and their sources below it."""
    return lines_text(_lines(problems))


def _lines(problems: Sequence[GraphProblem]) -> Iterator[str]:
    for problem in problems:
        yield str(problem)
        yield from (f"  {statement}" for statement in problem.statements)
    if not problems:
        yield "No problems."


def as_json(problems: Sequence[GraphProblem], look: Look = PLAIN) -> str:
    """A list of the objects that `GraphProblem.as_dict` makes."""
    return json_text([problem.as_dict() for problem in problems])


def as_md(problems: Sequence[GraphProblem], look: Look = PLAIN) -> str:
    """A table with a row for each problem."""
    return markdown(COLUMNS, map(_cells, problems))


def as_csv(problems: Sequence[GraphProblem], look: Look = PLAIN) -> str:
    """A row for each problem."""
    cells = tuple(tuple(map(Literal, _cells(problem))) for problem in problems)
    return rows.as_csv(Result(COLUMNS, cells))


def _cells(problem: GraphProblem) -> tuple[str, ...]:
    return (
        problem.severity,
        problem.rule,
        problem.thing,
        problem.words,
        problem.place or "",
        "; ".join(map(str, problem.statements)),
        "; ".join(problem.sources),
    )
