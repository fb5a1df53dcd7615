"""What a text holds that a terminal obeys instead of showing it, made visible.

Names come from files and endpoints of anybody: an escape sequence in one could clear the screen or
answer for who sits there, and a mark of direction could turn the words around it.
"""

from __future__ import annotations

import re

__all__ = ["visible"]

# Control characters but for the tab and the end of a line, marks and overrides of direction, ends
# of lines that are no such, marks of byte order and annotation, and tags that nothing shows.
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)


def visible(text: str) -> str:
    r"""A text in which such characters stand as N-Triples would write them.

    >>> visible("a\x1b[2Jb")
    'a\\u001B[2Jb'
    """
    return _OBEYED.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
