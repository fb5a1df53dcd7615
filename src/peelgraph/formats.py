"""The formats that results and graphs are written in: one entry each, with media type and file extension."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from peelgraph.errors import UnknownFormat

__all__ = ["GRAPHS", "ROWS", "Format", "graph_format"]


@dataclass(frozen=True)
class Format:
    """A way to write something down; `quads` says whether it keeps named graphs apart."""

    name: str
    media_type: str
    extension: str
    quads: bool = False


ROWS: dict[str, Format] = {
    f.name: f
    for f in (
        Format("table", "text/plain", ".txt"),
        Format("csv", "text/csv", ".csv"),
        Format("tsv", "text/tab-separated-values", ".tsv"),
        Format("json", "application/sparql-results+json", ".srj"),
        Format("md", "text/markdown", ".md"),
    )
}

GRAPHS: dict[str, Format] = {
    f.name: f
    for f in (
        Format("nq", "application/n-quads", ".nq", quads=True),
        Format("trig", "application/trig", ".trig", quads=True),
        Format("jsonld", "application/ld+json", ".jsonld", quads=True),
        Format("ttl", "text/turtle", ".ttl"),
        Format("nt", "application/n-triples", ".nt"),
        Format("rdf", "application/rdf+xml", ".rdf"),
    )
}


def graph_format(path: Path) -> tuple[Format, bool]:
    """The graph format that a file name promises, and whether it is compressed.

    >>> graph_format(Path("peel.nq.gz"))[0].media_type, graph_format(Path("peel.nq.gz"))[1]
    ('application/n-quads', True)
    """
    compressed = path.suffix.lower() == ".gz"
    suffix = (path.with_suffix("") if compressed else path).suffix.lower()
    for entry in GRAPHS.values():
        if entry.extension == suffix:
            return entry, compressed
    raise UnknownFormat(suffix or str(path), (f.extension for f in GRAPHS.values()))
