"""What is wrong with a graph as text, JSON, CSV and Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from peelgraph.cli.output import choose, markdown, write_rows, writing

if TYPE_CHECKING:
    from peelgraph.things.problems import GraphProblem

__all__ = ["FORMATS", "write_problems"]

FORMATS = ("text", "json", "csv", "md")
_COLUMNS = ("severity", "rule", "thing", "problem", "place", "statements", "sources")


def write_problems(
    problems: Sequence[GraphProblem], format: str | None, output: Path | None
) -> None:
    """Write each problem with its statements and their sources."""
    chosen = choose(format, output, FORMATS, "text")
    if chosen == "csv":
        _write_csv(problems, output)
        return
    with writing(output) as out:
        if chosen == "json":
            json.dump([p.as_dict() for p in problems], out, indent=2, ensure_ascii=False)
            out.write("\n")
        elif chosen == "md":
            markdown(list(_COLUMNS), [list(_row(p)) for p in problems], out)
        else:
            out.write("\n".join(_lines(problems)) + "\n")


def _lines(problems: Sequence[GraphProblem]) -> Iterator[str]:
    for problem in problems:
        yield str(problem)
        yield from (f"  {statement}" for statement in problem.statements)
    if not problems:
        yield "No problems."


def _row(p: GraphProblem) -> tuple[str, ...]:
    statements = "; ".join(map(str, p.statements))
    return p.severity, p.rule, p.thing, p.words, p.place or "", statements, "; ".join(p.sources)


def _write_csv(problems: Sequence[GraphProblem], output: Path | None) -> None:
    from rdflib import Literal

    from peelgraph.store import Result

    write_rows(
        Result(_COLUMNS, tuple(tuple(map(Literal, _row(p))) for p in problems)), "csv", output
    )
