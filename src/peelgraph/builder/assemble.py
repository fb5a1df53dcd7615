"""A graph from ontology and tables, or from files, reasoned over and validated; in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from rdflib import URIRef

from peelgraph.builder.built import Built, Tell, silent
from peelgraph.builder.reading import not_found, read_files, stale
from peelgraph.builder.rows import Mapped, map_tables
from peelgraph.builder.tally import tally
from peelgraph.builder.validate import validate
from peelgraph.reason import contradictions, infer, infer_upon, infer_with_owlrl, schema_of
from peelgraph.resources import Resources
from peelgraph.rules.files import load_rules
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.files import AS_NAMED, Reading
from peelgraph.store.naming import naming_of
from peelgraph.things.naming import say_names
from peelgraph.vocab import ONTOLOGY, Naming, get_to_know, short_id
from peelgraph.words.saying import say_stems

__all__ = ["Built", "Tell", "assemble", "from_files", "silent"]

Reasoner = Callable[..., object]
"""Adds to a store all that follows by its axioms and by rules from files."""
_REASONERS: dict[str, Reasoner] = {
    "rules": infer,
    "owlrl": infer_with_owlrl,
}


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
    reason = _REASONERS[reasoner] if base is None else partial(infer_upon, base)
    naming = naming_of(resources)
    get_to_know(naming)
    store = EmbeddedStore()
    tell("ontology", 0)
    _load_ontology(store, resources)
    tell("tables", 0)
    mapped = map_tables(resources, _terms(store, naming))
    mapped.pour(store)
    return _complete(store, resources, tell, reason, mapped)


def from_files(
    files: Sequence[Path],
    resources: Resources,
    tell: Tell = silent,
    reading: Reading = AS_NAMED,
) -> Built:
    """The graph of RDF files of any format, under the ontology and rules of resources."""
    store = EmbeddedStore()
    _load_ontology(store, resources)
    read = read_files(store, files, reading, tell)
    built = _complete(store, resources, tell, infer)
    problems = (*built.problems, *not_found(read), *stale(store, read))
    return replace(built, problems=problems)


def _load_ontology(store: EmbeddedStore, resources: Resources) -> None:
    for path in resources.ontologies:
        # blank nodes of two files are different things
        names = URIRef(f"{ONTOLOGY}/{path.stem}")
        store.load_file(path, ONTOLOGY, names=names)


def _terms(store: EmbeddedStore, naming: Naming) -> set[str]:
    """The terms that the ontology defines."""
    rows = store.select(
        f"""
        SELECT DISTINCT ?term WHERE {{
          ?term a ?type
          FILTER(STRSTARTS(STR(?term), "{naming.terms}"))
        }}"""
    ).rows
    return {str(term) for (term,) in rows}


def _complete(
    store: EmbeddedStore,
    resources: Resources,
    tell: Tell,
    reason: Reasoner,
    mapped: Mapped | None = None,
) -> Built:
    """Infer what follows from a store, and find what is wrong with it all."""
    rules = load_rules(*resources.rules)
    reason(store, rules, lambda done, total: tell("reasoning", done / total))
    tell("validation", 0)
    problems = contradictions(store, schema_of(store, [rule.head for rule in rules]))
    problems += validate(store, resources.shapes, lambda thing: _place(thing, mapped))
    tell("validation", 1)
    say_stems(store)
    say_names(store)
    tables = tally(mapped, store) if mapped else ()
    return Built(store, tuple(problems), tables)


def _place(thing: str, mapped: Mapped | None) -> str | None:
    """File and line of the row that a thing comes from."""
    if mapped is None or short_id(thing) is None:
        return None
    place = mapped.where(thing)
    return str(place) if place else None
