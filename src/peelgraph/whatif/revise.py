"""Changing what is said in a graph in memory; what follows is kept as a build would make it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import cast

from rdflib import BNode, Graph, URIRef

from peelgraph.errors import QueryError, ReadOnlyGraph
from peelgraph.reason import Change, maintain
from peelgraph.reason.reflexive import REFLEXIVE_RULES, state_reflexive, take_back_reflexive
from peelgraph.rules.rule import Rule
from peelgraph.sparql.terms import is_iri
from peelgraph.store import Triple
from peelgraph.store.blank import named_again
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.files import quads_of_file
from peelgraph.store.oxterms import Quad, graph_name, quad_of, to_quad
from peelgraph.things.naming import say_names_again
from peelgraph.vocab import graph_of
from peelgraph.words.saying import concerns_stems, say_stems

__all__ = ["Statements", "revise"]

Statements = Iterable[Triple] | Graph | str | Path
"""Triples, those of an rdflib graph, or those of an RDF file."""


def revise(
    store: EmbeddedStore,
    rules: Sequence[Rule],
    add: Statements,
    remove: Statements,
    source: str | None,
) -> Change:
    """Add and remove statements of a store, and infer again what depends on them.

    The store was inferred with these rules. Statements are added to the named graph of `source` (a
    slug or an IRI), and removed from it or, without one, from any. QueryError for a blank node,
    which names nothing; ReadOnlyGraph for a store on disk.
    """
    if store.read_only:
        raise ReadOnlyGraph("it is kept on disk; kg.copy() gives one in memory that can be changed")
    graph = _named_graph(source or "added")
    gone = _quads(remove, graph)
    if not source:
        # without a source, a statement goes from every graph that says it
        gone = (quad for given in gone for quad in store.said(given))
    own = [rule for rule in rules if rule not in REFLEXIVE_RULES]
    is_reflexive = len(own) < len(rules)
    if is_reflexive:
        take_back_reflexive(store)
    change = maintain(store, own, add=_quads(add, graph), remove=gone)
    if is_reflexive:
        state_reflexive(store)
    lines = (change.said, change.unsaid, change.new, change.gone)
    if any(map(concerns_stems, lines)):
        say_stems(store)
    say_names_again(store, *lines)
    return change


def _named_graph(source: str) -> URIRef:
    return URIRef(source) if is_iri(source) else graph_of(source)


def _quads(said: Statements, graph: URIRef) -> Iterator[Quad]:
    if isinstance(said, str | Path):
        return _quads_of_file(Path(said), graph)
    return _quads_of_triples(said, graph)


def _quads_of_file(path: Path, graph: URIRef) -> Iterator[Quad]:
    name = graph_name(graph)
    # blank nodes get names under an IRI that the file's content makes: those of another file are
    # other things, those of the same file the same things, so that it can be removed again
    base = URIRef(f"{graph}/{_digest(path)}")
    for quad in quads_of_file(path, base):
        yield quad_of(quad.triple, name)


def _quads_of_triples(triples: Iterable[Triple] | Graph, graph: URIRef) -> Iterator[Quad]:
    name = graph_name(graph)
    for given in triples:
        # one of an answer of this graph says which node it is, any other does not
        subject, predicate, value = map(named_again, cast("Triple", given))
        if isinstance(subject, BNode) or isinstance(value, BNode):
            raise QueryError(
                "a blank node names nothing that could be added or removed; give it an IRI"
            )
        yield to_quad((subject, predicate, value), name)


def _digest(path: Path) -> str:
    """What tells a file from others by its content; a file that is not there is told of later."""
    content = path.read_bytes() if path.is_file() else b""
    return hashlib.sha256(content).hexdigest()[:12]
