"""One reasoner on one file in a process of its own: its times, its memory, and what it concluded.

    python -m benchmarks.reasoning.engines ENGINE FILE.nt OUT.nt

OUT.nt gets what was concluded and not said before; once the clock has stopped, what says nothing is
left out (literal subjects, `x owl:sameAs x`, axioms of a term with itself, the vocabularies of RDF
and OWL, anonymous classes). Prints JSON: seconds to load and to reason, peak memory in MB, and how
many triples were concluded.

`oxigraph` only loads the file into a plain store: the measure of what handling the triples takes at
the least.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter

from benchmarks.measure import peak_memory
from peelgraph.rules.owl.schema import is_anonymous, is_noise
from peelgraph.store import Triple

__all__ = ["ENGINES", "conclude"]

Measured = tuple[float, float, float, Iterable[Triple]]
"""Seconds to load and to reason, peak memory in MB, and what was concluded."""


def _peelgraph(path: Path, *, files: bool = False) -> Measured:
    from peelgraph.reason import infer
    from peelgraph.resources import SHIPPED
    from peelgraph.rules.files import load_rules
    from peelgraph.store.embedded import EmbeddedStore
    from peelgraph.vocab import GRAPH, INFERRED

    store, start = EmbeddedStore(), perf_counter()
    store.load_file(path, GRAPH["made-up"])
    loaded = perf_counter()
    infer(store, load_rules(SHIPPED.ontology / "rules") if files else [])
    done, memory = perf_counter(), peak_memory()
    said = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{INFERRED}> {{ ?s ?p ?o }} }}"
    return loaded - start, done - loaded, memory, store.construct(said)


def _with_files(path: Path) -> Measured:
    return _peelgraph(path, files=True)


def _owlrl(path: Path) -> Measured:
    from owlrl import DeductiveClosure, OWLRL_Semantics
    from rdflib import Graph

    start = perf_counter()
    graph = Graph().parse(path, format="nt")
    said, loaded = set(graph), perf_counter()
    DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    done, memory = perf_counter(), peak_memory()
    return loaded - start, done - loaded, memory, (t for t in graph if t not in said)


def _reasonable(path: Path) -> Measured:
    from rdflib import XSD, Graph, Literal
    from reasonable import PyReasoner

    turtle = path.with_suffix(".ttl")  # which N-Triples are too; it goes by the name
    turtle.write_bytes(path.read_bytes())
    reasoner, start = PyReasoner(), perf_counter()
    reasoner.load_file(str(turtle))
    loaded = perf_counter()
    concluded = reasoner.reason()
    done, memory = perf_counter(), peak_memory()
    said = set(Graph().parse(path, format="nt"))
    plain = (
        (s, p, Literal(str(o)) if getattr(o, "datatype", None) == XSD.string else o)
        for s, p, o in concluded
    )
    return loaded - start, done - loaded, memory, (t for t in plain if t not in said)


def _oxigraph(path: Path) -> Measured:
    import pyoxigraph as ox

    store, start = ox.Store(), perf_counter()
    store.bulk_load(path=path, format=ox.RdfFormat.N_TRIPLES)
    return perf_counter() - start, 0.0, peak_memory(), ()


ENGINES: dict[str, Callable[[Path], Measured]] = {
    "oxigraph": _oxigraph,
    "peelgraph": _peelgraph,
    "peelgraph, rule files too": _with_files,
    "owlrl": _owlrl,
    "reasonable": _reasonable,
}


def conclude(engine: str, path: Path, out: Path) -> dict[str, float]:
    """Run a reasoner; its measures."""
    load, reason, memory, found = ENGINES[engine](path)
    lines = {" ".join(term.n3() for term in t) + " .\n" for t in found if _says_something(t)}
    with out.open("w", encoding="utf-8", newline="\n") as target:
        target.writelines(sorted(lines))
    return {"load": load, "reason": reason, "memory": memory, "concluded": len(lines)}


def _says_something(triple: Triple) -> bool:
    return not is_noise(triple) and not any(map(is_anonymous, triple))


if __name__ == "__main__":
    print(json.dumps(conclude(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))))
