"""RDF as text, sorted, so that equal graphs give equal bytes: all of it, or one named graph."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from peelgraph.errors import ThingNotFound
from peelgraph.nearest import nearest
from peelgraph.vocab import BASE, GRAPH

if TYPE_CHECKING:
    from rdflib import URIRef

    from peelgraph.formats import Format
    from peelgraph.store import Store
    from peelgraph.store.embedded import EmbeddedStore

__all__ = ["find_graph", "write"]

_GRAPHS = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } } ORDER BY ?graph"
_BEFORE_SLUG = (BASE, "id/", "source/", "graph/")
"""What can stand before the slug of a source, in this order."""


def write(store: EmbeddedStore, entry: Format, named_graph: str | None = None) -> str:
    """The graph in a format of RDF, or one named graph of it; ThingNotFound where there is none."""
    graph = None if named_graph is None else find_graph(store, named_graph)
    out = io.BytesIO()
    store.dump(out, entry, graph)
    return out.getvalue().decode("utf-8")


def find_graph(store: Store, name: str) -> URIRef:
    """The named graph of a source, by its slug, `source/slug` or IRI.

    `ontology` and `inferred` are graphs too. ThingNotFound where there is none of that name.
    """
    slug = name
    for prefix in _BEFORE_SLUG:
        slug = slug.removeprefix(prefix)
    known = {str(row[0]).removeprefix(str(GRAPH)) for row in store.select(_GRAPHS).rows}
    if slug not in known:
        raise ThingNotFound(name, "named graph", nearest(slug, known))
    return GRAPH[slug]
