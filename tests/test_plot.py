"""Pictures are drawn, the same each time, and only in formats that exist."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from peelgraph.compare import compare
from peelgraph.errors import UnknownFormat
from peelgraph.plot import plot_comparison

VALUES = {f"force/f-{n}": float(n) for n in range(12)}


def test_a_picture_names_forces_mean_and_measure(tmp_path: Path) -> None:
    path = tmp_path / "calls.svg"
    plot_comparison(compare(VALUES), path, "calls", "force/f-3")
    text = path.read_text(encoding="utf-8")
    ElementTree.fromstring(text)
    for words in ("F 3", "F 11", "mean 5.5", "calls, 12 forces", "broadly in line"):
        assert f"<!-- {words}" in text


def test_the_same_picture_each_time(tmp_path: Path) -> None:
    for name in ("one.svg", "other.svg"):
        plot_comparison(compare(VALUES), tmp_path / name, "calls")
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "other.svg").read_bytes()


def test_png_and_nothing_else(tmp_path: Path) -> None:
    plot_comparison(compare(VALUES), tmp_path / "calls.png", "calls")
    assert (tmp_path / "calls.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(UnknownFormat, match=r"\.png, \.svg"):
        plot_comparison(compare(VALUES), tmp_path / "calls.jpg", "calls")
