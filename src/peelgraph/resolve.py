"""From what a person writes to the thing that is meant: an IRI, a CURIE, a short id, a slug, a name in any case."""

from __future__ import annotations

import re

from rdflib import URIRef

from peelgraph.errors import Ambiguous, ThingNotFound, nearest
from peelgraph.store import Store
from peelgraph.terms import is_iri, sparql_text
from peelgraph.vocab import PEEL, PREFIXES, curie, short_id, thing

__all__ = ["resolve", "resolve_predicate"]

_SHORT = re.compile(r"[A-Za-z-]+/[\w.-]+")


def resolve(store: Store, text: str, class_name: str | None = None) -> URIRef:
    """The thing that `text` means, of a class of the ontology if one is given.

    ThingNotFound, with the nearest names, where there is none; Ambiguous where a name is that of several.
    """
    kind = class_name or "thing"
    iri = _as_iri(text)
    if iri is not None:
        if _exists(store, iri, class_name):
            return iri
        if "/" in text or ":" in text:
            raise ThingNotFound(text, kind, _near(store, text.rpartition("/")[2], class_name))
    named = _names(store, class_name)
    wanted = _folded(text)
    found = sorted({t for t, name in named if _folded(name) == wanted}) or _by_slug(store, wanted, class_name)
    if len(found) > 1:
        raise Ambiguous(text, [curie(str(t)) for t in found[:5]])
    if not found:
        raise ThingNotFound(text, kind, nearest(text, (name for _, name in named)))
    return found[0]


def resolve_predicate(store: Store, text: str) -> URIRef:
    """The property that `text` means: an IRI, a CURIE, a term of the ontology, or its label."""
    if text == "a":
        return URIRef(PREFIXES["rdf"] + "type")
    iri = _as_iri(text)
    if iri is not None and ":" in text:
        return iri
    labels = store.select(
        "SELECT ?p ?label WHERE { VALUES ?kind { owl:ObjectProperty owl:DatatypeProperty } ?p a ?kind ; rdfs:label ?label }"
    )
    for predicate, label in labels:
        assert predicate is not None
        if _folded(text) in {_folded(str(label)), str(predicate).removeprefix(str(PEEL._NS)).casefold()}:
            return URIRef(str(predicate))
    raise ThingNotFound(text, "property", nearest(text, (str(label) for _, label in labels)))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _as_iri(text: str) -> URIRef | None:
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    prefix, colon, local = bare.partition(":")
    if colon and prefix in PREFIXES and not local.startswith("//"):
        bare = PREFIXES[prefix] + local
    if is_iri(bare):
        return URIRef(bare)
    return thing(bare.casefold()) if _SHORT.fullmatch(bare) else None


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
    )
    return [(URIRef(str(t)), str(name)) for t, name in rows]


def _by_slug(store: Store, slug: str, class_name: str | None) -> list[URIRef]:
    rows = store.select(f"SELECT DISTINCT ?thing WHERE {{ {_typed(class_name) or '?thing a ?type .'} }}")
    things = (URIRef(str(row[0])) for row in rows)
    return sorted(t for t in things if (short_id(str(t)) or "").partition("/")[2] == slug)


def _near(store: Store, text: str, class_name: str | None) -> list[str]:
    rows = store.select(f"SELECT DISTINCT ?thing WHERE {{ {_typed(class_name) or '?thing a ?type .'} }}")
    ids = {i for row in rows if (i := short_id(str(row[0])))}
    by_slug = {i.partition("/")[2]: i for i in sorted(ids)}
    return [by_slug[s] for s in nearest(text, by_slug)]
