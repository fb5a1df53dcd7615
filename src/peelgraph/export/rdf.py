"""RDF as text, sorted, so that equal graphs give equal bytes: all of it, or one named graph."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rdflib import URIRef

from peelgraph.errors import ThingNotFound
from peelgraph.nearest import nearest
from peelgraph.vocab import short_id, source_slug

if TYPE_CHECKING:
    from peelgraph.formats import Format
    from peelgraph.store import Store
    from peelgraph.store.embedded import EmbeddedStore

__all__ = ["find_graph", "write"]

_GRAPHS = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } } ORDER BY ?graph"


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
    graphs = [URIRef(str(graph)) for (graph,) in store.select(_GRAPHS).rows]
    known = {source_slug(graph): graph for graph in graphs}
    slug = source_slug(short_id(name) or name)
    slug = slug.removeprefix("source/").removeprefix("graph/")
    if slug not in known:
        raise ThingNotFound(name, "named graph", nearest(slug, known))
    return known[slug]
