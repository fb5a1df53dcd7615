"""How text for people looks: tables, trees, Markdown, and JSON that can be read."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peelgraph.results.visible import visible

if TYPE_CHECKING:
    from rich.tree import Tree
else:
    Tree = Any

__all__ = [
    "PLAIN",
    "Look",
    "Tree",
    "branch",
    "drawn",
    "json_text",
    "lines_text",
    "markdown",
    "table",
]


@dataclass(frozen=True)
class Look:
    """How a value looks to a person.

    A line is `width` characters wide. `styled`: letters may be bold or dim, as terminals have it.
    `ascii`: lines are drawn with letters that every encoding has. `limit` is how many items of a
    list are shown, or None for all. `why`: each inference is shown with its proof.
    """

    width: int = 120
    styled: bool = False
    ascii: bool = False
    limit: int | None = None
    why: bool = False


PLAIN = Look()
"""The look of text in a file."""


def lines_text(lines: Iterable[str]) -> str:
    """Lines as text that ends with the last of them, with all in it to be seen."""
    return visible("\n".join(lines) + "\n")


def json_text(content: Any) -> str:
    """Content as JSON, two spaces a level; what JSON has no type for becomes a string."""
    return json.dumps(content, indent=2, ensure_ascii=False, default=str) + "\n"


def markdown(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown (GitHub flavour).

    >>> markdown(["name"], [["a | b"]])
    '| name |\\n| --- |\\n| a \\\\| b |\\n'
    """
    rule = "|" + " --- |" * len(columns)
    return lines_text([_markdown_line(columns), rule, *map(_markdown_line, rows)])


def _markdown_line(cells: Sequence[str]) -> str:
    escaped = (" ".join(cell.replace("|", "\\|").split()) for cell in cells)
    return f"| {' | '.join(escaped)} |"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], look: Look) -> str:
    """A table whose columns share the width."""
    from rich.box import SIMPLE_HEAD
    from rich.markup import escape
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=SIMPLE_HEAD)
    for column in columns:
        grid.add_column(escape(visible(column).replace("_", " ")), overflow="fold")
    for row in rows:
        grid.add_row(*(Text(visible(cell)) for cell in row))
    return drawn(grid, look)


def branch(head: str, notes: Iterable[str] = (), style: str = "") -> Tree:
    """A branch of a tree: its first line, and the dim lines below that; others go to `children`."""
    from rich.text import Text
    from rich.tree import Tree

    dim = [part for note in notes for part in ("\n", (visible(note), "dim"))]
    return Tree(Text.assemble((visible(head), style), *dim))


class _AsciiPage(io.StringIO):
    """Text in memory of which rich believes that it only holds ASCII."""

    encoding = "ascii"


def drawn(shape: object, look: Look) -> str:
    """A table or tree of rich as text; that it runs in a notebook or a terminal changes nothing."""
    from rich.console import Console

    page = _AsciiPage() if look.ascii else io.StringIO()
    console = Console(
        file=page,
        width=look.width,
        height=25,
        color_system="standard" if look.styled else None,
        force_terminal=look.styled,
        force_jupyter=False,  # in a notebook rich would show it and give nothing back
        legacy_windows=False,
        highlight=False,
        _environ={},
    )
    console.print(shape)
    return page.getvalue()
