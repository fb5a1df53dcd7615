"""The stems of what is stated, in a graph of their own, so that queries find it by words.

Each thing with a statement, and each measure by its name, has one text of all its stems. What
follows from a graph does not depend on them, so they are said last, and again after a change.
"""

from __future__ import annotations

from rdflib import Literal
from rdflib.term import Identifier

from peelgraph.store import Triple
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.lines import cut
from peelgraph.store.oxterms import Lines, line, to_quad
from peelgraph.vocab import INFERRED, PEEL, STEMS
from peelgraph.words.stems import line_of, stems_of

__all__ = ["concerns_stems", "say_stems"]

_STATED = """
SELECT DISTINCT ?thing ?text WHERE {
  { ?thing peel:statement ?text } UNION { ?thing a peel:Measure ; rdfs:label ?text }
  FILTER(isIRI(?thing))
}
"""
_SAID = "CONSTRUCT { ?thing peel:stems ?stems } WHERE { ?thing peel:stems ?stems }"
_TELLING = (b"ontology#statement>", b"rdf-schema#label>", b"ontology#Measure>", b"ontology#stems>")


def concerns_stems(lines: Lines) -> bool:
    """Whether among triples is one that stems are made of, or that gives them."""
    return any(term in line for line in lines for term in _TELLING)


def say_stems(store: EmbeddedStore) -> None:
    """Say the stems of all that a graph states, and no longer those of what it does not."""
    stated = store.select(_STATED).rows
    found = stems_of(str(text) for _, text in stated)
    wanted = set[Triple]()
    for (thing, _), stems in zip(stated, found, strict=True):
        assert thing is not None
        wanted.add((thing, PEEL.stems, Literal(line_of(stems))))
    said = set(store.construct(_SAID))
    gone = b"\n".join(map(_line, said - wanted))
    # where things are the same, they were inferred of each other too
    for graph in (STEMS, INFERRED):
        if gone:
            cut(store, gone, graph)
    if new := wanted - said:
        store.load(sorted(new), STEMS)


def _line(triple: tuple[Identifier, Identifier, Identifier]) -> bytes:
    return line(to_quad(triple).triple)
