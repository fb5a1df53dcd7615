"""What the endpoint is and can do, in RDF: SPARQL 1.1 Service Description."""

from __future__ import annotations

from rdflib import RDF, BNode, Graph, Namespace, URIRef
from starlette.requests import Request
from starlette.responses import Response

from peelgraph.formats import GRAPHS
from peelgraph.serve.negotiation import chosen
from peelgraph.serve.query import TRIPLES, not_acceptable
from peelgraph.serve.reply import Reply
from peelgraph.serve.running import etag_of, is_known, response, service_of

__all__ = ["described"]

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_WRITES = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
)
_RDFLIB = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "pretty-xml"}


def described(request: Request) -> Response:
    """The description of the endpoint, in the format that is preferred."""
    offer = chosen(request.headers.get("accept"), TRIPLES)
    if offer is None:
        return response(not_acceptable(TRIPLES))
    service = service_of(request)
    tag = etag_of(service.digest, service.base, offer.format, "description")
    headers = {"ETag": tag, "Cache-Control": "public, no-cache", "Vary": "Accept"}
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    text = _description(f"{service.base}/sparql").serialize(format=_RDFLIB[offer.format])
    return response(Reply(text.encode(), GRAPHS[offer.format].media_type, 200, headers))


def _description(endpoint: str) -> Graph:
    graph = Graph()
    graph.bind("sd", SD)
    service, dataset, default = URIRef(f"{endpoint}#service"), BNode("dataset"), BNode("default")
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, URIRef(endpoint)))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    graph.add((service, SD.feature, SD.UnionDefaultGraph))
    for name in _WRITES:
        graph.add((service, SD.resultFormat, _FORMATS[name]))
    graph.add((service, SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, SD.defaultGraph, default))
    graph.add((default, RDF.type, SD.Graph))
    return graph
