"""Where answers go and in which format: one writer for each row format."""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

from peelgraph.errors import UnknownFormat, UnwritableFile
from peelgraph.formats import GRAPHS, ROWS

if TYPE_CHECKING:
    from rdflib.term import Identifier

    from peelgraph.questions.question import StoredQuestion
    from peelgraph.store import Result

__all__ = ["choose", "markdown", "say", "table", "write_result", "write_rows", "writing"]


def say(text: str) -> None:
    """A remark for the person, on standard error so that it never mixes with an answer."""
    print(text, file=sys.stderr)  # noqa: T201


@contextmanager
def writing(output: Path | None) -> Iterator[TextIO]:
    """A text stream to a file, or to standard output for None and `-`; a file is written when the
    text is whole.
    """
    if output is None or str(output) == "-":
        try:
            yield sys.stdout
            sys.stdout.flush()
        except BrokenPipeError:  # who reads has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    buffer = io.StringIO(newline="")
    yield buffer
    try:
        output.write_text(buffer.getvalue(), encoding="utf-8", newline="")
    except OSError as error:
        raise UnwritableFile(output, error.strerror or str(error)) from error


def choose(format: str | None, output: Path | None, known: tuple[str, ...], piped: str) -> str:
    """The format asked for; without one, what the file's name says, the first known on a terminal,
    else `piped`.
    """
    if format is not None:
        if format not in known:
            raise UnknownFormat(format, known)
        return format
    if output is not None and str(output) != "-":
        return named if (named := _named(output)) in known else piped
    return known[0] if sys.stdout.isatty() else piped


def _named(output: Path) -> str:
    """The format that a file's name says: by its extension, or by a format's own name in its
    place.
    """
    extensions = {f.extension: f.name for f in (*ROWS.values(), *GRAPHS.values())}
    return extensions.get(output.suffix, output.suffix[1:])


def write_result(
    result: Result, format: str | None, output: Path | None, question: StoredQuestion | None = None
) -> None:
    """Write an answer; a CONSTRUCT or DESCRIBE is written as Turtle unless another format is asked
    for.
    """
    asked = format or (_named(output) if output is not None else None)
    if result.form in {"CONSTRUCT", "DESCRIBE"} and asked not in ROWS:
        _write_triples(result, format, output)
        return
    write_rows(result, format, output)
    if not len(result) and sys.stderr.isatty() and question is not None:
        say(f"No rows: nothing in the graph answers '{question.name}' for these parameters.")


def write_rows(result: Result, format: str | None, output: Path | None) -> None:
    """Write rows in one of the row formats."""
    chosen = choose(format, output, tuple(ROWS), "csv")
    with writing(output) as out:
        _WRITERS[chosen](result, out)


def _write_triples(result: Result, format: str | None, output: Path | None) -> None:
    from peelgraph.store.embedded import EmbeddedStore
    from peelgraph.vocab import GRAPH

    known = tuple(f.name for f in GRAPHS.values() if not f.quads)
    if format is not None and format not in known:
        raise UnknownFormat(format, (*ROWS, *known))
    chosen = choose(format, output, known, "ttl")
    store, data = EmbeddedStore(), io.BytesIO()
    store.load(cast("Any", result.rows), GRAPH["answer"])
    store.dump(data, GRAPHS[chosen])
    with writing(output) as out:
        out.write(data.getvalue().decode("utf-8"))


def _short(term: Identifier | None) -> str:
    from rdflib import URIRef

    from peelgraph.vocab import curie

    if term is None:
        return ""
    return curie(str(term)) if isinstance(term, URIRef) else str(term)


def table(columns: list[str], rows: list[list[str]], out: TextIO, title: str | None = None) -> None:
    """Write a table for people, as wide as the terminal."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table
    from rich.text import Text

    grid = Table(title=title, box=SIMPLE_HEAD, title_justify="left")
    for column in columns:
        grid.add_column(escape(column.replace("_", " ")), overflow="fold")
    for row in rows:
        grid.add_row(*map(Text, row))
    console = Console(file=out, highlight=False, width=None if out.isatty() else 120)
    console.print(grid)


def markdown(columns: list[str], rows: list[list[str]], out: TextIO) -> None:
    """Write a Markdown table (GitHub flavour)."""

    def line(cells: list[str]) -> str:
        return "| " + " | ".join(" ".join(c.replace("|", "\\|").split()) for c in cells) + " |\n"

    out.write(line(columns) + "|" + " --- |" * len(columns) + "\n")
    out.writelines(line(row) for row in rows)


def _texts(result: Result) -> list[list[str]]:
    return [[_short(t) for t in row] for row in result.rows]


def _write_csv(result: Result, out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\r\n" if not out.isatty() else "\n")
    writer.writerow(result.columns)
    writer.writerows(["" if t is None else str(t) for t in row] for row in result.rows)


def _write_tsv(result: Result, out: TextIO) -> None:
    out.write("\t".join(f"?{c}" for c in result.columns) + "\n")
    for row in result.rows:
        out.write("\t".join(_tsv_cell(t) for t in row) + "\n")


def _tsv_cell(term: Identifier | None) -> str:
    from rdflib import BNode

    from peelgraph.sparql.terms import sparql_text

    if term is None:
        return ""
    return f"_:{term}" if isinstance(term, BNode) else sparql_text(term)


def _write_json(result: Result, out: TextIO) -> None:
    from rdflib import Variable
    from rdflib.query import Result as RdflibResult

    answer = RdflibResult("ASK" if result.form == "ASK" else "SELECT")
    if result.form == "ASK":
        answer.askAnswer = str(result.rows[0][0]) == "true"
    else:
        answer.vars = [Variable(c) for c in result.columns]
        answer.bindings = [
            {v: t for v, t in zip(answer.vars, row, strict=True) if t is not None}
            for row in result.rows
        ]
    out.write((answer.serialize(format="json") or b"").decode("utf-8") + "\n")


_WRITERS: dict[str, Callable[[Result, TextIO], None]] = {
    "table": lambda result, out: table(list(result.columns), _texts(result), out),
    "csv": _write_csv,
    "tsv": _write_tsv,
    "json": _write_json,
    "md": lambda result, out: markdown(list(result.columns), _texts(result), out),
}
