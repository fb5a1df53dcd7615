"""Cells of CSV that a spreadsheet would take for formulas.

https://owasp.org/www-community/attacks/CSV_Injection: a cell that begins with one of a few
characters is worked out when the file is opened, and may send away what stands in others.
"""

from __future__ import annotations

import csv
import io
import re

__all__ = ["safe_cells"]

_FORMULA = re.compile(r"\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]+)?|[+-]?\.[0-9]+|-?INF")


def safe_cells(text: str) -> str:
    r"""CSV with an apostrophe before each cell that would be a formula; numbers stay as they are.

    >>> safe_cells("a,b\r\n=1+1,-5\r\n")
    "a,b\r\n'=1+1,-5\r\n"
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in csv.reader(io.StringIO(text, newline="")):
        writer.writerow(map(_safe, row))
    return out.getvalue()


def _safe(cell: str) -> str:
    is_formula = _FORMULA.match(cell) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if is_formula else cell
