"""Reading an rdflib graph with the types that its terms have; rdflib says no more than Node."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from rdflib import Graph
from rdflib.collection import Collection
from rdflib.term import Identifier

from peelgraph.store import Triple

__all__ = ["items", "listed", "pairs", "subjects", "triples", "value"]


def triples(graph: Graph) -> Iterator[Triple]:
    """All triples."""
    return cast("Iterator[Triple]", iter(graph))


def pairs(graph: Graph, predicate: Identifier) -> list[tuple[Identifier, Identifier]]:
    """Subjects and objects of a predicate, sorted."""
    found = graph.subject_objects(predicate)
    return sorted(cast("Iterator[tuple[Identifier, Identifier]]", found))


def subjects(
    graph: Graph,
    predicate: Identifier,
    other: Identifier | None = None,
) -> list[Identifier]:
    """Subjects of a predicate, with this object if one is given; sorted, each once."""
    found = graph.subjects(predicate, other)
    return sorted(set(cast("Iterator[Identifier]", found)))


def value(
    graph: Graph,
    node: Identifier,
    predicate: Identifier,
) -> Identifier | None:
    """The one object of a predicate, or None."""
    return cast("Identifier | None", graph.value(node, predicate))


def items(graph: Graph, head: Identifier) -> list[Identifier]:
    """The items of an RDF list."""
    return cast("list[Identifier]", list(Collection(graph, head)))


def listed(
    graph: Graph,
    node: Identifier,
    predicate: Identifier,
) -> list[Identifier] | None:
    """The items of the list that is the one object of a predicate, or None."""
    head = value(graph, node, predicate)
    return None if head is None else items(graph, head)
