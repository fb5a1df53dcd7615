"""A network of networkx in plain values: every value checked, every column given its type.

networkx's own writers fail on dates, None, lists and characters that XML forbids, or write them so
that they cannot be read back; here this is seen to once for all formats. A value is a str, int,
float, bool, datetime.date or tuple of str; what is absent is absent.
"""

from __future__ import annotations

import datetime
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from peelgraph.errors import NotExportable
from peelgraph.export.plain import Edge, Plain
from peelgraph.export.words import clean, text

if TYPE_CHECKING:
    import networkx as nx

    from peelgraph.export.plain import Attributes
    from peelgraph.network.projection import Attribute

__all__ = ["normalise"]

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_RESERVED = {"node": {"id", "name"}, "edge": {"id", "key", "source", "target", "type"}}
# a bool is an int in Python, so it is asked for first
_TYPES = (bool, int, float, str, datetime.date, tuple)


def normalise(network: nx.Graph) -> Plain:
    """A network of networkx in plain values.

    NotExportable where a value or name can stand in no format.
    """
    nodes = _nodes(network)
    edges = list(_edges(network))
    node_types = _column_types("node", nodes.values())
    edge_types = _column_types("edge", [edge.attributes for edge in edges])
    return Plain(
        about=_about(network),
        directed=network.is_directed(),
        multigraph=network.is_multigraph(),
        nodes={node: _widened(attributes, node_types) for node, attributes in nodes.items()},
        edges=[_widened_edge(edge, edge_types) for edge in edges],
        node_types=node_types,
        edge_types=edge_types,
    )


def _about(network: nx.Graph) -> dict[str, str]:
    return {key: clean(text(value)) for key, value in network.graph.items()}


def _nodes(network: nx.Graph) -> dict[str, Attributes]:
    nodes: dict[str, Attributes] = {}
    for node, found in network.nodes(data=True):
        iri = _iri(node)
        nodes[iri] = _attributes("node", iri, found)
    return nodes


def _edges(network: nx.Graph) -> Iterator[Edge]:
    for number, (source, target, found) in enumerate(network.edges(data=True)):
        attributes = _attributes("edge", f"{source} – {target}", found)
        yield Edge(f"e{number}", str(source), str(target), attributes)


def _iri(node: object) -> str:
    if not isinstance(node, str) or clean(node) != node:
        raise NotExportable(f"the node {node!r} is not named by an IRI")
    return node


def _attributes(what: str, of: str, found: dict[str, Any]) -> Attributes:
    reserved = _RESERVED[what]
    for name in found:
        if name in reserved or not _NAME.fullmatch(name):
            owner = "an edge" if what == "edge" else "a node"
            raise NotExportable(f"'{name}' cannot be the name of an attribute of {owner}")
    return {name: _value(name, of, value) for name, value in found.items()}


def _value(name: str, of: str, value: Any) -> Attribute:
    """A value as it can be written.

    Numbers that are none, None and values of other types are refused.
    """
    if isinstance(value, str):
        return clean(value)
    if _is_list(value):
        return tuple(map(clean, value))
    # the type itself: a datetime is a date in Python, and would lose its time
    is_finite = type(value) is float and math.isfinite(value)
    if is_finite or type(value) in {bool, int, datetime.date}:
        return value  # type: ignore[no-any-return]
    raise NotExportable(f"'{name}' of {of} is {value!r}, which no format can carry")


def _is_list(value: Any) -> bool:
    if not isinstance(value, tuple) or not value:
        return False
    return all(isinstance(part, str) for part in value)


def _column_types(what: str, rows: Iterable[Attributes]) -> dict[str, type]:
    """The type of each column; one that holds whole numbers and others holds others."""
    found: dict[str, set[type]] = defaultdict(set)
    for attributes in rows:
        for name, value in attributes.items():
            kind = _type_of(value)
            found[name].add(kind)
    return {name: _common_type(what, name, types) for name, types in found.items()}


def _type_of(value: Attribute) -> type:
    return next(kind for kind in _TYPES if isinstance(value, kind))


def _common_type(what: str, name: str, types: set[type]) -> type:
    if types == {int, float}:
        return float
    if len(types) > 1:
        names = " here and ".join(sorted(kind.__name__ for kind in types))
        raise NotExportable(f"'{name}' is {names} there in {what}s")
    (only,) = types
    return only


def _widened_edge(edge: Edge, types: dict[str, type]) -> Edge:
    return Edge(edge.id, edge.source, edge.target, _widened(edge.attributes, types))


def _widened(attributes: Attributes, types: dict[str, type]) -> Attributes:
    """Attributes with the whole numbers of a column of others as such."""
    return {
        name: float(value) if types[name] is float else value  # type: ignore[arg-type]
        for name, value in attributes.items()
    }
