"""The passages that a thing rests on, and those of the rows that say a triple.

What a source says of a thing is a row of its tables, and a passage names the rows that rest on it
by their things. A thing may have rows of several sources, and what is said of it may be another
row's: a link between two things is that of its relation, whose row has passages of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from rdflib.term import Identifier

from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Triple, View
from peelgraph.store.answer import Solution
from peelgraph.vocab import INFERRED, MADE, PEEL

__all__ = ["PassageRef", "Passages", "passages_of"]


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
    places = (passage for passage, _ in _places(store, thing))
    return tuple(dict.fromkeys(places))


@dataclass
class _Record:
    """What is on record of a thing: its passages, each with the graph that names it.

    That is None where the thing is itself the passage. `rows` are the graphs that say anything else
    of it.
    """

    places: list[tuple[PassageRef, Identifier | None]] = field(default_factory=list)
    rows: set[Identifier] = field(default_factory=set)

    def of(self, graphs: set[Identifier]) -> Iterator[PassageRef]:
        """The passages of what these graphs say of the thing.

        A passage belongs to the row of its own source. Where that has none, it belongs to the rows
        of the one source that has, and where several have, nobody could tell to which.
        """
        is_only = self.rows <= graphs
        for passage, graph in self.places:
            is_without_row = graph not in self.rows
            if graph is None or graph in graphs or (is_without_row and is_only):
                yield passage


_SAID_BY_VALUE = {PEEL.statedIn, PEEL.basis, PEEL.caveat, PEEL.comparisonRule}
"""Links that the row of their value says: that of a passage, or of what qualifies figures."""


class Passages:
    """The passages of what a store's sources say; what was looked up is remembered."""

    def __init__(self, store: View) -> None:
        self._store = store
        self._record = cache(self._look_up)
        self._relations = cache(self._look_up_relations)

    def of(self, triple: Triple, graphs: Iterable[Identifier]) -> tuple[PassageRef, ...]:
        """The passages of the rows that say a triple in these graphs, in order."""
        subject, predicate, value = triple
        if predicate in _SAID_BY_VALUE:
            subject = value
        rows = {subject: set(graphs)}
        for relation, graph in self._relations(subject).get((predicate, value), ()):
            if graph in rows[subject]:
                rows.setdefault(relation, set()).add(graph)
        rows[subject] = rows[subject].difference(*(rows[row] for row in rows if row != subject))
        found: set[PassageRef] = set()
        for row, within in rows.items():
            found.update(self._record(row).of(within))
        return tuple(sorted(found))

    def _look_up(self, thing: Identifier) -> _Record:
        rows = self._store.select(
            f"""
            SELECT DISTINCT ?graph WHERE {{
              GRAPH ?graph {{ {sparql_text(thing)} ?p ?o FILTER(?p != peel:statedIn) }}
            }}"""
        ).rows
        graphs = {graph for (graph,) in rows if graph is not None}
        return _Record(_places(self._store, thing), graphs - {INFERRED, *MADE})

    def _look_up_relations(self, thing: Identifier) -> _Relations:
        # Only what exists is stated as a direct link, so no other relation is the row of one.
        rows = self._store.select(
            f"""
            SELECT DISTINCT ?kind ?object ?relation ?graph WHERE {{
              GRAPH ?graph {{
                ?relation peel:relationSubject {sparql_text(thing)} ;
                  peel:relationKind ?kind ;
                  peel:relationObject ?object ;
                  peel:modality ?modality
              }}
              FILTER(?modality IN (peel:existing, peel:atRisk))
            }}"""
        ).rows
        found: _Relations = {}
        for kind, value, relation, graph in rows:
            assert kind is not None
            assert value is not None
            assert relation is not None
            assert graph is not None
            found.setdefault((kind, value), []).append((relation, graph))
        return found


_Relations = dict[tuple[Identifier, Identifier], list[tuple[Identifier, Identifier]]]
"""The relations that state a link from a thing, each with a graph, by its kind and its end."""


def _places(store: View, thing: Identifier) -> list[tuple[PassageRef, Identifier | None]]:
    """The passages that a thing is stated in, each with the graph that says so.

    A passage or sentence is its own place, and that of its selector: no graph need say so.
    """
    node = sparql_text(thing)
    rows = store.select(
        f"""
        SELECT DISTINCT ?title ?section ?start ?end ?sha ?whole ?passage ?document ?graph WHERE {{
          {{ GRAPH ?graph {{ {node} peel:statedIn ?passage }} }}
          UNION {{ {node} peel:sha256 ?sha BIND({node} AS ?passage) }}
          UNION {{ ?passage oa:hasSelector {node} }}
          ?passage peel:document ?document ; peel:section ?section ;
            peel:start ?start ; peel:end ?end ; peel:sha256 ?sha .
          ?document rdfs:label ?title
          OPTIONAL {{ ?document peel:sha256 ?whole }}
        }} ORDER BY ?title ?start ?end
        """
    ).rows
    return [_place(row) for row in rows]


def _place(row: Solution) -> tuple[PassageRef, Identifier | None]:
    title, section, start, end, sha256, whole, passage, document, graph = row
    ref = PassageRef(
        document=str(title),
        section=str(section),
        start=int(str(start)),
        end=int(str(end)),
        sha256=str(sha256),
        document_sha256=str(whole) if whole else None,
        iri=str(passage),
        document_iri=str(document),
    )
    return ref, graph
