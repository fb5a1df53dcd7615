"""RDF files into a store: each in a graph of its own, with what it imports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rdflib import URIRef

from peelgraph.builder.built import Tell
from peelgraph.store.catalogue import entries
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.files import Reading, quads_of_file
from peelgraph.store.oxterms import Quad, graph_name
from peelgraph.things.problems import GraphProblem
from peelgraph.vocab import GRAPH, INFERRED, MADE

__all__ = ["Files", "not_found", "read_files", "reading_of", "stale"]

_INFERRED = graph_name(INFERRED)
_MADE = set(map(graph_name, MADE))
_IMPORTED = "SELECT DISTINCT ?imported WHERE { ?ontology owl:imports ?imported } ORDER BY ?imported"
_DEFINED = "SELECT DISTINCT ?name WHERE { ?name a owl:Ontology }"


class Files:
    """What was read: the imports that were not found, and what the files say was inferred once."""

    def __init__(self) -> None:
        self.missing: list[str] = []
        self.inferred: set[Quad] = set()


def reading_of(
    files: Sequence[Path],
    format: str | None = None,
    base: str | None = None,
    catalogue: str | Path | None = None,
) -> Reading:
    """How files are read: with the entries of the catalogue that is named, and of those beside."""
    found: dict[str, Path] = {}
    for folder in dict.fromkeys(file.parent for file in files):
        found.update(entries(folder))
    if catalogue is not None:
        found.update(entries(Path(catalogue)))
    return Reading(format, base, found)


def read_files(store: EmbeddedStore, files: Sequence[Path], reading: Reading, tell: Tell) -> Files:
    """Read files into a store, and what their ontologies import as far as the catalogue has it.

    What a file says was inferred is not believed: it is set aside, to be inferred anew.
    """
    read = Files()
    for number, path in enumerate(files):
        tell(path.name, number / len(files))
        store.add(store.forms.noted(_said(path, number, reading, read)))
    seen: set[str] = set()
    while wanted := _wanted(store, seen):
        seen |= wanted
        _read_imported(store, wanted, reading, read)
    return read


def _read_imported(
    store: EmbeddedStore, wanted: Iterable[str], reading: Reading, read: Files
) -> None:
    for iri in sorted(wanted):
        if iri in reading.catalogue:
            # an import has a format and a base of its own
            alone = Reading(None, iri, reading.catalogue)
            quads = quads_of_file(reading.catalogue[iri], URIRef(iri), alone)
            store.add(store.forms.noted(quads))
        else:
            read.missing.append(iri)


def _wanted(store: EmbeddedStore, seen: set[str]) -> set[str]:
    """What is imported and neither here nor looked for yet."""
    imported = {str(iri) for (iri,) in store.select(_IMPORTED).rows}
    here = {str(name) for (name,) in store.select(_DEFINED).rows}
    return imported - here - seen


def _said(path: Path, number: int, reading: Reading, read: Files) -> Iterator[Quad]:
    for quad in quads_of_file(path, _graph(path.name, number), reading):
        if quad.graph_name == _INFERRED:
            read.inferred.add(quad)
        # stems and made names are no statements: they are made anew of what is said
        elif quad.graph_name not in _MADE:
            yield quad


def _graph(file: str, number: int) -> URIRef:
    """The named graph of a file: with its number, since two may have one name."""
    name = "".join(letter if letter.isalnum() else "-" for letter in file)
    return GRAPH[f"file/{number + 1}-{name}"]


def not_found(read: Files) -> list[GraphProblem]:
    """A warning for each import that no catalogue has."""
    return [
        GraphProblem(
            severity="warning",
            rule="owl:imports",
            thing=iri,
            words=f"<{iri}> is imported and in no catalogue, so what it says is not here",
        )
        for iri in read.missing
    ]


def stale(store: EmbeddedStore, read: Files) -> list[GraphProblem]:
    """A warning where a file holds inferences that no longer follow, with how many and one."""
    old = sorted((quad for quad in read.inferred if not store.has(quad)), key=str)
    if not old:
        return []
    words = (
        f"{len(old)} of the {len(read.inferred)} triples that {INFERRED} held do not follow from"
        f" what is said and were left out, the first of them {old[0].triple}"
    )
    return [GraphProblem(severity="warning", rule="stale", thing=str(INFERRED), words=words)]
