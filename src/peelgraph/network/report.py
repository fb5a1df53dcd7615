"""What is measured of networks, as rows: of nodes, of the whole, of what changed between two days,
of the study.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import Literal, URIRef
from rdflib.term import Identifier

from peelgraph.network.communities import rand_index
from peelgraph.network.measures import SAMPLE_ABOVE, SAMPLES, Measure, Value, measure, measures_for
from peelgraph.network.projection import name_of, projections
from peelgraph.network.structure import structure
from peelgraph.store import Result

if TYPE_CHECKING:
    import networkx as nx

    from peelgraph.network.study import Study

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


def heading(name: str, graph: nx.Graph) -> str:
    """The name of a measure's column: an estimate is called one."""
    sampled = name == "betweenness" and len(graph) > SAMPLE_ABOVE
    return f"{name}_estimated_from_{SAMPLES}" if sampled else name


def _cell(value: Value | str | None) -> Literal | None:
    return (
        None
        if value is None
        else Literal(round(value, 4) + 0.0 if isinstance(value, float) else value)
    )


def node_rows(graph: nx.Graph, names: Sequence[str] = ()) -> Result:
    """A row for each node and a column for each measure, the highest of the first measure first."""
    measures = measures_for(graph, names)
    values = [measure(graph, m.name) for m in measures]
    known = [node for node in graph if any(node in v for v in values)]
    known.sort(
        key=lambda node: (-values[0].get(node, float("-inf")), graph.nodes[node]["label"], node)
    )
    rows = tuple(
        (Literal(graph.nodes[node]["label"]), *(_cell(v.get(node)) for v in values), URIRef(node))
        for node in known
    )
    return Result(("name", *(heading(m.name, graph) for m in measures), "id"), rows)


def projection_rows(questions: Path) -> Result:
    """A row for each projection: what its nodes, edges and weights mean, and its parameters."""
    columns = ("projection", "node", "edge", "weight", "parameters")
    rows = tuple(
        tuple(
            map(
                Literal,
                (
                    name_of(q),
                    *(q.network[c] for c in columns[1:4]),
                    " ".join(p.flag for p in q.params),
                ),
            )
        )
        for q in projections(questions)
    )
    return Result(columns, rows)


def structure_rows(graph: nx.Graph) -> Result:
    """A row for each thing measured of the whole network, with what it says and its source."""
    rows = tuple(
        (Literal(f.name), _cell(f.value), Literal(f.says), Literal(f.source) if f.source else None)
        for f in structure(graph)
    )
    return Result(("measure", "value", "says", "source"), rows)


def change_rows(before: nx.Graph, after: nx.Graph, names: Sequence[str] = ()) -> Result:
    """A row for each node and measure that differs between two networks, the largest change of a
    measure first.

    A node that one of them lacks, or for which a measure is not defined there, has an empty cell
    and no change.
    """
    both = [m for m in measures_for(after, names) if m.name != GROUPS]
    rows = tuple(row for m in both for row in _changes(m, before, after))
    return Result(("measure", "name", "before", "after", "change", "id"), rows)


def _changes(
    m: Measure, before: nx.Graph, after: nx.Graph
) -> Iterable[tuple[Identifier | None, ...]]:
    old = measure(before, m.name) if m.fits(before) else {}
    new = measure(after, m.name)
    changed = {
        node: new[node] - old[node] if node in old and node in new else None
        for node in {*old, *new}
    }

    def order(node: str) -> tuple[float, str]:
        return -abs(changed[node] or 0), node

    for node in sorted(
        (n for n, change in changed.items() if change is None or round(change, 4)), key=order
    ):
        label = (after if node in after else before).nodes[node]["label"]
        cells = (old.get(node), new.get(node), changed[node])
        yield Literal(heading(m.name, after)), Literal(label), *map(_cell, cells), URIRef(node)


def structure_change_rows(before: nx.Graph, after: nx.Graph) -> Result:
    """What is measured of the whole, in both networks, with edges gone and come and how alike the
    communities are.
    """
    old = {f.name: f.value for f in structure(before)}
    rows: list[tuple[Identifier | None, ...]] = []
    for fact in structure(after):
        then, now = old.get(fact.name), fact.value
        change = (
            now - then if isinstance(then, int | float) and isinstance(now, int | float) else None
        )
        rows.append(
            (Literal(fact.name), _cell(then), _cell(now), _cell(change), Literal(fact.says))
        )
    for name, count, says in (
        ("edges_gone", _missing(before, after), "Edges no longer there."),
        ("edges_come", _missing(after, before), "Edges not there before."),
    ):
        rows.append((Literal(name), None, Literal(count), None, Literal(says)))
    if "modes" not in after.graph:
        same = rand_index(measure(before, GROUPS), measure(after, GROUPS))
        says = (
            "How alike the communities of both are beyond chance: 1 the same (adjusted Rand index)."
        )
        rows.append((Literal("communities_kept"), None, _cell(same), None, Literal(says)))
    return Result(("measure", "before", "after", "change", "says"), tuple(rows))


def _missing(one: nx.Graph, other: nx.Graph) -> int:
    """How many edges of one network the other lacks."""
    return sum(not other.has_edge(*edge) for edge in one.edges)


def study_rows(study: Study) -> Result:
    """The findings of the study of grades, a row each."""
    rows = tuple(
        (
            *map(Literal, (f.test, f.round, f.pillar, f.forces, f.pairs)),
            *map(
                _cell,
                (f.estimate.value, f.estimate.low, f.estimate.high, f.expected, f.p, f.p_corrected),
            ),
        )
        for f in study.findings()
    )
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
    return Result(columns, rows)
