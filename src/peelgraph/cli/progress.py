"""Progress of long work, on standard error and only where a person is watching."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["progress"]


@contextmanager
def progress() -> Iterator[Callable[[str, float], None]]:
    """A function to be told the step that is under way and the share of it that is done."""
    if not sys.stderr.isatty():
        yield lambda step, share: None
        return
    shown: list[object] = []

    def tell(step: str, share: float) -> None:
        from rich.console import Console
        from rich.progress import Progress

        if not shown:
            bar = Progress(console=Console(stderr=True), transient=True)
            bar.start()
            shown.extend([bar, bar.add_task(step, total=1.0)])
        shown[0].update(shown[1], description=step, completed=share)  # type: ignore[attr-defined]

    try:
        yield tell
    finally:
        if shown:
            shown[0].stop()  # type: ignore[attr-defined]
