"""What shapes without a name are called: by the shape they stand in, what they are aimed at, and
the path that they constrain, so that a report is the same each time.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, SH, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from peelgraph.vocab import curie

__all__ = ["path_text", "shape_name"]

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_TURNED = {SH.inversePath: "^{}"}
_REPEATED = {SH.zeroOrMorePath: "{}*", SH.oneOrMorePath: "{}+", SH.zeroOrOnePath: "{}?"}


def shape_name(shapes: Graph, node: Node | None) -> str:
    """The name of a shape, or one for it: `my:PlantShape, rdfs:label`."""
    return ", ".join(_parts(shapes, node, frozenset()))


def _parts(shapes: Graph, node: Node | None, seen: frozenset[Node]) -> Iterator[str]:
    if node is None or isinstance(node, URIRef):
        yield curie(str(node))
        return
    if outer := _outer(shapes, node, seen):
        yield from _parts(shapes, outer, seen | {node})
    else:
        yield "a shape of " + (" and ".join(_aims(shapes, node)) or "no target")
    if path := shapes.value(node, SH.path):
        yield path_text(shapes, path)


def _outer(shapes: Graph, node: Node, seen: frozenset[Node]) -> Node | None:
    """The shape that a shape without a name stands in, past the lists between."""
    found = [
        subject for subject, predicate in shapes.subject_predicates(node) if predicate != SH.result
    ]
    outer = [subject for subject in found if subject not in seen]
    # of several, the first with a name
    named = sorted(subject for subject in outer if isinstance(subject, URIRef))
    return next(iter([*named, *outer]), None)


def _aims(shapes: Graph, node: Node) -> list[str]:
    return sorted(
        curie(str(value)) for target in _TARGETS for value in shapes.objects(node, target)
    )


def path_text(shapes: Graph, path: Node) -> str:
    """A path as SPARQL writes it, with short names."""
    if isinstance(path, URIRef):
        return curie(str(path))
    for predicate, form in (_TURNED | _REPEATED).items():
        if inner := shapes.value(path, predicate):
            return form.format(path_text(shapes, inner))
    if either := shapes.value(path, SH.alternativePath):
        return f"({'|'.join(_steps(shapes, either))})"
    if (path, RDF.first, None) in shapes:
        return f"({'/'.join(_steps(shapes, path))})"
    return "a path"


def _steps(shapes: Graph, head: Node) -> list[str]:
    return [path_text(shapes, step) for step in Collection(shapes, head)]
