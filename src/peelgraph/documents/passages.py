"""The passages that a thing rests on."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib.term import Identifier

from peelgraph.sparql.terms import sparql_text
from peelgraph.store import View
from peelgraph.store.answer import Solution

__all__ = ["PassageRef", "passages_of"]


@dataclass(frozen=True, order=True)
class PassageRef:
    """A place in a document.

    It has the document's title, the headings above, the characters (white space collapsed) and
    their digest. `document_sha256` is the digest of the whole text, where it is on record; `iri`
    and `document_iri` name both.
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


def passages_of(store: View, thing: Identifier) -> tuple[PassageRef, ...]:
    """The passages that a thing is stated in, in order, or itself where it is a passage."""
    node = sparql_text(thing)
    rows = store.select(
        f"""
        SELECT DISTINCT ?title ?section ?start ?end ?sha ?whole ?passage ?document WHERE {{
          {{ {node} peel:statedIn ?passage }}
          UNION {{ {node} peel:sha256 ?sha BIND({node} AS ?passage) }}
          ?passage peel:document ?document ; peel:section ?section ;
            peel:start ?start ; peel:end ?end ; peel:sha256 ?sha .
          ?document rdfs:label ?title
          OPTIONAL {{ ?document peel:sha256 ?whole }}
        }} ORDER BY ?title ?start ?end
        """
    ).rows
    return tuple(map(_passage, rows))


def _passage(row: Solution) -> PassageRef:
    title, section, start, end, sha256, whole, passage, document = row
    return PassageRef(
        document=str(title),
        section=str(section),
        start=int(str(start)),
        end=int(str(end)),
        sha256=str(sha256),
        document_sha256=str(whole) if whole else None,
        iri=str(passage),
        document_iri=str(document),
    )
