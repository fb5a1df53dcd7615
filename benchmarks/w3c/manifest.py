"""The manifests of the SPARQL suites: https://www.w3.org/2001/sw/DataAccess/tests/README.html."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from rdflib import RDF, Graph, Namespace
from rdflib.collection import Collection
from rdflib.term import Node

__all__ = ["Entry", "entries"]

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SPARQL = Path("rdf-tests", "sparql")


@dataclass(frozen=True)
class Entry:
    """A test as its manifest has it: of a kind, with the files that it needs.

    `data` go into the default graph, and each of `graphs` into one with the IRI of its file for a
    name. `regimes` and `profiles` are those of entailment under which the result is right.
    """

    name: str
    folder: str
    kind: str
    query: Path
    result: Path | None
    data: tuple[Path, ...] = ()
    graphs: tuple[Path, ...] = ()
    is_lax: bool = False
    needs_services: bool = False
    regimes: frozenset[str] = frozenset()
    profiles: frozenset[str] = frozenset()


def entries(suites: Path, *parts: str) -> list[Entry]:
    """The tests of all manifests below some folders of the SPARQL suites, folder by folder."""
    root = suites / SPARQL
    found = []
    for part in parts:
        for path in sorted((root / part).glob("**/manifest.ttl")):
            found += _of_manifest(path, path.parent.relative_to(root).as_posix())
    return found


def _of_manifest(path: Path, folder: str) -> Iterator[Entry]:
    graph = Graph().parse(path, format="turtle", publicID=path.resolve().as_uri())
    for listed in graph.objects(None, MF.entries):
        for test in Collection(graph, listed):
            entry = _entry(graph, test, folder)
            if entry is not None:
                yield entry


def _entry(graph: Graph, test: Node, folder: str) -> Entry | None:
    """A test with a query, or None for one of another kind (updates, protocols)."""
    action = graph.value(test, MF.action)
    kind = graph.value(test, RDF.type)
    if action is None or kind is None:
        return None
    query = graph.value(action, QT.query) or action
    result = graph.value(test, MF.result)
    if not str(query).endswith(".rq"):
        return None
    return Entry(
        name=f"{folder}/{_last(test)}",
        folder=folder,
        kind=_last(kind),
        query=_path(query),
        result=None if result is None else _path(result),
        data=tuple(sorted(_path(file) for file in graph.objects(action, QT.data))),
        graphs=tuple(sorted(_path(file) for file in graph.objects(action, QT.graphData))),
        is_lax=graph.value(test, MF.resultCardinality) == MF.LaxCardinality,
        needs_services=graph.value(action, QT.serviceData) is not None,
        regimes=_names(graph, action, SD.entailmentRegime),
        profiles=_names(graph, action, SD.EntailmentProfile),
    )


def _names(graph: Graph, action: Node, predicate: Node) -> frozenset[str]:
    """The names of what a property has, as one value or a list."""
    found = set()
    for value in graph.objects(action, predicate):
        is_list = graph.value(value, RDF.first) is not None
        found |= {_last(item) for item in (Collection(graph, value) if is_list else [value])}
    return frozenset(found)


def _last(iri: Node) -> str:
    return str(iri).replace("/", "#").rpartition("#")[2]


def _path(iri: Node) -> Path:
    return Path(unquote(urlsplit(str(iri)).path))
