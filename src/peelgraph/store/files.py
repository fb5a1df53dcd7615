"""Files of RDF, read and written by Oxigraph: https://docs.rs/oxrdfio."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox
from rdflib.term import Identifier

from peelgraph.errors import UnreadableFile, one_line
from peelgraph.formats import Format, graph_format
from peelgraph.store.oxterms import skolemised
from peelgraph.vocab import PREFIXES

__all__ = ["quads_of_file", "write_quads"]

_WITHOUT_PREFIXES = {"nq", "nt"}


def _format(entry: Format) -> ox.RdfFormat:
    """A format as Oxigraph knows it: by its extension, without the dot."""
    known = ox.RdfFormat.from_extension(entry.extension.removeprefix("."))
    assert known is not None
    return known


def _open(path: Path, *, compressed: bool) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path)) if compressed else path.open("rb")


def quads_of_file(path: Path, graph: Identifier) -> Iterator[ox.Quad]:
    """A file's quads, those without a graph in the one that is named.

    Blank nodes get IRIs of their own. UnreadableFile where it cannot be read.
    """
    entry, compressed = graph_format(path)
    try:
        with _open(path, compressed=compressed) as data:
            quads = ox.parse(data, format=_format(entry))
            yield from skolemised(quads, graph)
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error
    except (SyntaxError, ValueError, EOFError, zlib.error) as error:
        raise UnreadableFile(path, one_line(error)) from error


def write_quads(quads: Iterable[ox.Quad], out: IO[bytes], entry: Format) -> None:
    """Write quads, sorted, so that equal ones give equal bytes.

    A format of triples is given each triple once.
    """
    if entry.name == "nq":
        lines = (f"{quad} .\n".encode() for quad in quads)
        out.writelines(sorted(lines))
    elif entry.quads:
        by_graph = sorted(quads, key=_place)
        ox.serialize(by_graph, out, format=_format(entry), prefixes=PREFIXES)
    else:
        triples = {quad.triple for quad in quads}
        out.write(_triples_text(triples, entry))


def _place(quad: ox.Quad) -> tuple[str, str]:
    return str(quad.graph_name), str(quad)


def _triples_text(triples: Iterable[ox.Triple], entry: Format) -> bytes:
    prefixes = None if entry.name in _WITHOUT_PREFIXES else PREFIXES
    by_text = sorted(triples, key=str)
    text = ox.serialize(by_text, format=_format(entry), prefixes=prefixes) or b""
    if entry.name == "rdf":
        return text.replace(b"\r", b"&#13;")  # XML reads a bare CR as LF
    return text
