"""From what a person writes to the thing that is meant.

An IRI, a CURIE, a short id, a slug or a name, in any case.
"""

from __future__ import annotations

import re

from rdflib import RDF, Literal, URIRef
from rdflib.term import Identifier

from peelgraph.errors import Ambiguous, ThingNotFound
from peelgraph.nearest import nearest
from peelgraph.sparql.terms import is_iri, sparql_text
from peelgraph.store import Triple, View
from peelgraph.vocab import ID, PEEL, PREFIXES, curie, short_id, thing

__all__ = ["resolve", "resolve_predicate", "resolve_triple"]

_SHORT = re.compile(r"[A-Za-z-]+/[\w.-]+")
_TERMS = str(PEEL._NS)


def resolve(store: View, text: str, class_name: str | None = None) -> URIRef:
    """The thing that `text` means, of a class of the ontology if one is given.

    ThingNotFound, with the nearest names, where there is none; Ambiguous where a name is that of
    several.
    """
    for iri in _as_iris(text):
        if _exists(store, iri, class_name):
            return iri
    wanted = _folded(text)
    named = _names(store, class_name)
    found = {iri for iri, name in named if _folded(name) == wanted}
    if not found:  # a name goes before the last part of an id
        found = {iri for iri in _things(store, class_name) if _slug(iri) == wanted}
    if len(found) > 1:
        short_ids = [curie(str(iri)) for iri in sorted(found)]
        raise Ambiguous(text, short_ids)
    if not found:
        names = [name for _, name in named]
        near = _near(store, text, class_name, names)
        raise ThingNotFound(text, class_name or "thing", near)
    return found.pop()


def resolve_predicate(store: View, text: str) -> URIRef:
    """The property that `text` means: an IRI, a CURIE, a term of the ontology, or its label."""
    if text == "a":
        return RDF.type
    if ":" in text and (iris := _as_iris(text)):
        return iris[0]
    labels = _properties(store)
    wanted = _folded(text)
    for predicate, label in labels:
        if wanted in {_folded(label), _term_name(predicate)}:
            return predicate
    names = [label for _, label in labels]
    raise ThingNotFound(text, "property", nearest(text, names))


def resolve_triple(store: View, subject: str, predicate: str, value: str) -> Triple:
    """The triple that three texts mean; the last may be a text in double quotes."""
    return (
        resolve(store, subject),
        resolve_predicate(store, predicate),
        _value(store, value),
    )


def _value(store: View, text: str) -> Identifier:
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
    """The IRIs that a text can be: an IRI as written, and one of ours in lower case, as ids are."""
    bare = text
    if text.startswith("<") and text.endswith(">"):
        bare = text[1:-1]
    prefix, _, local = bare.partition(":")
    # `http://…` is an address, even where a prefix is called `http`
    if prefix.casefold() in PREFIXES and not local.startswith("//"):
        bare = PREFIXES[prefix.casefold()] + local
    if _SHORT.fullmatch(bare):
        return [thing(bare.casefold())]
    if not is_iri(bare):
        return []
    iris = [URIRef(bare)]
    if bare.casefold().startswith(ID):
        iris.append(URIRef(bare.casefold()))
    return iris


def _exists(store: View, iri: URIRef, class_name: str | None) -> bool:
    node = sparql_text(iri)
    if class_name:
        kind = sparql_text(PEEL[class_name])
        return store.ask(f"ASK {{ {node} a {kind} }}")
    return store.ask(f"ASK {{ {node} ?p ?o }}")


def _near(store: View, text: str, class_name: str | None, names: list[str]) -> list[str]:
    """The nearest short ids where the text is an IRI or an id, else the nearest names."""
    iris = _as_iris(text)
    if not iris:
        return nearest(text, names)
    # of two, the last is in lower case, as ids are
    wanted = curie(iris[-1])
    ids = (short_id(str(iri)) for iri in _things(store, class_name))
    return nearest(wanted, filter(None, ids))


def _typed(class_name: str | None) -> str:
    if not class_name:
        return ""
    return f"?thing a {sparql_text(PEEL[class_name])} ."


def _names(store: View, class_name: str | None) -> list[tuple[URIRef, str]]:
    """All things with all their names."""
    rows = store.select(
        f"""
        SELECT DISTINCT ?thing ?name WHERE {{
          {_typed(class_name)}
          {{ ?thing rdfs:label ?name }} UNION {{ ?thing peel:alternativeName ?name }}
        }}
        """
    ).rows
    return [(URIRef(str(iri)), str(name)) for iri, name in rows]


def _things(store: View, class_name: str | None) -> list[URIRef]:
    typed = _typed(class_name) or "?thing a ?type ."
    rows = store.select(f"SELECT DISTINCT ?thing WHERE {{ {typed} }}").rows
    return [iri for (iri,) in rows if isinstance(iri, URIRef)]


def _properties(store: View) -> list[tuple[URIRef, str]]:
    """The properties of the ontologies with their labels."""
    rows = store.select(
        """
        SELECT ?p ?label WHERE {
          VALUES ?kind { owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty }
          ?p a ?kind ; rdfs:label ?label
        }
        """
    ).rows
    return [(URIRef(str(predicate)), str(label)) for predicate, label in rows]


def _slug(iri: URIRef) -> str | None:
    """What stands after the kind in a short id, or the name of a term of the ontology."""
    if short := short_id(str(iri)):
        _, _, slug = short.partition("/")
        return slug
    return _term_name(iri) if iri.startswith(_TERMS) else None


def _term_name(iri: URIRef) -> str:
    """The name of a term of the ontology in lower case, or another's whole IRI."""
    return iri.removeprefix(_TERMS).casefold()
