"""Names: the terms of the ontology, the places of IRIs, and the prefixes that queries may use."""

from __future__ import annotations

import re

from rdflib import URIRef
from rdflib.namespace import DefinedNamespace, Namespace

from peelgraph.resources import SHIPPED

__all__ = [
    "BASE",
    "GENID",
    "GRAPH",
    "ID",
    "INFERRED",
    "LABELS",
    "MADE",
    "ONTOLOGY",
    "PEEL",
    "PREFIXES",
    "STEMS",
    "curie",
    "graph_of",
    "short_id",
    "thing",
]

BASE = "https://w3id.org/peelgraph/"
ID = Namespace(BASE + "id/")
GRAPH = Namespace(BASE + "graph/")
ONTOLOGY = GRAPH["ontology"]
INFERRED = GRAPH["inferred"]
STEMS = GRAPH["stems"]
LABELS = GRAPH["labels"]
MADE = (STEMS, LABELS)
"""The graphs that no source says and no rule infers: made of what is said, to find and name it."""
GENID = BASE + "genid/"
"""How the IRI of a blank node begins: below our own base, where nobody else names things."""


def _terms() -> list[str]:
    """The names of the terms that the shipped ontology has a block for."""
    text = (SHIPPED.ontology / "peel.ttl").read_text(encoding="utf-8")
    return re.findall(r"^peel:(\w+) a ", text, re.MULTILINE)


class PEEL(DefinedNamespace):
    """The terms of the ontology; a name that is not one of them is an AttributeError."""

    _NS = Namespace(BASE + "ontology#")
    _fail = True
    # rdflib takes for terms what a class annotates: here what the ontology says, so that no list
    # of names is kept beside it
    __annotations__ = dict.fromkeys(_terms(), URIRef)


PREFIXES: dict[str, str] = {
    "peel": str(PEEL._NS),
    "id": str(ID),
    "graph": str(GRAPH),
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "qb": "http://purl.org/linked-data/cube#",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
}


def thing(short: str) -> URIRef:
    """The IRI of a thing from its short id.

    >>> thing("force/cambridgeshire")
    rdflib.term.URIRef('https://w3id.org/peelgraph/id/force/cambridgeshire')
    """
    return ID[short]


def short_id(iri: str) -> str | None:
    """The short id of a thing's IRI, or None where the IRI is none of ours."""
    return iri.removeprefix(str(ID)) if iri.startswith(str(ID)) else None


def graph_of(source: str) -> URIRef:
    """The named graph of a source given by its slug."""
    return GRAPH[source]


def curie(iri: str) -> str:
    """The shortest readable form of an IRI: a short id, a CURIE, or the IRI itself."""
    if short := short_id(iri):
        return short
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
