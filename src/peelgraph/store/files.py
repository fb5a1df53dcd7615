"""Files of RDF, read and written by Oxigraph: https://docs.rs/oxrdfio."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox
from rdflib.term import Identifier

from peelgraph.errors import NotExportable, UnreadableFile, one_line
from peelgraph.formats import Format, graph_format
from peelgraph.store.oxterms import skolemised
from peelgraph.vocab import PREFIXES

__all__ = ["quads_of_file", "write_quads"]

_WITHOUT_PREFIXES = {"nq", "nt"}
# A name of XML without a colon: https://www.w3.org/TR/xml-names/#NT-NCName.
_LOCAL = re.compile(
    r"[A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF]"
    r"[\w.\-\u00B7\u0300-\u036F\u203F-\u2040]*\Z"
)


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


def _refuse_nameless(triples: Iterable[ox.Triple]) -> None:
    """NotExportable where RDF/XML cannot name a predicate, which ends in no name of XML."""
    for iri in dict.fromkeys(triple.predicate.value for triple in triples):
        if not _LOCAL.search(iri):
            raise NotExportable(
                f"RDF/XML cannot write the predicate <{iri}>: it does not end in a name; "
                "take another format, such as Turtle"
            )


def _place(quad: ox.Quad) -> tuple[str, str]:
    return str(quad.graph_name), str(quad)


def _triples_text(triples: Iterable[ox.Triple], entry: Format) -> bytes:
    prefixes = None if entry.name in _WITHOUT_PREFIXES else PREFIXES
    by_text = sorted(triples, key=str)
    text = ox.serialize(by_text, format=_format(entry), prefixes=prefixes) or b""
    if entry.name == "rdf":
        _refuse_nameless(by_text)
        return text.replace(b"\r", b"&#13;")  # XML reads a bare CR as LF
    return text
