"""The front door is exactly what it says, sorted, and costs nothing until it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import peelgraph


def test_exactly_these_names() -> None:
    assert peelgraph.__all__ == [
        "PEEL",
        "Change",
        "Description",
        "Explanation",
        "Info",
        "KnowledgeGraph",
        "PeelgraphError",
        "Result",
        "Rule",
        "Store",
        "StoredQuestion",
        "WhyNot",
        "build",
        "load",
    ]
    assert dir(peelgraph) == sorted(peelgraph.__all__)


@pytest.mark.parametrize("name", peelgraph.__all__)
def test_every_name_is_there_and_documented(name: str) -> None:
    thing = getattr(peelgraph, name)
    assert thing.__name__ == name
    assert thing.__doc__


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = peelgraph.nothing


def test_importing_the_package_imports_no_library() -> None:
    code = "import sys, peelgraph; print(*sorted({m.partition('.')[0] for m in sys.modules} & {'rdflib', 'pyoxigraph'}))"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        == "\n"
    )
