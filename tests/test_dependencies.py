"""What is needed: each library from a version that there is for every Python, and to one that is known."""

from __future__ import annotations

import tomllib
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from peelgraph.resources import SHIPPED

PROJECT = tomllib.loads((SHIPPED.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NEEDED = [
    Requirement(text)
    for texts in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    for text in texts
]
FIRST = {"PyYAML": "6.0.2", "numpy": "2.1", "scipy": "1.14.1", "pandas": "2.2.3"}
"""The first versions with wheels for each Python that is supported."""
SAFE = {"filelock": "3.20.1"}
"""The first versions without a known weakness: filelock followed links where it made its file."""


@pytest.mark.parametrize("needed", NEEDED, ids=str)
def test_each_has_bounds_that_hold_here(needed: Requirement) -> None:
    signs = {part.operator for part in needed.specifier}
    assert signs == {">=", "<"}
    assert needed.specifier.contains(version(needed.name))


@pytest.mark.parametrize(("name", "first"), [*FIRST.items(), *SAFE.items()])
def test_none_is_older_than_can_be_used(name: str, first: str) -> None:
    (needed,) = (each for each in NEEDED if each.name == name)
    lowest = min(Version(p.version) for p in needed.specifier if p.operator == ">=")
    assert lowest >= Version(first)
