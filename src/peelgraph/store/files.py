"""Files of RDF, read and written by Oxigraph: https://docs.rs/oxrdfio."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox
from rdflib.term import Identifier

from peelgraph.errors import NotExportable, UnreadableFile, one_line
from peelgraph.formats import GRAPHS, Format
from peelgraph.store.bounds import carried, refuse_deep_json, watched
from peelgraph.store.catalogue import Catalogue
from peelgraph.store.jsonld import is_writable, write_compact
from peelgraph.store.oxterms import blank_again, skolemised
from peelgraph.store.serialisation import opened, serialisation
from peelgraph.vocab import PREFIXES

__all__ = [
    "AS_NAMED",
    "UNREADABLE",
    "Reading",
    "numbered",
    "quads_in",
    "quads_of_file",
    "text_of_triples",
    "write_quads",
]

JSON_DEEP = 256
"""How deep JSON-LD may go; the memory that Oxigraph takes grows by the square of it."""
JSON_LD_SIZE = 256 * 2**20
UNREADABLE = (SyntaxError, ValueError, EOFError, MemoryError, zlib.error)
"""What reading raises; Oxigraph lacks memory where one term is longer than 16 MB."""
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
            quads = quads_in(data, written_in, base, reading.catalogue)
            yield from skolemised(quads, graph, names)
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error
    except UNREADABLE as error:
        raise UnreadableFile(path, one_line(error)) from error


def quads_in(
    data: IO[bytes],
    written_in: ox.RdfFormat,
    base: str,
    catalogue: Catalogue | None = None,
) -> Iterator[ox.Quad]:
    """The quads of RDF, whoever wrote it; SyntaxError or ValueError says why it cannot be read.

    Nothing is fetched from anywhere: the contexts of JSON-LD are those of the catalogue.
    """
    content: IO[bytes] | bytes
    if written_in == _JSON_LD:
        content = _with_contexts(data.read(JSON_LD_SIZE + 1), catalogue or {})
    else:
        content = watched(data, written_in)
    yield from carried(ox.parse(content, format=written_in, base_iri=base))


def _with_contexts(text: bytes, catalogue: Catalogue) -> bytes:
    """JSON-LD with the contexts that it names by IRI written into it."""
    if len(text) > JSON_LD_SIZE:
        raise ValueError(f"JSON-LD is read as a whole, up to {JSON_LD_SIZE // 2**20} MB")
    within: list[str] = []

    def context(named: Any) -> Any:
        if isinstance(named, list):
            return [context(part) for part in named]
        if not isinstance(named, str):
            return inlined(named)
        if named not in catalogue:
            raise ValueError(
                f"its context {named} is in no catalogue, and nothing is fetched from the web"
            )
        if named in within:
            raise ValueError(f"its context {named} names itself")
        within.append(named)
        found = _json(catalogue[named].read_bytes())
        made = context(found.get("@context", {}) if isinstance(found, dict) else {})
        within.pop()
        return made

    def inlined(value: Any) -> Any:
        if isinstance(value, list):
            return [inlined(part) for part in value]
        if not isinstance(value, dict):
            return value
        return {
            key: context(part) if key == "@context" else inlined(part)
            for key, part in value.items()
        }

    return json.dumps(inlined(_json(text))).encode()


def _json(text: bytes) -> Any:
    refuse_deep_json(text, JSON_DEEP)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"error parsing JSON: {error}") from error


def numbered(path: Path) -> Iterator[ox.Quad]:
    """The quads of a file of Turtle, blank nodes named in the order in which they come."""
    names: dict[object, ox.BlankNode] = {}

    def named(term: Any) -> Any:
        if isinstance(term, ox.BlankNode):
            return names.setdefault(term, ox.BlankNode(f"b{len(names) + 1}"))
        return term

    for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
        yield ox.Quad(named(quad.subject), quad.predicate, named(quad.object))


def write_quads(
    quads: Iterable[ox.Quad],
    out: IO[bytes],
    entry: Format,
    prefixes: Mapping[str, str] = PREFIXES,
) -> None:
    """Write quads, sorted, so that equal ones give equal bytes.

    A format of triples is given each triple once. What was blank in a file is so again.
    """
    quads = blank_again(quads)
    if entry.name == "nq":
        lines = (f"{quad} .\n".encode() for quad in quads)
        out.writelines(sorted(lines))
    elif entry.quads:
        by_graph = sorted(quads, key=_place)
        if entry.name == "jsonld" and is_writable(by_graph):
            write_compact(by_graph, out)
            return
        ox.serialize(by_graph, out, format=_format(entry), prefixes=dict(prefixes))
    else:
        triples = {quad.triple for quad in quads}
        out.write(_triples_text(triples, entry, prefixes))


def text_of_triples(triples: Iterable[ox.Triple], format: str) -> bytes:
    """Triples in a format of graphs, by its name, sorted."""
    return _triples_text(triples, GRAPHS[format], PREFIXES)


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


def _triples_text(triples: Iterable[ox.Triple], entry: Format, known: Mapping[str, str]) -> bytes:
    prefixes = None if entry.name in _WITHOUT_PREFIXES else dict(known)
    by_text = sorted(triples, key=str)
    text = ox.serialize(by_text, format=_format(entry), prefixes=prefixes) or b""
    if entry.name == "rdf":
        _refuse_nameless(by_text)
        return text.replace(b"\r", b"&#13;")  # XML reads a bare CR as LF
    return text
