"""Reading an rdflib graph with the types that its terms have; rdflib says no more than Node."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from rdflib import RDF, Graph, URIRef
from rdflib.term import Identifier

from peelgraph.errors import AxiomError
from peelgraph.store import Triple
from peelgraph.vocab import GENID, curie

__all__ = ["items", "lists", "pairs", "place_of", "subjects", "triples", "value", "values"]


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
    """The one object of a predicate, the first of several, or None."""
    return next(iter(values(graph, node, predicate)), None)


def values(
    graph: Graph,
    node: Identifier,
    predicate: Identifier,
) -> list[Identifier]:
    """The objects of a predicate, sorted."""
    return sorted(cast("Iterator[Identifier]", graph.objects(node, predicate)))


def items(graph: Graph, head: Identifier) -> list[Identifier]:
    """The items of an RDF list; AxiomError where it runs in a circle or forks."""
    found: list[Identifier] = []
    seen: set[Identifier] = set()
    node: Identifier | None = head
    while node is not None and node != RDF.nil:
        if node in seen:
            raise AxiomError(place_of(graph, head), "the list runs in a circle")
        seen.add(node)
        found += _at_most_one(graph, node, RDF.first, head)
        node = next(iter(_at_most_one(graph, node, RDF.rest, head)), None)
    return found


def place_of(graph: Graph, node: Identifier) -> str:
    """Where a node stands, in words; one without a name is known by the names around it."""
    if _is_name(node):
        return curie(str(node))
    into = [(predicate, subject) for subject, predicate in graph.subject_predicates(node)]
    out = list(graph.predicate_objects(node))
    for joined, found in ((" of ", into), (" ", out)):
        named = sorted(f"{curie(str(p))}{joined}{curie(str(o))}" for p, o in found if _is_name(o))
        if named:
            return f"something without a name ({named[0]})"
    kinds = sorted({curie(str(predicate)) for predicate, _ in (*into, *out)})
    return f"something without a name ({', '.join(kinds)})"


def _is_name(node: object) -> bool:
    return isinstance(node, URIRef) and not node.startswith(GENID)


def _at_most_one(
    graph: Graph,
    node: Identifier,
    predicate: Identifier,
    head: Identifier,
) -> list[Identifier]:
    found = values(graph, node, predicate)
    if len(found) > 1:
        name = str(predicate).rpartition("#")[2]
        raise AxiomError(
            place_of(graph, head), f"a place in the list has {len(found)} values of rdf:{name}"
        )
    return found


def lists(
    graph: Graph,
    node: Identifier,
    predicate: Identifier,
) -> list[list[Identifier]]:
    """The items of each list that is an object of a predicate."""
    return [items(graph, head) for head in values(graph, node, predicate)]
