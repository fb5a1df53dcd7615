"""Triples that describe what is published, in the formats of documents."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rdflib.namespace import DCAT, FOAF, VOID

from peelgraph.formats import GRAPHS
from peelgraph.store import Triple
from peelgraph.store.files import write_quads
from peelgraph.store.oxterms import to_quad
from peelgraph.vocab import PREFIXES

__all__ = ["written"]

_PREFIXES = {
    **PREFIXES,
    "void": str(VOID),
    "dcat": str(DCAT),
    "foaf": str(FOAF),
    "spex": "https://purl.expasy.org/sparql-examples/ontology#",
}


def written(triples: Iterable[Triple], format: str) -> bytes:
    """Triples in a format of `formats.GRAPHS`, sorted."""
    quads = sorted({to_quad(triple) for triple in triples}, key=str)
    out = io.BytesIO()
    write_quads(quads, out, GRAPHS[format], _PREFIXES)
    return out.getvalue()
