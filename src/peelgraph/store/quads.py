"""Quads in Oxigraph, and the union of their graphs, in which each triple stands once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

import pyoxigraph as ox
from rdflib.term import Identifier

from peelgraph.errors import QueryError, one_line
from peelgraph.sparql.tokens import names_dataset
from peelgraph.store.oxterms import graph_name, quad_of
from peelgraph.store.turns import Turns
from peelgraph.vocab import INFERRED, PREFIXES

__all__ = ["Answer", "Graphs", "QuadStore", "expected", "query_errors"]

BATCH = 20_000
"""Quads that are added at a time: what is added at once is held twice meanwhile."""
_UNION = ox.DefaultGraph()
_INFERRED = graph_name(INFERRED)
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Graphs = tuple[Sequence[str], Sequence[str]]
"""The IRIs of the graphs that are the default graph together, and of those that are named."""
T = TypeVar("T")


class QuadStore:
    """A dataset in Oxigraph (https://docs.rs/oxigraph), `inner`, in terms of its own quads.

    While no two named graphs hold the same triple, their union is the one that Oxigraph makes. That
    gives a triple as often as there are graphs that hold it; so from the moment that two do, the
    store is `united`: the default graph holds the union too, each triple once, and what is added to
    a named graph is added there. `changes` counts how often it was changed: what is worked out of
    it holds as long as that stays the same. By `turns` a change of many steps is one to who reads.
    """

    def __init__(self, inner: ox.Store | None = None) -> None:
        self.inner = inner if inner is not None else ox.Store()
        union = self.inner.quads_for_pattern(None, None, None, _UNION)
        self.united = _is_any(union)
        self.changes = 0
        self.turns = Turns()

    def run(self, query: str, dataset: Graphs | None = None, base: str | None = None) -> Answer:
        """Oxigraph's own answer to a query over the union, or over graphs that it names.

        A dataset stands in place of what the query names: its default and its named graphs.
        """
        if dataset is not None:
            default, named = dataset
            return self.inner.query(
                query,
                base_iri=base,
                prefixes=PREFIXES,
                default_graph=[ox.NamedNode(iri) for iri in default],
                named_graphs=[ox.NamedNode(iri) for iri in named],
            )
        # a union that is made would stand in place of the graphs that the query names
        union = not self.united and not names_dataset(query)
        return self.inner.query(
            query, base_iri=base, prefixes=PREFIXES, use_default_graph_as_union=union
        )

    def constructed(self, query: str) -> ox.QueryTriples:
        """The triples of a CONSTRUCT or DESCRIBE query, one by one and some of them repeated."""
        return expected(self.run(query), ox.QueryTriples, "CONSTRUCT or DESCRIBE")

    def has(self, quad: ox.Quad) -> bool:
        """Whether any graph holds the triple of a quad."""
        if self.united:
            return quad_of(quad.triple) in self.inner
        return _is_any(self._alike(quad))

    def others(self, quad: ox.Quad) -> Iterator[ox.Quad]:
        """The quads with the same triple in other named graphs."""
        for other in self._alike(quad):
            if other.graph_name not in (quad.graph_name, _UNION):
                yield other

    def said(self, quad: ox.Quad) -> Iterator[ox.Quad]:
        """The quads by which sources say the triple of a quad."""
        in_any = quad_of(quad.triple)
        return (other for other in self.others(in_any) if other.graph_name != _INFERRED)

    def named(self, graph: Identifier | None = None) -> Iterator[ox.Quad]:
        """The quads of a named graph, or of all."""
        if graph is not None:
            return self.inner.quads_for_pattern(None, None, None, graph_name(graph))
        every = self.inner.quads_for_pattern(None, None, None)
        return (quad for quad in every if quad.graph_name != _UNION)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads to their named graphs, and to the union where that is kept."""
        with self.turns.changing():
            self.changes += 1
            for batch in _batches(quads):
                self.inner.extend(batch)
                if self.united:
                    self.inner.extend(quad_of(quad.triple) for quad in batch)
                elif self._shared(batch):
                    self.unite()

    def unite(self) -> None:
        """Keep the union of the named graphs in the default graph from now on."""
        if not self.united:
            # for good: whether the graphs still share a triple would cost more to know
            self.united = True
            for batch in _batches(self.named()):
                self.inner.extend(quad_of(quad.triple) for quad in batch)

    def _alike(self, quad: ox.Quad) -> Iterator[ox.Quad]:
        return self.inner.quads_for_pattern(quad.subject, quad.predicate, quad.object)

    def _shared(self, quads: Iterable[ox.Quad]) -> bool:
        """Whether a triple of these quads stands in two named graphs."""
        # where there is one graph, a search through all quads can find nothing
        graphs = islice(self.inner.named_graphs(), 2)
        if len(list(graphs)) < 2:
            return False
        return any(_is_any(self.others(quad)) for quad in quads)


def _is_any(quads: Iterator[ox.Quad]) -> bool:
    return next(quads, None) is not None


def _batches(quads: Iterable[ox.Quad]) -> Iterator[list[ox.Quad]]:
    rest = iter(quads)
    while batch := list(islice(rest, BATCH)):
        yield batch


@contextmanager
def query_errors() -> Iterator[None]:
    """What Oxigraph says of a query that it cannot parse or carry out, as a QueryError."""
    try:
        yield
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise QueryError(one_line(error)) from error


def expected(answer: object, kind: type[T], form: str) -> T:
    """The answer, if it is of this kind; QueryError where the query was of another form."""
    if isinstance(answer, kind):
        return answer
    # Oxigraph's answer is to be dropped by the thread that made it, not with an error by another
    del answer
    raise QueryError(f"{form} is expected here")
