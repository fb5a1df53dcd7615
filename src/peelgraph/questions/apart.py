"""A query in a process of its own, which can be ended when its time is up: an engine cannot.

The process that asks is never forked, for it may have threads. The new one opens the store on disk
that is read here, or what this one wrote down of a store in memory.
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from peelgraph.errors import QueryError
from peelgraph.questions.ask import sparql
from peelgraph.sparql.gate import check
from peelgraph.sparql.terms import json_term, term_of_json
from peelgraph.store import Result, Store
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.workers.limits import bound_memory, deadline, half_of_memory, quiet
from peelgraph.workers.once import apart
from peelgraph.workers.wire import Message

__all__ = ["answered", "sparql_apart", "sparql_guarded"]

_JOB = "questions.apart:answered"


def sparql_guarded(
    store: Store, query: str, timeout: float | None = None, *, allow_service: bool = False
) -> Result:
    """Answer a query that passes the gate: here, or within some seconds in another process."""
    if not isinstance(store, EmbeddedStore):
        # an endpoint guards itself, and has a timeout of its own
        return sparql(store, query)
    check(query, allow_service=allow_service)
    return sparql(store, query) if timeout is None else sparql_apart(store, query, timeout)


def sparql_apart(store: EmbeddedStore, query: str, seconds: float) -> Result:
    """Answer a query within some seconds; WorkerEnded where it takes more, or too much memory."""
    request = {"query": query, "seconds": seconds}
    if store.path is not None:
        return _received(apart(_JOB, {**request, "path": str(store.path)}))
    with TemporaryDirectory(prefix="peelgraph-") as folder:
        quads = Path(folder) / "snapshot.nq"
        store.snapshot(quads)
        return _received(apart(_JOB, {**request, "path": str(quads)}))


def answered(query: str, seconds: float, path: str) -> Message:
    """The answer of a store at a path, as a message."""
    at = Path(path)
    store = EmbeddedStore.open(at) if at.is_dir() else EmbeddedStore.in_memory(at)
    bound_memory(half_of_memory())
    try:
        with quiet(), deadline(seconds):
            result = sparql(store, query)
    except QueryError as error:
        return {"error": error.reason}, b""
    rows = [[None if t is None else json_term(t) for t in row] for row in result.rows]
    head = {"columns": result.columns, "form": result.form}
    return head, json.dumps(rows).encode()


def _received(message: Message) -> Result:
    head, body = message
    if "error" in head:
        raise QueryError(head["error"])
    rows: list[list[dict[str, Any] | None]] = json.loads(body)
    terms = (tuple(None if t is None else term_of_json(t) for t in row) for row in rows)
    return Result(tuple(head["columns"]), tuple(terms), head["form"])
