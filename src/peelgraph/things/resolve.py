"""From what a person writes to the thing that is meant.

An IRI, a CURIE, a short id, a name or slug in any case, a name with the id behind it as `show`
prints it, or words that all stand in one name. What is exact goes before what only has the words;
where several remain, what is a given force's own goes before what others have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rdflib import Literal, URIRef

from peelgraph.errors import Ambiguous, ThingNotFound
from peelgraph.nearest import nearest
from peelgraph.sparql.terms import is_iri, sparql_text
from peelgraph.store import View
from peelgraph.things.apart import own_of, tell_apart
from peelgraph.things.labels import Labels
from peelgraph.vocab import (
    PEEL,
    PREFIXES,
    blank_iri,
    curie,
    short_id,
    term_name,
    terms_called,
    things_called,
)
from peelgraph.words.index import folded, slug_of
from peelgraph.words.indexes import index_of, known_index

__all__ = ["as_iris", "exactly", "resolve", "term_called", "with_words"]

_SHORT = re.compile(r"[A-Za-z-]+/[\w.-]+")
_SLUG = re.compile(r"[\w.-]+")
_SHOWN = re.compile(r"(?P<label>.+) \((?P<id>\S+)\)")


def resolve(
    store: View,
    text: str,
    class_name: str | None = None,
    forces: Iterable[str] = (),
) -> URIRef:
    """The thing that `text` means, of a class of the ontology if one is given.

    `forces` are those that it is asked for, whose own is meant where it could be another's too.
    ThingNotFound, with the nearest names, where there is none; Ambiguous where several remain.
    """
    kind = _class(store, class_name) if class_name else None
    for iri in as_iris(text):
        if _exists(store, iri, kind):
            return iri
    found = _exact(store, text, kind)
    shown = () if found else _shown(store, text, kind)
    words = () if found or shown else _with_words(store, text, kind)
    meant = found or shown or words or _with_local_name(store, text, kind)
    if len(meant) > 1:
        asked = [resolve(store, force, "PoliceForce") for force in forces]
        meant = own_of(store, meant, asked)
    if len(meant) > 1:
        raise Ambiguous(text, tell_apart(store, meant), exact=bool(found))
    if not meant:
        near = _near(store, text, kind)
        raise ThingNotFound(text, class_name or "thing", near)
    return meant[0]


def term_called(store: View, name: str) -> URIRef | None:
    """The term of an ontology that a name stands for: of the folder's own, or of ours."""
    terms = terms_called(name)
    # ours are known to be there
    return next((term for term in terms if term in PEEL or _exists(store, term)), None)


def _class(store: View, name: str) -> URIRef:
    """The class of a name, CURIE or IRI."""
    found = next(iter(as_iris(name)), None) or term_called(store, name)
    if found is None:
        raise ThingNotFound(name, "class")
    return found


def exactly(store: View, text: str) -> Sequence[URIRef]:
    """The things with just this name, or else with this slug."""
    return _exact(store, text, None)


def with_words(store: View, text: str) -> Sequence[URIRef]:
    """The things of which one name has all words of a text."""
    return index_of(store).with_words(text)


def as_iris(text: str) -> list[URIRef]:
    """The IRIs that a text can be: an IRI as written, and a thing's in lower case, as ids are."""
    bare = text
    if text.startswith("<") and text.endswith(">"):
        bare = text[1:-1]
    prefix, _, local = bare.partition(":")
    if prefix == "_" and (named := blank_iri(local)):
        return [URIRef(named)]
    # `http://…` is an address, even where a prefix is called `http`
    namespace = PREFIXES.get(prefix) or PREFIXES.get(prefix.casefold())
    if namespace and not local.startswith("//"):
        bare = namespace + local
    if _SHORT.fullmatch(bare):
        return things_called(bare.casefold())
    if not is_iri(bare):
        return []
    iris = [URIRef(bare)]
    if short_id(bare.casefold()):
        iris.append(URIRef(bare.casefold()))
    return iris


def _exists(store: View, iri: URIRef, kind: URIRef | None = None) -> bool:
    node = sparql_text(iri)
    if kind:
        return store.ask(f"ASK {{ {node} a {sparql_text(kind)} }}")
    # of a class of others there may be nothing but what is of it
    return store.ask(f"ASK {{ {{ {node} ?p ?o }} UNION {{ ?s ?p {node} }} }}")


def _shown(store: View, text: str, kind: URIRef | None) -> Sequence[URIRef]:
    """The thing of a text like `Kent Police (force/kent)`, if that is what it is called."""
    shown = _SHOWN.fullmatch(" ".join(text.split()))
    if not shown:
        return []
    there = [iri for iri in as_iris(shown["id"]) if _exists(store, iri, kind)]
    labels = Labels(store)
    return [iri for iri in there if folded(labels(iri)) == folded(shown["label"])][:1]


def _exact(store: View, text: str, kind: URIRef | None) -> Sequence[URIRef]:
    """The things with just this name, or else with this slug."""
    wanted = folded(text)
    if index := known_index(store):
        found = index.named(wanted, kind) or index.with_slug(wanted, kind)
        # what has no name is not in the index; its slug is written as it is
        return found or ([] if " " in wanted else _with_slug(store, wanted, kind))
    # to ask for one name costs less than to make an index
    return _named(store, wanted, kind) or _with_slug(store, wanted.replace(" ", "-"), kind)


def _named(store: View, wanted: str, kind: URIRef | None) -> list[URIRef]:
    try:
        name = sparql_text(Literal(wanted))
    except ValueError:  # no text that a graph can hold
        return []
    return _found(
        store,
        f"""
        {_typed(kind)}
        {{ ?thing rdfs:label ?name }} UNION {{ ?thing peel:alternativeName ?name }}
        FILTER(LCASE(STR(?name)) = {name})
        """,
    )


def _with_slug(store: View, slug: str, kind: URIRef | None) -> list[URIRef]:
    """The things, also those without a name, whose short id or name in the ontology is this."""
    if not _SLUG.fullmatch(slug):
        return []
    ending = sparql_text(Literal(f"/{slug}"))
    term = sparql_text(Literal(f"#{slug}"))
    found = _found(
        store,
        f"""
        {_typed(kind) or "?thing a ?type ."}
        BIND(LCASE(STR(?thing)) AS ?iri)
        FILTER(STRENDS(?iri, {ending}) || STRENDS(?iri, {term}))
        """,
    )
    return [iri for iri in found if slug_of(str(iri)) == slug]


def _with_words(store: View, text: str, kind: URIRef | None) -> Sequence[URIRef]:
    """The things of which one name has all words of a text.

    The title of a source is a sentence, and a term of the ontology is no thing: without a class,
    they are meant only where nothing else is.
    """
    index = index_of(store)
    found = index.with_words(text, kind)
    if kind:
        return found
    aside = set(index.with_words(text, PEEL.Source))
    things = [iri for iri in found if iri not in aside and term_name(iri) is None]
    return things or found


def _with_local_name(store: View, text: str, kind: URIRef | None) -> list[URIRef]:
    """The things of others' naming whose IRI ends in this name: in a file without labels."""
    if not _SLUG.fullmatch(text):
        return []
    ends = (sparql_text(Literal(f"{mark}{text}")) for mark in "#/")
    ending = " || ".join(f"STRENDS(STR(?thing), {end})" for end in ends)
    pattern = f"{_typed(kind)} ?thing ?property ?value FILTER(isIRI(?thing) && ({ending}))"
    found = _found(store, pattern)
    return [iri for iri in found if not slug_of(str(iri))]


def _near(store: View, text: str, kind: URIRef | None) -> list[str]:
    """The nearest short ids where the text is an IRI or an id, else the nearest names."""
    iris = as_iris(text)
    if not iris:
        return nearest(text, index_of(store).names(kind))
    # of two, the last is in lower case, as ids are
    wanted = curie(iris[-1])
    things = _found(store, _typed(kind) or "?thing a ?type .")
    ids = (short_id(str(iri)) for iri in things)
    return nearest(wanted, filter(None, ids))


def _typed(kind: URIRef | None) -> str:
    return f"?thing a {sparql_text(kind)} ." if kind else ""


def _found(store: View, pattern: str) -> list[URIRef]:
    rows = store.select(f"SELECT DISTINCT ?thing WHERE {{ {pattern} }} ORDER BY ?thing").rows
    return [iri for (iri,) in rows if isinstance(iri, URIRef)]
