"""The context of our JSON-LD: a short name for each term of the ontology, and what its values are.

It is read from the ontology, so that no list of names is kept beside it:
https://www.w3.org/TR/json-ld11/#the-context.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pyoxigraph as ox

from peelgraph.resources import SHIPPED
from peelgraph.vocab import PEEL, PREFIXES

__all__ = ["context"]

Context = dict[str, Any]
_RDF = PREFIXES["rdf"]
_OWL = PREFIXES["owl"]
_XSD = PREFIXES["xsd"]
_OTHERS: Context = {
    "label": {"@id": "rdfs:label", "@language": "en"},
    "seeAlso": {"@id": "rdfs:seeAlso", "@type": "@id"},
    "isDefinedBy": {"@id": "rdfs:isDefinedBy", "@type": "@id"},
    "subClassOf": {"@id": "rdfs:subClassOf", "@type": "@id"},
    "subPropertyOf": {"@id": "rdfs:subPropertyOf", "@type": "@id"},
    "exactMatch": {"@id": "skos:exactMatch", "@type": "@id"},
    "license": {"@id": "dcterms:license", "@type": "@id"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "hasSelector": {"@id": "oa:hasSelector", "@type": "@id"},
}
"""Terms of others that most documents have."""
_NATIVE = {f"{_XSD}integer", f"{_XSD}boolean", f"{_XSD}string"}
"""What a number, a truth value or a text of JSON is already."""
_DAYS = ("Earliest", "Latest", "heldFrom", "heldUntil", "heldOn", "responseDue")
"""How the terms end whose values are days, which no OWL 2 RL range can say."""
_IN_ENGLISH = {"statement"}


@cache
def context() -> Context:
    """The context: prefixes, terms of others, and those of the ontology."""
    found: Context = {**PREFIXES, **_OTHERS}
    ranges: dict[str, set[str]] = {}
    kinds: dict[str, set[str]] = {}
    text = (SHIPPED.ontology / "peel.ttl").read_bytes()
    for quad in ox.parse(text, format=ox.RdfFormat.TURTLE):
        if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode):
            continue
        name = quad.subject.value.removeprefix(str(PEEL._NS))
        if name == quad.subject.value:
            continue
        if quad.predicate.value == f"{_RDF}type":
            kinds.setdefault(name, set()).add(quad.object.value)
        elif quad.predicate.value == f"{PREFIXES['rdfs']}range":
            ranges.setdefault(name, set()).add(quad.object.value)
    for name in sorted(kinds):
        # a prefix of that name is there first: then the term goes by its prefix
        found.setdefault(name, _entry(name, kinds[name], ranges.get(name, set())))
    return found


def _entry(name: str, kinds: set[str], ranges: set[str]) -> Any:
    iri = f"peel:{name}"
    if f"{_OWL}ObjectProperty" in kinds:
        return {"@id": iri, "@type": "@id"}
    if f"{_OWL}DatatypeProperty" in kinds and name.endswith(_DAYS):
        return {"@id": iri, "@type": "xsd:date"}
    if name in _IN_ENGLISH:
        return {"@id": iri, "@language": "en"}
    if len(ranges) == 1:
        (value,) = ranges
        if value.startswith(_XSD) and value not in _NATIVE:
            return {"@id": iri, "@type": f"xsd:{value.removeprefix(_XSD)}"}
    return iri
