"""Passages against the reader's own copies of the documents: whether their words are still those
that were read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from peelgraph.documents.locator import collapse, digest, find_digest, holds
from peelgraph.documents.passages import PassageRef
from peelgraph.resources import read_text
from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Store
from peelgraph.vocab import PEEL

__all__ = ["CHANGED", "INTACT", "NOT_AT_HAND", "Checked", "check_passages"]

INTACT, CHANGED, NOT_AT_HAND = "intact", "changed", "not at hand"


@dataclass(frozen=True)
class Checked:
    """A passage and its state: `intact` with its words, `changed` where a copy of its document
    lacks the words, or `not at hand` where no copy is of its document.
    """

    passage: PassageRef
    state: str
    words: str | None = None


def check_passages(
    store: Store, passages: Iterable[PassageRef], copies: Iterable[Path]
) -> dict[PassageRef, Checked]:
    """The state of each passage by the copies given: files of UTF-8 text, or folders with such
    files (`*.txt`).

    A copy is of a document where it is the very text that was read, or has one of the document's
    passages at its place.
    """
    texts = [collapse(read_text(path)) for path in _files(copies)]
    return {p: _checked(store, p, texts) for p in dict.fromkeys(passages)}


def _files(copies: Iterable[Path]) -> list[Path]:
    return [
        file
        for path in copies
        for file in (sorted(path.glob("*.txt")) if path.is_dir() else [path])
    ]


def _checked(store: Store, passage: PassageRef, texts: list[str]) -> Checked:
    length = passage.end - passage.start
    for text in texts:
        if holds(text, passage.start, passage.end, passage.sha256):
            return Checked(passage, INTACT, text[passage.start : passage.end])
    own = [text for text in texts if _is_copy(store, text, passage)]
    for text in own or texts:
        if (start := find_digest(text, length, passage.sha256)) is not None:
            return Checked(passage, INTACT, text[start : start + length])
    return Checked(passage, CHANGED if own else NOT_AT_HAND)


def _is_copy(store: Store, text: str, passage: PassageRef) -> bool:
    if passage.document_sha256 == digest(text):
        return True
    rows = store.select(
        f"""SELECT ?start ?end ?sha WHERE {{ ?passage {sparql_text(PEEL.document)} <{passage.document_iri}> ;
          peel:start ?start ; peel:end ?end ; peel:sha256 ?sha }}"""
    ).rows
    return any(holds(text, int(str(start)), int(str(end)), str(sha)) for start, end, sha in rows)
