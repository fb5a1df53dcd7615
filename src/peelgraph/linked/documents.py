"""The document of a thing: what is said and inferred of it, with the passage of each."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from rdflib import RDF, RDFS, URIRef
from rdflib.term import Identifier

from peelgraph.documents.passages import Passages
from peelgraph.formats import Format
from peelgraph.linked.addresses import Addresses
from peelgraph.linked.excerpt import Excerpt
from peelgraph.store.files import write_quads
from peelgraph.store.framing import write_framed
from peelgraph.store.oxterms import RdflibTerms
from peelgraph.things.labels import Labels
from peelgraph.things.titles import Titles
from peelgraph.vocab import INFERRED, LABELS, curie

__all__ = ["Page", "Row", "Section", "Shown", "as_page", "as_rdf"]


@dataclass(frozen=True)
class Shown:
    """Something by its words, where a link leads, and its short id where it has one of ours."""

    words: str
    link: str | None = None
    id: str = ""
    language: str = ""


@dataclass(frozen=True)
class Row:
    """A value of a property, the sources that say it, and the passages that it rests on."""

    value: Shown
    sources: tuple[Shown, ...] = ()
    passages: tuple[Shown, ...] = ()


@dataclass(frozen=True)
class Section:
    """A property and its values."""

    property: Shown
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Page:
    """What a page tells of a thing; lists are by the words of properties and values."""

    iri: str
    id: str
    label: str
    classes: tuple[Shown, ...]
    said: tuple[Section, ...]
    inferred: tuple[Section, ...]
    said_elsewhere: tuple[Section, ...]
    inferred_elsewhere: tuple[Section, ...]
    total: int
    page: int
    pages: int


def as_rdf(part: Excerpt, entry: Format, addresses: Addresses, profile: str = "") -> bytes:
    """The excerpt in a format of RDF, in its named graphs where the format has them.

    A profile of JSON-LD is `expanded`, `flattened` or, as it is without one, framed around the
    thing. NotExportable where the format cannot write a predicate.
    """
    out = io.BytesIO()
    quads = list(part.store.named())
    if entry.name == "jsonld":
        write_framed(quads, out, part.thing, addresses.at("context.jsonld"), profile)
    else:
        write_quads(quads, out, entry)
    return out.getvalue()


def as_page(part: Excerpt, addresses: Addresses) -> Page:
    """What a page tells of the thing of an excerpt."""
    return _Reader(part, addresses).page()


_Said = dict[tuple[Identifier, Identifier], set[Identifier]]


@dataclass
class _Reader:
    part: Excerpt
    addresses: Addresses
    labels: Labels = field(init=False)
    titles: Titles = field(init=False)
    passages: Passages = field(init=False)

    def __post_init__(self) -> None:
        self.labels = Labels(self.part.store)
        self.titles = Titles(self.part.store)
        self.passages = Passages(self.part.store)

    def page(self) -> Page:
        thing = self.part.thing
        out: _Said = defaultdict(set)
        into: _Said = defaultdict(set)
        for subject, predicate, value, graph in self._statements():
            if subject == thing:
                out[predicate, value].add(graph)
            if value == thing:
                into[predicate, subject].add(graph)
        terms = {term for pair in (*out, *into) for term in pair}
        self.labels.learn({thing, *terms})
        self.titles.learn(graph for graphs in (*out.values(), *into.values()) for graph in graphs)
        kinds = [value for predicate, value in out if predicate == RDF.type]
        said, inferred = self._sections(out, outward=True)
        said_elsewhere, inferred_elsewhere = self._sections(into, outward=False)
        return Page(
            iri=str(thing),
            id=curie(str(thing)),
            label=self.labels(thing),
            classes=tuple(sorted(map(self._shown, kinds), key=lambda shown: shown.words)),
            said=said,
            inferred=inferred,
            said_elsewhere=said_elsewhere,
            inferred_elsewhere=inferred_elsewhere,
            total=self.part.total,
            page=self.part.page,
            pages=self.part.pages,
        )

    def _statements(self) -> Iterator[tuple[Identifier, Identifier, Identifier, Identifier]]:
        terms = RdflibTerms()
        for quad in self.part.store.named():
            # what is in a named graph has a graph with a name
            graph = terms[cast("Any", quad.graph_name)]
            # a name that was made is the page's title
            if graph != LABELS:
                yield (*terms.triple(quad), graph)

    def _sections(
        self, statements: _Said, *, outward: bool
    ) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
        said: dict[Identifier, list[Row]] = defaultdict(list)
        inferred: dict[Identifier, list[Row]] = defaultdict(list)
        for (predicate, other), graphs in statements.items():
            # its classes are the page's subtitle, and what is of a class is a list of its own
            if outward and predicate == RDF.type:
                continue
            sources = graphs - {INFERRED}
            row = self._row(predicate, other, sources, outward=outward)
            (said if sources else inferred)[predicate].append(row)
        return self._sorted(said), self._sorted(inferred)

    def _row(
        self, predicate: Identifier, other: Identifier, sources: set[Identifier], *, outward: bool
    ) -> Row:
        thing: Identifier = self.part.thing
        passages = []
        if sources and outward and predicate != RDFS.label:
            for place in self.passages.of((thing, predicate, other), sources):
                passages.append(Shown(str(place), self.addresses.link(place.iri)))
        return Row(self._shown(other), tuple(self._sources(sources)), tuple(passages))

    def _sources(self, graphs: Iterable[Identifier]) -> Iterator[Shown]:
        for source in self.titles.of(graphs):
            yield Shown(curie(source.title), self.addresses.link(str(source.iri)))

    def _sorted(self, by_property: dict[Identifier, list[Row]]) -> tuple[Section, ...]:
        sections = []
        for predicate, rows in by_property.items():
            ordered = sorted(rows, key=lambda row: (row.value.words, row.value.id))
            sections.append(Section(self._shown(predicate), tuple(ordered)))
        return tuple(sorted(sections, key=lambda section: section.property.words))

    def _shown(self, term: Identifier) -> Shown:
        words = self.labels(term)
        if not isinstance(term, URIRef):
            return Shown(words, language=getattr(term, "language", None) or "")
        name = curie(str(term))
        return Shown(words, self.addresses.link(str(term)), "" if name == words else name)
