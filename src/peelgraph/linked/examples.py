"""Stored questions as SPARQL examples: terms of SHACL and of https://github.com/sib-swiss/sparql-examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import RDF, RDFS, SH, XSD, Literal, URIRef
from rdflib.namespace import Namespace

from peelgraph.linked.addresses import Addresses
from peelgraph.questions.question import Parameter, StoredQuestion
from peelgraph.sparql.header import MARK
from peelgraph.store import Triple
from peelgraph.vocab import BASE, PEEL, PREFIXES

__all__ = ["describe_examples", "query_text"]

_SCHEMA = Namespace("https://schema.org/")
_KINDS = {
    "SELECT": (SH.SPARQLSelectExecutable, SH.select),
    "ASK": (SH.SPARQLAskExecutable, SH.ask),
    "CONSTRUCT": (SH.SPARQLConstructExecutable, SH.construct),
}


def query_text(question: StoredQuestion) -> str:
    """The query of a stored question, without its header; it runs with its parameters unbound."""
    lines = question.text.splitlines()
    return "\n".join(line for line in lines if not line.startswith(MARK)).strip() + "\n"


def describe_examples(
    questions: Iterable[StoredQuestion], addresses: Addresses
) -> Iterator[Triple]:
    """The triples that describe stored questions, each with its parameters."""
    endpoint = URIRef(addresses.at("sparql"))
    prefixes = URIRef(f"{BASE}questions#prefixes")
    yield prefixes, RDF.type, URIRef("http://www.w3.org/2002/07/owl#Ontology")
    for prefix, namespace in PREFIXES.items():
        declared = URIRef(f"{BASE}questions#prefix-{prefix}")
        yield prefixes, SH.declare, declared
        yield declared, RDF.type, SH.PrefixDeclaration
        yield declared, SH.prefix, Literal(prefix)
        yield declared, SH.namespace, Literal(namespace, datatype=XSD.anyURI)
    for question in questions:
        example = URIRef(f"{BASE}questions/{question.name}")
        kind, has_text = _KINDS[question.form]
        yield example, RDF.type, SH.SPARQLExecutable
        yield example, RDF.type, kind
        yield example, RDF.type, SH.Parameterizable
        yield example, RDFS.label, Literal(question.name)
        yield example, RDFS.comment, Literal(question.summary, lang="en")
        yield example, SH.prefixes, prefixes
        yield example, has_text, Literal(query_text(question))
        yield example, _SCHEMA.target, endpoint
        yield example, _SCHEMA.keywords, Literal(question.topic)
        for number, parameter in enumerate(question.own):
            yield from _parameter(example, parameter, number)


def _parameter(example: URIRef, parameter: Parameter, number: int) -> Iterator[Triple]:
    node = URIRef(f"{example}#{parameter.name}")
    yield example, SH.parameter, node
    yield node, RDF.type, SH.Parameter
    yield node, SH.path, URIRef(f"{BASE}questions#{parameter.name}")
    yield node, SH.name, Literal(parameter.name, lang="en")
    yield node, SH.order, Literal(str(number), datatype=XSD.integer)
    yield node, SH.optional, Literal(str(not parameter.required).lower(), datatype=XSD.boolean)
    if parameter.description:
        yield node, SH.description, Literal(parameter.description, lang="en")
    if parameter.iri_class:
        yield node, SH["class"], PEEL[parameter.iri_class]
    elif parameter.is_iri:
        yield node, SH.nodeKind, SH.IRI
    elif parameter.type in {"string", "integer", "decimal", "date", "boolean", "gYear"}:
        yield node, SH.datatype, XSD[parameter.type]
    if not parameter.many:
        yield node, SH.maxCount, Literal("1", datatype=XSD.integer)
