"""The index of a graph: beside it on disk, made of it in memory, or kept of what an endpoint has.

A graph that is built has its index in its folder. That of any other graph in this process is made
when words are first looked for, and again after it has changed. What an endpoint has is read by one
query and kept in the cache, with a digest that the endpoint makes of the same names: as long as it
makes the same, they are not read again. Within one process an endpoint is asked for it once.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import suppress
from pathlib import Path
from weakref import WeakKeyDictionary

from peelgraph.errors import EndpointError, QueryError
from peelgraph.resources import cache_folder
from peelgraph.store import View
from peelgraph.words.index import Index, entries_of

__all__ = ["index_of", "known_index", "lies_at", "write_index"]

_DIGEST = """
SELECT (SHA256(GROUP_CONCAT(?line; SEPARATOR="|")) AS ?digest) WHERE {
  {
    SELECT DISTINCT ?line WHERE {
      {
        VALUES ?said { rdfs:label peel:alternativeName peel:statement }
        ?thing ?said ?text
        FILTER NOT EXISTS { GRAPH graph:labels { ?thing ?said ?text } }
      } UNION {
        ?thing rdfs:label|peel:alternativeName|peel:statement ?any ; a ?text .
        BIND(rdf:type AS ?said)
      }
      BIND(CONCAT(STR(?thing), " ", STR(?said), " ", STR(?text)) AS ?line)
    } ORDER BY ?line
  }
}
"""
_PATHS: WeakKeyDictionary[View, Path] = WeakKeyDictionary()
_MADE: WeakKeyDictionary[View, tuple[int, Index]] = WeakKeyDictionary()
"""Indexes that were made or opened, each with the number of changes that its graph had seen."""


def write_index(store: View, path: Path) -> None:
    """Write the index of a graph to a new file."""
    Index.of(entries_of(store), path).close()


def lies_at(store: View, path: Path) -> None:
    """Note where the index of a graph that never changes lies."""
    _PATHS[store] = path


def known_index(store: View) -> Index | None:
    """The index of a graph if there is one already."""
    changes, index = _MADE.get(store, (None, None))
    if index and changes == _changes(store):
        return index
    if path := _PATHS.get(store):
        return _kept(store, Index.open(path))
    return None


def index_of(store: View) -> Index:
    """The index of a graph, made if need be."""
    if index := known_index(store):
        return index
    address = getattr(store, "address", None)
    index = _of_endpoint(store, address) if address else Index.of(entries_of(store))
    return _kept(store, index)


def _kept(store: View, index: Index) -> Index:
    _MADE[store] = _changes(store), index
    return index


def _changes(store: View) -> int:
    """How often a graph in this process has been changed; what is only read never is."""
    return getattr(store, "changes", 0)


def _of_endpoint(store: View, address: str) -> Index:
    """The index of what an endpoint has: as it was kept, if its digest is still the same."""
    name = hashlib.sha256(address.encode()).hexdigest()[:24]
    path = cache_folder() / f"endpoint-{name}.sqlite"
    digest = _digest(store)
    seal = path.with_suffix(".sha256")
    with suppress(OSError, sqlite3.Error):
        if digest and seal.read_bytes() == _seal(path):
            index = Index.open(path)
            if index.state == digest:
                return index
    entries = entries_of(store)
    # where it cannot be kept, it serves this process alone
    with suppress(OSError, sqlite3.Error):
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{id(store)}.partial")
        partial.unlink(missing_ok=True)
        Index.of(entries, partial, digest).close()
        partial.replace(path)
        seal.write_bytes(_seal(path))
        return Index.open(path)
    return Index.of(entries)


def _seal(path: Path) -> bytes:
    """What a file is known by again: one that was damaged is made anew."""
    return hashlib.sha256(path.read_bytes()).hexdigest().encode()


def _digest(store: View) -> str:
    """What an endpoint makes of its names, or nothing where its engine cannot."""
    try:
        ((digest,),) = store.select(_DIGEST).rows
    except (QueryError, EndpointError):
        return ""
    return str(digest or "")
