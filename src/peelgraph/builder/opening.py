"""The ways to come by a graph in this process: kept on disk, made of RDF files, or built anew.

What builds is imported where it is used: a graph that is kept is opened without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict, Unpack

from peelgraph.builder.built import Built, Tell, silent
from peelgraph.builder.cache import CachedGraph, cached_graph, rebuild
from peelgraph.errors import WrongUse
from peelgraph.resources import Beside, Resources

__all__ = ["How", "HowRead", "opened", "read", "rebuilt"]


class HowRead(TypedDict, total=False):
    """How files are read, where their own names and words do not tell.

    `format` is the name of a serialisation, `base` what relative IRIs are relative to, `catalogue`
    an OASIS catalogue, or its folder, of what is imported and of the contexts of JSON-LD.
    """

    format: str | None
    base: str | None
    catalogue: str | Path | None


class How(HowRead, Beside, total=False):
    """How files are read, and what goes with resources."""


def opened(resources: Resources, tell: Tell | None = None) -> Built:
    """The graph of the resources, built if it is not kept yet."""
    return _kept(cached_graph(resources, tell))


def read(
    files: Sequence[Path],
    resources: Resources,
    tell: Tell | None = None,
    **how: Unpack[HowRead],
) -> Built:
    """The graph of RDF files, under the ontology and rules of the resources."""
    from peelgraph.builder.assemble import from_files
    from peelgraph.builder.reading import reading_of

    reading = reading_of(files, **how)
    return from_files(files, resources, tell or silent, reading)


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
