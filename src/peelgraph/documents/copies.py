"""Passages in a reader's own copies of the documents, by their digests.

The words of the documents are no part of the project: they are shown from a copy that the reader
has, and only where they are still those that were read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from rdflib import URIRef

from peelgraph.documents.locator import collapse, digest, find_digest, holds
from peelgraph.documents.passages import PassageRef, passages_of
from peelgraph.errors import NoPassage
from peelgraph.resources import read_text
from peelgraph.sparql.terms import python_value, sparql_text
from peelgraph.store import View
from peelgraph.vocab import PEEL, curie

__all__ = ["CHANGED", "INTACT", "NOT_AT_HAND", "Checked", "Quote", "check_passages", "quote"]

INTACT = "intact"
CHANGED = "changed"
NOT_AT_HAND = "not at hand"


@dataclass(frozen=True)
class Quote:
    """A passage and, where the copy has it, its words and where they start in the copy.

    Else both are None. `same_copy`: whether the whole copy is the text that was read; None where
    the text's digest is not on record.
    """

    passage: PassageRef
    words: str | None
    found: int | None
    same_copy: bool | None


@dataclass(frozen=True)
class Checked:
    """A passage and its state by the copies at hand.

    The state is `intact` with its words, `changed` where a copy of its document lacks the words, or
    `not at hand` where no copy is of its document.
    """

    passage: PassageRef
    state: str
    words: str | None = None


class Found(NamedTuple):
    """Where a passage starts in a copy, and its words."""

    start: int
    words: str


@dataclass(frozen=True)
class DocumentCopy:
    """A copy of a document: its text with white space collapsed, and the digest of that."""

    text: str
    sha256: str

    @classmethod
    def read(cls, path: Path) -> DocumentCopy:
        """The copy in a file of UTF-8 text; UnreadableFile where it is none."""
        text = collapse(read_text(path))
        return cls(text, digest(text))

    def has_in_place(self, passage: PassageRef) -> bool:
        """Whether the passage stands where it was read."""
        return holds(self.text, passage.start, passage.end, passage.sha256)

    def find(self, passage: PassageRef) -> Found | None:
        """The passage where it was read, or wherever its words have moved to."""
        length = passage.end - passage.start
        if self.has_in_place(passage):
            start: int | None = passage.start
        else:
            start = find_digest(self.text, length, passage.sha256)
        if start is None:
            return None
        return Found(start, self.text[start : start + length])


def quote(store: View, thing: URIRef, copy: Path) -> list[Quote]:
    """The passages that a thing rests on, with their words from a copy of the document.

    The copy is a file of UTF-8 text. A thing that rests on passages of several documents gives
    those that the copy has; where it has none of them, all are given without words. NoPassage where
    the thing rests on no passage at all.
    """
    own = DocumentCopy.read(copy)
    quotes = [_quote(own, passage) for passage in passages_of(store, thing)]
    if not quotes:
        raise NoPassage(curie(str(thing)))
    return [quote for quote in quotes if quote.words is not None] or quotes


def _quote(copy: DocumentCopy, passage: PassageRef) -> Quote:
    same = None
    if passage.document_sha256 is not None:
        same = passage.document_sha256 == copy.sha256
    found = copy.find(passage)
    if found is None:
        return Quote(passage, None, None, same)
    return Quote(passage, found.words, found.start, same)


def check_passages(
    store: View, passages: Iterable[PassageRef], copies: Iterable[Path]
) -> dict[PassageRef, Checked]:
    """The state of each passage by the copies: files of UTF-8 text, or folders of such (`*.txt`).

    A copy is of a document where it is the very text that was read, or has one of the document's
    passages in place.
    """
    at_hand = [DocumentCopy.read(path) for path in _files(copies)]
    by_document: dict[str, list[DocumentCopy]] = {}  # asked once for all passages of a document
    checked = {}
    for passage in passages:
        document = passage.document_iri
        if document not in by_document:
            own = [copy for copy in at_hand if _is_copy(store, copy, passage)]
            by_document[document] = own
        if passage not in checked:
            checked[passage] = _checked(passage, by_document[document], at_hand)
    return checked


def _files(copies: Iterable[Path]) -> Iterator[Path]:
    for path in copies:
        if path.is_dir():
            yield from sorted(path.glob("*.txt"))
        else:
            yield path


def _checked(
    passage: PassageRef, own: Sequence[DocumentCopy], at_hand: Sequence[DocumentCopy]
) -> Checked:
    """The state of a passage, by the copies of its document or, without one, by all."""
    # a copy that has it in place first: to find what has moved, each place of a text is tried
    for copy in sorted(own or at_hand, key=lambda copy: not copy.has_in_place(passage)):
        if found := copy.find(passage):
            return Checked(passage, INTACT, found.words)
    return Checked(passage, CHANGED if own else NOT_AT_HAND)


def _is_copy(store: View, copy: DocumentCopy, passage: PassageRef) -> bool:
    """Whether a copy is of a passage's document."""
    if passage.document_sha256 == copy.sha256:
        return True
    document = sparql_text(URIRef(passage.document_iri))
    rows = store.select(
        f"""
        SELECT ?start ?end ?sha WHERE {{
          ?passage {sparql_text(PEEL.document)} {document} ;
            peel:start ?start ; peel:end ?end ; peel:sha256 ?sha
        }}
        """
    ).rows
    for start, end, sha256 in rows:
        if holds(copy.text, python_value(start), python_value(end), str(sha256)):
            return True
    return False
