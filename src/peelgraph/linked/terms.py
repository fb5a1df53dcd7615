"""The ontology as documents: the whole of it by version, and what a page tells of each term."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, URIRef
from rdflib.term import Identifier

from peelgraph.formats import GRAPHS
from peelgraph.resources import Resources
from peelgraph.store.files import numbered, write_quads
from peelgraph.store.oxterms import RdflibTerms
from peelgraph.vocab import BASE, curie

__all__ = ["PARTS", "Part", "Term", "find_part", "ontology_rdf", "terms_of"]

_KINDS = {
    str(OWL.Class): "Classes",
    str(OWL.ObjectProperty): "Links between things",
    str(OWL.DatatypeProperty): "Values",
    str(OWL.AnnotationProperty): "Annotations",
    str(OWL.NamedIndividual): "Individuals",
}
_ASIDE = {RDFS.label, SKOS.definition, SKOS.example, RDF.type, RDFS.isDefinedBy}
PARTS = {"ontology": "peel.ttl", "alignments": "alignments.ttl", "shapes": "shapes.ttl"}
"""The files of the ontology by the name that their IRI ends in."""
VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")


@dataclass(frozen=True)
class Part:
    """A part of the ontology in one of its versions."""

    name: str
    version: str
    path: Path


@dataclass
class Term:
    """What a page tells of a term: its parts in words, and links to other terms by their labels."""

    name: str
    kind: str
    label: str = ""
    definition: str = ""
    example: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)


def find_part(resources: Resources, name: str, version: str = "") -> Part | None:
    """A part of the ontology; None where there is none, or not in this version.

    The present version stands in the folder of the ontology, those before it in `versions/` below,
    as `0.1.0/peel.ttl`: an address of a version gives the same for ever.
    """
    file = PARTS.get(name)
    if file is None or not (resources.ontology / file).is_file():
        return None
    path = resources.ontology / file
    found = re.search(rf"/{name}/({VERSION.pattern})>", path.read_text(encoding="utf-8"))
    present = found[1] if found else ""
    if version in {"", present}:
        return Part(name, present, path)
    kept = resources.ontology / "versions" / version / file
    return Part(name, version, kept) if VERSION.fullmatch(version) and kept.is_file() else None


def ontology_rdf(part: Part, format: str) -> bytes:
    """A part of the ontology in a format of RDF; in Turtle as its authors wrote it."""
    text = part.path.read_bytes()
    if format == "ttl":
        return text
    out = io.BytesIO()
    write_quads(list(numbered(part.path)), out, GRAPHS[format])
    return out.getvalue()


def terms_of(part: Part) -> dict[str, list[Term]]:
    """The terms of the ontology by their kind, in the order of the file."""
    found: dict[str, Term] = {}
    links: dict[str, list[tuple[str, str]]] = defaultdict(list)
    made = RdflibTerms()
    for quad in numbered(part.path):
        subject, predicate, value = made.triple(quad)
        name = str(subject).removeprefix(f"{BASE}{part.name}#")
        if not isinstance(subject, URIRef) or name == str(subject):
            continue
        if predicate == RDF.type and str(value) in _KINDS:
            found.setdefault(name, Term(name, _KINDS[str(value)]))
        if predicate not in _ASIDE and isinstance(value, URIRef):
            links[name].append((curie(str(predicate)), str(value)))
        if term := found.get(name):
            _note(term, predicate, str(value))
    by_kind: dict[str, list[Term]] = {kind: [] for kind in _KINDS.values()}
    for term in found.values():
        term.links = links[term.name]
        by_kind[term.kind].append(term)
    return {kind: terms for kind, terms in by_kind.items() if terms}


def _note(term: Term, predicate: Identifier, text: str) -> None:
    if predicate == RDFS.label:
        term.label = text
    elif predicate == SKOS.definition:
        term.definition = text
    elif predicate == SKOS.example:
        term.example = text
