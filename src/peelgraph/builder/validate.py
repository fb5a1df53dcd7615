"""SHACL validation by pySHACL (https://www.w3.org/TR/shacl/): a report that a person can act on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import cast

from rdflib import RDF, SH, XSD, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Identifier, Node

from peelgraph.builder.shapes import path_text, shape_name
from peelgraph.errors import ShapesError, one_line
from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Store
from peelgraph.store.blank import named_again
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.files import quads_of_file
from peelgraph.store.shaped import ShapedStore, shaped
from peelgraph.things.problems import GraphProblem, Statement, statement
from peelgraph.vocab import GRAPH, curie

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


Places = Callable[[str], str | None]
"""Says in which file and line a thing is, where that is known."""


def validate(
    store: EmbeddedStore,
    shapes: Sequence[Path],
    place: Places = lambda thing: None,
) -> list[GraphProblem]:
    """All that does not fit the shapes in a store, sorted.

    Inference is done before and not again here. Without shapes nothing is wrong. UnreadableFile
    where the shapes are no RDF.
    """
    if not shapes:
        return []
    from pyshacl import validate as run

    shape_graph = _read(shapes)
    store.unite()
    data = _Measured(ShapedStore(store.inner, store.forms), identifier=DATASET_DEFAULT_GRAPH_ID)
    for prefix, namespace in _declared(shape_graph):
        data.bind(prefix, namespace)
    try:
        _, report, _ = run(
            data,
            shacl_graph=shape_graph,
            inference="none",
            advanced=False,
            meta_shacl=False,
        )
    except Exception as error:  # pySHACL has many ways to say that shapes are not in order
        raise ShapesError(one_line(error)) from error
    if not isinstance(report, Graph):
        # a failure, as SHACL calls it, comes in the place of the report
        raise ShapesError(one_line(report))
    # what is a detail of a result is no result of its own
    results = report.objects(None, SH.result)
    found = [_problem(store, shape_graph, report, node, place) for node in results]
    return sorted(found, key=lambda p: (p.thing, p.words, p.severity, p.rule))


def _read(paths: Sequence[Path]) -> Graph:
    """The shapes of files, whose literals are as they are written."""
    graph = Graph()
    for number, path in enumerate(paths):
        for quad in quads_of_file(path, GRAPH[f"shapes/{number + 1}"]):
            subject, predicate, value = map(shaped, quad.triple)
            graph.add((subject, predicate, value))
    return graph


def _declared(shapes: Graph) -> Iterator[tuple[str, Identifier]]:
    """The prefixes that shapes declare, for a query may name the ones that it means indirectly."""
    for declaration, prefix in shapes.subject_objects(SH.prefix):
        for namespace in shapes.objects(declaration, SH.namespace):
            yield str(prefix), URIRef(str(namespace))


def _problem(
    store: EmbeddedStore,
    shapes: Graph,
    report: Graph,
    node: Node,
    place: Places,
) -> GraphProblem:
    """A result of the report as a problem, with the statements that are at fault."""

    def part(predicate: Node) -> Identifier | None:
        return cast("Identifier | None", report.value(node, predicate))

    thing = part(SH.focusNode)
    path = part(SH.resultPath)
    value = part(SH.value)
    if thing is not None:
        thing = named_again(thing)
    return GraphProblem(
        severity=str(part(SH.resultSeverity)).rpartition("#")[2].lower(),
        rule=shape_name(shapes, part(SH.sourceShape)),
        thing=str(thing),
        words=_words(thing, path and path_text(report, path), value, _message(report, node)),
        statements=_statements(store, thing, path, _as_held(store, value)),
        place=place(str(thing)),
    )


def _message(report: Graph, node: Node) -> str:
    messages = report.objects(node, SH.resultMessage)
    texts = [str(text) for text in messages if isinstance(text, Literal)]
    return "; ".join(sorted(texts))


def _words(
    thing: Identifier | None,
    path: str | None,
    value: Identifier | None,
    message: str,
) -> str:
    """What is wrong, with the property and the value it is wrong with."""
    of = f" {path}:" if path else ""
    it_is = f" (it is {curie(str(value))})" if value is not None else ""
    return f"{curie(str(thing))}:{of} {message}{it_is}"


def _as_held(store: EmbeddedStore, value: Identifier | None) -> Identifier | None:
    """A value of the report as the store has it in its statements."""
    if value is None:
        return None
    held = store.forms.kept(named_again(value))
    return Literal(str(held)) if isinstance(held, Literal) and held.datatype == XSD.string else held


def _statements(
    store: Store,
    thing: Identifier | None,
    path: Identifier | None,
    value: Identifier | None,
) -> tuple[Statement, ...]:
    """What is said at fault: the value, or all values of the path, or else what the thing is."""
    if not isinstance(thing, URIRef):
        return ()
    name = sparql_text(thing)
    query = f"CONSTRUCT {{ {name} ?p ?o }} WHERE {{ {name} ?p ?o }}"
    said = sorted(store.construct(query))
    of_path = [triple for triple in said if triple[1] == path]
    if value is not None:
        of_path = [triple for triple in of_path if triple[2] == value]
    if of_path:
        return tuple(statement(store, triple) for triple in of_path)
    kinds = [statement(store, triple) for triple in said if triple[1] == RDF.type]
    # In what a thing is by inference alone, nobody can mend anything.
    return tuple(kind for kind in kinds if kind.sources != ("inferred",))
