"""From a stored question whose rows are edges to networkx's own graph.

The engine projects, nothing is walked here. A projection `NAME` is the question `NAME-edges`. Its
columns `source` and `target` are the ends of an edge, `weight` is its weight, every other an
attribute; `network: nodes:` of its header names the question of the nodes, whose columns `node`,
`label` and `kind` are needed. Nodes are IRIs (str). What is not known is absent: no attribute is
ever None.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from rdflib.term import Identifier

from peelgraph.errors import ProjectionNotFound, QuestionNotFound, UnreadableFile
from peelgraph.questions.arguments import literal
from peelgraph.questions.ask import ask
from peelgraph.questions.question import (
    Folders,
    ResultColumn,
    StoredQuestion,
    find_question,
    load_questions,
)
from peelgraph.sparql.terms import python_value
from peelgraph.sparql.tokens import with_separator
from peelgraph.store import Result, Store

if TYPE_CHECKING:
    import networkx as nx

    Network = nx.Graph

__all__ = ["Attribute", "find_projection", "name_of", "project", "projections"]

Attribute = str | int | float | bool | datetime.date | tuple[str, ...]
"""What an attribute of a node or an edge can be."""

_EDGES = "-edges"
_SEPARATOR = "\x1f"
"""Between the texts of a list in an answer: the character that ASCII has for that."""
_VERSION = "SELECT ?v WHERE { ?o a owl:Ontology ; owl:versionInfo ?v } ORDER BY ?v"


def name_of(question: StoredQuestion) -> str:
    """The name of the projection whose edges a question gives."""
    return question.name.removesuffix(_EDGES)


def projections(questions: Folders) -> list[StoredQuestion]:
    """The questions below a folder whose rows are the edges of a network, by name."""
    return [question for question in load_questions(questions) if question.network]


def find_projection(questions: Folders, name: str) -> StoredQuestion:
    """The question that gives the edges of a projection.

    ProjectionNotFound where there is none of this name.
    """
    try:
        return find_question(questions, name + _EDGES)
    except QuestionNotFound:
        known = [name_of(question) for question in projections(questions)]
        raise ProjectionNotFound(name, known) from None


def project(store: Store, questions: Folders, name: str, arguments: Mapping[str, Any]) -> nx.Graph:
    """The network of a projection, with nodes and edges sorted.

    It is a Graph, or a DiGraph where its edges have a direction. `graph.graph` holds `projection`,
    `title`, `description`, what `node`, `edge` and `weight` mean, `as_of` where given, the other
    `parameters` as `name=value`, the two kinds of node of a two-mode network as `modes`, and the
    graph's `version`. ParameterError or ThingNotFound where an argument does not fit.
    """
    import networkx as nx

    edges = find_projection(questions, name)
    nodes = find_question(questions, edges.network["nodes"])
    given = {key: value for key, value in arguments.items() if value is not None}
    # the question of the edges takes all parameters, so that it refuses an unknown one
    linked = ask(store, _apart(edges), given)
    things = ask(store, _apart(nodes), _known_to(nodes, given))
    graph = nx.DiGraph() if edges.network.get("directed") else nx.Graph()
    graph.graph.update(_about(store, edges, given))
    _add_nodes(graph, _records(things, nodes))
    _add_edges(graph, _records(linked, edges), f"{nodes.topic}/{nodes.name}.rq")
    return graph


def _apart(question: StoredQuestion) -> StoredQuestion:
    """A question whose lists are kept apart by what no name holds, in place of the | for people."""
    return replace(question, text=with_separator(question.text, "|", _SEPARATOR))


def _known_to(question: StoredQuestion, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments whose parameters a question has."""
    names = {parameter.name for parameter in question.params}
    return {name: value for name, value in arguments.items() if name in names}


def _add_nodes(graph: nx.Graph, records: Iterator[dict[str, Any]]) -> None:
    for record in sorted(records, key=itemgetter("node")):
        node = record.pop("node")
        graph.add_node(node, **record)


def _add_edges(graph: nx.Graph, records: Iterator[dict[str, Any]], nodes: str) -> None:
    """Add edges; UnreadableFile where the question of the nodes, the file `nodes`, lacks an end."""
    for record in sorted(records, key=itemgetter("source", "target")):
        source = record.pop("source")
        target = record.pop("target")
        for end in (source, target):
            # networkx would make a node of it, without a label and a kind
            if end not in graph:
                raise UnreadableFile(nodes, f"it gives no node {end}, which has an edge")
        graph.add_edge(source, target, **record)


def _about(
    store: Store, edges: StoredQuestion, arguments: Mapping[str, Any]
) -> dict[str, Attribute]:
    """What a network says of itself."""
    words = f"{edges.summary} {edges.description}".split()
    about: dict[str, Attribute] = {
        "projection": name_of(edges),
        "title": edges.network["title"],
        "description": " ".join(words),
        "node": edges.network["node"],
        "edge": edges.network["edge"],
        "weight": edges.network["weight"],
    }
    if "modes" in edges.network:
        about["modes"] = tuple(edges.network["modes"])
    if "as_of" in arguments:
        about["as_of"] = _day(edges, arguments["as_of"])
    settings = _settings(edges, arguments)
    if settings:
        about["parameters"] = settings
    version = store.select(_VERSION).rows
    if version:
        about["version"] = str(version[0][0])
    return about


def _day(edges: StoredQuestion, given: Any) -> Any:
    first = _all(given)[0]
    return literal(edges.name, edges.parameter("as_of"), first).toPython()


def _settings(edges: StoredQuestion, arguments: Mapping[str, Any]) -> tuple[str, ...]:
    """What the parameters other than the day were set to, as `name=value`.

    The caller sets them, or their default does.
    """
    values: dict[str, Any] = {}
    for parameter in edges.params:
        if parameter.default is not None:
            values[parameter.name] = parameter.default
    values |= arguments
    values.pop("as_of", None)
    settings = []
    for name in sorted(values):
        settings += [f"{name}={value}" for value in _all(values[name])]
    return tuple(settings)


def _all(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple | set) else [value]


def _records(result: Result, question: StoredQuestion) -> Iterator[dict[str, Any]]:
    """The rows as dicts of typed values, without what is empty."""
    columns = {column.name: column for column in question.returns}
    for row in result.rows:
        record = {}
        for name, term in zip(result.columns, row, strict=True):
            value = _value(term, columns[name])
            if value is not None:
                record[name] = value
        yield record


def _value(term: Identifier | None, column: ResultColumn) -> Attribute | None:
    """A cell as an attribute; None where there is nothing.

    Several values are a sorted tuple, a decimal is a float.

    >>> from rdflib import Literal
    >>> text = _SEPARATOR.join(["dogs", "ICT|radio", "dogs", ""])
    >>> _value(Literal(text), ResultColumn("functions", "string", many=True))
    ('ICT|radio', 'dogs')
    """
    if column.many:
        # a GROUP_CONCAT keeps what is there twice, and empty texts of what is not bound
        parts = set(str(term or "").split(_SEPARATOR)) - {""}
        return tuple(sorted(parts)) or None
    value = python_value(term)
    return float(value) if isinstance(value, Decimal) else value
