"""Colours are told apart in grey, and what is written on them is read."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest

from peelgraph.errors import MissingExtra, WrongUse
from peelgraph.plot import draw_grades
from peelgraph.plot.palette import GRADES, contrast, ink_on, luminance, shades
from peelgraph.plot.style import scale

from .conftest import result


def lightness(colour: str) -> float:
    """CIE L*, 0 to 100, from relative luminance."""
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def test_each_grade_is_darker_than_the_better_one() -> None:
    steps = [lightness(shade.colour) for shade in GRADES.values()]
    assert all(better - worse >= 10 for better, worse in pairwise(steps))
    assert len({shade.letters for shade in GRADES.values()}) == len(GRADES)


def test_what_is_written_on_a_field_is_read() -> None:
    colours = [s.colour for s in GRADES.values()] + [
        s.colour for s in shades([str(n) for n in range(10)]).values()
    ]
    colours += [scale([0, 1])(n / 20) for n in range(21)]
    assert min(contrast(colour, ink_on(colour)) for colour in colours) >= 4.5


def test_words_of_like_lightness_have_hatches_of_their_own() -> None:
    found = list(shades([str(n) for n in range(10)]).values())
    assert len({shade.colour for shade in found}) == len({shade.hatch for shade in found}) == 10


def test_a_scale_grows_darker_evenly() -> None:
    steps = [lightness(scale([10, 50])(value)) for value in range(10, 51, 5)]
    assert all(low - high >= 3 for low, high in pairwise(steps))
    assert scale([3])(3) == scale([3, 9])(3)


def test_too_many_words_are_refused() -> None:
    with pytest.raises(WrongUse, match="10 words apart, and there are 11"):
        shades([str(n) for n in range(11)])


def test_without_matplotlib_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtra, match=r"peelgraph\[plot\]"):
        draw_grades(result("force", []))
