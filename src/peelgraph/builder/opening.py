"""The ways to come by a graph in this process: kept on disk, made of RDF files, or built anew.

What builds is imported where it is used: a graph that is kept is opened without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from peelgraph.builder.built import Built, Tell, silent
from peelgraph.builder.cache import CachedGraph, cached_graph, rebuild
from peelgraph.errors import WrongUse
from peelgraph.resources import Resources

__all__ = ["opened", "rebuilt"]


def opened(files: Sequence[Path], resources: Resources, tell: Tell | None = None) -> Built:
    """The graph of RDF files; without any that of the resources, built if it is not kept yet."""
    if files:
        from peelgraph.builder.assemble import from_files

        return from_files(files, resources, tell or silent)
    return _kept(cached_graph(resources, tell))


def rebuilt(resources: Resources, reasoner: str, tell: Tell | None = None) -> Built:
    """The graph of the resources, built anew: by rules it is kept, by owlrl it is not."""
    if reasoner == "rules":
        return _kept(rebuild(resources, tell))
    if reasoner == "owlrl":
        from peelgraph.builder.assemble import assemble

        return assemble(resources, tell or silent, reasoner)
    raise WrongUse(f"There is no reasoner '{reasoner}'; there are rules and owlrl.")


def _kept(cached: CachedGraph) -> Built:
    return Built(cached.open(), cached.problems, cached.tables)
