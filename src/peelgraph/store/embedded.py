"""A store in this process: Oxigraph, in memory or on disk."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeVar, cast

import pyoxigraph as ox
from rdflib import XSD, BNode, Dataset, Literal, URIRef
from rdflib.term import Identifier

from peelgraph.errors import QueryError, UnreadableFile
from peelgraph.formats import GRAPHS, Format, graph_format
from peelgraph.store.base import Rows, Triple
from peelgraph.terms import sparql_text
from peelgraph.vocab import PREFIXES

__all__ = ["EmbeddedStore"]

_RDF_FORMATS = {name: ox.RdfFormat.from_extension(f.extension[1:]) for name, f in GRAPHS.items()}
_STRING = str(XSD.string)

OxTerm = ox.NamedNode | ox.BlankNode | ox.Literal


def to_rdflib(term: OxTerm) -> Identifier:
    """An Oxigraph term as an rdflib term."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    if term.datatype.value == _STRING:
        return Literal(term.value)
    return Literal(term.value, datatype=URIRef(term.datatype.value))


def to_ox(term: Identifier) -> OxTerm:
    """An rdflib term as an Oxigraph term."""
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    assert isinstance(term, Literal)
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)


def _quad(triple: Triple, graph: ox.NamedNode | ox.DefaultGraph | None = None) -> ox.Quad:
    s, p, o = triple
    return ox.Quad(to_ox(s), ox.NamedNode(str(p)), to_ox(o), graph or ox.DefaultGraph())  # type: ignore[arg-type]


def _statement(quad: ox.Quad) -> tuple[Triple, URIRef]:
    triple = to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)  # type: ignore[arg-type]
    return triple, URIRef(quad.graph_name.value)  # type: ignore[union-attr]


class EmbeddedStore:
    """A dataset in Oxigraph (https://docs.rs/oxigraph); see `Store` for what the methods promise.

    What is added to a named graph is added to the default graph too, which thereby is the union of the named ones, each
    triple once. (Oxigraph's own union gives a triple as often as there are graphs that hold it.)
    """

    def __init__(self, inner: ox.Store | None = None, *, read_only: bool = False) -> None:
        self._inner = inner if inner is not None else ox.Store()
        self.read_only = read_only

    @classmethod
    def open(cls, path: Path) -> EmbeddedStore:
        """Open a store on disk for reading; any number of processes may do so at once."""
        try:
            return cls(ox.Store.read_only(str(path)), read_only=True)
        except OSError as error:
            raise UnreadableFile(path, str(error)) from error

    def select(self, query: str) -> Rows:
        """Answer a SELECT query."""
        with _errors():
            answer = _expected(self._run(query), ox.QuerySolutions, "SELECT")
            columns = tuple(v.value for v in answer.variables)
            solutions = list(answer)
        seen: dict[OxTerm, Identifier] = {}

        def term(value: OxTerm | None) -> Identifier | None:
            if value is None:
                return None
            if value not in seen:
                seen[value] = to_rdflib(value)
            return seen[value]

        return Rows(columns, [tuple(term(cast("OxTerm | None", v)) for v in row) for row in solutions])

    def ask(self, query: str) -> bool:
        """Answer an ASK query."""
        with _errors():
            return bool(_expected(self._run(query), ox.QueryBoolean, "ASK"))

    def construct(self, query: str) -> list[Triple]:
        """Answer a CONSTRUCT or DESCRIBE query, each triple once."""
        with _errors():
            triples = dict.fromkeys(_expected(self._run(query), ox.QueryTriples, "CONSTRUCT or DESCRIBE"))
        return [(to_rdflib(t.subject), to_rdflib(t.predicate), to_rdflib(cast("OxTerm", t.object))) for t in triples]

    def update(self, text: str) -> None:
        """Carry out a SPARQL update: all of it or nothing."""
        with _errors():
            self._inner.update(text, prefixes=PREFIXES)

    def _run(self, query: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        return self._inner.query(query, prefixes=PREFIXES)

    def load(self, triples: Iterable[Triple], graph: Identifier) -> None:
        """Add triples to a named graph."""
        name = ox.NamedNode(str(graph))
        self._add(_quad(triple, name) for triple in triples)

    def remove(self, triples: Iterable[Triple], graph: Identifier) -> None:
        """Take triples out of a named graph."""
        name = ox.NamedNode(str(graph))
        for triple in triples:
            self._inner.remove(_quad(triple, name))
            if not self.graphs_of(triple):
                self._inner.remove(_quad(triple))

    def holds(self, triple: Triple, graph: Identifier | None = None) -> bool:
        """Whether a named graph, or any, holds a triple."""
        return (_quad(triple) if graph is None else _quad(triple, ox.NamedNode(str(graph)))) in self._inner

    def triples(self, graph: Identifier) -> list[Triple]:
        """The triples of a named graph."""
        return self.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {sparql_text(graph)} {{ ?s ?p ?o }} }}")

    def graphs_of(self, triple: Triple) -> tuple[URIRef, ...]:
        """The named graphs that hold a triple, sorted."""
        quad = _quad(triple)
        found = self._inner.quads_for_pattern(quad.subject, quad.predicate, quad.object)
        return tuple(sorted(URIRef(q.graph_name.value) for q in found if isinstance(q.graph_name, ox.NamedNode)))

    def _add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads to their named graphs, and their triples to the default graph; on an error none of them."""
        self._inner.extend(q for n in quads for q in (n, ox.Quad(n.subject, n.predicate, n.object)))

    def _named(self, graph: URIRef | None = None) -> Iterator[ox.Quad]:
        only = None if graph is None else ox.NamedNode(str(graph))
        found = self._inner.quads_for_pattern(None, None, None, only)
        return (q for q in found if not isinstance(q.graph_name, ox.DefaultGraph))

    def load_file(self, path: Path, graph: Identifier) -> None:
        """Add a file's triples to a named graph, or its quads to their own; blank nodes get IRIs of their own."""
        entry, compressed = graph_format(path)
        try:
            with cast("IO[bytes]", gzip.open(path) if compressed else path.open("rb")) as data:
                self._add(_skolemised(ox.parse(data, format=_RDF_FORMATS[entry.name]), str(graph)))
        except OSError as error:
            raise UnreadableFile(path, error.strerror or str(error)) from error
        except (SyntaxError, ValueError, EOFError, zlib.error) as error:
            raise UnreadableFile(path, " ".join(str(error).split())) from error

    def copy(self) -> EmbeddedStore:
        """A new store in memory with all that is in this one."""
        copy = ox.Store()
        copy.bulk_extend(self._inner)
        return EmbeddedStore(copy)

    def missing_from(self, other: EmbeddedStore, but: Identifier) -> list[tuple[Triple, URIRef]]:
        """The triples that named graphs here hold and those of another store do not, one graph left aside."""
        there, aside = set(other.inner), ox.NamedNode(str(but))
        return [_statement(q) for q in self._named() if q.graph_name != aside and q not in there]

    def take(self, other: EmbeddedStore, graph: Identifier) -> None:
        """Add another store's triples of a named graph to the graph of that name."""
        self._add(other.inner.quads_for_pattern(None, None, None, ox.NamedNode(str(graph))))

    def count(self, graph: Identifier | None = None) -> int:
        """How many triples a named graph holds, or all named graphs together."""
        if graph is None:
            return sum(1 for _ in self._named())
        answer = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {sparql_text(graph)} {{ ?s ?p ?o }} }}")
        return int(str(answer.rows[0][0]))

    @property
    def dataset(self) -> Dataset:
        """The same data as a plain rdflib Dataset; its default graph holds the union of the named ones."""
        from oxrdflib import OxigraphStore

        return Dataset(store=OxigraphStore(store=self._inner), default_union=False)

    @property
    def inner(self) -> ox.Store:
        """The Oxigraph store itself, for libraries that take one."""
        return self._inner

    def dump(self, out: IO[bytes], entry: Format, graph: URIRef | None = None) -> None:
        """Write everything, or one named graph, sorted, so that equal stores give equal bytes."""
        format_, prefixes = _RDF_FORMATS[entry.name], None if entry.name in {"nq", "nt"} else PREFIXES
        found = self._named(graph)
        if entry.name == "nq":
            out.writelines(sorted(f"{quad} .\n".encode() for quad in found))
        elif entry.quads:
            by_graph = sorted(found, key=lambda q: (str(q.graph_name), str(q)))
            ox.serialize(by_graph, out, format=format_, prefixes=prefixes)
        else:
            triples = sorted({q.triple for q in found}, key=str)
            data = ox.serialize(triples, format=format_, prefixes=prefixes) or b""
            out.write(data.replace(b"\r", b"&#13;") if entry.name == "rdf" else data)  # XML reads a bare CR as LF

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


def _skolemised(quads: Iterable[ox.Quad], graph: str) -> Iterator[ox.Quad]:
    """Quads with IRIs for blank nodes, numbered as they are met, so that a file gives the same IRIs each time."""
    numbers: dict[ox.BlankNode, int] = {}

    def named(node: OxTerm) -> OxTerm:
        if not isinstance(node, ox.BlankNode):
            return node
        return ox.NamedNode(f"{graph}/genid/{numbers.setdefault(node, len(numbers) + 1)}")

    for q in quads:
        home = ox.NamedNode(graph) if isinstance(q.graph_name, ox.DefaultGraph) else named(q.graph_name)
        yield ox.Quad(named(q.subject), q.predicate, named(cast("OxTerm", q.object)), home)  # type: ignore[arg-type]
