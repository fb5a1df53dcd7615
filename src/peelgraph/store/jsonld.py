"""Quads as compact JSON-LD that a person can read, by the context of the ontology.

A node stands once in each graph, on lines of its own, and values are as short as the context lets
them be. What comes out is written as it is made: nothing holds the whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import IO, Any

import pyoxigraph as ox

from peelgraph.store.context import context
from peelgraph.vocab import PREFIXES

__all__ = ["Names", "Node", "compact_nodes", "is_writable", "node_text", "write_compact"]

Node = dict[str, Any]
_TYPE = PREFIXES["rdf"] + "type"
_STRING = PREFIXES["xsd"] + "string"
_INTEGER = PREFIXES["xsd"] + "integer"
_BOOLEAN = PREFIXES["xsd"] + "boolean"
_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,14}")
"""An integer that every reader of JSON gives back as it is."""


class Names:
    """Short names for IRIs, and the shape of values, by the context."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}
        self._entries: dict[str, dict[str, str]] = {}
        self.prefixes: dict[str, str] = dict(PREFIXES)
        for name, entry in context().items():
            if name in PREFIXES:
                continue
            known = entry if isinstance(entry, dict) else {"@id": entry}
            prefix, _, local = known["@id"].partition(":")
            self._keys[PREFIXES[prefix] + local] = name
            self._entries[name] = known
        self._longest = sorted(PREFIXES.items(), key=lambda pair: -len(pair[1]))
        self._short: dict[str, str] = {}

    def iri(self, iri: str) -> str:
        """An IRI with a prefix, where one begins it."""
        if iri not in self._short:
            self._short[iri] = self._shortened(iri)
        return self._short[iri]

    def _shortened(self, iri: str) -> str:
        for prefix, namespace in self._longest:
            local = iri.removeprefix(namespace)
            # `//` behind a colon would make it an address
            if local != iri and local and not local.startswith("//"):
                return f"{prefix}:{local}"
        return iri

    def term(self, iri: str) -> str:
        """The name of a property or class."""
        return self._keys.get(iri) or self.iri(iri)

    def value(self, key: str, term: Any) -> Any:
        """A value as the context lets it be written under a key."""
        entry = self._entries.get(key, {})
        if isinstance(term, ox.Literal):
            return self._literal(entry, term)
        name = _node_id(self, term)
        return name if entry.get("@type") == "@id" else {"@id": name}

    def _literal(self, entry: dict[str, str], term: ox.Literal) -> Any:
        datatype = term.datatype.value
        if term.language:
            plain = not term.direction and entry.get("@language") == term.language
            tagged = {"@value": term.value, "@language": term.language}
            if term.direction:
                tagged["@direction"] = str(term.direction)
            return term.value if plain else tagged
        if datatype == _STRING:
            is_plain = "@type" not in entry and "@language" not in entry
            return term.value if is_plain else {"@value": term.value}
        if "@type" not in entry:
            if datatype == _INTEGER and _NUMBER.fullmatch(term.value):
                return int(term.value)
            if datatype == _BOOLEAN and term.value in {"true", "false"}:
                return term.value == "true"
        name = self.iri(datatype)
        return term.value if entry.get("@type") == name else {"@value": term.value, "@type": name}


def is_writable(quads: Iterable[ox.Quad]) -> bool:
    """Whether no IRI begins like one of our prefixes, which would make it another IRI."""
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            if isinstance(term, ox.NamedNode) and _is_taken(term.value):
                return False
            if isinstance(term, ox.Literal) and _is_taken(term.datatype.value):
                return False
            if isinstance(term, ox.Triple):
                return False
    return True


def _is_taken(iri: str) -> bool:
    scheme, _, rest = iri.partition(":")
    return scheme in PREFIXES and not rest.startswith("//")


def _node_id(names: Names, term: Any) -> str:
    return str(term) if isinstance(term, ox.BlankNode) else names.iri(term.value)


def compact_nodes(quads: Iterable[ox.Quad], names: Names | None = None) -> Iterator[Node]:
    """The nodes of the quads of one graph, which come by subject."""
    names = names or Names()
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        yield _node(names, subject, group)


def _node(names: Names, subject: Any, quads: Iterable[ox.Quad]) -> Node:
    types = list[str]()
    values: dict[str, list[Any]] = {}
    for quad in quads:
        predicate = quad.predicate.value
        if predicate == _TYPE and not isinstance(quad.object, ox.Literal):
            is_named = isinstance(quad.object, ox.NamedNode)
            types.append(names.term(quad.object.value) if is_named else str(quad.object))
            continue
        # the name for it is that of its values too
        key = names.iri(predicate) if predicate == _TYPE else names.term(predicate)
        found = values.setdefault(key, [])
        found.append(names.value(key, quad.object))
    node: Node = {"@id": _node_id(names, subject)}
    if types:
        node["@type"] = _one_or_all(sorted(types))
    for key in sorted(values, key=_label_first):
        node[key] = _one_or_all(values[key])
    return node


def _label_first(key: str) -> tuple[bool, str]:
    return key != "label", key


def _one_or_all(values: Sequence[Any]) -> Any:
    return values[0] if len(values) == 1 else list(values)


def write_compact(quads: Iterable[ox.Quad], out: IO[bytes], within: Any = None) -> None:
    """Write quads that come by graph and subject, under a context: an address, or our own."""
    names = Names()
    head = json.dumps(within or context(), ensure_ascii=False, indent=1)
    out.write(f'{{"@context": {head},\n"@graph": [\n'.encode())
    divider = ""
    for graph, group in groupby(quads, key=lambda quad: quad.graph_name):
        nodes = compact_nodes(group, names)
        if isinstance(graph, ox.DefaultGraph):
            divider = _write_all(nodes, out, divider)
            continue
        name = json.dumps(_node_id(names, graph), ensure_ascii=False)
        out.write(f'{divider}{{"@id": {name}, "@graph": [\n'.encode())
        _write_all(nodes, out, "")
        out.write(b"\n]}")
        divider = ",\n"
    out.write(b"\n]}\n")


def _write_all(nodes: Iterable[Node], out: IO[bytes], divider: str) -> str:
    for node in nodes:
        out.write(f"{divider}{node_text(node)}".encode())
        divider = ",\n"
    return divider


def node_text(node: Node) -> str:
    """A node as JSON, a line for each of its properties."""
    # with an indent of its own, Python would write it twenty times as slowly
    lines = (f"{_text(key)}: {_text(value)}" for key, value in node.items())
    return "{" + ",\n ".join(lines) + "}"


_text = json.JSONEncoder(ensure_ascii=False).encode
