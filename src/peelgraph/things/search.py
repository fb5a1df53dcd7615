"""Searching in names and in what is stated: ranked, by the stems of words."""

from __future__ import annotations

from itertools import islice

from rdflib import OWL, RDFS, Literal, URIRef

from peelgraph.errors import Ambiguous, ThingNotFound
from peelgraph.nearest import nearest
from peelgraph.store import Result, View
from peelgraph.things.apart import kinds_of, tell_apart
from peelgraph.vocab import term_name
from peelgraph.words.index import Hit, Index
from peelgraph.words.indexes import index_of
from peelgraph.words.stems import stems

__all__ = ["search"]

COLUMNS = ("thing", "kind", "text")
_LABEL = str(RDFS.label)


def search(store: View, words: str, kind: str | None = None, limit: int = 20) -> Result:
    """What has all the words in a name or statement, the best first; else what has some of them.

    A row for each thing: what it is, and its name, with another in brackets if that has the words,
    or the part of its statement in which they stand. `kind` is a class by its label or term.
    """
    index = index_of(store)
    of = _class_named(store, index, kind) if kind else None
    hits = (hit for hit in index.search(words, of) if term_name(hit.thing) is None)
    shown = list(islice(hits, limit))
    kinds = kinds_of(store, (hit.thing for hit in shown))
    rows = []
    for hit in shown:
        what = kinds.get(hit.thing, "")
        rows.append((hit.thing, Literal(what), Literal(_text(hit))))
    return Result(COLUMNS, tuple(rows))


def _class_named(store: View, index: Index, text: str) -> URIRef:
    """The class that a text means; a plural does too."""
    kind = OWL.Class
    found = index.named(text, kind) or index.with_slug(text, kind)
    if not found:
        alike = (hit for hit in index.search(text, kind) if stems(hit.text) == stems(text))
        found = [hit.thing for hit in alike]
    if len(found) > 1:
        raise Ambiguous(text, tell_apart(store, found))
    if not found:
        raise ThingNotFound(text, "kind", nearest(text, index.names(kind)))
    return found[0]


def _text(hit: Hit) -> str:
    if not hit.is_name:
        return hit.part
    if hit.label and hit.said_by != _LABEL:
        return f"{hit.label} ({hit.part})"
    return hit.label or hit.part
