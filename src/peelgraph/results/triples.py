"""The triples of a CONSTRUCT or DESCRIBE as Turtle, N-Triples and RDF/XML."""

from __future__ import annotations

import io
from typing import Any, cast

from peelgraph.formats import GRAPHS
from peelgraph.results.layout import PLAIN, Look
from peelgraph.store import Result
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import GRAPH

__all__ = ["as_nt", "as_rdf", "as_ttl"]


def as_ttl(result: Result, look: Look = PLAIN) -> str:
    """Turtle."""
    return _dumped(result, "ttl")


def as_nt(result: Result, look: Look = PLAIN) -> str:
    """N-Triples, a line a triple."""
    return _dumped(result, "nt")


def as_rdf(result: Result, look: Look = PLAIN) -> str:
    """RDF/XML."""
    return _dumped(result, "rdf")


def _dumped(result: Result, format: str) -> str:
    """What an engine writes of the triples, once they are in a store of their own."""
    store = EmbeddedStore()
    store.load(cast("Any", result.rows), GRAPH["answer"])
    data = io.BytesIO()
    store.dump(data, GRAPHS[format])
    return data.getvalue().decode("utf-8")
