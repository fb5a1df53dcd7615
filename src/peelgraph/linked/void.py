"""What the graph is and holds, in VoID: https://www.w3.org/TR/void/."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from rdflib import DCTERMS, FOAF, RDF, RDFS, XSD, Literal, URIRef
from rdflib.namespace import VOID
from rdflib.term import Identifier

from peelgraph.formats import GRAPHS
from peelgraph.linked.addresses import Addresses
from peelgraph.linked.partitions import CLASSES, LINKS, PROPERTIES, counted, numbers
from peelgraph.store import Triple, View
from peelgraph.vocab import BASE, ID, PEEL, PREFIXES

__all__ = ["DATASET", "DESCRIPTION", "LICENCE", "TITLE", "describe_dataset"]

DATASET = URIRef(f"{BASE}void#dataset")
TITLE = "peelgraph: police inspections of England and Wales"
DESCRIPTION = (
    "What the PEEL inspections of the police forces of England and Wales found, about whom, how it "
    "changed, and what forces share; said and inferred apart, each statement with its source and "
    "the passage that it rests on."
)
LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")
_SPACES = {"wikidata": "https://www.wikidata.org/entity/"}
_FORMATS = {
    "ttl": "Turtle",
    "nt": "N-Triples",
    "rdf": "RDF_XML",
    "nq": "N-Quads",
    "trig": "TriG",
    "jsonld": "JSON-LD",
}
_EXAMPLES = """
SELECT ?kind (MIN(STR(?s)) AS ?first) {
  VALUES ?kind { peel:PoliceForce peel:JointUnit peel:Finding peel:Judgement peel:FormalItem }
  ?s a ?kind
} GROUP BY ?kind ORDER BY ?kind
"""


def describe_dataset(store: View, addresses: Addresses) -> Iterator[Triple]:
    """The triples that describe a graph, whose documents are at these addresses."""
    document = URIRef(addresses.at(".well-known/void"))
    yield document, RDF.type, VOID.DatasetDescription
    yield document, RDFS.label, Literal("What peelgraph holds (VoID)", lang="en")
    yield document, FOAF.primaryTopic, DATASET
    yield DATASET, RDF.type, VOID.Dataset
    yield DATASET, RDFS.label, Literal(TITLE, lang="en")
    yield DATASET, DCTERMS.title, Literal(TITLE, lang="en")
    yield DATASET, DCTERMS.description, Literal(DESCRIPTION, lang="en")
    yield DATASET, DCTERMS.license, LICENCE
    yield DATASET, DCTERMS.creator, URIRef(f"{BASE}contributors")
    yield DATASET, FOAF.homepage, URIRef(addresses.at(""))
    yield DATASET, VOID.uriSpace, Literal(str(ID))
    yield DATASET, VOID.sparqlEndpoint, URIRef(addresses.at("sparql"))
    yield DATASET, VOID.vocabulary, URIRef(str(PEEL._NS))
    for prefix in ("skos", "prov", "org", "qb", "oa", "dcterms"):
        yield DATASET, VOID.vocabulary, URIRef(PREFIXES[prefix])
    for name in GRAPHS:
        yield (
            DATASET,
            VOID.dataDump,
            URIRef(addresses.at(f"dumps/peelgraph{GRAPHS[name].extension}")),
        )
        yield DATASET, VOID.feature, URIRef(f"http://www.w3.org/ns/formats/{_FORMATS[name]}")
    for _, first in store.select(_EXAMPLES).rows:
        yield DATASET, VOID.exampleResource, URIRef(str(first))
    for name, number in numbers(store).items():
        yield DATASET, VOID[name], _number(number)
    yield from _parts(store)
    yield from _linksets(store)


def _parts(store: View) -> Iterator[Triple]:
    for kind, number in counted(store, CLASSES):
        part = _part("class", kind)
        yield DATASET, VOID.classPartition, part
        yield part, RDF.type, VOID.Dataset
        yield part, VOID["class"], kind
        yield part, VOID.entities, _number(number)
    for predicate, number in counted(store, PROPERTIES):
        part = _part("property", predicate)
        yield DATASET, VOID.propertyPartition, part
        yield part, RDF.type, VOID.Dataset
        yield part, VOID.property, predicate
        yield part, VOID.triples, _number(number)


def _linksets(store: View) -> Iterator[Triple]:
    for name, space in _SPACES.items():
        for predicate, number in counted(store, LINKS.replace("$space", space)):
            links = URIRef(f"{BASE}void#{name}-{_digest(predicate)}")
            other = URIRef(f"{BASE}void#{name}")
            yield DATASET, VOID.subset, links
            yield links, RDF.type, VOID.Linkset
            yield links, RDFS.label, Literal(f"links to {name.capitalize()}", lang="en")
            yield links, VOID.subjectsTarget, DATASET
            yield links, VOID.objectsTarget, other
            yield links, VOID.linkPredicate, predicate
            yield links, VOID.triples, _number(number)
            yield other, RDF.type, VOID.Dataset
            yield other, RDFS.label, Literal(name.capitalize(), lang="en")
            yield other, VOID.uriSpace, Literal(space)
            yield other, FOAF.homepage, URIRef("https://www.wikidata.org/")


def _part(kind: str, term: Identifier) -> URIRef:
    return URIRef(f"{BASE}void#{kind}-{_digest(term)}")


def _digest(term: Identifier) -> str:
    return sha256(str(term).encode()).hexdigest()[:12]


def _number(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)
