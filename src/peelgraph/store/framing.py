"""A document as JSON-LD that a person can read: its thing first, and what is told of others in it.

In each named graph, a node stands where it is first spoken of: the passage in the finding that
rests on it, the name of a force beside its IRI. https://www.w3.org/TR/json-ld11-framing/ describes
the idea; the triples are the same as without.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import IO, Any

import pyoxigraph as ox
from rdflib import URIRef

from peelgraph.store.jsonld import Names, Node, compact_nodes, is_writable, json_of

__all__ = ["write_framed"]


def write_framed(
    quads: Iterable[ox.Quad], out: IO[bytes], thing: URIRef, context: str, profile: str = ""
) -> None:
    """Write the quads of named graphs, framed around a thing, under a context at an address.

    The profile `flattened` leaves each node on its own, `expanded` needs no context.
    """
    ordered = sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad)))
    if profile == "expanded" or not is_writable(ordered):
        ox.serialize(ordered, out, format=ox.RdfFormat.JSON_LD)
        return
    names = Names()
    graphs: list[tuple[bool, Node]] = []
    first = names.iri(str(thing))
    for graph, group in groupby(ordered, key=lambda quad: quad.graph_name):
        nodes = list(compact_nodes(group, names))
        if profile != "flattened":
            nodes = _nested(nodes, names, first)
        is_of_others = all(node["@id"] != first for node in nodes)
        graphs.append((is_of_others, {"@id": names.iri(graph.value), "@graph": nodes}))
    # what is told of the thing goes before what is told of others
    graphs.sort(key=lambda pair: pair[0])
    document = {"@context": context, "@graph": [graph for _, graph in graphs]}
    out.write(json_of(document, readable=True).encode() + b"\n")


def _nested(nodes: list[Node], names: Names, first: str) -> list[Node]:
    """The nodes, each where it is first spoken of; what nothing speaks of stands on its own."""
    rest = {node["@id"]: node for node in nodes}
    order = sorted(rest, key=lambda name: name != first)
    found = []
    for name in order:
        if node := rest.pop(name, None):
            found.append(_filled(node, rest, names))
    return found


def _filled(node: Node, rest: dict[str, Node], names: Names) -> Node:
    filled: Node = {}
    for key, value in node.items():
        if key.startswith("@"):
            filled[key] = value
        elif isinstance(value, list):
            filled[key] = [_embedded(key, one, rest, names) for one in value]
        else:
            filled[key] = _embedded(key, value, rest, names)
    return filled


def _embedded(key: str, value: Any, rest: dict[str, Node], names: Names) -> Any:
    name = value if names.is_reference(key) and isinstance(value, str) else None
    if isinstance(value, dict) and set(value) == {"@id"}:
        name = value["@id"]
    node = rest.pop(name, None) if name else None
    return value if node is None else _filled(node, rest, names)
