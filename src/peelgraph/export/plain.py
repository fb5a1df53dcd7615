"""A network as plain nodes, edges and columns with one type each: what every writer starts from."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peelgraph.export.words import joined

if TYPE_CHECKING:
    import networkx as nx

    from peelgraph.network.projection import Attribute

    Attributes = dict[str, Attribute]

__all__ = ["Edge", "Plain"]


@dataclass(frozen=True)
class Edge:
    """An edge with an id of its own, `e0`, `e1`, … in the order of the network."""

    id: str
    source: str
    target: str
    attributes: Attributes


@dataclass(frozen=True)
class Plain:
    """A network in plain values; its columns, in the order of first use, have Python's types."""

    about: dict[str, str]
    directed: bool
    multigraph: bool
    nodes: dict[str, Attributes]
    edges: list[Edge]
    node_types: dict[str, type]
    edge_types: dict[str, type]

    def describe(self) -> str:
        """What the network says of itself, in one line."""
        parts = []
        for key, words in self.about.items():
            parts.append(f"{key.replace('_', ' ')}: {' '.join(words.split())}")
        return "; ".join(parts)

    def networkx(self, *, lists: bool) -> nx.Graph:
        """The network for networkx's own writers, with dates as text.

        Tuples become lists or, without `lists`, joined texts.
        """
        graph = self._empty_graph()
        for node, attributes in self.nodes.items():
            graph.add_node(node, **_simple(attributes, lists=lists))
        for edge in self.edges:
            values = _simple(edge.attributes, lists=lists)
            if self.multigraph:
                # several edges between two nodes are told apart by their ids
                values["key"] = edge.id
            graph.add_edge(edge.source, edge.target, **values)
        return graph

    def _empty_graph(self) -> nx.Graph:
        import networkx as nx

        if self.multigraph:
            kind = nx.MultiDiGraph if self.directed else nx.MultiGraph
        else:
            kind = nx.DiGraph if self.directed else nx.Graph
        return kind(**self.about)


def _simple(attributes: Attributes, *, lists: bool) -> dict[str, Any]:
    return {name: _simple_value(value, lists=lists) for name, value in attributes.items()}


def _simple_value(value: Attribute, *, lists: bool) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value) if lists else joined(value)
    return value
