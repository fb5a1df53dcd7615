"""Passages: where in a document something is said, without its words.

A document's text is taken with white space collapsed (every run of white space one space, none at
the ends), so that line breaks and page layout do not matter. A passage is a start and an end in the
characters of that text, counted from 0, and the SHA-256 of these characters in UTF-8. After the
TextPositionSelector of the Web Annotation Data Model,
https://www.w3.org/TR/annotation-model/#text-position-selector.
"""

from __future__ import annotations

import hashlib

__all__ = ["collapse", "digest", "find_digest", "holds", "locate"]


def collapse(text: str) -> str:
    """A text with white space collapsed.

    >>> collapse("  one\\n two ")
    'one two'
    """
    return " ".join(text.split())


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def holds(collapsed: str, start: int, end: int, sha256: str) -> bool:
    """Whether the passage from `start` to `end` of a collapsed text has this digest."""
    if not 0 <= start < end <= len(collapsed):
        return False
    return digest(collapsed[start:end]) == sha256


def locate(collapsed: str, words: str) -> tuple[int, int]:
    """Start and end of `words` in a collapsed text; ValueError unless they stand there once."""
    # exactly once, or nobody could tell which place is meant
    wanted = collapse(words)
    count = collapsed.count(wanted) if wanted else 0
    if count != 1:
        found = f"the words stand {count} times in the document"
        raise ValueError(f"{found}, not once: '{wanted[:60]}'")
    start = collapsed.index(wanted)
    return start, start + len(wanted)


def find_digest(collapsed: str, length: int, sha256: str) -> int | None:
    """Where a stretch of this length and digest starts in a collapsed text, or None.

    For copies of a document that differ from the one that was read: the words may still be there,
    elsewhere.
    """
    for start in range(len(collapsed) - length + 1):
        stretch = collapsed[start : start + length]
        if digest(stretch) == sha256:
            return start
    return None
