"""The jobs of the endpoint, which workers do: a stranger's query, and a graph by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from peelgraph.errors import NotExportable
from peelgraph.formats import GRAPHS
from peelgraph.graph import KnowledgeGraph
from peelgraph.serve.negotiation import Offer, chosen
from peelgraph.serve.problem import problem
from peelgraph.serve.reply import Reply
from peelgraph.sparql.gate import check, expanded
from peelgraph.sparql.tokens import query_form
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.served import (
    Asked,
    Bounds,
    TooMuch,
    Written,
    graph_bytes,
    has_graph,
    results_bytes,
    triples_bytes,
)
from peelgraph.workers.limits import quiet, sealed

__all__ = ["RESULTS", "TRIPLES", "answer", "graph"]

RESULTS = (
    Offer("json", "application/sparql-results+json"),
    Offer("xml", "application/sparql-results+xml"),
    Offer("csv", "text/csv"),
    Offer("tsv", "text/tab-separated-values"),
    Offer("json", "application/json"),
    Offer("xml", "application/xml"),
)
TRIPLES = tuple(Offer(name, GRAPHS[name].media_type) for name in ("ttl", "nt", "jsonld", "rdf"))
_HOW_TO_PAGE = "ask for pages, with ORDER BY, LIMIT and OFFSET, or for the first part: partial=true"


def answer(
    kg: KnowledgeGraph,
    asked: dict[str, Any],
    accept: str | None,
    bounds: dict[str, Any],
) -> Reply:
    """The answer to what is `Asked`, within `Bounds`; nothing can be opened meanwhile."""
    with quiet(), sealed():
        question = Asked(**asked)
        check(question.query)
        is_graph = query_form(expanded(question.query)) in {"CONSTRUCT", "DESCRIBE"}
        offers = TRIPLES if is_graph else RESULTS
        offer = chosen(accept, offers)
        if offer is None:
            return not_acceptable(offers)
        write = triples_bytes if is_graph else results_bytes

        def written() -> Written:
            store = _store(kg)
            return write(store, question, offer.format, Bounds(**bounds))

        return _reply(written, offer)


def graph(kg: KnowledgeGraph, name: str | None, accept: str | None, size: int) -> Reply:
    """A named graph, or the union of all where there is no name."""
    offer = chosen(accept, TRIPLES)
    if offer is None:
        return not_acceptable(TRIPLES)
    store = _store(kg)
    if name is not None and not has_graph(store, name):
        return problem(404, f"There is no graph <{name}>.")
    return _reply(lambda: graph_bytes(store, name, offer.format, size), offer)


def not_acceptable(offers: Sequence[Offer]) -> Reply:
    """What there is, where nothing of it is wanted."""
    there = list(dict.fromkeys(offer.media_type for offer in offers))
    detail = f"This is there as {', '.join(there)}."
    return problem(406, detail, available=there)


def _reply(write: Callable[[], Written], offer: Offer) -> Reply:
    try:
        written = write()
    except TooMuch as over:
        what = {"rows": f"{over.most:,} rows", "bytes": f"{over.most:,} bytes"}[over.limit]
        detail = f"The answer has more than the {what} that one may have; {_HOW_TO_PAGE}."
        return problem(422, detail, limit=over.limit, most=over.most)
    except NotExportable as error:
        return problem(406, str(error))
    headers: dict[str, str] = {"Vary": "Accept"}
    body = written.body
    if written.truncated:
        headers["Peelgraph-Truncated"] = written.truncated
        body = _marked(body, offer)
    return Reply(body, offer.media_type, 200, headers)


def _marked(body: bytes, offer: Offer) -> bytes:
    """Results in JSON that say themselves that they are the first part only."""
    if offer.format != "json" or not body.startswith(b"{"):
        return body
    said: dict[str, Any] = {"truncated": True}
    return json.dumps(said).encode()[:-1] + b"," + body[1:]


def _store(kg: KnowledgeGraph) -> EmbeddedStore:
    assert isinstance(kg.store, EmbeddedStore)
    return kg.store
