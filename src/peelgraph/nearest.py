"""Names that are nearly right, for errors to suggest."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

__all__ = ["meant", "nearest"]


def nearest(name: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The known names most like `name`, best first; names that contain it come before merely
    similar ones.
    """
    names = sorted(set(known))
    low = name.casefold().strip()
    inside = [n for n in names if low and low in n.casefold()]
    like = difflib.get_close_matches(low, [n.casefold() for n in names], n=limit, cutoff=0.5)
    close = [n for key in like for n in names if n.casefold() == key]
    return list(dict.fromkeys(inside + close))[:limit]


def meant(near: Sequence[str]) -> str:
    """The suggestion that a sentence ends with, or nothing."""
    return f"; did you mean {' or '.join(near)}?" if near else ""
