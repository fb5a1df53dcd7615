"""What the process does that workers are forked from: it opens the graph, once, into memory.

Workers carry jobs out. What goes wrong in one is a reply too, so that a worker ends only where it
is ended.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import asdict
from email.utils import formatdate
from importlib import import_module
from pathlib import Path
from time import time
from typing import Any

from peelgraph.graph import KnowledgeGraph
from peelgraph.loading import load
from peelgraph.resources import Resources
from peelgraph.serve.problem import problem_of
from peelgraph.serve.service import carried_out
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.things.info import TableCount
from peelgraph.things.problems import GraphProblem
from peelgraph.words.indexes import index_of
from peelgraph.workers.once import apart
from peelgraph.workers.wire import Message
from peelgraph.workers.zygote import Opened

__all__ = ["opened", "snapshot"]

_ROOMS = ("serve.query", "explain", "whatif", "results.rows", "results.thing", "network.projection")
"""What jobs need: imported once, before workers are forked."""
_LOG = logging.getLogger("peelgraph.serve")


def snapshot(files: list[str], resources: dict[str, Any]) -> Message:
    """A graph as N-Quads, and what else is known of it; it may be built first."""
    with_these = Resources.of_plain(resources)
    kg = load(*files, resources=with_these)
    assert isinstance(kg.store, EmbeddedStore)
    head = {
        "problems": [problem.as_dict() for problem in kg.problems],
        "tables": [asdict(count) for count in kg.tables],
        "told": {"digest": _digest(with_these, files), "modified": _modified(kg.store, files)},
    }
    return head, kg.store.snapshot() or b""


def opened(files: list[str], resources: dict[str, Any]) -> Opened:
    """A graph in memory for workers to share, with what they do with it.

    Another process opens or builds it: an engine that reads from disk has threads from then on, and
    who has threads cannot be forked.
    """
    head, quads = apart("serve.opening:snapshot", {"files": files, "resources": resources})
    store = EmbeddedStore.in_memory(quads)
    del quads
    for room in _ROOMS:
        import_module(f"peelgraph.{room}")
    index_of(store)  # so that all workers have it
    problems = map(GraphProblem.from_dict, head["problems"])
    tables = [TableCount(**count) for count in head["tables"]]
    kg = KnowledgeGraph(store, Resources.of_plain(resources), list(problems), tables)
    _ = kg.rules  # compiled once, not by each worker

    def handle(request: dict[str, Any]) -> Message:
        try:
            reply = carried_out(kg, request["job"], request["arguments"])
        except (MemoryError, RecursionError):
            raise
        except Exception as error:
            _LOG.exception("a job failed: %s", request["job"])
            reply = problem_of(error)
        head = {"status": reply.status, "type": reply.media_type, "headers": reply.headers}
        return head, reply.body

    return Opened(handle, head["told"])


def _digest(resources: Resources, files: list[str]) -> str:
    """A digest of all that the graph is made of: equal ones are of equal graphs."""
    made_of = hashlib.sha256(resources.key().encode())
    for file in files:
        made_of.update(hashlib.sha256(Path(file).read_bytes()).digest())
    return made_of.hexdigest()[:32]


def _modified(store: EmbeddedStore, files: list[str]) -> str:
    """When the graph was last changed, as HTTP writes dates."""
    at = [Path(file) for file in files] or ([store.path] if store.path else [])
    return formatdate(max((one.stat().st_mtime for one in at), default=time()), usegmt=True)
