"""Files of RDF, read and written by Oxigraph: https://docs.rs/oxrdfio."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox
from rdflib.term import Identifier

from peelgraph.errors import UnreadableFile
from peelgraph.formats import GRAPHS, Format, graph_format
from peelgraph.store.oxterms import skolemised
from peelgraph.vocab import PREFIXES

__all__ = ["quads_of_file", "write_quads"]

_FORMATS = {name: ox.RdfFormat.from_extension(f.extension[1:]) for name, f in GRAPHS.items()}
_WITHOUT_PREFIXES = {"nq", "nt"}


def quads_of_file(path: Path, graph: Identifier) -> Iterator[ox.Quad]:
    """A file's quads, those without a graph in the one that is named.

    Blank nodes get IRIs of their own. UnreadableFile where it cannot be read.
    """
    entry, compressed = graph_format(path)
    try:
        with cast("IO[bytes]", gzip.open(path) if compressed else path.open("rb")) as data:
            quads = ox.parse(data, format=_FORMATS[entry.name])
            yield from skolemised(quads, graph)
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error
    except (SyntaxError, ValueError, EOFError, zlib.error) as error:
        raise UnreadableFile(path, " ".join(str(error).split())) from error


def write_quads(quads: Iterable[ox.Quad], out: IO[bytes], entry: Format) -> None:
    """Write quads, sorted, so that equal ones give equal bytes.

    A format of triples is given each triple once.
    """
    if entry.name == "nq":
        out.writelines(sorted(f"{quad} .\n".encode() for quad in quads))
    elif entry.quads:
        by_graph = sorted(quads, key=lambda q: (str(q.graph_name), str(q)))
        ox.serialize(by_graph, out, format=_FORMATS[entry.name], prefixes=PREFIXES)
    else:
        out.write(_triples_text({quad.triple for quad in quads}, entry))


def _triples_text(triples: Iterable[ox.Triple], entry: Format) -> bytes:
    prefixes = None if entry.name in _WITHOUT_PREFIXES else PREFIXES
    by_text = sorted(triples, key=str)
    text = ox.serialize(by_text, format=_FORMATS[entry.name], prefixes=prefixes) or b""
    # XML reads a bare CR as LF
    return text.replace(b"\r", b"&#13;") if entry.name == "rdf" else text
