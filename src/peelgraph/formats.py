"""The formats that values are written in: one entry each, with media type, extension and writer.

Each kind of value has a dict of its formats by name; its first is the one that a person is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from peelgraph.errors import UnknownFormat
from peelgraph.writing import without_gz

__all__ = [
    "EXPORTS",
    "GRAPHS",
    "INFO",
    "NETWORKS",
    "OBSTACLES",
    "OUTCOME",
    "PICTURES",
    "PROBLEMS",
    "PROOFS",
    "QUESTION",
    "QUOTES",
    "ROWS",
    "THING",
    "TRIPLES",
    "Format",
    "graph_format",
    "name_in",
    "picture_format",
]


@dataclass(frozen=True)
class Format:
    """A way to write something down.

    `writer` names the function that does it, as `room.module:function`. `quads` says whether the
    format keeps named graphs apart, `folder` whether it is several files.
    """

    name: str
    media_type: str
    extension: str
    quads: bool = False
    summary: str = ""
    writer: str = ""
    folder: bool = False

    def load(self) -> Callable[..., Any]:
        """The function that writes this format; its module is imported when it is first needed."""
        module, _, function = self.writer.partition(":")
        found: Callable[..., Any] = getattr(import_module(f"peelgraph.{module}"), function)
        return found


def _by_name(*formats: Format) -> dict[str, Format]:
    return {entry.name: entry for entry in formats}


def _written_by(module: str, *formats: Format) -> dict[str, Format]:
    """Formats by name, each with the writer that a module has for it: `as_csv` for csv."""
    return _by_name(*(replace(entry, writer=f"{module}:as_{entry.name}") for entry in formats))


GRAPHS: dict[str, Format] = _by_name(
    Format(
        "nq",
        "application/n-quads",
        ".nq",
        quads=True,
        writer="export.rdf:write",
        summary="N-Quads: a line a triple, named graphs kept",
    ),
    Format(
        "trig",
        "application/trig",
        ".trig",
        quads=True,
        writer="export.rdf:write",
        summary="TriG: Turtle with named graphs",
    ),
    Format(
        "jsonld",
        "application/ld+json",
        ".jsonld",
        quads=True,
        writer="export.rdf:write",
        summary="JSON-LD, named graphs kept",
    ),
    Format(
        "ttl",
        "text/turtle",
        ".ttl",
        writer="export.rdf:write",
        summary="Turtle: the union of all graphs",
    ),
    Format(
        "nt",
        "application/n-triples",
        ".nt",
        writer="export.rdf:write",
        summary="N-Triples: a line a triple, the union of all graphs",
    ),
    Format(
        "rdf",
        "application/rdf+xml",
        ".rdf",
        writer="export.rdf:write",
        summary="RDF/XML: the union of all graphs",
    ),
)
"""Formats of the graph itself; each writer takes a store, the format and a named graph."""

NETWORKS: dict[str, Format] = _by_name(
    Format(
        "graphml",
        "application/graphml+xml",
        ".graphml",
        writer="export.graphml:write",
        summary="GraphML: yEd, Gephi, Cytoscape",
    ),
    Format(
        "gexf",
        "application/gexf+xml",
        ".gexf",
        writer="export.gexf:write",
        summary="GEXF 1.3 with lifetimes: Gephi",
    ),
    Format(
        "cytoscape",
        "application/json",
        ".cyjs",
        writer="export.cytoscape:write",
        summary="Cytoscape and Cytoscape.js JSON",
    ),
    Format(
        "graphology",
        "application/json",
        ".graphology.json",
        writer="export.graphology:write",
        summary="graphology JSON: sigma",
    ),
    Format(
        "d3",
        "application/json",
        ".d3.json",
        writer="export.d3:write",
        summary="node-link JSON: D3, networkx",
    ),
    Format(
        "dot",
        "text/vnd.graphviz",
        ".dot",
        writer="export.dot:write",
        summary="DOT: Graphviz",
    ),
    Format(
        "pajek",
        "text/plain",
        ".net",
        writer="export.pajek:write",
        summary="Pajek: labels, links and weights alone",
    ),
    Format(
        "gml",
        "text/plain",
        ".gml",
        writer="export.gml:write",
        summary="GML: Gephi, Cytoscape, igraph",
    ),
    Format(
        "csv",
        "text/csv",
        ".csv",
        writer="export.tables:write",
        folder=True,
        summary="a folder: CSV tables, CSVW types: Gephi",
    ),
    Format(
        "neo4j",
        "text/csv",
        ".csv",
        writer="export.neo4j:write",
        folder=True,
        summary="a folder: CSV for neo4j-admin import",
    ),
    Format(
        "html",
        "text/html",
        ".html",
        writer="export.html_page:write",
        summary="one interactive page that needs no network",
    ),
)
"""Formats of a network; each writer takes a network that `export.normalise` has made plain."""

EXPORTS: dict[str, Format] = {**NETWORKS, **GRAPHS}

PICTURES = _written_by(
    "plot.style",
    Format("png", "image/png", ".png"),
    Format("svg", "image/svg+xml", ".svg"),
)
"""Formats of a figure; each writer gives bytes."""

_TABLE = Format("table", "text/plain", ".txt")
_TEXT = Format("text", "text/plain", ".txt")
_MARKDOWN = Format("md", "text/markdown", ".md")
_CSV = Format("csv", "text/csv", ".csv")
_TSV = Format("tsv", "text/tab-separated-values", ".tsv")
_JSON = Format("json", "application/json", ".json")
_HTML = Format("html", "text/html", ".html")
_ANSWER = Format("json", "application/sparql-results+json", ".srj")

ROWS = _written_by("results.rows", _TABLE, _CSV, _TSV, _ANSWER, _MARKDOWN) | _written_by(
    "results.html", _HTML
)
TRIPLES = _written_by("results.triples", GRAPHS["ttl"], GRAPHS["nt"], GRAPHS["rdf"])
QUESTION = _written_by("results.question", _TEXT, _JSON)
THING = _written_by("results.thing", _TEXT, _MARKDOWN, _JSON)
PROOFS = _written_by("results.explanation", _TEXT, _MARKDOWN, _JSON, GRAPHS["ttl"])
OBSTACLES = _written_by("results.obstacle", _TEXT, _MARKDOWN, _JSON)
OUTCOME = _written_by("results.outcome", _TEXT, _MARKDOWN, _JSON)
PROBLEMS = _written_by("results.problem", _TEXT, _JSON, _CSV, _MARKDOWN)
INFO = _written_by("results.info", _TABLE, _CSV, _TSV, _JSON, _MARKDOWN)
QUOTES = _written_by("results.quote", _TEXT)


def name_in(path: Path) -> str:
    """The name of the format that a file's name says, by its extension or by a name in its place.

    >>> name_in(Path("a.srj")), name_in(Path("a.csv.gz")), name_in(Path("a"))
    ('json', 'csv', '')
    """
    known = {entry.extension: entry.name for entry in (*ROWS.values(), *GRAPHS.values())}
    suffix = without_gz(path).suffix
    return known.get(suffix, suffix[1:])


def graph_format(path: Path) -> tuple[Format, bool]:
    """The graph format that a file name promises, and whether it is compressed.

    >>> graph_format(Path("peel.nq.gz"))[0].media_type, graph_format(Path("peel.nq.gz"))[1]
    ('application/n-quads', True)
    """
    plain = without_gz(path)
    return _of_extension(plain.suffix.lower(), path, GRAPHS), plain != path


def picture_format(path: Path) -> Format:
    """The format of pictures that a file name promises; UnknownFormat where there is none.

    >>> picture_format(Path("grades.svg")).media_type
    'image/svg+xml'
    """
    return _of_extension(without_gz(path).suffix, path, PICTURES)


def _of_extension(suffix: str, path: Path, formats: dict[str, Format]) -> Format:
    for entry in formats.values():
        if entry.extension == suffix:
            return entry
    raise UnknownFormat(suffix or str(path), (entry.extension for entry in formats.values()))
