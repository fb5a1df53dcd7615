"""Changing what is said in a graph in memory, with all that follows kept as a build would make
it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rdflib import BNode, Graph, URIRef

from peelgraph.errors import QueryError, ReadOnlyGraph
from peelgraph.reason import Change, maintain
from peelgraph.rules.rule import Rule
from peelgraph.sparql.terms import is_iri
from peelgraph.store import Triple
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.files import quads_of_file
from peelgraph.store.oxterms import Quad, graph_name, quad_of, to_quad
from peelgraph.vocab import graph_of

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
    """Add and remove statements of a store that was inferred with these rules, and infer again what
    depends on them.

    They are added to the named graph of `source` (a slug or an IRI), and removed from it or,
    without one, from any. QueryError for a blank node, which names nothing; ReadOnlyGraph for a
    store on disk.
    """
    if store.read_only:
        raise ReadOnlyGraph("it is kept on disk; kg.copy() gives one in memory that can be changed")
    graph = URIRef(source) if source and is_iri(source) else graph_of(source or "added")
    gone = _quads(remove, graph)
    if not source:
        gone = (quad for given in gone for quad in store.said(given))
    return maintain(store, rules, add=_quads(add, graph), remove=gone)


def _quads(said: Statements, graph: URIRef) -> Iterator[Quad]:
    name = graph_name(graph)
    if isinstance(said, str | Path):
        path = Path(said)
        for quad in quads_of_file(path, URIRef(f"{graph}/{_digest(path)}")):
            yield quad_of(quad.triple, name)
        return
    for triple in said:
        if any(isinstance(term, BNode) for term in triple):
            raise QueryError(
                "a blank node names nothing that could be added or removed; give it an IRI"
            )
        yield to_quad(triple, name)  # type: ignore[arg-type]


def _digest(path: Path) -> str:
    """What tells a file from others by its content: its blank nodes get names of their own, and the
    same again.
    """
    return hashlib.sha256(path.read_bytes() if path.is_file() else b"").hexdigest()[:12]
