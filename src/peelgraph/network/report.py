"""What is measured of networks, as rows: of nodes, of the whole, of changes, of the study."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from peelgraph.network.communities import rand_index
from peelgraph.network.measures import Measure, measure, measures_for
from peelgraph.network.positions import SAMPLE_ABOVE, SAMPLES, Number
from peelgraph.network.projection import name_of, projections
from peelgraph.network.structure import structure
from peelgraph.store import Result
from peelgraph.store.answer import Solution

if TYPE_CHECKING:
    import networkx as nx

    from peelgraph.network.study import Study, StudyResult
    from peelgraph.questions.question import Folders

__all__ = [
    "change_rows",
    "heading",
    "node_rows",
    "projection_rows",
    "structure_change_rows",
    "structure_rows",
    "study_rows",
]

GROUPS = "community"
"""The measure whose values are names of groups: they are not compared between networks."""
_ALIKE = "How alike the communities of both are beyond chance: 1 the same (adjusted Rand index)."


def heading(name: str, graph: nx.Graph) -> str:
    """The name of a measure's column: an estimate is called one."""
    sampled = name == "betweenness" and len(graph) > SAMPLE_ABOVE
    return f"{name}_estimated_from_{SAMPLES}" if sampled else name


def _cell(value: Number | str | None) -> Literal | None:
    if value is None:
        return None
    if isinstance(value, float):
        # with 0.0 added, -0.0 is written as 0.0
        return Literal(round(value, 4) + 0.0)
    return Literal(value)


def node_rows(graph: nx.Graph, names: Sequence[str] = ()) -> Result:
    """A row for each node and a column for each measure, the highest of the first measure first."""
    measures = measures_for(graph, names)
    values = [measure(graph, by.name) for by in measures]
    first = values[0]

    def order(node: str) -> tuple[float, str, str]:
        # without a value of the first measure a node stands last
        return -first.get(node, float("-inf")), graph.nodes[node]["label"], node

    known = set().union(*values)
    rows = []
    for node in sorted(known, key=order):
        cells = [_cell(of_measure.get(node)) for of_measure in values]
        rows.append((_label(graph, node), *cells, URIRef(node)))
    headings = [heading(by.name, graph) for by in measures]
    return Result(("name", *headings, "id"), tuple(rows))


def _label(graph: nx.Graph, node: str) -> Literal:
    return Literal(graph.nodes[node]["label"])


def projection_rows(questions: Folders) -> Result:
    """A row for each projection: what its nodes, edges and weights mean, and its parameters."""
    rows = []
    for question in projections(questions):
        meanings = [question.network[what] for what in ("node", "edge", "weight")]
        parameters = " ".join(parameter.flag for parameter in question.params)
        cells = [name_of(question), *meanings, parameters]
        rows.append(tuple(map(Literal, cells)))
    return Result(("projection", "node", "edge", "weight", "parameters"), tuple(rows))


def structure_rows(graph: nx.Graph) -> Result:
    """A row for each thing measured of the whole network, with what it says and its source."""
    rows = []
    for feature in structure(graph):
        source = Literal(feature.source) if feature.source else None
        value = _cell(feature.value)
        rows.append((Literal(feature.name), value, Literal(feature.says), source))
    return Result(("measure", "value", "says", "source"), tuple(rows))


def change_rows(before: nx.Graph, after: nx.Graph, names: Sequence[str] = ()) -> Result:
    """A row for each node and measure that differs between two networks.

    The largest change of a measure comes first. A node that one of them lacks, or for which a
    measure is not defined there, has an empty cell and no change.
    """
    rows: list[Solution] = []
    for by in measures_for(after, names):
        if by.name != GROUPS:
            rows += _changes(by, before, after)
    return Result(("measure", "name", "before", "after", "change", "id"), tuple(rows))


def _changes(by: Measure, before: nx.Graph, after: nx.Graph) -> Iterator[Solution]:
    old = measure(before, by.name) if by.fits(before) else {}
    new = measure(after, by.name)
    changes = {node: _change(node, old, new) for node in {*old, *new}}

    def order(node: str) -> tuple[float, str]:
        return -abs(changes[node] or 0), node

    name = Literal(heading(by.name, after))
    # a change that would be written as 0 is none
    differing = [node for node, change in changes.items() if change is None or round(change, 4)]
    for node in sorted(differing, key=order):
        label = _label(after if node in after else before, node)
        cells = [_cell(value) for value in (old.get(node), new.get(node), changes[node])]
        yield name, label, *cells, URIRef(node)


def _change(node: str, old: Mapping[str, Number], new: Mapping[str, Number]) -> Number | None:
    return new[node] - old[node] if node in old and node in new else None


def structure_change_rows(before: nx.Graph, after: nx.Graph) -> Result:
    """What is measured of the whole, in both networks, with edges gone and come.

    In one mode, how alike the communities are comes last.
    """
    rows = list(_feature_changes(before, after))
    gone = _missing(before, after)
    come = _missing(after, before)
    rows.append(_row_of_both("edges_gone", gone, "Edges no longer there."))
    rows.append(_row_of_both("edges_come", come, "Edges not there before."))
    if "modes" not in after.graph:
        same = rand_index(measure(before, GROUPS), measure(after, GROUPS))
        rows.append(_row_of_both("communities_kept", same, _ALIKE))
    return Result(("measure", "before", "after", "change", "says"), tuple(rows))


def _feature_changes(before: nx.Graph, after: nx.Graph) -> Iterator[Solution]:
    old = {feature.name: feature.value for feature in structure(before)}
    for feature in structure(after):
        then = old.get(feature.name)
        now = feature.value
        change = None
        if isinstance(then, int | float) and isinstance(now, int | float):
            change = now - then
        cells = [_cell(value) for value in (then, now, change)]
        yield Literal(feature.name), *cells, Literal(feature.says)


def _row_of_both(name: str, value: Number, says: str) -> Solution:
    """A row of what is measured of two networks together: it has no value before, and no change."""
    return Literal(name), None, _cell(value), None, Literal(says)


def _missing(one: nx.Graph, other: nx.Graph) -> int:
    """How many edges of one network the other lacks."""
    return sum(not other.has_edge(*edge) for edge in one.edges)


def study_rows(study: Study) -> Result:
    """The results of the study of grades, a row each."""
    columns = (
        "test",
        "round",
        "pillar",
        "forces",
        "tied_pairs",
        "estimate",
        "low",
        "high",
        "expected",
        "p",
        "p_corrected",
    )
    return Result(columns, tuple(_study_row(result) for result in study.results()))


def _study_row(result: StudyResult) -> Solution:
    about = (result.test, result.round, result.pillar, result.forces, result.pairs)
    figures = (
        result.estimate.value,
        result.estimate.low,
        result.estimate.high,
        result.expected,
        result.p,
        result.p_corrected,
    )
    return *map(Literal, about), *map(_cell, figures)
