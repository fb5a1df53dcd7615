"""Names for what has none of its own, in a graph of their own, so that all that is published has a
label.

A passage, a sharing or a judgement is nothing that a source names. `Labels` makes words for it of
what is said: here they become triples, for programs that know no more than `rdfs:label`. Nothing is
inferred of them, and no search finds them: they are said last, and again after a change.
"""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import PROV, RDF, RDFS, Literal, URIRef

from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Triple
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.lines import cut
from peelgraph.store.oxterms import Lines, line, to_quad
from peelgraph.things.labels import BATCH, Labels
from peelgraph.vocab import INFERRED, LABELS, PEEL

__all__ = ["say_names", "say_names_again"]

_NAMELESS = """
SELECT DISTINCT ?thing WHERE {
  { ?thing a ?kind } UNION { ?source peel:graph ?thing }
  FILTER(isIRI(?thing))
  FILTER NOT EXISTS { ?thing rdfs:label ?name }
}
"""
_GRAPHS = f"SELECT DISTINCT ?graph WHERE {{ ?source {sparql_text(PEEL.graph)} ?graph }}"
_NAMING = (b"rdf-schema#label>", b"ontology#statement>")
_OF_ANOTHER = (
    b"oa#hasSelector>",
    b"ontology#hasState>",
    b"ontology#changedTo>",
    b"ontology#graph>",
)
"""What a thing is named by though it is said of another, with it as the object."""


def say_names(store: EmbeddedStore) -> None:
    """Say a name of each thing that a graph knows and that has none."""
    rows = store.select(_NAMELESS).rows
    things = [thing for (thing,) in rows if isinstance(thing, URIRef)]
    _say(store, things)


def say_names_again(store: EmbeddedStore, *changes: Lines) -> None:
    """Say the names anew that a change of triples, given by their lines of N-Triples, touches."""
    touched = set[URIRef]()
    renamed = set[URIRef]()
    for text in (text for lines in changes for text in lines):
        subject, predicate, value = text.removesuffix(b" .").split(b" ", 2)
        touched |= _iri(subject)
        if predicate.endswith(_NAMING):
            renamed |= _iri(subject)
        if predicate.endswith(_OF_ANOTHER):
            touched |= _iri(value)
    touched |= _named_by(store, renamed)
    touched = {thing for thing in touched if _is_named_by_us(thing)}
    _forget(store, touched)
    _say(store, _without_name(store, touched))


def _iri(term: bytes) -> set[URIRef]:
    return {URIRef(term[1:-1].decode())} if term.startswith(b"<") else set()


def _is_named_by_us(thing: URIRef) -> bool:
    return not thing.startswith(str(PEEL._NS))


def _named_by(store: EmbeddedStore, renamed: Iterable[URIRef]) -> set[URIRef]:
    """What may have its name from things: what points to them, and what states and graphs they
    have.
    """
    found = set[URIRef]()
    for values in _batches(renamed):
        rows = store.select(
            f"""
            SELECT DISTINCT ?thing WHERE {{
              VALUES ?named {{ {values} }}
              {{ ?thing ?p ?named }}
              UNION {{ ?named peel:graph ?thing }}
              UNION {{ ?passage peel:document ?named ; oa:hasSelector ?thing }}
              UNION {{ ?named ^peel:courseOf/peel:hasState ?thing }}
            }}"""
        ).rows
        found.update(thing for (thing,) in rows if isinstance(thing, URIRef))
    return found


def _forget(store: EmbeddedStore, things: Iterable[URIRef]) -> None:
    for values in _batches(things):
        made = store.construct(
            f"""
            CONSTRUCT {{ ?thing ?p ?o }} WHERE {{
              VALUES ?thing {{ {values} }}
              GRAPH {sparql_text(LABELS)} {{ ?thing ?p ?o }}
            }}"""
        )
        gone = b"\n".join(line(to_quad(triple).triple) for triple in made)
        # where things are the same, their names were inferred of each other too
        for graph in (LABELS, INFERRED):
            if gone:
                cut(store, gone, graph)


def _without_name(store: EmbeddedStore, things: Iterable[URIRef]) -> list[URIRef]:
    found = list[URIRef]()
    for values in _batches(things):
        rows = store.select(
            f"""
            SELECT DISTINCT ?thing WHERE {{
              VALUES ?thing {{ {values} }}
              {{ ?thing a ?kind }} UNION {{ ?source peel:graph ?thing }}
              FILTER NOT EXISTS {{ ?thing rdfs:label ?name }}
            }}"""
        ).rows
        found.extend(thing for (thing,) in rows if isinstance(thing, URIRef))
    return found


def _batches(things: Iterable[URIRef]) -> Iterable[str]:
    terms = [sparql_text(thing) for thing in sorted(things)]
    for start in range(0, len(terms), BATCH):
        yield " ".join(terms[start : start + BATCH])


def _say(store: EmbeddedStore, things: Iterable[URIRef]) -> None:
    labels = Labels(store)
    named = labels.found(things, whole=True)
    graphs = {graph for (graph,) in store.select(_GRAPHS).rows}
    said = set[Triple]()
    for thing, name in named.items():
        said.add((thing, RDFS.label, Literal(name)))
        # what a source says is a thing of its own kind: statements, whose origin is told
        if thing in graphs:
            said.add((thing, RDF.type, PROV.Bundle))
    if said:
        store.load(sorted(said), LABELS)
