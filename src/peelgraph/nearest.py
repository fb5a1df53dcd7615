"""Names that are nearly right, for errors to suggest."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

__all__ = ["meant", "nearest"]


def nearest(name: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The known names most like `name`, best first.

    Names that contain it come before merely similar ones.
    """
    wanted = name.casefold().strip()
    folded = {other: other.casefold() for other in sorted(set(known))}
    best: dict[str, None] = {}  # each once, and in this order
    for other, low in folded.items():
        if wanted and wanted in low:
            best[other] = None
    for match in difflib.get_close_matches(wanted, folded.values(), n=limit, cutoff=0.5):
        for other, low in folded.items():
            if low == match:
                best.setdefault(other)
    return list(best)[:limit]


def meant(near: Sequence[str]) -> str:
    """The suggestion that a sentence ends with, or nothing."""
    return f"; did you mean {' or '.join(near)}?" if near else ""
