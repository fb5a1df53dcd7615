"""From what a person writes to the thing that is meant: an IRI, a CURIE, a short id, a slug or a
name, in any case.
"""

from __future__ import annotations

import re

from rdflib import Literal, URIRef
from rdflib.term import Identifier

from peelgraph.errors import Ambiguous, ThingNotFound
from peelgraph.nearest import nearest
from peelgraph.sparql.terms import is_iri, sparql_text
from peelgraph.store import Store, Triple
from peelgraph.vocab import ID, PEEL, PREFIXES, curie, short_id, thing

__all__ = ["resolve", "resolve_predicate", "resolve_triple"]

_SHORT = re.compile(r"[A-Za-z-]+/[\w.-]+")


def resolve(store: Store, text: str, class_name: str | None = None) -> URIRef:
    """The thing that `text` means, of a class of the ontology if one is given.

    ThingNotFound, with the nearest names, where there is none; Ambiguous where a name is that of
    several.
    """
    iris = _as_iris(text)
    for iri in iris:
        if _exists(store, iri, class_name):
            return iri
    named = _names(store, class_name)
    wanted = _folded(text)
    found = sorted({t for t, name in named if _folded(name) == wanted}) or _by_slug(
        store, wanted, class_name
    )
    if len(found) > 1:
        raise Ambiguous(text, [curie(str(t)) for t in found])
    if not found:
        names = (name for _, name in named)
        near = nearest(curie(iris[-1]), _ids(store, class_name)) if iris else nearest(text, names)
        raise ThingNotFound(text, class_name or "thing", near)
    return found[0]


def resolve_predicate(store: Store, text: str) -> URIRef:
    """The property that `text` means: an IRI, a CURIE, a term of the ontology, or its label."""
    if text == "a":
        return URIRef(PREFIXES["rdf"] + "type")
    if ":" in text and (iris := _as_iris(text)):
        return iris[0]
    labels = store.select(
        "SELECT ?p ?label WHERE { VALUES ?kind { owl:ObjectProperty owl:DatatypeProperty } "
        "?p a ?kind ; rdfs:label ?label }"
    ).rows
    for predicate, label in labels:
        assert predicate is not None
        if _folded(text) in {
            _folded(str(label)),
            str(predicate).removeprefix(str(PEEL._NS)).casefold(),
        }:
            return URIRef(str(predicate))
    raise ThingNotFound(text, "property", nearest(text, (str(label) for _, label in labels)))


def resolve_triple(store: Store, subject: str, predicate: str, value: str) -> Triple:
    """The triple that three texts mean; the last may be a text in double quotes."""
    return (
        resolve(store, subject),
        resolve_predicate(store, predicate),
        _value(store, value),
    )


def _value(store: Store, text: str) -> Identifier:
    """A term of the ontology, a thing, or a text in double quotes that names no thing."""
    if text in PEEL:
        return PEEL[text]
    try:
        return resolve(store, text)
    except ThingNotFound:
        if len(text) > 1 and text.startswith('"') and text.endswith('"'):
            return Literal(text[1:-1])
        raise


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _as_iris(text: str) -> list[URIRef]:
    """The IRIs that a text can be: an IRI as written, and one of ours, whose ids are in lower case,
    in any case.
    """
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    prefix, _, local = bare.partition(":")
    if prefix.casefold() in PREFIXES and not local.startswith("//"):
        bare = PREFIXES[prefix.casefold()] + local
    if _SHORT.fullmatch(bare):
        return [thing(bare.casefold())]
    if not is_iri(bare):
        return []
    ours = [URIRef(bare.casefold())] if bare.casefold().startswith(str(ID)) else []
    return [URIRef(bare), *ours]


def _typed(class_name: str | None) -> str:
    return f"?thing a {sparql_text(PEEL[class_name])} ." if class_name else ""


def _exists(store: Store, iri: URIRef, class_name: str | None) -> bool:
    if class_name:
        return store.ask(f"ASK {{ {sparql_text(iri)} a {sparql_text(PEEL[class_name])} }}")
    return store.ask(f"ASK {{ {sparql_text(iri)} ?p ?o }}")


def _names(store: Store, class_name: str | None) -> list[tuple[URIRef, str]]:
    rows = store.select(
        f"SELECT DISTINCT ?thing ?name WHERE {{ {_typed(class_name)} "
        "{ ?thing rdfs:label ?name } UNION { ?thing peel:alternativeName ?name } }"
    ).rows
    return [(URIRef(str(t)), str(name)) for t, name in rows]


def _things(store: Store, class_name: str | None) -> list[URIRef]:
    rows = store.select(
        f"SELECT DISTINCT ?thing WHERE {{ {_typed(class_name) or '?thing a ?type .'} }}"
    ).rows
    return [row[0] for row in rows if isinstance(row[0], URIRef)]


def _by_slug(store: Store, slug: str, class_name: str | None) -> list[URIRef]:
    return sorted(t for t in _things(store, class_name) if _slug(t) == slug)


def _slug(term: URIRef) -> str | None:
    """What stands after the kind in a short id, or the name of a term of the ontology, in lower
    case.
    """
    if short := short_id(str(term)):
        return short.partition("/")[2]
    namespace = str(PEEL._NS)
    return str(term).removeprefix(namespace).casefold() if str(term).startswith(namespace) else None


def _ids(store: Store, class_name: str | None) -> list[str]:
    return [i for t in _things(store, class_name) if (i := short_id(str(t)))]
