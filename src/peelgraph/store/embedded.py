"""A store in this process: Oxigraph, in memory or on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox
from rdflib import Dataset
from rdflib.term import Identifier

from peelgraph.errors import UnreadableFile
from peelgraph.formats import Format
from peelgraph.sparql.terms import sparql_text
from peelgraph.store.answer import Result
from peelgraph.store.base import Triple
from peelgraph.store.files import AS_NAMED, Reading, quads_of_file, write_quads
from peelgraph.store.forms import Forms
from peelgraph.store.oxterms import RdflibTerms, graph_name, to_quad
from peelgraph.store.quads import QuadStore, expected, query_errors
from peelgraph.vocab import PREFIXES

__all__ = ["EmbeddedStore"]


class EmbeddedStore(QuadStore):
    """A dataset in Oxigraph; see `Store` for what the methods promise.

    Threads may share it: an answer is of the store before a change or after it, never between.
    """

    def __init__(self, inner: ox.Store | None = None, *, read_only: bool = False) -> None:
        super().__init__(inner)
        self.read_only = read_only
        self.path: Path | None = None
        self.forms = Forms()

    @classmethod
    def open(cls, path: Path) -> EmbeddedStore:
        """Open a store on disk for reading; any number of processes may do so at once."""
        try:
            opened = cls(ox.Store.read_only(str(path)), read_only=True)
        except OSError as error:
            raise UnreadableFile(path, str(error)) from error
        opened.path = path
        return opened

    @classmethod
    def in_memory(cls, quads: bytes | Path) -> EmbeddedStore:
        """A store of N-Quads as `snapshot` writes them."""
        inner = ox.Store()
        if isinstance(quads, Path):
            inner.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS)
        else:
            inner.bulk_load(quads, format=ox.RdfFormat.N_QUADS)
        return cls(inner)

    def snapshot(self, path: Path | None = None) -> bytes | None:
        """All that this store holds now, its union too, as N-Quads in a file or as they are."""
        output = None if path is None else str(path)
        return self.inner.dump(output, format=ox.RdfFormat.N_QUADS)

    def select(self, query: str) -> Result:
        """Answer a SELECT query."""
        terms = RdflibTerms()
        with self.turns.reading(), query_errors():  # some come up only while rows are read
            answer = expected(self.run(query), ox.QuerySolutions, "SELECT")
            try:
                columns = tuple(variable.value for variable in answer.variables)
                rows = []
                for solution in answer:
                    rows.append(tuple(None if term is None else terms[term] for term in solution))
            finally:
                # the thread that made it is to drop it: an error would take it to another
                del answer
        return Result(columns, tuple(rows))

    def ask(self, query: str) -> bool:
        """Answer an ASK query."""
        with self.turns.reading(), query_errors():
            return bool(expected(self.run(query), ox.QueryBoolean, "ASK"))

    def construct(self, query: str) -> list[Triple]:
        """Answer a CONSTRUCT or DESCRIBE query, each triple once."""
        terms = RdflibTerms()
        with self.turns.reading(), query_errors():
            once = dict.fromkeys(self.constructed(query))
            return [terms.triple(found) for found in once]

    def count(self, graph: Identifier | None = None) -> int:
        """How many triples a named graph holds, or all, one in two graphs counted twice."""
        if graph is None:
            with self.turns.reading():
                return sum(1 for _ in self.named())
        pattern = f"GRAPH {sparql_text(graph)} {{ ?s ?p ?o }}"
        answer = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
        return int(str(answer.rows[0][0]))

    def __iter__(self) -> Iterator[Triple]:
        return iter(self.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))

    def update(self, text: str) -> None:
        """Carry out a SPARQL update, all of it or nothing.

        It sees and changes graphs only as it names them: a union that is kept does not follow.
        """
        with self.turns.changing(), query_errors():
            self.changes += 1
            self.inner.update(text, prefixes=PREFIXES)

    def load(self, triples: Iterable[Triple], graph: Identifier) -> None:
        """Add triples to a named graph."""
        name = graph_name(graph)
        # all are made before one is added: they may come from a query of this very store
        self.add([to_quad(triple, name) for triple in triples])

    def load_file(
        self,
        path: Path,
        graph: Identifier,
        reading: Reading = AS_NAMED,
        names: Identifier | None = None,
    ) -> None:
        """Add a file's triples to a named graph, or its quads to their own.

        Blank nodes get IRIs of their own, under `names` or the graph. UnreadableFile where it
        cannot be read; what stands before the fault in it has been added then.
        """
        self.add(quads_of_file(path, graph, reading, names))

    def copy(self) -> EmbeddedStore:
        """A new store in memory with all that is in this one."""
        copy = ox.Store()
        with self.turns.reading():
            copy.bulk_extend(self.inner)
        made = EmbeddedStore(copy)
        made.forms = self.forms
        return made

    @property
    def dataset(self) -> Dataset:
        """The same data as a plain rdflib Dataset, whose default graph is the union."""
        from peelgraph.store.rdflib_store import WrittenStore

        return Dataset(store=WrittenStore(store=self.inner), default_union=not self.united)

    def dump(self, out: IO[bytes], entry: Format, graph: Identifier | None = None) -> None:
        """Write everything, or one named graph, sorted, so that equal stores give equal bytes.

        What files were read for is written as it stands in them.
        """
        with self.turns.reading():
            write_quads(self.forms.of(self.named(graph)), out, entry)

    def write_to(self, folder: Path) -> None:
        """Write everything into a new store on disk and close it."""
        target = ox.Store(str(folder))
        # in one order, so that equal stores give equal files
        target.bulk_extend(sorted(self.inner, key=str))
        target.optimize()
        target.flush()
