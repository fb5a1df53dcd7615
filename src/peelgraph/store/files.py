"""Files of RDF, read and written by Oxigraph: https://docs.rs/oxrdfio."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox
from rdflib.term import Identifier

from peelgraph.errors import NotExportable, UnreadableFile, one_line
from peelgraph.formats import Format
from peelgraph.store.catalogue import Catalogue
from peelgraph.store.oxterms import blank_again, skolemised
from peelgraph.store.serialisation import opened, serialisation
from peelgraph.vocab import PREFIXES

__all__ = ["AS_NAMED", "Reading", "quads_of_file", "write_quads"]

_JSON_LD = ox.RdfFormat.JSON_LD

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


@dataclass(frozen=True)
class Reading:
    """How files are read, where their own names and words do not tell.

    `format` is the name of a serialisation, `base` what relative IRIs are relative to (without it a
    file's own IRI), `catalogue` where the contexts of JSON-LD lie.
    """

    format: str | None = None
    base: str | None = None
    catalogue: Catalogue = field(default_factory=dict)


AS_NAMED = Reading()
"""By their names, or by how they begin."""


def quads_of_file(
    path: Path, graph: Identifier, reading: Reading = AS_NAMED, names: Identifier | None = None
) -> Iterator[ox.Quad]:
    """A file's quads, those without a graph in the one that is named.

    Blank nodes get IRIs of their own, under `names` or the graph. UnreadableFile where it cannot be
    read.
    """
    try:
        written_in = serialisation(path, reading.format)
        base = reading.base or path.resolve().as_uri()
        with opened(path) as data:
            content = _with_contexts(path, data, reading) if written_in == _JSON_LD else data
            quads = ox.parse(content, format=written_in, base_iri=base)
            yield from skolemised(quads, graph, names)
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error
    except (SyntaxError, ValueError, EOFError, zlib.error) as error:
        raise UnreadableFile(path, one_line(error)) from error


def _with_contexts(path: Path, data: IO[bytes], reading: Reading) -> bytes:
    """JSON-LD with the contexts that it names by IRI written into it."""

    def context(named: Any) -> Any:
        if isinstance(named, list):
            return [context(part) for part in named]
        if not isinstance(named, str):
            return inlined(named)
        if named not in reading.catalogue:
            reason = f"its context {named} is in no catalogue, and nothing is fetched from the web"
            raise UnreadableFile(path, reason)
        found = json.loads(reading.catalogue[named].read_bytes())
        return context(found.get("@context", {}))

    def inlined(value: Any) -> Any:
        if isinstance(value, list):
            return [inlined(part) for part in value]
        if not isinstance(value, dict):
            return value
        return {
            key: context(part) if key == "@context" else inlined(part)
            for key, part in value.items()
        }

    try:
        document = json.load(data)
    except json.JSONDecodeError as error:
        raise UnreadableFile(path, f"error parsing JSON: {error}") from error
    return json.dumps(inlined(document)).encode()


def write_quads(quads: Iterable[ox.Quad], out: IO[bytes], entry: Format) -> None:
    """Write quads, sorted, so that equal ones give equal bytes.

    A format of triples is given each triple once. What was blank in a file is so again.
    """
    quads = blank_again(quads)
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
