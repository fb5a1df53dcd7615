"""Colours for grades, for what has none, and for other words.

They are told apart in grey and by colour-blind readers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from peelgraph.errors import WrongUse

__all__ = [
    "GRADES",
    "GRADES_OF_FIVE",
    "NOTHING",
    "NOT_GIVEN",
    "Shade",
    "contrast",
    "ink_on",
    "luminance",
    "shades",
]


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
"""The grades of all schemes, each darker than the better one.

They are blue where good, else from ochre to a dark brown.
"""
GRADES_OF_FIVE = {
    "outstanding": Shade("#E9F3E2", letters="O"),
    "good": Shade("#9CCB86", letters="G"),
    "adequate": Shade("#B9A0D0", letters="A"),
    "requires improvement": Shade("#7E57A5", letters="RI"),
    "inadequate": Shade("#2E1A47", letters="I"),
}
"""The grades of a scheme of five beside those of four: other colours, for they do not compare.

They are green where good, else violet, each darker than the better one.
"""
NOT_GIVEN = Shade("#FFFFFF", "/////", "NG")
"""A judgement that gives no grade, or a row without a value."""
NOTHING = Shade("#FFFFFF", "", "–")
"""Nothing on record."""

# colours of Okabe and Ito (https://jfly.uni-koeln.de/color/), with greys and wine red for their
# black, which no text could be read on
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


def shades(words: Sequence[str]) -> dict[str, Shade]:
    """A shade for each word in order: grades in the colours of grades.

    WrongUse where there are too many words.
    """
    different = list(dict.fromkeys(words))
    if set(different) <= set(GRADES):
        return {word: shade for word, shade in GRADES.items() if word in different}
    if len(different) > len(_WORDS):
        raise WrongUse(
            f"A map tells {len(_WORDS)} words apart, and there are {len(different)}; "
            "choose another column."
        )
    return dict(zip(different, _WORDS, strict=False))


def luminance(colour: str) -> float:
    """The relative luminance of a colour `#RRGGBB`, 0 to 1.

    WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance

    >>> luminance("#FFFFFF"), luminance("#000000")
    (1.0, 0.0)
    """
    red = _linear(colour[1:3])
    green = _linear(colour[3:5])
    blue = _linear(colour[5:7])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(digits: str) -> float:
    """A part of a colour in sRGB as light: the curve is straight near black."""
    part = int(digits, 16) / 255
    if part <= 0.04045:
        return part / 12.92
    light: float = ((part + 0.055) / 1.055) ** 2.4
    return light


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21.

    WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def ink_on(colour: str) -> str:
    """Black or white: whichever reads better on a colour."""
    return max(("#000000", "#FFFFFF"), key=lambda ink: contrast(ink, colour))
