"""Everything about a thing: what is said of it, by whom, and what is inferred."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import RDF, URIRef
from rdflib.term import Identifier

from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Store
from peelgraph.things.labels import Labels
from peelgraph.vocab import BASE, INFERRED, ONTOLOGY, curie

__all__ = ["Description", "Fact", "describe"]


@dataclass(frozen=True, order=True)
class Fact:
    """A statement with the thing at one end: the property and the other end in words, and the
    titles of its sources.
    """

    property: str
    value: str
    id: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Description:
    """A thing's short id, its label and classes, and the facts about it.

    `said` and `inferred` have the thing as subject, `said_elsewhere` and `inferred_elsewhere` as
    object.
    """

    id: str
    iri: str
    label: str
    classes: tuple[str, ...]
    said: tuple[Fact, ...]
    inferred: tuple[Fact, ...]
    said_elsewhere: tuple[Fact, ...]
    inferred_elsewhere: tuple[Fact, ...]


def describe(store: Store, thing: URIRef) -> Description:
    """Describe a thing that is in the graph."""
    node = sparql_text(thing)
    out = store.select(f"SELECT ?p ?o ?g WHERE {{ GRAPH ?g {{ {node} ?p ?o }} }}").rows
    into = store.select(f"SELECT ?p ?s ?g WHERE {{ GRAPH ?g {{ ?s ?p {node} }} }}").rows
    labels, titles = Labels(store), _titles(store)
    labels.learn([thing, *(t for row in [*out, *into] for t in row[:2] if t is not None)])
    said, inferred = _facts(labels, titles, _cells(out))
    said_in, inferred_in = _facts(labels, titles, _cells(into))
    classes = sorted(
        {labels(o) for p, o, _ in _cells(out) if p == RDF.type and str(o).startswith(BASE)}
    )
    return Description(
        curie(str(thing)),
        str(thing),
        labels(thing),
        tuple(classes),
        said,
        inferred,
        said_in,
        inferred_in,
    )


Cell = tuple[Identifier, Identifier, Identifier]


def _cells(rows: Iterable[tuple[Identifier | None, ...]]) -> list[Cell]:
    return [(p, o, g) for p, o, g in rows if p is not None and o is not None and g is not None]


def _titles(store: Store) -> dict[Identifier, str]:
    """The title of each source's graph; reference works, which copy from others, come last."""
    rows = store.select(
        "SELECT ?g ?title WHERE { ?source peel:graph ?g ; rdfs:label ?title "
        "OPTIONAL { ?source peel:publisherKind ?kind } } "
        "ORDER BY COALESCE(?kind = peel:byReferenceWork, false) ?title ?g"
    ).rows
    return {ONTOLOGY: "the ontology"} | {g: str(title) for g, title in rows if g is not None}


def _facts(
    labels: Labels, titles: dict[Identifier, str], cells: list[Cell]
) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Facts said by sources, and facts only inferred; each sorted, its sources as in `titles`."""
    graphs: dict[tuple[Identifier, Identifier], set[Identifier]] = {}
    for p, other, graph in cells:
        if str(p) != str(RDF.type):
            graphs.setdefault((p, other), set()).add(graph)
    places = {graph: place for place, graph in enumerate(titles)}
    said: list[Fact] = []
    inferred: list[Fact] = []
    for (p, other), found in graphs.items():
        named = sorted(found - {INFERRED}, key=lambda g: (places.get(g, len(places)), g))
        sources = tuple(titles.get(g, curie(str(g))) for g in named)
        fact = Fact(
            labels(p),
            labels(other),
            curie(str(other)) if isinstance(other, URIRef) else "",
            sources,
        )
        (said if sources else inferred).append(fact)
    return tuple(sorted(said)), tuple(sorted(inferred))
