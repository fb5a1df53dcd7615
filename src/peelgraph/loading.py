"""The ways to a graph: the shipped one, files of anybody's, an endpoint, or a new build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from peelgraph.graph import KnowledgeGraph
from peelgraph.resources import SHIPPED, Beside, Resources, resources_of

if TYPE_CHECKING:
    from peelgraph.builder.built import Built, Tell
    from peelgraph.builder.opening import How, HowRead

__all__ = ["build", "load"]


def load(
    *files: str | Path,
    endpoint: str | None = None,
    resources: Resources | str | Path | None = SHIPPED,
    tell: Tell | None = None,
    **how: Unpack[How],
) -> KnowledgeGraph:
    """The shipped graph, built if need be; or RDF files, reasoned over; or what an endpoint has.

    `resources` is a folder laid out as peelgraph's own, in place of that, or None for files that
    have nothing to do with it: they are reasoned over alone. Folders of `questions` and `rules`
    and a file of `shapes` go with it. `format`, `base` and `catalogue` say how files are read,
    where their names and words do not tell: what they are in, what relative IRIs are relative to,
    and an OASIS catalogue of what they import, for nothing is fetched from the network.
    """
    beside: Beside = {
        "questions": how.get("questions"),
        "rules": how.get("rules"),
        "shapes": how.get("shapes"),
    }
    read_so: HowRead = {
        "format": how.get("format"),
        "base": how.get("base"),
        "catalogue": how.get("catalogue"),
    }
    with_these = resources_of(resources, **beside)
    if endpoint:
        from peelgraph.store.remote import RemoteStore

        return KnowledgeGraph(RemoteStore(endpoint), with_these)
    from peelgraph.builder.opening import opened, read

    if not files:
        return _of(opened(with_these, tell), with_these)
    paths = [Path(file) for file in files]
    return _of(read(paths, with_these, tell, **read_so), with_these)


def build(
    resources: Resources = SHIPPED, *, reasoner: str = "rules", tell: Tell | None = None
) -> KnowledgeGraph:
    """The graph of ontology and tables, built anew: by rules and kept, or by owlrl, slowly."""
    from peelgraph.builder.opening import rebuilt

    return _of(rebuilt(resources, reasoner, tell), resources)


def _of(built: Built, resources: Resources) -> KnowledgeGraph:
    return KnowledgeGraph(built.store, resources, built.problems, built.tables)
