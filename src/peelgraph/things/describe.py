"""Everything about a thing: what is said of it, by whom, and what is inferred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rdflib import RDF, URIRef
from rdflib.term import Identifier

from peelgraph.sparql.terms import sparql_text
from peelgraph.store import View
from peelgraph.things.labels import Labels
from peelgraph.things.titles import Titles
from peelgraph.vocab import INFERRED, PEEL, curie, term_name

__all__ = ["Description", "Fact", "describe"]


@dataclass(frozen=True, order=True)
class Fact:
    """A statement with the thing at one end.

    It has the property and the other end in words, and the titles of its sources. It `repeats` what
    another fact of the same thing says if it only says it in a vocabulary of others.
    """

    property: str
    value: str
    id: str
    sources: tuple[str, ...]
    repeats: bool = False


_ABOVE = """
SELECT DISTINCT ?own ?above WHERE {
  VALUES ?own { $properties }
  ?own rdfs:subPropertyOf ?above
}
"""
Facts = tuple[Fact, ...]


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
    said: Facts
    inferred: Facts
    said_elsewhere: Facts
    inferred_elsewhere: Facts


_Graphs = defaultdict[tuple[Identifier, Identifier], set[Identifier]]
"""The graphs that have a triple with the thing at one end, by property and other end."""


class _Mention(NamedTuple):
    """A triple with the thing at one end, in one graph."""

    predicate: Identifier
    other: Identifier
    graph: Identifier


def describe(store: View, thing: URIRef) -> Description:
    """Describe a thing that is in the graph."""
    node = sparql_text(thing)
    out = _mentions(store, f"{node} ?predicate ?other")
    into = _mentions(store, f"?other ?predicate {node}")
    words = _Words(store, thing, [*out, *into])
    said, inferred = words.facts(out)
    said_elsewhere, inferred_elsewhere = words.facts(into)
    return Description(
        id=curie(str(thing)),
        iri=str(thing),
        label=words.labels(thing),
        classes=words.classes(out),
        said=said,
        inferred=inferred,
        said_elsewhere=said_elsewhere,
        inferred_elsewhere=inferred_elsewhere,
    )


def _mentions(store: View, pattern: str) -> list[_Mention]:
    # stems are for queries, and tell a reader nothing
    shown = f"FILTER(!sameTerm(?predicate, {sparql_text(PEEL.stems)}))"
    query = f"SELECT ?predicate ?other ?graph WHERE {{ GRAPH ?graph {{ {pattern} }} {shown} }}"
    found = []
    for predicate, other, graph in store.select(query).rows:
        # the pattern binds all three
        assert predicate is not None
        assert other is not None
        assert graph is not None
        found.append(_Mention(predicate, other, graph))
    return found


class _Words:
    """The words for all that has part in a description, looked up at once."""

    def __init__(self, store: View, thing: URIRef, mentions: Sequence[_Mention]) -> None:
        self._store = store
        self.labels = Labels(store)
        self.titles = Titles(store)
        terms: set[Identifier] = {thing}
        for mention in mentions:
            terms |= {mention.predicate, mention.other}
        self.labels.learn(terms)
        self.titles.learn(mention.graph for mention in mentions)

    def classes(self, mentions: Iterable[_Mention]) -> tuple[str, ...]:
        """The classes of the ontology that the thing is in, or else of any, by label."""
        kinds = {mention.other for mention in mentions if mention.predicate == RDF.type}
        own = [kind for kind in kinds if term_name(str(kind))] or kinds
        return tuple(sorted(set(map(self.labels, own))))

    def facts(self, mentions: Iterable[_Mention]) -> tuple[Facts, Facts]:
        """Facts said by sources, and facts that are only inferred; each sorted."""
        repeated = self._repeated(mentions)
        graphs: _Graphs = defaultdict(set)
        for mention in mentions:
            if mention.predicate != RDF.type:
                graphs[mention.predicate, mention.other].add(mention.graph)
        said: list[Fact] = []
        inferred: list[Fact] = []
        for (predicate, other), found in graphs.items():
            sources = found - {INFERRED}
            fact = self._fact(predicate, other, sources)
            if sources:
                said.append(fact)
            else:
                inferred.append(replace(fact, repeats=(predicate, other) in repeated))
        return tuple(sorted(said)), tuple(sorted(inferred))

    def _repeated(self, mentions: Iterable[_Mention]) -> set[tuple[Identifier, Identifier]]:
        """What a property of our own implies in the vocabularies of others: (property, end)."""
        ends: defaultdict[Identifier, set[Identifier]] = defaultdict(set)
        for mention in mentions:
            if term_name(str(mention.predicate)):
                ends[mention.predicate].add(mention.other)
        names = " ".join(map(sparql_text, sorted(ends)))
        rows = self._store.select(_ABOVE.replace("$properties", names)).rows if ends else ()
        return {
            (above, end)
            for own, above in rows
            if own is not None and above is not None and not term_name(str(above))
            for end in ends[own]
        }

    def _fact(self, predicate: Identifier, other: Identifier, graphs: set[Identifier]) -> Fact:
        # where no source of a graph is known, its title is an IRI, which has a shorter form
        titles = [curie(source.title) for source in self.titles.of(graphs)]
        return Fact(
            property=self.labels(predicate),
            value=self.labels(other),
            id=curie(str(other)) if isinstance(other, URIRef) else "",
            sources=tuple(titles),
        )
