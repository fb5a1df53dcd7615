"""The picture of a comparison: a bar for each force, and the words on it."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from peelgraph.errors import UnknownFormat, UnwritableFile
from peelgraph.network.compare import compare
from peelgraph.plot import draw_comparison, save

from .conftest import inside, words

VALUES = {f"force/f-{n}": float(n) for n in range(12)}


def test_a_picture_names_forces_mean_and_measure() -> None:
    figure = draw_comparison(compare(VALUES), "calls", "force/f-3")
    assert {"F 3", "F 11", "mean 5.5", "calls", "broadly in line"} <= set(words(figure))
    bars = [
        box
        for box in figure.axes[0].patches
        if box.get_y() > -1 and box.get_height() == pytest.approx(0.8)
    ]
    assert [bar.get_width() for bar in bars] == [float(n) for n in range(11, -1, -1)]
    bold = [t.get_text() for t in figure.axes[0].get_yticklabels() if t.get_fontweight() == "bold"]
    assert bold == ["F 3"]
    assert inside(figure)


@pytest.mark.parametrize("extension", ["svg", "png"])
def test_the_same_picture_each_time(tmp_path: Path, extension: str) -> None:
    for name in ("one", "other"):
        save(draw_comparison(compare(VALUES), "calls"), tmp_path / f"{name}.{extension}")
    one, other = ((tmp_path / f"{name}.{extension}").read_bytes() for name in ("one", "other"))
    assert one == other


def test_png_and_svg_and_nothing_else(tmp_path: Path) -> None:
    figure = draw_comparison(compare(VALUES), "calls")
    save(figure, tmp_path / "calls.png")
    save(figure, tmp_path / "calls.svg")
    assert (tmp_path / "calls.png").read_bytes().startswith(b"\x89PNG")
    ElementTree.parse(tmp_path / "calls.svg")
    with pytest.raises(UnknownFormat, match=r"\.png, \.svg"):
        save(figure, tmp_path / "calls.jpg")
    with pytest.raises(UnwritableFile):
        save(figure, tmp_path / "no" / "calls.png")
