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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import XSD, Literal
from rdflib.term import Identifier

from benchmarks.measure import peak_memory, seconds
from peelgraph.rules.owl.schema import is_anonymous, is_noise
from peelgraph.rules.rule import Rule
from peelgraph.store import Triple

__all__ = ["ENGINES", "Measured", "conclude"]


@dataclass(frozen=True)
class Measured:
    """Seconds to load and to reason, peak memory in MB, and what was concluded."""

    load: float
    reason: float
    memory: float
    concluded: Iterable[Triple]


def _peelgraph(path: Path, files: Sequence[Rule] = ()) -> Measured:
    from peelgraph.reason import infer
    from peelgraph.store.embedded import EmbeddedStore
    from peelgraph.vocab import GRAPH, INFERRED

    store = EmbeddedStore()
    load = seconds(lambda: store.load_file(path, GRAPH["made-up"]))
    reason = seconds(lambda: infer(store, files))
    memory = peak_memory()
    inferred = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{INFERRED}> {{ ?s ?p ?o }} }}"
    return Measured(load, reason, memory, store.construct(inferred))


def _with_files(path: Path) -> Measured:
    from peelgraph.resources import SHIPPED
    from peelgraph.rules.files import load_rules

    return _peelgraph(path, load_rules(SHIPPED.ontology / "rules"))


def _owlrl(path: Path) -> Measured:
    from owlrl import DeductiveClosure, OWLRL_Semantics
    from rdflib import Graph

    graph = Graph()
    load = seconds(lambda: graph.parse(path, format="nt"))
    said = set(graph)
    closure = DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False)
    reason = seconds(lambda: closure.expand(graph))
    memory = peak_memory()
    return Measured(load, reason, memory, (triple for triple in graph if triple not in said))


def _reasonable(path: Path) -> Measured:
    from rdflib import Graph
    from reasonable import PyReasoner

    # it goes by the name, and N-Triples are Turtle too
    turtle = path.with_suffix(".ttl")
    turtle.write_bytes(path.read_bytes())
    reasoner = PyReasoner()
    found: list[Triple] = []
    load = seconds(lambda: reasoner.load_file(str(turtle)))
    reason = seconds(lambda: found.extend(reasoner.reason()))
    memory = peak_memory()
    said = set(Graph().parse(path, format="nt"))
    plain = ((s, p, _plain(o)) for s, p, o in found)
    return Measured(load, reason, memory, (triple for triple in plain if triple not in said))


def _plain(term: Identifier) -> Identifier:
    """A text without its datatype, as rdflib reads it."""
    is_text = getattr(term, "datatype", None) == XSD.string
    return Literal(str(term)) if is_text else term


def _oxigraph(path: Path) -> Measured:
    import pyoxigraph as ox

    store = ox.Store()
    load = seconds(lambda: store.bulk_load(path=path, format=ox.RdfFormat.N_TRIPLES))
    return Measured(load, 0.0, peak_memory(), ())


ENGINES: dict[str, Callable[[Path], Measured]] = {
    "oxigraph": _oxigraph,
    "peelgraph": _peelgraph,
    "peelgraph, rule files too": _with_files,
    "owlrl": _owlrl,
    "reasonable": _reasonable,
}


def conclude(engine: str, path: Path, out: Path) -> dict[str, float]:
    """Run a reasoner; its measures."""
    measured = ENGINES[engine](path)
    telling = (triple for triple in measured.concluded if _says_something(triple))
    lines = {" ".join(term.n3() for term in triple) + " .\n" for triple in telling}
    with out.open("w", encoding="utf-8", newline="\n") as target:
        target.writelines(sorted(lines))
    return {
        "load": measured.load,
        "reason": measured.reason,
        "memory": measured.memory,
        "concluded": len(lines),
    }


def _says_something(triple: Triple) -> bool:
    return not is_noise(triple) and not any(map(is_anonymous, triple))


if __name__ == "__main__":
    print(json.dumps(conclude(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))))
