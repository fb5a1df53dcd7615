"""A graph from ontology and tables, or from files, reasoned over and validated; in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from peelgraph.builder.built import Built, Tell, silent
from peelgraph.builder.mapping import Mapped, map_tables
from peelgraph.builder.tally import tally
from peelgraph.builder.validate import validate
from peelgraph.reason import contradictions, infer, infer_upon, infer_with_owlrl, schema_of
from peelgraph.resources import Resources
from peelgraph.rules.files import load_rules
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import GRAPH, ID, ONTOLOGY, PEEL

__all__ = ["Built", "Tell", "assemble", "from_files", "silent"]

Reasoner = Callable[..., object]
_REASONERS: dict[str, Reasoner] = {"rules": infer, "owlrl": infer_with_owlrl}


def assemble(
    resources: Resources,
    tell: Tell = silent,
    reasoner: str = "rules",
    base: EmbeddedStore | None = None,
) -> Built:
    """Build the graph of a folder of resources; DataError where its tables are not in order.

    `reasoner` is `rules`, or `owlrl` for the reference implementation, which gives the same triples
    slowly. `base` is a graph that was built from the same ontology and rules: where the tables say
    little else, what follows from the difference is inferred and the rest taken over.
    """
    store = EmbeddedStore()
    tell("ontology", 0)
    _load_ontology(store, resources)
    tell("tables", 0)
    mapped = map_tables(resources, _terms(store))
    mapped.pour(store)
    return _complete(
        store,
        resources,
        tell,
        mapped,
        _REASONERS[reasoner] if base is None else partial(infer_upon, base),
    )


def from_files(files: Sequence[Path], resources: Resources, tell: Tell = silent) -> Built:
    """The graph of RDF files of any format, under the ontology and rules of a folder of
    resources.
    """
    store = EmbeddedStore()
    _load_ontology(store, resources)
    for number, path in enumerate(files):
        tell(path.name, number / len(files))
        name = "".join(c if c.isalnum() else "-" for c in path.name)
        store.load_file(path, GRAPH[f"file/{number + 1}-{name}"])
    return _complete(store, resources, tell, None, infer)


def _load_ontology(store: EmbeddedStore, resources: Resources) -> None:
    for name in ("peel.ttl", "alignments.ttl"):
        store.load_file(resources.ontology / name, ONTOLOGY)


def _terms(store: EmbeddedStore) -> set[str]:
    found = store.select(
        f"SELECT DISTINCT ?t WHERE {{ ?t a ?type FILTER(STRSTARTS(STR(?t), '{PEEL._NS}')) }}"
    ).rows
    return {str(row[0]) for row in found}


def _complete(
    store: EmbeddedStore, resources: Resources, tell: Tell, mapped: Mapped | None, reason: Reasoner
) -> Built:
    reason(
        store,
        load_rules(resources.ontology / "rules"),
        lambda done, total: tell("reasoning", done / total),
    )
    tell("validation", 0)
    problems = contradictions(store, schema_of(store))
    problems += validate(
        store, resources.ontology / "shapes.ttl", lambda thing: _place(thing, mapped)
    )
    tell("validation", 1)
    return Built(store, tuple(problems), tally(mapped, store) if mapped else ())


def _place(thing: str, mapped: Mapped | None) -> str | None:
    place = mapped.where(thing) if mapped and thing.startswith(str(ID)) else None
    return f"{place[0]}:{place[1]}" if place else None
