"""The formats that results and graphs are written in: one entry each, with media type and file
extension.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from peelgraph.errors import UnknownFormat

__all__ = ["EXPORTS", "GRAPHS", "NETWORKS", "ROWS", "Format", "graph_format"]


@dataclass(frozen=True)
class Format:
    """A way to write something down.

    `quads` says whether it keeps named graphs apart, `folder` whether it is several files; `writer`
    is the module of `peelgraph.export` whose `write` writes it.
    """

    name: str
    media_type: str
    extension: str
    quads: bool = False
    summary: str = ""
    writer: str = ""
    folder: bool = False


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
        Format(
            "nq",
            "application/n-quads",
            ".nq",
            quads=True,
            summary="N-Quads: a line a triple, named graphs kept",
        ),
        Format(
            "trig",
            "application/trig",
            ".trig",
            quads=True,
            summary="TriG: Turtle with named graphs",
        ),
        Format(
            "jsonld",
            "application/ld+json",
            ".jsonld",
            quads=True,
            summary="JSON-LD, named graphs kept",
        ),
        Format("ttl", "text/turtle", ".ttl", summary="Turtle: the union of all graphs"),
        Format(
            "nt",
            "application/n-triples",
            ".nt",
            summary="N-Triples: a line a triple, the union of all graphs",
        ),
        Format("rdf", "application/rdf+xml", ".rdf", summary="RDF/XML: the union of all graphs"),
    )
}

NETWORKS: dict[str, Format] = {
    f.name: f
    for f in (
        Format(
            "graphml",
            "application/graphml+xml",
            ".graphml",
            writer="graphml",
            summary="GraphML: yEd, Gephi, Cytoscape",
        ),
        Format(
            "gexf",
            "application/gexf+xml",
            ".gexf",
            writer="gexf",
            summary="GEXF 1.3 with lifetimes: Gephi",
        ),
        Format(
            "cytoscape",
            "application/json",
            ".cyjs",
            writer="cytoscape",
            summary="Cytoscape and Cytoscape.js JSON",
        ),
        Format(
            "graphology",
            "application/json",
            ".graphology.json",
            writer="graphology",
            summary="graphology JSON: sigma",
        ),
        Format(
            "d3",
            "application/json",
            ".d3.json",
            writer="d3",
            summary="node-link JSON: D3, networkx",
        ),
        Format("dot", "text/vnd.graphviz", ".dot", writer="dot", summary="DOT: Graphviz"),
        Format(
            "pajek",
            "text/plain",
            ".net",
            writer="pajek",
            summary="Pajek: labels, links and weights alone",
        ),
        Format("gml", "text/plain", ".gml", writer="gml", summary="GML: Gephi, Cytoscape, igraph"),
        Format(
            "csv",
            "text/csv",
            ".csv",
            writer="tables",
            folder=True,
            summary="a folder: CSV tables, CSVW types: Gephi",
        ),
        Format(
            "neo4j",
            "text/csv",
            ".csv",
            writer="neo4j",
            folder=True,
            summary="a folder: CSV for neo4j-admin import",
        ),
        Format(
            "html",
            "text/html",
            ".html",
            writer="html_page",
            summary="one interactive page that needs no network",
        ),
    )
}

EXPORTS: dict[str, Format] = {**NETWORKS, **GRAPHS}


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
