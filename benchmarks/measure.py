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

__all__ = ["aligned", "module", "peak_memory", "timed"]

HOME = Path(__file__).resolve().parents[1]


def timed(action: Callable[[], object], times: int = 1) -> float:
    """The median of the seconds that an action takes."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def peak_memory() -> float:
    """The most memory that this process has held so far, in MB.

    On Linux from /proc, since getrusage there counts in what the parent held before it started this
    program.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def module(name: str, *arguments: object) -> Any:
    """Run a module of this package in a process of its own; the JSON that it prints last."""
    command = [sys.executable, "-m", name, *map(str, arguments)]
    ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=HOME)
    return json.loads(ended.stdout.splitlines()[-1])


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows as columns: the first to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        [row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))]
        for row in rows
    )
    return "\n".join("  ".join(line).rstrip() for line in lines)
