"""Sources and their titles, by the named graph of what each says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.term import Identifier

from peelgraph.sparql.terms import python_value, sparql_text
from peelgraph.store import View
from peelgraph.vocab import INFERRED, LABELS, ONTOLOGY, STEMS

__all__ = ["SourceRef", "Titles"]


@dataclass(frozen=True, order=True)
class SourceRef:
    """A source: its title, its IRI and the named graph of what it says."""

    title: str
    iri: URIRef
    graph: URIRef

    def __str__(self) -> str:
        return self.title


_OURS: dict[Identifier, SourceRef] = {
    INFERRED: SourceRef("inferred", INFERRED, INFERRED),
    ONTOLOGY: SourceRef("the ontology", ONTOLOGY, ONTOLOGY),
    STEMS: SourceRef("the words of statements", STEMS, STEMS),
    LABELS: SourceRef("names made of what is said", LABELS, LABELS),
}


class Titles:
    """The sources of a store by their graphs, looked up many at a time and remembered.

    A graph of which no source is known goes by its own IRI.
    """

    def __init__(self, store: View) -> None:
        self._store = store
        self._known = dict(_OURS)
        self._copied: set[Identifier] = set()
        self._unknown: set[Identifier] = set()

    def __call__(self, graph: Identifier) -> SourceRef:
        """The source of what a graph says."""
        self.learn([graph])
        return self._known[graph]

    def of(self, graphs: Iterable[Identifier]) -> list[SourceRef]:
        """The sources of graphs by title; reference works, which copy from others, come last."""
        wanted = set(graphs)
        self.learn(wanted)
        return sorted((self._known[graph] for graph in wanted), key=self._place)

    def learn(self, graphs: Iterable[Identifier]) -> None:
        """Look up the sources of many graphs at once."""
        wanted = sorted(set(graphs) - self._known.keys())
        if wanted:
            self._look_up(wanted)
        for graph in wanted:
            if graph not in self._known:
                name = URIRef(str(graph))
                self._known[graph] = SourceRef(str(name), name, name)
                self._unknown.add(graph)

    def _look_up(self, graphs: Iterable[Identifier]) -> None:
        rows = self._store.select(
            f"""
            SELECT ?graph ?source ?title (COALESCE(?kind = peel:byReferenceWork, false) AS ?copied)
            WHERE {{
              VALUES ?graph {{ {" ".join(map(sparql_text, graphs))} }}
              ?source peel:graph ?graph ; rdfs:label ?title
              OPTIONAL {{ ?source peel:publisherKind ?kind }}
            }} ORDER BY ?graph ?title ?source
            """
        ).rows
        for graph, source, title, copied in rows:
            assert graph is not None
            found = SourceRef(
                title=str(title),
                iri=URIRef(str(source)),
                graph=URIRef(str(graph)),
            )
            # where a graph has several, the first is its source
            self._known.setdefault(graph, found)
            if python_value(copied):
                self._copied.add(graph)

    def _place(self, source: SourceRef) -> tuple[bool, bool, bool, SourceRef]:
        is_unknown = source.graph in self._unknown
        is_copied = source.graph in self._copied
        return is_unknown, is_copied, source.graph not in _OURS, source
