"""What the measurements share: the clock, memory, and columns of text."""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

__all__ = ["aligned", "module", "peak_memory", "seconds", "timed"]

HOME = Path(__file__).resolve().parents[1]


def seconds(action: Callable[[], object]) -> float:
    """The seconds that an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def timed(action: Callable[[], object], times: int = 1) -> float:
    """The median of the seconds that an action takes."""
    return statistics.median([seconds(action) for _ in range(times)])


def peak_memory() -> float:
    """The most memory that this process has held so far, in MB.

    On Linux from /proc, since getrusage there counts in what the parent held before it started this
    program.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # macOS counts in bytes, others in kilobytes
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def module(name: str, *arguments: object) -> Any:
    """Run a module of this package in a process of its own; the JSON that it prints last."""
    command = [sys.executable, "-m", name, *map(str, arguments)]
    ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=HOME)
    last = ended.stdout.splitlines()[-1]
    return json.loads(last)


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows as columns: the first to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [row[0].ljust(widths[0])]
    for cell, width in zip(row[1:], widths[1:], strict=True):
        cells.append(cell.rjust(width))
    return "  ".join(cells).rstrip()
