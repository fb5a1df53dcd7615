"""Where what a command writes goes, and in which of the formats of its kind."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peelgraph.cli.common import cells_are_safe
from peelgraph.errors import UnknownFormat
from peelgraph.formats import ROWS, TRIPLES, Format, name_in
from peelgraph.results.visible import visible
from peelgraph.writing import save

if TYPE_CHECKING:
    from peelgraph.results import Look
    from peelgraph.store import Result

__all__ = ["emit", "is_file", "log_lines", "rows_text", "say", "write", "write_rows"]

_FOR_PEOPLE = {"text/plain", "text/markdown"}


def say(text: str, *, only_to_a_person: bool = False) -> None:
    """A remark for the person, on standard error so that it never mixes with an answer."""
    if sys.stderr.isatty() or not only_to_a_person:
        print(visible(text), file=sys.stderr)  # noqa: T201


def log_lines() -> None:
    """Let what the server logs go to standard error, a line each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("peelgraph.serve")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)


def write_rows(result: Result, format: str | None, output: Path | None) -> None:
    """Write an answer; triples are Turtle if no other format is asked for."""
    emit(rows_text(result, format, output), output, is_visible=True)


def rows_text(result: Result, format: str | None, output: Path | None) -> str:
    """An answer as it is written to an output."""
    if result.form in {"CONSTRUCT", "DESCRIBE"}:
        return _text(result, ROWS | TRIPLES, format, output, shown="ttl", piped="ttl")
    return _text(result, ROWS, format, output, piped="csv")


def write(
    value: object,
    formats: Mapping[str, Format],
    format: str | None,
    output: Path | None,
    *,
    look: Look | None = None,
    shown: str = "",
    piped: str = "",
    **more: Any,
) -> None:
    """Write a value in a format of its kind.

    Without a format it is `shown` in one on a terminal and `piped` in another elsewhere; both are
    the first of the kind where they are not given. `more` is for the writer.
    """
    text = _text(value, formats, format, output, look=look, shown=shown, piped=piped, **more)
    emit(text, output, is_visible=True)


def _text(
    value: object,
    formats: Mapping[str, Format],
    format: str | None,
    output: Path | None,
    *,
    look: Look | None = None,
    shown: str = "",
    piped: str = "",
    **more: Any,
) -> str:
    first = next(iter(formats))
    usual = (shown or first) if _is_terminal(output) else (piped or shown or first)
    entry = formats[_chosen(format, output, tuple(formats), usual)]
    seen = _seen(entry, output, look)
    text: str = entry.load()(value, seen, **more)
    if entry.name == "csv" and cells_are_safe():
        from peelgraph.results.cells import safe_cells

        text = safe_cells(text)
    # what is styled was made visible before it was
    is_seen = entry.media_type in _FOR_PEOPLE or _is_terminal(output)
    return visible(text) if is_seen and not seen.styled else text


def _chosen(format: str | None, output: Path | None, known: tuple[str, ...], usual: str) -> str:
    """The format asked for; without one, what the file's name says, or else the usual one."""
    if format is not None:
        if format not in known:
            raise UnknownFormat(format, known)
        return format
    if output is not None and is_file(output):
        named = name_in(output)
        return named if named in known else usual
    return usual


def _seen(entry: Format, output: Path | None, look: Look | None) -> Look:
    """A look with the width, the letters and the lines that standard output can show."""
    from peelgraph.results import PLAIN

    if is_file(output) or entry.media_type != "text/plain":
        return look or PLAIN
    from rich.console import Console

    console = Console(file=sys.stdout)
    return replace(
        look or PLAIN,
        width=console.width if sys.stdout.isatty() else PLAIN.width,
        styled=console.color_system is not None,
        ascii=not console.encoding.startswith("utf"),
    )


def is_file(output: Path | None) -> bool:
    """Whether an output is a file, and not standard output: None and `-` are that."""
    return output is not None and str(output) != "-"


def _is_terminal(output: Path | None) -> bool:
    return not is_file(output) and sys.stdout.isatty()


def emit(text: str, output: Path | None, *, is_visible: bool = False) -> None:
    """Put a text into a file, or onto standard output; a terminal is sent nothing that it obeys.

    But for the styles of what was made visible before.
    """
    if output is not None and is_file(output):
        save(text, output)
        return
    if sys.stdout.isatty():
        text = text.replace("\r\n", "\n")  # a terminal goes back to the left margin by itself
        text = text if is_visible else visible(text)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # who reads has seen enough; what is left goes nowhere, also when Python ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
