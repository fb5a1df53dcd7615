"""What a build gives, and whom it tells how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peelgraph.store.embedded import EmbeddedStore
    from peelgraph.things.info import TableCount
    from peelgraph.things.problems import GraphProblem

__all__ = ["Built", "Tell", "silent"]

Tell = Callable[[str, float], None]
"""Told the step that is under way and the share of it that is done, from 0 to 1."""


def silent(step: str, share: float) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Built:
    """A graph in this process, and what is wrong with it.

    `tables` counts the rows that it was built of; there are none where it was built from RDF files.
    """

    store: EmbeddedStore
    problems: tuple[GraphProblem, ...]
    tables: tuple[TableCount, ...] = ()
