"""Which serialisation of RDF a file holds: as it is said, by the file's name, or how it begins."""

from __future__ import annotations

import bz2
import gzip
import re
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from peelgraph.errors import UnknownFormat, UnreadableFile

__all__ = ["SERIALISATIONS", "opened", "serialisation"]

_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "n3": ox.RdfFormat.N3,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
SERIALISATIONS = tuple(_FORMATS)
"""The names of the serialisations that are read."""
_USUAL = {
    "turtle": "ttl",
    "ntriples": "nt",
    "nquads": "nq",
    "json-ld": "jsonld",
    "rdfxml": "rdf",
    "rdfs": "rdf",
    **{name: name for name in _FORMATS},
}
"""What the last part of a file's name says for sure."""
_COMPRESSED = {".gz", ".bz2"}
_HEAD = 4096
"""How many bytes of a file are looked at."""
_BEGINNINGS = {
    "rdf": re.compile(
        rb"(?:<\?xml.*?\?>|<!--.*?-->|<!DOCTYPE.*?\]?>|\s)*<(?:\w+:)?RDF\b", re.DOTALL
    ),
    "jsonld": re.compile(rb"\s*[\[{]\s*[\"\]}{]"),
    "ttl": re.compile(
        rb"(?:\s|#.*\n)*(?:@prefix|@base|PREFIX|BASE|<[^<>\s]*>|\[|_:)", re.IGNORECASE
    ),
}
"""How a file of a serialisation begins; N-Triples are Turtle too."""
_NOT_RDF = {
    "OWL/XML": re.compile(
        rb"(?:<\?xml.*?\?>|<!--.*?-->|<!DOCTYPE.*?\]>|\s)*<Ontology\b", re.DOTALL
    ),
    "OWL functional syntax": re.compile(rb"(?:\s|#.*\n)*(?:Prefix|Ontology)\s*\("),
    "OWL Manchester syntax": re.compile(rb"(?:\s|#.*\n)*(?:Prefix|Ontology):"),
}


def serialisation(path: Path, said: str | None = None) -> ox.RdfFormat:
    """The serialisation of a file: the one that is said, or that its name or its beginning tells.

    Names such as `.owl`, `.xml` and `.json` promise none, so the file is looked at. UnknownFormat
    where a name is said that there is not; UnreadableFile where nothing tells, or where the file
    holds a syntax of OWL that is not RDF.
    """
    name = said or _USUAL.get(_extension(path)) or _begun(path)
    if name not in _FORMATS:
        raise UnknownFormat(name, SERIALISATIONS)
    return _FORMATS[name]


def opened(path: Path) -> IO[bytes]:
    """A file for reading, decompressed where its name ends in `.gz` or `.bz2`."""
    suffix = path.suffix.lower()
    if suffix == ".gz":
        return cast("IO[bytes]", gzip.open(path))
    if suffix == ".bz2":
        return cast("IO[bytes]", bz2.open(path))
    return path.open("rb")


def _extension(path: Path) -> str:
    compressed = path.suffix.lower() in _COMPRESSED
    return (path.with_suffix("") if compressed else path).suffix.lower().removeprefix(".")


def _begun(path: Path) -> str:
    """The serialisation that a file begins like."""
    with opened(path) as data:
        head = data.read(_HEAD).removeprefix(b"\xef\xbb\xbf")
    # first, for some of these begin as Turtle can
    for name, beginning in _NOT_RDF.items():
        if beginning.match(head):
            reason = f"it is in {name}, which is not RDF; save it as RDF/XML or Turtle"
            raise UnreadableFile(path, reason)
    for name, beginning in _BEGINNINGS.items():
        if beginning.match(head):
            return "trig" if name == "ttl" else name
    names = ", ".join(SERIALISATIONS)
    raise UnreadableFile(path, f"neither its name nor its beginning tells its format ({names})")
