"""Colours for grades, for what has none, and for other words: told apart in grey and by
colour-blind readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from peelgraph.errors import WrongUse

__all__ = ["GRADES", "NOTHING", "NOT_GIVEN", "Shade", "contrast", "ink_on", "luminance", "shades"]


class Shade(NamedTuple):
    """A field's colour, its hatch for print in grey, and the letters that stand in it."""

    colour: str
    hatch: str = ""
    letters: str = ""


GRADES = {
    "outstanding": Shade("#DCEFF9", letters="O"),
    "good": Shade("#8EC4E6", letters="G"),
    "adequate": Shade("#C6982F", letters="A"),
    "requires improvement": Shade("#BF4A08", letters="RI"),
    "inadequate": Shade("#3D1220", letters="I"),
}
"""The grades of all schemes, each darker than the better one: blue where good, else from ochre to a
dark brown.
"""
NOT_GIVEN = Shade("#FFFFFF", "/////", "NG")
"""A judgement that gives no grade, or a row without a value."""
NOTHING = Shade("#FFFFFF", "", "–")
"""Nothing on record."""

_WORDS = (
    Shade("#56B4E9"),
    Shade("#E69F00", "\\\\"),
    Shade("#F0E442", "//"),
    Shade("#009E73", ".."),
    Shade("#CC79A7", "xx"),
    Shade("#0072B2", "--"),
    Shade("#D55E00", "++"),
    Shade("#4D4D4D", "||"),
    Shade("#882255", "oo"),
    Shade("#DDDDDD", "**"),
)
"""Colours of Okabe and Ito (https://jfly.uni-koeln.de/color/), greys and wine red for black, each
with a hatch.
"""


def shades(words: Sequence[str]) -> dict[str, Shade]:
    """A shade for each word in order: grades in the colours of grades. WrongUse where there are too
    many words.
    """
    different = list(dict.fromkeys(words))
    if set(different) <= set(GRADES):
        return {word: shade for word, shade in GRADES.items() if word in different}
    if len(different) > len(_WORDS):
        raise WrongUse(
            f"A map tells {len(_WORDS)} words apart, and there are {len(different)}; choose another column."
        )
    return dict(zip(different, _WORDS, strict=False))


def luminance(colour: str) -> float:
    """The relative luminance of a colour `#RRGGBB`, 0 to 1 (WCAG 2.2,
    https://www.w3.org/TR/WCAG22/#dfn-relative-luminance).

    >>> luminance("#FFFFFF"), luminance("#000000")
    (1.0, 0.0)
    """
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2,
    https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def ink_on(colour: str) -> str:
    """Black or white: whichever reads better on a colour."""
    return max(("#000000", "#FFFFFF"), key=lambda ink: contrast(ink, colour))
