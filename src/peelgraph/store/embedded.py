"""A store in this process: Oxigraph, in memory or on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, TypeVar

import pyoxigraph as ox
from rdflib import Dataset, URIRef
from rdflib.term import Identifier

from peelgraph.errors import QueryError, UnreadableFile
from peelgraph.formats import Format
from peelgraph.sparql.terms import sparql_text
from peelgraph.store.answer import Result
from peelgraph.store.base import Triple
from peelgraph.store.files import quads_of_file, write_quads
from peelgraph.store.oxterms import Terms, graph_name, lines_of, quad_of, to_quad
from peelgraph.store.revision import Revision
from peelgraph.vocab import INFERRED, PREFIXES

__all__ = ["EmbeddedStore"]

_LINES = ox.RdfFormat.N_TRIPLES
_UNION, _INFERRED = ox.DefaultGraph(), graph_name(INFERRED)
BATCH = 20_000
"""Quads that are added at a time: what is added at once is held twice meanwhile."""


class EmbeddedStore:
    """A dataset in Oxigraph (https://docs.rs/oxigraph); see `Store` for what the methods promise.

    While no two named graphs hold the same triple, their union is the one that Oxigraph makes. That
    gives a triple as often as there are graphs that hold it; so from the moment that two do, the
    store is `united`: the default graph holds the union too, each triple once, and what is added to
    a named graph is added there.
    """

    def __init__(self, inner: ox.Store | None = None, *, read_only: bool = False) -> None:
        self._inner = inner if inner is not None else ox.Store()
        self.read_only = read_only
        self.united = any(True for _ in self._inner.quads_for_pattern(None, None, None, _UNION))

    @classmethod
    def open(cls, path: Path) -> EmbeddedStore:
        """Open a store on disk for reading; any number of processes may do so at once."""
        try:
            return cls(ox.Store.read_only(str(path)), read_only=True)
        except OSError as error:
            raise UnreadableFile(path, str(error)) from error

    def select(self, query: str) -> Result:
        """Answer a SELECT query."""
        terms = Terms()
        with _errors():
            answer = _expected(self._run(query), ox.QuerySolutions, "SELECT")
            columns = tuple(v.value for v in answer.variables)
            rows = (tuple(None if v is None else terms[v] for v in row) for row in answer)
            return Result(columns, tuple(rows))

    def ask(self, query: str) -> bool:
        """Answer an ASK query."""
        with _errors():
            return bool(_expected(self._run(query), ox.QueryBoolean, "ASK"))

    def construct(self, query: str) -> list[Triple]:
        """Answer a CONSTRUCT or DESCRIBE query, each triple once."""
        with _errors():
            triples = dict.fromkeys(self._constructed(query))
        return list(map(Terms().triple, triples))

    def update(self, text: str) -> None:
        """Carry out a SPARQL update, all of it or nothing; it sees and changes graphs only as it
        names them.
        """
        with _errors():
            self._inner.update(text, prefixes=PREFIXES)

    def derive(self, query: str, graph: Identifier, *, only_new: bool = False) -> bytes:
        """Add what a CONSTRUCT gives, none of which may stand in another graph, to a named graph.

        Returns it as N-Triples, a triple once or more. With `only_new`, what stands in some graph
        already is left out.
        """
        with _errors():
            found = self._constructed(query)
            if only_new:
                found = (t for t in found if not self._holds(quad_of(t)))  # type: ignore[assignment]
            lines = (
                ox.serialize(found, format=_LINES) if only_new else found.serialize(format=_LINES)
            )
            self.put(lines or b"", graph)
        return lines or b""

    def put(self, lines: bytes, graph: Identifier, *, aside: bool = False) -> None:
        """Add N-Triples, none of which may stand in another graph, to a named graph.

        What is put aside is no part of the union of a united store: only a query that names the
        graph sees it.
        """
        if lines:
            self._inner.load(lines, format=_LINES, to_graph=graph_name(graph))
            if self.united and not aside:
                self._inner.load(lines, format=_LINES)

    def cut(self, lines: bytes, graph: Identifier, *, aside: bool = False) -> None:
        """Take N-Triples, none of which stands in another graph, out of a named graph."""
        name = graph_name(graph)
        for quad in ox.parse(lines, format=_LINES):
            self._inner.remove(quad_of(quad.triple, name))
            if self.united and not aside:
                self._inner.remove(quad)

    def held(self, lines: Iterable[bytes], graph: Identifier | None = None) -> set[bytes]:
        """Those lines of N-Triples that a named graph holds, or any."""
        texts, name = list(lines), graph_name(graph) if graph else None
        quads = (quad_of(quad.triple, name) for quad in ox.parse(b"\n".join(texts), format=_LINES))
        holds = self._inner.__contains__ if graph else self._holds
        return {text for text, quad in zip(texts, quads, strict=True) if holds(quad)}

    def among(self, query: str, graph: Identifier) -> set[bytes]:
        """What a CONSTRUCT gives and a named graph holds, as lines of N-Triples."""
        with _errors():
            text = self._constructed(query).serialize(format=_LINES)
        return self.held(lines_of(text or b""), graph)

    def empty(self, graph: Identifier) -> bytes:
        """Take all triples, none of which stands in another graph, out of a named graph; returns
        them as N-Triples.
        """
        lines = self.lines(graph)
        self.cut(lines, graph)
        return lines

    def drop(self, graph: Identifier) -> None:
        """Take away a graph that was put aside."""
        self._inner.remove_graph(graph_name(graph))

    def _run(self, query: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        return self._inner.query(
            query, prefixes=PREFIXES, use_default_graph_as_union=not self.united
        )

    def _constructed(self, query: str) -> ox.QueryTriples:
        return _expected(self._run(query), ox.QueryTriples, "CONSTRUCT or DESCRIBE")

    def load(self, triples: Iterable[Triple], graph: Identifier) -> None:
        """Add triples to a named graph."""
        name = graph_name(graph)
        self._add([to_quad(triple, name) for triple in triples])

    def remove(self, triples: Iterable[Triple], graph: Identifier) -> None:
        """Take triples out of a named graph."""
        name = graph_name(graph)
        for triple in triples:
            quad = to_quad(triple, name)
            self._inner.remove(quad)
            if self.united and not any(self._others(quad)):
                self._inner.remove(quad_of(quad.triple))

    def revise(self, change: Revision) -> None:
        """Carry out a change of what is said."""
        for quad in (*change.removed, *ox.parse(b"\n".join(change.unsaid), format=_LINES)):
            self._inner.remove(quad)
        self._add(change.added)

    def holds(self, triple: Triple, graph: Identifier | None = None) -> bool:
        """Whether a named graph, or any, holds a triple."""
        quad = to_quad(triple, graph_name(graph) if graph else None)
        return quad in self._inner if graph else self._holds(quad)

    def _holds(self, quad: ox.Quad) -> bool:
        """Whether any graph holds the triple of a quad."""
        if self.united:
            return quad_of(quad.triple) in self._inner
        return any(
            True for _ in self._inner.quads_for_pattern(quad.subject, quad.predicate, quad.object)
        )

    def _others(self, quad: ox.Quad) -> Iterator[ox.Quad]:
        """The quads with the same triple in other named graphs."""
        found = self._inner.quads_for_pattern(quad.subject, quad.predicate, quad.object)
        return (q for q in found if q.graph_name not in (quad.graph_name, _UNION))

    def said(self, quad: ox.Quad) -> Iterator[ox.Quad]:
        """The quads by which sources say the triple of a quad."""
        return (q for q in self._others(quad_of(quad.triple)) if q.graph_name != _INFERRED)

    def triples(self, graph: Identifier) -> list[Triple]:
        """The triples of a named graph."""
        return self.construct(
            f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {sparql_text(graph)} {{ ?s ?p ?o }} }}"
        )

    def lines(self, graph: Identifier) -> bytes:
        """The triples of a named graph as N-Triples."""
        quads = self._inner.quads_for_pattern(None, None, None, graph_name(graph))
        return ox.serialize((quad.triple for quad in quads), format=_LINES) or b""

    def graphs_of(self, triple: Triple) -> tuple[URIRef, ...]:
        """The named graphs that hold a triple, sorted."""
        return tuple(sorted(URIRef(q.graph_name.value) for q in self._others(to_quad(triple))))  # type: ignore[union-attr]

    def _add(self, quads: Iterable[ox.Quad]) -> None:
        rest = iter(quads)
        while batch := list(islice(rest, BATCH)):
            self._inner.extend(batch)
            if self.united:
                self._inner.extend(quad_of(quad.triple) for quad in batch)
            elif len(list(islice(self._inner.named_graphs(), 2))) > 1 and any(
                any(self._others(q)) for q in batch
            ):
                self.unite()

    def unite(self) -> None:
        """Keep the union of the named graphs in the default graph from now on."""
        if not self.united:
            self.united = True
            rest = self._named()
            while batch := [quad_of(quad.triple) for quad in islice(rest, BATCH)]:
                self._inner.extend(batch)

    def _named(self, graph: URIRef | None = None) -> Iterator[ox.Quad]:
        only = None if graph is None else graph_name(graph)
        found = self._inner.quads_for_pattern(None, None, None, only)
        return (q for q in found if q.graph_name != _UNION)

    def load_file(self, path: Path, graph: Identifier) -> None:
        """Add a file's triples to a named graph, or its quads to their own; blank nodes get IRIs of
        their own.

        UnreadableFile where it cannot be read; what stands before the fault in it has been added
        then.
        """
        self._add(quads_of_file(path, graph))

    def copy(self) -> EmbeddedStore:
        """A new store in memory with all that is in this one."""
        copy = ox.Store()
        copy.bulk_extend(self._inner)
        return EmbeddedStore(copy)

    def missing_from(self, other: EmbeddedStore, but: Identifier) -> list[ox.Quad]:
        """The quads that named graphs here hold and those of another store do not, one graph left
        aside.
        """
        there, aside = set(other.inner), graph_name(but)
        return [q for q in self._named() if q.graph_name != aside and q not in there]

    def take(self, other: EmbeddedStore, graph: Identifier) -> None:
        """Add another store's triples of a named graph to the graph of that name."""
        self._add(other.inner.quads_for_pattern(None, None, None, graph_name(graph)))

    def count(self, graph: Identifier | None = None) -> int:
        """How many triples a named graph holds, or all named graphs together."""
        if graph is None:
            return sum(1 for _ in self._named())
        answer = self.select(
            f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {sparql_text(graph)} {{ ?s ?p ?o }} }}"
        )
        return int(str(answer.rows[0][0]))

    @property
    def dataset(self) -> Dataset:
        """The same data as a plain rdflib Dataset; its default graph holds the union of the named
        ones.
        """
        from oxrdflib import OxigraphStore

        return Dataset(store=OxigraphStore(store=self._inner), default_union=not self.united)

    @property
    def inner(self) -> ox.Store:
        """The Oxigraph store itself, for libraries that take one."""
        return self._inner

    def dump(self, out: IO[bytes], entry: Format, graph: URIRef | None = None) -> None:
        """Write everything, or one named graph, sorted, so that equal stores give equal bytes."""
        write_quads(self._named(graph), out, entry)

    def write_to(self, folder: Path) -> None:
        """Write everything into a new store on disk and close it."""
        target = ox.Store(str(folder))
        target.bulk_extend(sorted(self._inner, key=str))
        target.optimize()
        target.flush()

    def __iter__(self) -> Iterator[Triple]:
        return iter(self.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))


T = TypeVar("T")


@contextmanager
def _errors() -> Iterator[None]:
    """What Oxigraph says of a query that it cannot parse or carry out, as a QueryError."""
    try:
        yield
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise QueryError(" ".join(str(error).split())) from error


def _expected(answer: object, kind: type[T], form: str) -> T:
    if not isinstance(answer, kind):
        raise QueryError(f"{form} is expected here")
    return answer
