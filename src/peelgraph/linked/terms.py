"""The ontology as documents: the whole of it by version, and what a page tells of each term."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from peelgraph.formats import GRAPHS
from peelgraph.resources import Resources
from peelgraph.store.files import write_quads
from peelgraph.vocab import BASE, PREFIXES, curie

__all__ = ["PARTS", "Part", "Term", "find_part", "ontology_rdf", "terms_of"]

_OWL = PREFIXES["owl"]
_RDF = PREFIXES["rdf"]
_RDFS = PREFIXES["rdfs"]
_SKOS = PREFIXES["skos"]
_KINDS = {
    f"{_OWL}Class": "Classes",
    f"{_OWL}ObjectProperty": "Links between things",
    f"{_OWL}DatatypeProperty": "Values",
    f"{_OWL}AnnotationProperty": "Annotations",
    f"{_OWL}NamedIndividual": "Individuals",
}
_LABEL = f"{_RDFS}label"
_DEFINITION = f"{_SKOS}definition"
_EXAMPLE = f"{_SKOS}example"
_ASIDE = {_LABEL, _DEFINITION, _EXAMPLE, f"{_RDF}type", f"{_RDFS}isDefinedBy"}
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
    write_quads(list(_numbered(ox.parse(text, format=ox.RdfFormat.TURTLE))), out, GRAPHS[format])
    return out.getvalue()


def _numbered(quads: Iterator[ox.Quad]) -> Iterator[ox.Quad]:
    """Quads whose blank nodes are named in the order in which they come: the same each time."""
    names: dict[ox.BlankNode, ox.BlankNode] = {}

    def named(term: object) -> object:
        if isinstance(term, ox.BlankNode):
            return names.setdefault(term, ox.BlankNode(f"b{len(names) + 1}"))
        return term

    for quad in quads:
        yield ox.Quad(named(quad.subject), quad.predicate, named(quad.object))  # type: ignore[arg-type]


def terms_of(part: Part) -> dict[str, list[Term]]:
    """The terms of the ontology by their kind, in the order of the file."""
    found: dict[str, Term] = {}
    labels: dict[str, str] = {}
    links: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for quad in ox.parse(part.path.read_bytes(), format=ox.RdfFormat.TURTLE):
        if not isinstance(quad.subject, ox.NamedNode):
            continue
        iri = quad.subject.value
        name = iri.removeprefix(f"{BASE}{part.name}#")
        if name == iri:
            continue
        predicate = quad.predicate.value
        value = quad.object
        if predicate == f"{_RDF}type" and isinstance(value, ox.NamedNode):
            kind = _KINDS.get(value.value)
            if kind and name not in found:
                found[name] = Term(name, kind)
        term = found.get(name)
        if term and isinstance(value, ox.Literal):
            _note(term, predicate, value.value)
        if term and predicate == _LABEL:
            labels[iri] = term.label
        if predicate not in _ASIDE and isinstance(value, ox.NamedNode):
            links[name].append((curie(predicate), value.value))
    by_kind: dict[str, list[Term]] = {kind: [] for kind in _KINDS.values()}
    for term in found.values():
        term.links = links[term.name]
        by_kind[term.kind].append(term)
    return {kind: terms for kind, terms in by_kind.items() if terms}


def _note(term: Term, predicate: str, text: str) -> None:
    if predicate == _LABEL:
        term.label = text
    elif predicate == _DEFINITION:
        term.definition = text
    elif predicate == _EXAMPLE:
        term.example = text
