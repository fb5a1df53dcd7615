"""The engines beside Oxigraph that a graph is asked on: rdflib's own, and rdflib's behind HTTP on loopback."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from rdflib import BNode, Dataset, Graph
from rdflib.compare import isomorphic
from rdflib.term import Identifier
from rdflib_endpoint import SparqlEndpoint

from peelgraph.graph import KnowledgeGraph
from peelgraph.store import Result, Triple
from peelgraph.store.blank import blank
from peelgraph.vocab import PREFIXES

HANGS = 3600
"""Seconds after which a test is taken to hang, and not merely to run on a busy machine."""


class RdflibStore:
    """rdflib's own in-memory store and SPARQL engine behind the Store protocol."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset

    def select(self, query: str) -> Result:
        result = self.dataset.query(query, initNs=PREFIXES)
        columns = list(result.vars or [])
        rows = (tuple(row.get(v) for v in columns) for row in result.bindings)
        return Result(tuple(map(str, columns)), tuple(rows))

    def ask(self, query: str) -> bool:
        return bool(self.dataset.query(query, initNs=PREFIXES).askAnswer)

    def construct(self, query: str) -> list[Triple]:
        graph = self.dataset.query(query, initNs=PREFIXES).graph
        return list(graph or ())

    def update(self, text: str) -> None:
        raise NotImplementedError

    def load(self, triples: Iterable[Triple], graph: Identifier) -> None:
        raise NotImplementedError

    def count(self, graph: Identifier | None = None) -> int:
        return len(self.dataset.graph(graph))


def in_rdflib(kg: KnowledgeGraph) -> Dataset:
    """A graph in rdflib's own store."""
    dataset = Dataset(default_union=True)
    quads = kg.store.select("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }").rows
    dataset.addN((s, p, o, dataset.graph(g)) for s, p, o, g in quads)
    return dataset


class _Server(uvicorn.Server):
    """A server that says when it answers, or has failed to."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.begun = threading.Event()

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            super().run(sockets)
        finally:
            self.begun.set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.begun.set()


@contextmanager
def served(dataset: Dataset) -> Iterator[str]:
    """The address of a SPARQL endpoint on loopback: rdflib's own store and engine, which hold the dataset."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = _Server(
            uvicorn.Config(SparqlEndpoint(graph=dataset), log_level="critical", lifespan="off")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        server.begun.wait(HANGS)
        assert server.started, "the endpoint does not start"
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        server.should_exit = True
        thread.join(HANGS)


def alike(read: Iterable[tuple[Any, ...]], held: Iterable[tuple[Any, ...]]) -> bool:
    """Whether triples or quads of a file are those of a store, which has IRIs for blank nodes."""
    (plain, unnamed), (known, named) = _apart(read), _apart(tuple(map(blank, q)) for q in held)
    places = [{quad[3:] for quad in found} for found in (unnamed, named)]
    graphs = [Graph(), Graph()]
    for graph, found in zip(graphs, (unnamed, named), strict=True):
        for quad in found:
            graph.add(quad[:3])
    return plain == known and places[0] == places[1] and isomorphic(*graphs)


def _apart(quads: Iterable[tuple[Any, ...]]) -> tuple[set[Any], set[Any]]:
    """Those without and those with a blank node."""
    found: tuple[set[Any], set[Any]] = (set(), set())
    for quad in quads:
        found[any(isinstance(term, BNode) for term in quad)].add(quad)
    return found
