"""Text that fits: in lines of a width, in one line, in few letters."""

from __future__ import annotations

import re

from peelgraph.plot.style import text_width

__all__ = ["short_name", "shortened", "wrapped"]


def wrapped(text: str, width: float, size: float, weight: str = "normal") -> list[str]:
    """A text in lines that are no wider than `width` inches, unless a word is."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def shortened(text: str, width: float, size: float, weight: str = "normal") -> str:
    """A text in one line of at most `width` inches: as much of its beginning as fits, and dots."""
    if text_width(text, size, weight) <= width:
        return text
    length = len(text)
    while length > 0 and text_width(f"{text[:length]}…", size, weight) > width:
        length -= 1
    return f"{text[:length].rstrip()}…"


def short_name(force: str) -> str:
    """The name of a force without what most of them share.

    >>> short_name("West Mercia Police"), short_name("Metropolitan Police Service")
    ('West Mercia', 'Metropolitan')
    """
    return re.sub(r" (Constabulary|Police|Police Service)$", "", force)
