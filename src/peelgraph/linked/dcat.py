"""The catalogue of what is published, in DCAT 3 as DCAT-AP 3.0.1 profiles it.

One dataset is the graph, with its dumps and its endpoint; one more is what each source says, with
the source that it was derived from and the licence, or the rights, of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rdflib import DCAT, DCTERMS, FOAF, PROV, RDF, RDFS, SKOS, XSD, Literal, URIRef

from peelgraph.formats import GRAPHS, Format
from peelgraph.linked.addresses import Addresses
from peelgraph.linked.void import DATASET, DESCRIPTION, LICENCE, TITLE
from peelgraph.store import Triple, View
from peelgraph.vocab import BASE, GRAPH

__all__ = ["CATALOGUE", "describe_catalogue"]

CATALOGUE = URIRef(f"{BASE}catalogue")
_AGENT = URIRef(f"{BASE}contributors")
_ENGLISH = URIRef("http://publications.europa.eu/resource/authority/language/ENG")
_GOVERNMENT = URIRef("http://publications.europa.eu/resource/authority/data-theme/JUST")
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_SOURCES = """
SELECT ?source ?graph ?title ?url ?licence ?name ?rights {
  ?source a peel:Source ; rdfs:label ?title ; peel:graph ?graph
  OPTIONAL { ?source peel:url ?url }
  OPTIONAL { ?source dcterms:license ?licence }
  OPTIONAL { ?source peel:licence ?name }
  OPTIONAL { ?source dcterms:rights ?rights }
} ORDER BY ?source ?title
"""


def describe_catalogue(store: View, addresses: Addresses, modified: str = "") -> Iterator[Triple]:
    """The triples of the catalogue; `modified` is a day (xsd:date) if it is known."""
    service = URIRef(f"{CATALOGUE}#endpoint")
    yield from _catalogue(addresses, service)
    yield from _dataset(addresses, modified)
    yield from _service(addresses, service)
    for entry in GRAPHS.values():
        yield from _dump(addresses, entry)
    seen = set()
    for source, graph, title, url, licence, name, rights in store.select(_SOURCES).rows:
        if graph in seen:
            continue
        seen.add(graph)
        said = URIRef(str(graph))
        origin = URIRef(str(source))
        yield CATALOGUE, DCAT.dataset, said
        yield said, RDF.type, DCAT.Dataset
        yield said, DCTERMS.title, Literal(f"What is said by: {title}", lang="en")
        words = f"The statements that peelgraph read from the source “{title}”, in its own words."
        yield said, DCTERMS.description, Literal(words, lang="en")
        yield said, DCTERMS.isPartOf, DATASET
        yield said, DCTERMS.publisher, _AGENT
        yield said, PROV.wasDerivedFrom, origin
        yield said, DCTERMS.license, LICENCE
        yield from _graph_file(addresses, said)
        yield origin, RDF.type, FOAF.Document
        yield origin, RDF.type, PROV.Entity
        yield origin, DCTERMS.title, Literal(str(title))
        if url is not None:
            yield origin, FOAF.page, URIRef(str(url))
            yield URIRef(str(url)), RDF.type, FOAF.Document
        if licence is not None:
            yield origin, DCTERMS.license, URIRef(str(licence))
            yield from _licence(URIRef(str(licence)), str(name))
        if rights is not None:
            statement = URIRef(f"{CATALOGUE}#{_slug(str(rights))}")
            yield origin, DCTERMS.rights, statement
            yield statement, RDF.type, DCTERMS.RightsStatement
            yield statement, RDFS.label, Literal(str(rights), lang="en")


def _catalogue(addresses: Addresses, service: URIRef) -> Iterator[Triple]:
    home = URIRef(addresses.at(""))
    yield CATALOGUE, RDF.type, DCAT.Catalog
    yield CATALOGUE, DCTERMS.title, Literal("The catalogue of peelgraph", lang="en")
    words = "The graph of peelgraph, what each of its sources says, and how to get both."
    yield CATALOGUE, DCTERMS.description, Literal(words, lang="en")
    yield CATALOGUE, DCTERMS.publisher, _AGENT
    yield CATALOGUE, DCTERMS.license, LICENCE
    yield CATALOGUE, DCTERMS.language, _ENGLISH
    yield CATALOGUE, FOAF.homepage, home
    yield CATALOGUE, DCAT.dataset, DATASET
    yield CATALOGUE, DCAT.service, service
    yield home, RDF.type, FOAF.Document
    yield _AGENT, RDF.type, FOAF.Agent
    yield _AGENT, FOAF.name, Literal("peelgraph contributors", lang="en")
    yield _ENGLISH, RDF.type, DCTERMS.LinguisticSystem
    yield from _licence(LICENCE, "CC BY 4.0")


def _dataset(addresses: Addresses, modified: str) -> Iterator[Triple]:
    yield DATASET, RDF.type, DCAT.Dataset
    yield DATASET, DCTERMS.title, Literal(TITLE, lang="en")
    yield DATASET, DCTERMS.description, Literal(DESCRIPTION, lang="en")
    yield DATASET, DCTERMS.publisher, _AGENT
    yield DATASET, DCTERMS.creator, _AGENT
    yield DATASET, DCTERMS.license, LICENCE
    yield DATASET, DCTERMS.language, _ENGLISH
    yield DATASET, DCTERMS.identifier, Literal(str(DATASET))
    yield DATASET, DCAT.landingPage, URIRef(addresses.at(""))
    yield DATASET, DCAT.theme, _GOVERNMENT
    yield _GOVERNMENT, RDF.type, SKOS.Concept
    yield _GOVERNMENT, SKOS.prefLabel, Literal("Justice, legal system and public safety", lang="en")
    for word in ("police", "inspection", "PEEL", "collaboration", "England and Wales"):
        yield DATASET, DCAT.keyword, Literal(word, lang="en")
    if modified:
        yield DATASET, DCTERMS.modified, Literal(modified, datatype=XSD.date)


def _service(addresses: Addresses, service: URIRef) -> Iterator[Triple]:
    protocol = URIRef("https://www.w3.org/TR/sparql11-protocol/")
    yield service, RDF.type, DCAT.DataService
    yield service, DCTERMS.title, Literal("SPARQL endpoint", lang="en")
    endpoint = URIRef(addresses.at("sparql"))
    yield service, DCAT.endpointURL, endpoint
    # DCAT-AP wants this of it in so many words
    yield endpoint, RDF.type, RDFS.Resource
    yield service, DCAT.servesDataset, DATASET
    yield service, DCTERMS.license, LICENCE
    yield service, DCTERMS.conformsTo, protocol
    yield protocol, RDF.type, DCTERMS.Standard


def _dump(addresses: Addresses, format: Format) -> Iterator[Triple]:
    file = URIRef(addresses.at(f"dumps/peelgraph{format.extension}"))
    yield DATASET, DCAT.distribution, file
    yield from _file(file, format, format.summary)


def _graph_file(addresses: Addresses, graph: URIRef) -> Iterator[Triple]:
    slug = graph.removeprefix(str(GRAPH))
    file = URIRef(addresses.at(f"graph/{slug}.ttl"))
    yield graph, DCAT.distribution, file
    yield from _file(file, GRAPHS["ttl"], "Turtle")


def _file(file: URIRef, format: Format, title: str) -> Iterator[Triple]:
    kind = URIRef(_MEDIA_TYPES + format.media_type)
    yield file, RDF.type, DCAT.Distribution
    yield file, DCTERMS.title, Literal(title, lang="en")
    yield file, DCAT.accessURL, file
    yield file, DCAT.downloadURL, file
    yield file, DCAT.mediaType, kind
    yield file, DCTERMS.license, LICENCE
    yield kind, RDF.type, DCTERMS.MediaType


def _licence(iri: URIRef, name: str) -> Iterator[Triple]:
    yield iri, RDF.type, DCTERMS.LicenseDocument
    yield iri, RDFS.label, Literal(name, lang="en")


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")
