"""Names: the terms of the ontology, the places of IRIs, and the prefixes that queries may use.

A folder of somebody's own names its terms and things below its own addresses: its `Naming`. Those
that this process has met are known beside ours, so that an IRI is shortened, and a short id read,
as it is meant there. Only here is it said how names begin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.namespace import DefinedNamespace, Namespace

from peelgraph.errors import WrongUse
from peelgraph.resources import SHIPPED

__all__ = [
    "BASE",
    "GENID",
    "GRAPH",
    "ID",
    "INFERRED",
    "ONTOLOGY",
    "OURS",
    "PEEL",
    "PREFIXES",
    "STEMS",
    "TAKEN",
    "Naming",
    "blank_iri",
    "blank_label",
    "curie",
    "get_to_know",
    "graph_of",
    "short_id",
    "source_slug",
    "term_name",
    "terms_called",
    "thing",
    "things_called",
]

BASE = "https://w3id.org/peelgraph/"
ID = Namespace(BASE + "id/")
GRAPH = Namespace(BASE + "graph/")
ONTOLOGY = GRAPH["ontology"]
INFERRED = GRAPH["inferred"]
STEMS = GRAPH["stems"]
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


TAKEN = dict(PREFIXES)
"""The prefixes that no folder can give another meaning."""


@dataclass(frozen=True)
class Naming:
    """How the names in a folder of resources begin.

    `terms` is the namespace of its ontology, and `prefix` stands for it; IRIs of things begin with
    `things`, those of the named graphs of sources with `graphs`. `own` is the slug of the source
    that says what stands in the tables of the folder itself.
    """

    prefix: str
    terms: str
    things: str
    graphs: str
    own: str

    @classmethod
    def below(cls, prefix: str, terms: str, things: str | None = None) -> Naming:
        """The naming of a namespace of terms; without `things` these are named beside it.

        >>> Naming.below("peel", "https://w3id.org/peelgraph/ontology#") == OURS
        True
        """
        base = terms.rstrip("#/").removesuffix("/ontology") + "/"
        things = things or f"{base}id/"
        beside = things.removesuffix("id/")
        _, _, place = base.rstrip("/").partition("://")
        _, _, path = place.lower().partition("/")
        own = re.sub(r"[^a-z0-9]+", "-", path.rpartition("/")[2]).strip("-")
        return cls(prefix, terms, things, f"{beside}graph/", own or prefix)

    def term(self, name: str) -> URIRef:
        """The IRI of a term; of ours AttributeError where the ontology does not define it."""
        return PEEL[name] if self == OURS else URIRef(self.terms + name)

    def thing(self, short: str) -> URIRef:
        """The IRI of a thing from its short id."""
        return URIRef(self.things + short)

    def graph_of(self, source: str) -> URIRef:
        """The named graph of a source given by its slug."""
        return URIRef(self.graphs + source)


OURS = Naming.below("peel", str(PEEL._NS))
_LABEL = "genid_"
_NAME = re.compile(r"\w[\w.-]*")
_KNOWN = [OURS]
"""All that were met, the latest first."""


def get_to_know(naming: Naming) -> None:
    """Let names that begin so be read and shortened; WrongUse where their prefix has a meaning."""
    if naming in _KNOWN:
        return
    if PREFIXES.get(naming.prefix, naming.terms) != naming.terms:
        meaning = PREFIXES[naming.prefix]
        raise WrongUse(f"The prefix '{naming.prefix}' stands for <{meaning}>; take another.")
    PREFIXES[naming.prefix] = naming.terms
    _KNOWN.insert(0, naming)


def things_called(short: str) -> list[URIRef]:
    """The IRIs that a short id can stand for."""
    return [naming.thing(short) for naming in _KNOWN]


def terms_called(name: str) -> list[URIRef]:
    """The terms that a name can stand for: ours only where the ontology defines it."""
    if not _NAME.fullmatch(name):
        return []
    return [naming.term(name) for naming in _KNOWN if naming != OURS or name in PEEL]


def term_name(iri: str) -> str | None:
    """The name of a term in a namespace that is known, else None."""
    for naming in _KNOWN:
        if iri.startswith(naming.terms):
            return iri.removeprefix(naming.terms)
    return None


def source_slug(graph: str) -> str:
    """The slug of the source whose named graph this is; any other IRI as it is."""
    for naming in _KNOWN:
        graph = graph.removeprefix(naming.graphs)
    return graph


def thing(short: str) -> URIRef:
    """The IRI of a thing from its short id.

    >>> thing("force/cambridgeshire")
    rdflib.term.URIRef('https://w3id.org/peelgraph/id/force/cambridgeshire')
    """
    return ID[short]


def short_id(iri: str) -> str | None:
    """The short id of a thing's IRI, or None where it is named in no way that is known."""
    for naming in _KNOWN:
        if iri.startswith(naming.things):
            return iri.removeprefix(naming.things)
    return None


def graph_of(source: str) -> URIRef:
    """The named graph of a source given by its slug."""
    return GRAPH[source]


def blank_label(iri: str) -> str:
    """The label of the blank node that was given an IRI; in any syntax it means the same.

    >>> blank_label(GENID + "file/1-a-ttl/2")
    'genid_file_2f1_2da_2dttl_2f2'
    """
    rest = iri.removeprefix(GENID)
    # letters and digits are allowed everywhere; `_` begins what stands for another character
    return _LABEL + re.sub(r"[^A-Za-z0-9]", lambda found: f"_{ord(found[0]):02x}", rest)


def blank_iri(label: str) -> str | None:
    """The IRI that a blank node of this label was given, or None where it is another's."""
    if not label.startswith(_LABEL):
        return None
    rest = label.removeprefix(_LABEL)
    return GENID + re.sub(r"_([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), rest)


def curie(iri: str) -> str:
    """The shortest readable form: a short id, a CURIE, a blank node's label, or the IRI itself."""
    if iri.startswith(GENID):
        return f"_:{blank_label(iri)}"
    if short := short_id(iri):
        return short
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
