"""From a stored question whose rows are edges to networkx's own graph: the engine projects, nothing
is walked here.

A projection `NAME` is the question `NAME-edges`. Its columns `source` and `target` are the ends of
an edge, `weight` is its weight, every other an attribute; `network: nodes:` of its header names the
question of the nodes, whose columns `node`, `label` and `kind` are needed. Nodes are IRIs (str).
What is not known is absent: no attribute is ever None.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rdflib.term import Identifier

from peelgraph.errors import ProjectionNotFound, QuestionNotFound, UnreadableFile
from peelgraph.questions.arguments import literal
from peelgraph.questions.ask import ask
from peelgraph.questions.question import (
    ResultColumn,
    StoredQuestion,
    find_question,
    load_questions,
)
from peelgraph.sparql.terms import python_value
from peelgraph.store import Result, Store

if TYPE_CHECKING:
    import networkx as nx

    Network = nx.Graph

__all__ = ["Attribute", "find_projection", "name_of", "project", "projections"]

Attribute = str | int | float | bool | datetime.date | tuple[str, ...]
"""What an attribute of a node or an edge can be."""

_EDGES = "-edges"


def name_of(question: StoredQuestion) -> str:
    """The name of the projection whose edges a question gives."""
    return question.name.removesuffix(_EDGES)


def projections(questions: Path) -> list[StoredQuestion]:
    """The questions below a folder whose rows are the edges of a network, by name."""
    return [q for q in load_questions(questions) if q.network]


def find_projection(questions: Path, name: str) -> StoredQuestion:
    """The question that gives the edges of a projection; ProjectionNotFound where there is none of
    this name.
    """
    try:
        return find_question(questions, name + _EDGES)
    except QuestionNotFound:
        raise ProjectionNotFound(name, [name_of(q) for q in projections(questions)]) from None


def project(store: Store, questions: Path, name: str, arguments: Mapping[str, Any]) -> nx.Graph:
    """The network of a projection: a Graph, or a DiGraph where its edges have a direction, with
    nodes and edges sorted.

    `graph.graph` holds `projection`, `title`, `description`, what `node`, `edge` and `weight` mean,
    `as_of` where given, the other `parameters` as `name=value`, the two kinds of node of a two-mode
    network as `modes`, and the graph's `version`. ParameterError or ThingNotFound where an argument
    does not fit.
    """
    import networkx as nx

    edges = find_projection(questions, name)
    nodes = find_question(questions, edges.network["nodes"])
    given = {key: value for key, value in arguments.items() if value is not None}
    linked = _records(ask(store, edges, given), edges)
    known = {p.name for p in nodes.params}
    things = _records(ask(store, nodes, {k: v for k, v in given.items() if k in known}), nodes)
    graph = nx.DiGraph() if edges.network.get("directed") else nx.Graph()
    graph.graph.update(_about(store, edges, given))
    graph.add_nodes_from(sorted(((r.pop("node"), r) for r in things), key=itemgetter(0)))
    for source, target, record in sorted(
        ((r.pop("source"), r.pop("target"), r) for r in linked), key=itemgetter(0, 1)
    ):
        if source not in graph or target not in graph:
            missing = target if source in graph else source
            raise UnreadableFile(
                f"{nodes.topic}/{nodes.name}.rq", f"it gives no node {missing}, which has an edge"
            )
        graph.add_edge(source, target, **record)
    return graph


def _about(
    store: Store, edges: StoredQuestion, arguments: Mapping[str, Any]
) -> dict[str, Attribute]:
    about: dict[str, Attribute] = {
        "projection": name_of(edges),
        "title": edges.network["title"],
        "description": " ".join(f"{edges.summary} {edges.description}".split()),
        **{key: edges.network[key] for key in ("node", "edge", "weight")},
    }
    if "modes" in edges.network:
        about["modes"] = tuple(edges.network["modes"])
    if "as_of" in arguments:
        about["as_of"] = literal(
            edges.name, edges.parameter("as_of"), _all(arguments["as_of"])[0]
        ).toPython()
    if settings := _settings(edges, arguments):
        about["parameters"] = settings
    if version := store.select(
        "SELECT ?v WHERE { ?o a owl:Ontology ; owl:versionInfo ?v } ORDER BY ?v"
    ).rows:
        about["version"] = str(version[0][0])
    return about


def _settings(edges: StoredQuestion, arguments: Mapping[str, Any]) -> tuple[str, ...]:
    """What the parameters other than the day were set to, by the caller or by default, as
    `name=value`.
    """
    values = {p.name: p.default for p in edges.params if p.default is not None} | dict(arguments)
    return tuple(
        f"{name}={value}"
        for name in sorted(set(values) - {"as_of"})
        for value in _all(values[name])
    )


def _all(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple | set) else [value]


def _records(result: Result, question: StoredQuestion) -> Iterator[dict[str, Any]]:
    """The rows as dicts of typed values, without what is empty."""
    columns = {c.name: c for c in question.returns}
    for row in result.rows:
        cells = (
            (name, _value(term, columns[name]))
            for name, term in zip(result.columns, row, strict=True)
        )
        yield {name: value for name, value in cells if value is not None}


def _value(term: Identifier | None, column: ResultColumn) -> Attribute | None:
    """A cell as an attribute: several values as a sorted tuple, a decimal as a float; None where
    there is nothing.

    >>> from rdflib import Literal
    >>> _value(Literal("dogs|ICT|dogs|"), ResultColumn("functions", "string", many=True))
    ('ICT', 'dogs')
    """
    if column.many:
        return tuple(sorted({part for part in str(term or "").split("|") if part})) or None
    value = python_value(term)
    return float(value) if isinstance(value, Decimal) else value
