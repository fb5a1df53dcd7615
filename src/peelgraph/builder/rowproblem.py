"""What is wrong with a row of a table, by file and line."""

from __future__ import annotations

from dataclasses import dataclass

from peelgraph.errors import one_line

__all__ = ["RowProblem"]


@dataclass(frozen=True, order=True)
class RowProblem:
    """One thing wrong with a table: the file, the line counted from 1, and the reason."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {one_line(self.reason)}"
