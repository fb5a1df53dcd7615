"""Small networks of every kind, with what writers stumble over, and what one holds, to compare."""

from __future__ import annotations

import datetime
from typing import Any

import networkx as nx

from peelgraph.export.normalise import normalise
from peelgraph.export.plain import Plain
from peelgraph.export.words import text

ID = "https://w3id.org/peelgraph/id/"
ABOUT = {
    "projection": "force-units",
    "title": 'Forces & the <units> they "share"',
    "description": "Who relied on what, as known; “quotes”, a tab\tand an é.",
    "node": "a force or a unit",
    "edge": "a membership",
    "weight": "how many functions the unit has",
    "as_of": datetime.date(2020, 1, 31),
    "version": "0.1.0",
}
ODD = "a \"quoted\" é — 漢字 & <b> \\ back; semi|pipe, comma 'single' \U0001f600"


def network(kind: type[nx.Graph] = nx.Graph) -> nx.Graph:
    """Every type of value on nodes and edges, each absent somewhere, with odd texts.

    Dates are at one end or both.
    """
    graph = kind(**ABOUT)
    graph.add_node(
        f"{ID}force/kent",
        label="Kent Police",
        kind="police force",
        size=2**40,
        share=0.1,
        joint=False,
        begun=datetime.date(1857, 1, 14),
        functions=("dogs", ODD),
        since=datetime.date(2014, 1, 1),
    )
    graph.add_node(f"{ID}force/essex", label=ODD, kind="police force", size=-3, share=2, joint=True)
    graph.add_node(
        f"{ID}unit/kent-essex-é",
        label="Kent Police",
        kind="joint unit",
        note="two\nlines\r\nand\ttab",
    )
    graph.add_node(
        f"{ID}unit/alone", label="Alone", kind="joint unit", functions=("one",), share=1e-9
    )
    edge = {"weight": 2, "functions": ("a|b", "c\\"), "since": datetime.date(2015, 4, 1)}
    graph.add_edge(
        f"{ID}force/kent",
        f"{ID}unit/kent-essex-é",
        **edge,
        until=datetime.date(2019, 3, 31),
        sure=True,
    )
    graph.add_edge(f"{ID}unit/kent-essex-é", f"{ID}force/essex", weight=1, note=ODD)
    graph.add_edge(
        f"{ID}force/kent", f"{ID}force/essex", weight=0.5, until=datetime.date(2016, 12, 31)
    )
    graph.add_edge(f"{ID}force/kent", f"{ID}force/kent", weight=7)
    if graph.is_multigraph():
        graph.add_edge(f"{ID}force/kent", f"{ID}force/essex", weight=3, sure=False)
    if graph.is_directed():
        graph.add_edge(f"{ID}force/essex", f"{ID}force/kent", weight=4)
    return graph


KINDS = (nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph)


def plain(kind: type[nx.Graph] = nx.Graph) -> Plain:
    return normalise(network(kind))


def simple(value: Any, *, lists: bool) -> Any:
    """A value as a format without dates has it, and without lists if `lists` is false."""
    if isinstance(value, tuple) and lists:
        return list(value)
    return text(value) if isinstance(value, datetime.date | tuple) else value


def nodes(found: Plain, *, lists: bool = False) -> dict[str, dict[str, Any]]:
    """What each node should come back with."""
    return {n: {k: simple(v, lists=lists) for k, v in a.items()} for n, a in found.nodes.items()}


def edges(found: Plain, *, lists: bool = False) -> list[tuple[str, str, dict[str, Any]]]:
    """What each edge should come back with, in order."""
    return [
        (e.source, e.target, {k: simple(v, lists=lists) for k, v in e.attributes.items()})
        for e in found.edges
    ]
