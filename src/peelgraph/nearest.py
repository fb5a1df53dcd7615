"""Names that are nearly right, for errors to suggest."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

__all__ = ["meant", "nearest"]


def nearest(name: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The known names most like `name`, best first.

    Names that contain it come before merely similar ones.
    """
    names = sorted(set(known))
    wanted = name.casefold().strip()
    inside = [known for known in names if wanted and wanted in known.casefold()]
    folded = [known.casefold() for known in names]
    like: list[str] = []
    for match in difflib.get_close_matches(wanted, folded, n=limit, cutoff=0.5):
        like += [known for known in names if known.casefold() == match]
    best = dict.fromkeys(inside + like)  # each once, and in this order
    return list(best)[:limit]


def meant(near: Sequence[str]) -> str:
    """The suggestion that a sentence ends with, or nothing."""
    return f"; did you mean {' or '.join(near)}?" if near else ""
