"""Values of attributes as words, for formats that have no types, no lists or no dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peelgraph.network.projection import Attribute

__all__ = ["LIST_SEPARATOR", "clean", "joined", "split", "text"]

LIST_SEPARATOR = "|"
"""Between the texts of a list, in formats without lists; in a text a backslash stands before it."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(words: str) -> str:
    """A text with U+FFFD in the place of what XML 1.0 (section 2.2) has no way to write.

    Such are most control characters.
    """
    return _FORBIDDEN.sub("\ufffd", words)


def joined(parts: Iterable[str]) -> str:
    r"""A list as one text; `split` takes it apart again.

    >>> joined(["a", "b|c"])
    'a|b\\|c'
    """
    return LIST_SEPARATOR.join(re.sub(r"[\\|]", r"\\\g<0>", part) for part in parts)


def split(words: str) -> tuple[str, ...]:
    r"""The texts that `joined` made one text of. An empty text is a list with one empty text.

    >>> split("a|b\\|c")
    ('a', 'b|c')
    """
    parts = [""]
    # a token is a character, or a backslash with the one after it, whose last is what is meant
    for token in re.findall(r"\\.|[^\\]", words, flags=re.DOTALL):
        if token == LIST_SEPARATOR:
            parts.append("")
        else:
            parts[-1] += token[-1]
    return tuple(parts)


def text(value: Attribute) -> str:
    """A value as text: dates as ISO 8601, true and false, lists joined."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return joined(value)
    return str(value)
