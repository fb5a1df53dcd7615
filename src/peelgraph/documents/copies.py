"""The words of a passage from the reader's own copy of a document, once its digest shows that they
are those read.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef

from peelgraph.documents.locator import collapse, digest, find_digest, holds
from peelgraph.documents.passages import PassageRef, passages_of
from peelgraph.errors import NoPassage
from peelgraph.resources import read_text
from peelgraph.store import Store
from peelgraph.vocab import curie

__all__ = ["Quote", "quote"]


@dataclass(frozen=True)
class Quote:
    """A passage and, where the copy has it, its words and where they start in the copy; else both
    are None.

    `same_copy`: whether the whole copy is the text that was read; None where the text's digest is
    not on record.
    """

    passage: PassageRef
    words: str | None
    found: int | None
    same_copy: bool | None


def quote(store: Store, thing: URIRef, copy: Path) -> list[Quote]:
    """The passages that a thing rests on, with their words from a copy of the document (UTF-8
    text).

    A thing that rests on passages of several documents gives those that the copy has; where it has
    none of them, all are given without words. NoPassage where the thing rests on no passage at all.
    """
    text = collapse(read_text(copy))
    own = digest(text)
    quotes = [_look_up(text, own, passage) for passage in passages_of(store, thing)]
    if not quotes:
        raise NoPassage(curie(str(thing)))
    return [q for q in quotes if q.words is not None] or quotes


def _look_up(text: str, own: str, p: PassageRef) -> Quote:
    length = p.end - p.start
    found = (
        p.start if holds(text, p.start, p.end, p.sha256) else find_digest(text, length, p.sha256)
    )
    words = None if found is None else text[found : found + length]
    return Quote(p, words, found, None if p.document_sha256 is None else p.document_sha256 == own)
