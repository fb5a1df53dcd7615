"""SHACL validation (https://www.w3.org/TR/shacl/) by pySHACL, as a report that a person can act
on.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import cast

from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Identifier, Node

from peelgraph.errors import UnreadableFile, one_line
from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Store
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.things.problems import GraphProblem, Statement, statement
from peelgraph.vocab import curie

__all__ = ["validate"]


class _Measured(Graph):
    """The default graph of a store, which counts its triples once.

    pySHACL tests its graph for truth at every check that fails; that is its length, which Oxigraph
    answers by counting. On a store on disk this made nine tenths and more of the whole time.
    """

    @cached_property
    def _length(self) -> int:
        return super().__len__()

    def __len__(self) -> int:
        return self._length


def validate(
    store: EmbeddedStore, shapes: Path, place: Callable[[str], str | None] = lambda thing: None
) -> list[GraphProblem]:
    """All that does not fit the shapes in a store, sorted; inference is done before and not again
    here.

    `place` says in which file and line a thing is, where that is known.
    """
    from pyshacl import validate as run

    try:
        shape_graph = Graph().parse(shapes)
    except Exception as error:
        raise UnreadableFile(shapes, one_line(error)) from error
    store.unite()
    data = _Measured(store.dataset.store, identifier=DATASET_DEFAULT_GRAPH_ID)
    _, report, _ = run(
        data, shacl_graph=shape_graph, inference="none", advanced=False, meta_shacl=False
    )
    assert isinstance(report, Graph)
    found = [
        _problem(store, report, node, place)
        for node in report.subjects(RDF.type, SH.ValidationResult)
    ]
    return sorted(found, key=lambda p: (p.thing, p.words, p.severity, p.rule))


def _problem(
    store: Store, report: Graph, node: Node, place: Callable[[str], str | None]
) -> GraphProblem:
    def part(predicate: Node) -> Identifier | None:
        return cast("Identifier | None", report.value(node, predicate))

    thing, path, value = part(SH.focusNode), part(SH.resultPath), part(SH.value)
    message = "; ".join(
        sorted(str(m) for m in report.objects(node, SH.resultMessage) if isinstance(m, Literal))
    )
    of = f" {curie(str(path))}:" if path else ""
    it_is = f" (it is {curie(str(value))})" if value is not None else ""
    return GraphProblem(
        severity=str(part(SH.resultSeverity)).rpartition("#")[2].lower(),
        rule=curie(str(part(SH.sourceShape))),
        thing=str(thing),
        words=f"{curie(str(thing))}:{of} {message}{it_is}",
        statements=_statements(store, thing, path, value),
        place=place(str(thing)),
    )


def _statements(
    store: Store, thing: Identifier | None, path: Identifier | None, value: Identifier | None
) -> tuple[Statement, ...]:
    """What is said at fault: the value, all values of the path, or where nothing is said there,
    what the thing is.
    """
    if not isinstance(thing, URIRef):
        return ()
    said = store.construct(
        f"CONSTRUCT {{ {sparql_text(thing)} ?p ?o }} WHERE {{ {sparql_text(thing)} ?p ?o }}"
    )
    of_path = [t for t in said if t[1] == path and value in (None, t[2])]
    found = of_path or [t for t in said if t[1] == RDF.type]
    return tuple(
        s for t in sorted(found) if (s := statement(store, t)).sources != ("inferred",) or of_path
    )
