"""Triples set aside in a store, in graphs of their own by predicate and class, so that a rule meets them at once.

A triple is its line of N-Triples here, as Oxigraph writes it: sets of lines are compared and counted without making a
term of them, and go into the store as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rdflib import RDF, URIRef, Variable

from peelgraph.store import Triple
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.terms import sparql_text

__all__ = ["Delta", "Line", "Lines", "lines_of"]

Line = bytes
Lines = set[Line]
_TYPE = sparql_text(RDF.type).encode()


def lines_of(text: bytes) -> Lines:
    """The lines of N-Triples text."""
    return set(text.split(b"\n")) - {b""}


def _key(line: Line) -> bytes:
    """The predicate and, for `rdf:type`, the class: what a rule's pattern says of the triples that it can match."""
    _, predicate, value = line.split(b" ", 2)
    return predicate + b" " + value[:-2] if predicate == _TYPE else predicate


class Delta:
    """A set of triples that stands aside in a store for as long as the `with` statement over it lasts."""

    def __init__(self, store: EmbeddedStore, name: str, lines: Iterable[Line] = ()) -> None:
        self._store, self._name = store, name
        self._lines: defaultdict[bytes, Lines] = defaultdict(set)
        self._waiting: defaultdict[bytes, Lines] = defaultdict(set)
        self._graphs: dict[bytes, URIRef] = {}
        self.add(lines)

    def __enter__(self) -> Delta:
        return self

    def __exit__(self, *_: object) -> None:
        for graph in self._graphs.values():
            self._store.drop(graph)

    def __iter__(self) -> Iterator[Line]:
        return (line for lines in self._lines.values() for line in lines)

    def __contains__(self, line: Line) -> bool:
        return line in self._lines.get(_key(line), ())

    def __bool__(self) -> bool:
        return any(self._lines.values())

    def add(self, lines: Iterable[Line]) -> None:
        """Set triples aside; they go into the store once a pattern may match them."""
        for key, some in self._by_key(lines):
            self._waiting[key] |= some - self._lines[key]
            self._lines[key] |= some

    def discard(self, lines: Iterable[Line]) -> None:
        """Set triples aside no longer."""
        for key, some in self._by_key(lines):
            here = self._lines.get(key, set()) & some
            standing = here - self._waiting[key]
            self._lines[key] -= here
            self._waiting[key] -= here
            if standing:
                self._store.cut(b"\n".join(standing), self._graphs[key], aside=True)

    @staticmethod
    def _by_key(lines: Iterable[Line]) -> Iterable[tuple[bytes, Lines]]:
        grouped: defaultdict[bytes, Lines] = defaultdict(set)
        for line in lines:
            grouped[_key(line)].add(line)
        return grouped.items()

    def meeting(self, pattern: Triple) -> Iterator[tuple[URIRef, int]]:
        """The graphs that hold the triples which a pattern may match, with how many each holds."""
        for key in self._keys(pattern):
            if lines := self._lines.get(key):
                graph = self._graphs.setdefault(key, URIRef(f"urn:peelgraph:{self._name}:{len(self._graphs)}"))
                if waiting := self._waiting.pop(key, None):
                    self._store.put(b"\n".join(waiting), graph, aside=True)
                yield graph, len(lines)

    def _keys(self, pattern: Triple) -> Iterable[bytes]:
        _, predicate, value = pattern
        if isinstance(predicate, Variable):
            return list(self._lines)
        if predicate != RDF.type:
            return [sparql_text(predicate).encode()]
        if isinstance(value, Variable):
            return [key for key in self._lines if key.startswith(_TYPE)]
        return [_TYPE + b" " + sparql_text(value).encode()]
