"""Long quotations and addresses in full where they are first mentioned, and cut after that."""

from __future__ import annotations

import re

__all__ = ["Brief"]

FIRST_WORDS = 5
FIRST_LETTERS = 30
_LONG = re.compile(r"‘[^‘’–]{50,}’|[^\s;*)]{50,}")


class Brief:
    """Cuts what it has seen before to how it begins.

    >>> brief = Brief()
    >>> long = "‘The joint anti-corruption and vetting unit has too little capacity’"
    >>> brief(long) == long, brief(long)
    (True, '‘The joint anti-corruption and vetting …’')
    """

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def __call__(self, text: str) -> str:
        """The text with what was mentioned before cut."""
        return _LONG.sub(lambda match: self._cut(match[0]), text)

    def _cut(self, long: str) -> str:
        if long not in self._seen:
            self._seen.add(long)
            return long
        words = long.split()
        if len(words) == 1:
            return f"{long[:FIRST_LETTERS]}…"
        return f"{' '.join(words[:FIRST_WORDS])} …’"
