"""A network as plain nodes, edges and columns with one type each: what every writer starts from.

networkx's own writers fail on dates, None, lists and characters that XML forbids, or write them so
that they cannot be read back. Here every value is checked and every column gets its type, once for
all formats. A value is a str, int, float, bool, datetime.date or tuple of str; what is absent is
absent.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peelgraph.errors import NotExportable

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "LIST_SEPARATOR",
    "Attributes",
    "Edge",
    "Plain",
    "Value",
    "joined",
    "normalise",
    "split",
    "text",
]

Value = str | int | float | bool | datetime.date | tuple[str, ...]
Attributes = dict[str, Value]

LIST_SEPARATOR = "|"
"""Between the texts of a list, in formats that have no lists; inside a text it has a backslash
before it.
"""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_RESERVED = {"node": {"id", "name"}, "edge": {"id", "key", "source", "target", "type"}}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TYPES = (bool, int, float, str, datetime.date, tuple)


@dataclass(frozen=True)
class Edge:
    """An edge with an id of its own, `e0`, `e1`, … in the order of the network."""

    id: str
    source: str
    target: str
    attributes: Attributes


@dataclass(frozen=True)
class Plain:
    """A network in plain values; the types of its columns are those of Python, in the order of
    first use.
    """

    about: dict[str, str]
    directed: bool
    multigraph: bool
    nodes: dict[str, Attributes]
    edges: list[Edge]
    node_types: dict[str, type]
    edge_types: dict[str, type]

    def describe(self) -> str:
        """What the network says of itself, in one line."""
        return "; ".join(
            f"{key.replace('_', ' ')}: {' '.join(words.split())}"
            for key, words in self.about.items()
        )

    def networkx(self, *, lists: bool) -> nx.Graph:
        """The network for networkx's own writers: dates as text, tuples as lists or, without
        `lists`, joined.
        """
        import networkx as nx

        kinds = {(False, False): nx.Graph, (True, False): nx.DiGraph, (False, True): nx.MultiGraph}
        graph = kinds.get((self.directed, self.multigraph), nx.MultiDiGraph)(**self.about)
        for node, attributes in self.nodes.items():
            graph.add_node(node, **{k: _simple(v, lists=lists) for k, v in attributes.items()})
        for edge in self.edges:
            key = {"key": edge.id} if self.multigraph else {}
            graph.add_edge(
                edge.source,
                edge.target,
                **key,
                **{k: _simple(v, lists=lists) for k, v in edge.attributes.items()},
            )
        return graph


def normalise(network: nx.Graph) -> Plain:
    """A network of networkx in plain values; NotExportable where a value or name can stand in no
    format.
    """
    nodes = {
        _iri(node): _attributes("node", str(node), found)
        for node, found in network.nodes(data=True)
    }
    edges = [
        Edge(
            f"e{number}",
            str(source),
            str(target),
            _attributes("edge", f"{source} – {target}", found),
        )
        for number, (source, target, found) in enumerate(network.edges(data=True))
    ]
    node_types = _column_types("node", nodes.values())
    edge_types = _column_types("edge", (edge.attributes for edge in edges))
    return Plain(
        about={key: clean(text(value)) for key, value in network.graph.items()},
        directed=network.is_directed(),
        multigraph=network.is_multigraph(),
        nodes={node: _widened(attributes, node_types) for node, attributes in nodes.items()},
        edges=[Edge(e.id, e.source, e.target, _widened(e.attributes, edge_types)) for e in edges],
        node_types=node_types,
        edge_types=edge_types,
    )


def clean(words: str) -> str:
    """A text with U+FFFD in the place of what XML 1.0 (section 2.2) has no way to write, such as
    control characters.
    """
    return _FORBIDDEN.sub("\ufffd", words)


def joined(parts: Iterable[str]) -> str:
    r"""A list as one text; `split` takes it apart again.

    >>> joined(["a", "b|c"])
    'a|b\\|c'
    """
    return LIST_SEPARATOR.join(re.sub(r"[\\|]", r"\\\g<0>", part) for part in parts)


def split(words: str) -> tuple[str, ...]:
    r"""The texts that `joined` made one text of. An empty text is a list with one empty text.

    >>> split("a|b\\|c")
    ('a', 'b|c')
    """
    parts = [""]
    for token in re.findall(r"\\.|[^\\]", words, flags=re.DOTALL):
        if token == LIST_SEPARATOR:
            parts.append("")
        else:
            parts[-1] += token[-1]
    return tuple(parts)


def text(value: Value) -> str:
    """A value as text: dates as ISO 8601, true and false, lists joined."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return joined(value) if isinstance(value, tuple) else str(value)


def _simple(value: Value, *, lists: bool) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value) if lists else joined(value)
    return value


def _iri(node: object) -> str:
    if not isinstance(node, str) or clean(node) != node:
        raise NotExportable(f"the node {node!r} is not named by an IRI")
    return node


def _attributes(what: str, of: str, found: dict[str, Any]) -> Attributes:
    for name in found:
        if not _NAME.fullmatch(name) or name in _RESERVED[what]:
            raise NotExportable(
                f"'{name}' cannot be the name of an attribute of {'an edge' if what == 'edge' else 'a node'}"
            )
    return {name: _value(name, of, value) for name, value in found.items()}


def _value(name: str, of: str, value: Any) -> Value:
    """A value as it can be written; numbers that are none, None and values of other types are
    refused.
    """
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple) and value and all(isinstance(part, str) for part in value):
        return tuple(map(clean, value))
    if type(value) in {bool, int, datetime.date} or (type(value) is float and math.isfinite(value)):
        return value  # type: ignore[no-any-return]
    raise NotExportable(f"'{name}' of {of} is {value!r}, which no format can carry")


def _column_types(what: str, rows: Iterable[Attributes]) -> dict[str, type]:
    """The type of each column; one that holds whole numbers and others holds others."""
    found: dict[str, set[type]] = {}
    for name, value in _cells(rows):
        found.setdefault(name, set()).add(next(t for t in _TYPES if isinstance(value, t)))
    for name, types in found.items():
        if len(types) > 1 and types != {int, float}:
            raise NotExportable(
                f"'{name}' is {' here and '.join(sorted(t.__name__ for t in types))} there in {what}s"
            )
    return {name: float if float in types else next(iter(types)) for name, types in found.items()}


def _cells(rows: Iterable[Attributes]) -> Iterator[tuple[str, Value]]:
    for attributes in rows:
        yield from attributes.items()


def _widened(attributes: Attributes, types: dict[str, type]) -> Attributes:
    return {name: float(v) if types[name] is float else v for name, v in attributes.items()}  # type: ignore[arg-type]
