"""The passages that a thing rests on."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib.term import Identifier

from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Store

__all__ = ["PassageRef", "passages_of"]


@dataclass(frozen=True, order=True)
class PassageRef:
    """A place in a document: its title, the headings above, the characters (white space collapsed)
    and their digest.

    `document_sha256` is the digest of the whole text, where it is on record; `iri` and
    `document_iri` name both.
    """

    document: str
    section: str
    start: int
    end: int
    sha256: str
    document_sha256: str | None = None
    iri: str = ""
    document_iri: str = ""

    def __str__(self) -> str:
        return f"{self.document}, {self.section}, characters {self.start}–{self.end}"


def passages_of(store: Store, thing: Identifier) -> tuple[PassageRef, ...]:
    """The passages that a thing is stated in, or the thing itself where it is a passage; in order
    of their place.
    """
    node = sparql_text(thing)
    rows = store.select(
        f"""SELECT DISTINCT ?title ?section ?start ?end ?sha ?whole ?passage ?document WHERE {{
          {{ {node} peel:statedIn ?passage }} UNION {{ {node} peel:sha256 ?sha BIND({node} AS ?passage) }}
          ?passage peel:document ?document ; peel:section ?section ; peel:start ?start ; peel:end ?end ;
            peel:sha256 ?sha .
          ?document rdfs:label ?title
          OPTIONAL {{ ?document peel:sha256 ?whole }} }} ORDER BY ?title ?start ?end"""
    ).rows
    return tuple(
        PassageRef(
            str(title),
            str(section),
            int(str(start)),
            int(str(end)),
            str(sha),
            str(whole) if whole else None,
            str(passage),
            str(document),
        )
        for title, section, start, end, sha, whole, passage, document in rows
    )
