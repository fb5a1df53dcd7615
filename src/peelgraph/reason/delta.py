"""Triples set aside in a store, in graphs of their own by predicate and class, so that a rule meets
them at once.

A triple is its line of N-Triples here, as Oxigraph writes it: sets of lines are compared and
counted without making a term of them, and go into the store as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from rdflib import RDF, URIRef, Variable
from rdflib.term import Identifier

from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Triple
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.lines import cut, drop, put
from peelgraph.store.oxterms import Line

__all__ = ["ANY", "Delta", "Ends"]

Ends = tuple[bool | None, bool | None]
"""Whether the subject and the object of a triple are whole in a set; None where that does not
matter.
"""
ANY: Ends = (None, None)
_Kind = tuple[bytes, bool, bool]
"""What patterns can tell of a triple: its key, and whether its subject and its object are whole."""
_TYPE = sparql_text(RDF.type).encode()


@cache
def _key(predicate: Identifier, value: Identifier) -> bytes:
    """What a set of triples is parted by: the predicate, with the class where that is
    `rdf:type`.
    """
    parts = (predicate, value) if predicate == RDF.type else (predicate,)
    return b" ".join(sparql_text(part).encode() for part in parts)


class Delta:
    """A set of triples that stands aside in a store for as long as the `with` statement over it
    lasts.

    Things are `whole` in it, named as in N-Triples, if all triples of the store that have them as
    subject or object are among those of the set.
    """

    def __init__(
        self,
        store: EmbeddedStore,
        name: str,
        lines: Iterable[Line] = (),
        whole: Collection[bytes] = frozenset(),
    ) -> None:
        self._store, self._name, self._whole = store, name, whole
        self._all: set[Line] = set()
        self._lines: dict[_Kind, set[Line]] = {}
        self._waiting: dict[_Kind, set[Line]] = {}
        self._kinds: defaultdict[bytes, list[_Kind]] = defaultdict(list)
        self._graphs: dict[_Kind, URIRef] = {}
        self.add(lines)

    def __enter__(self) -> Delta:
        return self

    def __exit__(self, *_: object) -> None:
        for graph in self._graphs.values():
            drop(self._store, graph)

    def __iter__(self) -> Iterator[Line]:
        return iter(self._all)

    def __contains__(self, line: Line) -> bool:
        return line in self._all

    def __bool__(self) -> bool:
        return bool(self._all)

    def add(self, lines: Iterable[Line]) -> None:
        """Set triples aside; they go into the store once a pattern may match them."""
        for line in lines:
            if line not in self._all:
                kind = self._kind(line)
                if kind not in self._lines:
                    self._lines[kind], self._waiting[kind] = set(), set()
                    self._kinds[kind[0]].append(kind)
                self._lines[kind].add(line)
                self._waiting[kind].add(line)
                self._all.add(line)

    def discard(self, lines: Iterable[Line]) -> None:
        """Set triples aside no longer."""
        standing: defaultdict[_Kind, set[Line]] = defaultdict(set)
        for line in self._all.intersection(lines):
            kind = self._kind(line)
            if line not in self._waiting[kind]:
                standing[kind].add(line)
            self._lines[kind].discard(line)
            self._waiting[kind].discard(line)
            self._all.discard(line)
        for kind, some in standing.items():
            cut(self._store, b"\n".join(some), self._graphs[kind], aside=True)

    def _kind(self, line: Line) -> _Kind:
        subject, predicate, value = line[:-2].split(b" ", 2)
        key = predicate + b" " + value if predicate == _TYPE else predicate
        return key, subject in self._whole, value in self._whole

    def settles(self, line: Line) -> bool:
        """Whether the store holds a triple just if it is among these, since it has something
        whole.
        """
        _, subject, value = self._kind(line)
        return subject or value

    def matching(self, pattern: Triple) -> Iterator[Line]:
        """The triples that a pattern may match."""
        return (line for kind in self._met(pattern, ANY) for line in self._lines[kind])

    def size(self, pattern: Triple, ends: Ends = ANY) -> int:
        """How many triples a pattern may match."""
        return sum(len(self._lines[kind]) for kind in self._met(pattern, ends))

    def meeting(self, pattern: Triple, ends: Ends = ANY) -> Iterator[tuple[URIRef, int]]:
        """The graphs that hold the triples which a pattern may match, with how many each holds."""
        for kind in self._met(pattern, ends):
            graph = self._graphs.setdefault(
                kind, URIRef(f"urn:peelgraph:{self._name}:{len(self._graphs)}")
            )
            if waiting := self._waiting[kind]:
                put(self._store, b"\n".join(waiting), graph, aside=True)
                self._waiting[kind] = set()
            yield graph, len(self._lines[kind])

    def _met(self, pattern: Triple, ends: Ends) -> list[_Kind]:
        """The kinds that triples are of which a pattern may match."""
        _, predicate, value = pattern
        if isinstance(predicate, Variable):
            kinds = list(self._lines)
        elif predicate == RDF.type and isinstance(value, Variable):
            kinds = [kind for kind in self._lines if kind[0].startswith(_TYPE)]
        else:
            kinds = self._kinds.get(_key(predicate, value), [])
        subject, other = ends
        return [
            k for k in kinds if self._lines[k] and subject in (None, k[1]) and other in (None, k[2])
        ]
