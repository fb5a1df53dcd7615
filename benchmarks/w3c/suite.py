"""What every suite of the W3C has: tests, and a verdict on each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["FAILED", "LEFT_OUT", "PASSED", "Suite", "Test", "Verdict"]

PASSED, FAILED, LEFT_OUT = "passed", "failed", "not applicable"


@dataclass(frozen=True)
class Verdict:
    """Whether a test passed, or why it asks for what is not offered; in short, what went wrong."""

    state: str
    remark: str = ""


@dataclass(frozen=True)
class Test:
    """A test of a suite: its name, the part of the suite it stands in, and how it is judged."""

    __test__ = False  # it is none of pytest's

    name: str
    part: str
    judge: Callable[[], Verdict]


@dataclass(frozen=True)
class Suite:
    """A suite: what it is, how its tests are read from the folder of all suites.

    `home` is where its authors publish it.
    """

    name: str
    title: str
    home: str
    read: Callable[[Path], list[Test]]
