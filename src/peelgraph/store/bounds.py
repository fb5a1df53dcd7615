"""What RDF may look like before Oxigraph reads it, and before what it reads is carried on.

Its parsers go as deep as a text does, and unfold what XML declares: a few kilobytes end the process
or fill the memory. So the text is looked at on its way to them, block by block, and refused with
the line at which it goes too far. All that is refused here is a ValueError whose words say why.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import IO, Any

import pyoxigraph as ox

from peelgraph.sparql.terms import is_iri

__all__ = ["carried", "refuse_deep_json", "watched", "watched_xml"]

TRIPLES_DEEP = 32
"""How deep triples may stand in triples."""
ELEMENTS_DEEP = 1_000
"""How deep elements of XML may stand in elements; the time that is taken grows by the square."""
ENTITY = 200
"""How many characters an entity may stand for: those in use stand for the beginning of an IRI."""
UNFOLDED = 64 * 2**20
"""How many bytes entities may stand for in all, beyond four times what was read."""
HELD = 16 * 2**20
"""How many bytes are held until the end of a line or tag is seen."""
BLOCK = 2**20

_TURTLE = re.compile(
    rb"""
    (?P<long>\"{3}|'{3})
    | "(?:[^"\\\n\r]++|\\.)*+" | '(?:[^'\\\n\r]++|\\.)*+'
    | \\. | \#[^\n\r]*+ | <[^<>"{}|^`\s]*+>
    | (?P<opens><<|\{\|) | (?P<closes>>>|\|\})
    """,
    re.VERBOSE,
)
_MARKS = (b"<<", b"{|", b'"""', b"'''")
"""Without one of these nothing in Turtle is deep, nor goes on over lines."""
_ENDS = {
    b'"""': re.compile(rb'(?:[^"\\]++|\\.|"(?!""))*+"""', re.DOTALL),
    b"'''": re.compile(rb"(?:[^'\\]++|\\.|'(?!''))*+'''", re.DOTALL),
}
_XML = re.compile(
    rb"""
    (?P<aside><!--|<!\[CDATA\[|<\?)
    | (?P<document><!DOCTYPE\s++[^\s>\[]++\s*+(?P<elsewhere>SYSTEM|PUBLIC)?+)
    | (?P<entity><!ENTITY\s++(?:%\s++)?+[^\s>]++\s++(?P<value>"[^"]*+"|'[^']*+')?+[^<>]*+>)
    | (?P<other><!(?!--|\[CDATA\[|DOCTYPE|ENTITY))
    | (?P<closes></[^>]*+>)
    | (?P<opens><[^!?/<>"'][^<>"']*+(?:"[^"]*+"[^<>"']*+|'[^']*+'[^<>"']*+)*+>)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ASIDE_ENDS = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
_PLAIN = re.compile(rb"(?:[^&%]|&(?:\#[0-9]+|\#x[0-9A-Fa-f]+|amp|lt|gt|quot|apos);)*")
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_BRACKET = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[\[{]|[\]}]', re.DOTALL)
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


def watched(data: IO[bytes], written_in: ox.RdfFormat) -> IO[bytes]:
    """The data for Oxigraph to read; reading raises ValueError where it would go too far.

    JSON is read as a whole, and looked at by `refuse_deep_json`.
    """
    if written_in == ox.RdfFormat.JSON_LD:
        return data
    if written_in == ox.RdfFormat.RDF_XML:
        return watched_xml(data)
    return io.BufferedReader(_Watched(_looked_at_as_turtle(data)), BLOCK)


def watched_xml(data: IO[bytes], *, document_type: bool = False) -> IO[bytes]:
    """XML for a parser to read; its document type may lie elsewhere only if that is said."""
    blocks = _looked_at_as_xml(data, _XmlSeen(document_type=document_type))
    return io.BufferedReader(_Watched(blocks), BLOCK)


def carried(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The quads, as far as every layer above can carry them; ValueError names the first other."""
    for quad in quads:
        for term in quad:
            if type(term) is not ox.BlankNode and (why := _uncarried(term)):
                raise ValueError(f"{why} of {_shown(quad)}")
        yield quad


def _uncarried(term: Any) -> str | None:
    """Why a query cannot name a term, if it cannot."""
    kind = type(term)
    if kind is ox.NamedNode:
        odd = "[" in term.value and not is_iri(term.value)
        return "no query can name the IRI" if odd else None
    if kind is ox.Literal:
        return "no query can hold the character NUL" if "\0" in term.value else None
    if kind is ox.Triple:
        return next(filter(None, map(_uncarried, term)), None)
    return None


def _shown(quad: ox.Quad) -> str:
    text = str(quad)
    return text if len(text) <= 300 else f"{text[:300]}…"


def refuse_deep_json(text: bytes, most: int) -> None:
    """ValueError where arrays and objects of JSON stand in each other deeper than `most`."""
    shape = _STRING.sub(b"", text).translate(None, _NO_BRACKETS)
    for _ in range(most):
        shape = shape.replace(b"{}", b"").replace(b"[]", b"")
        if not shape:
            return
    depth = 0
    for token in _BRACKET.finditer(text):
        if token[0] in b"[{":
            depth += 1
        elif token[0] in b"]}":
            depth -= 1
        if depth > most:
            line = text.count(b"\n", 0, token.start()) + 1
            raise ValueError(f"at line {line} its JSON goes deeper than {most} levels")


class _Watched(io.RawIOBase):
    """A file of blocks that come one by one."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._rest = memoryview(block)
        part = self._rest[: len(buffer)]
        buffer[: len(part)] = part
        self._rest = self._rest[len(part) :]
        return len(part)


def _looked_at_as_turtle(data: IO[bytes]) -> Iterator[bytes]:
    """Whole lines of Turtle and its like, in which triples do not stand too deep in triples."""
    held = b""
    seen = _TurtleSeen()
    while block := data.read(BLOCK):
        held += block
        end = max(held.rfind(b"\n"), held.rfind(b"\r")) + 1
        if end:
            seen.see(held[:end])
            yield held[:end]
            held = held[end:]
        if len(held) > HELD:
            raise ValueError(f"line {seen.line} is longer than {HELD // 2**20} MB")
    seen.see(held)
    yield held


class _TurtleSeen:
    """Where in a text of Turtle one is: the line, the depth, and within which kind of text."""

    def __init__(self) -> None:
        self.line = 1
        self._depth = 0
        self._within = b""

    def see(self, lines: bytes) -> None:
        if self._within or self._depth or any(mark in lines for mark in _MARKS):
            self._look(lines)
        self.line += lines.count(b"\n")

    def _look(self, lines: bytes) -> None:
        place = 0
        while True:
            if self._within:
                end = _ENDS[self._within].match(lines, place)
                if end is None:
                    return
                self._within, place = b"", end.end()
            opened = self._to_long(lines, place)
            if opened is None:
                return
            self._within, place = opened[0], opened.end()

    def _to_long(self, lines: bytes, place: int) -> re.Match[bytes] | None:
        """The place from which a text of several lines goes on, if there is one."""
        for token in _TURTLE.finditer(lines, place):
            if token["long"]:
                return token
            if token["opens"]:
                self._depth += 1
            elif token["closes"] and self._depth:
                self._depth -= 1
            if self._depth > TRIPLES_DEEP:
                line = self.line + lines.count(b"\n", 0, token.start())
                raise ValueError(
                    f"at line {line} triples stand in triples deeper than {TRIPLES_DEEP} levels"
                )
        return None


def _looked_at_as_xml(data: IO[bytes], seen: _XmlSeen) -> Iterator[bytes]:
    """Whole tags of XML, whose elements are not too deep and whose entities are short and plain."""
    held = b""
    while block := data.read(BLOCK):
        held += block
        end = seen.see(held)
        yield held[:end]
        held = held[end:]
        if len(held) > HELD:
            raise ValueError(f"the tag at line {seen.line} is longer than {HELD // 2**20} MB")
    seen.see(held, at_end=True)
    yield held


class _XmlSeen:
    """Where in a text of XML one is: the line, the depth, and what its entities stand for."""

    def __init__(self, *, document_type: bool) -> None:
        self.line = 1
        self._document_type = document_type
        self._depth = 0
        self._read = 0
        self._longest = 0
        self._unfolded = 0

    def see(self, text: bytes, *, at_end: bool = False) -> int:
        """Look at a text as far as its tags are whole; says how far that is."""
        place = 0
        while (begin := text.find(b"<", place)) >= 0:
            # a name has an end that is seen
            if not at_end and len(text) - begin < ENTITY:
                break
            end = self._tag(text, begin)
            if end < 0 and at_end:
                line = self.line + text.count(b"\n", 0, begin)
                raise ValueError(f"the tag at line {line} has no end")
            if end < 0:
                break
            place = end
        else:
            place = len(text)
        self._unfold(text[:place])
        self.line += text.count(b"\n", 0, place)
        return place

    def _tag(self, text: bytes, begin: int) -> int:
        """Look at the tag that begins there; says where it ends, or -1 where it does not yet."""
        tag = _XML.match(text, begin)
        if tag is None:
            return -1
        if tag["aside"]:
            end_mark = _ASIDE_ENDS[tag["aside"].upper()]
            end = text.find(end_mark, tag.end())
            return end if end < 0 else end + len(end_mark)
        self._look(tag, self.line + text.count(b"\n", 0, begin) if tag["entity"] else 0)
        return tag.end()

    def _look(self, tag: re.Match[bytes], line: int) -> None:
        if tag["closes"]:
            self._depth -= 1
        elif tag["opens"]:
            self._depth += not tag[0].endswith(b"/>")
            if self._depth > ELEMENTS_DEEP:
                name = tag[0][:40].decode(errors="replace")
                raise ValueError(
                    f"from line {self.line} elements stand in elements deeper than "
                    f"{ELEMENTS_DEEP:,} levels, at {name}"
                )
        elif tag["elsewhere"] and not self._document_type:
            raise ValueError("its DOCTYPE names a file elsewhere, and nothing else is read")
        elif tag["entity"]:
            self._declare(tag["value"], line)

    def _declare(self, quoted: bytes | None, line: int) -> None:
        value = (quoted or b"")[1:-1]
        if quoted is None or len(value) > ENTITY or not _PLAIN.fullmatch(value):
            raise ValueError(
                f"the entity at line {line} is not a plain text of up to {ENTITY} characters"
            )
        self._longest = max(self._longest, len(value))

    def _unfold(self, text: bytes) -> None:
        self._read += len(text)
        self._unfolded += self._longest * text.count(b"&")
        if self._unfolded > UNFOLDED + 4 * self._read:
            raise ValueError(f"by line {self.line} its entities stand for too much")
