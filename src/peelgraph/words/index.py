"""An index of all that has a name or states something: a table of names, and one of words.

It is a database of SQLite, beside a built graph or in memory, made by one query of the graph.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rdflib import RDFS, URIRef
from rdflib.term import Identifier

from peelgraph.store import View
from peelgraph.vocab import PEEL, short_id, term_name
from peelgraph.words.stems import TOKENIZER, fulltext, words_of

__all__ = ["Entry", "Hit", "Index", "entries_of", "folded", "slug_of"]

_ENTRIES = """
SELECT ?thing ?property ?text (GROUP_CONCAT(DISTINCT STR(?class); SEPARATOR=" ") AS ?classes)
WHERE {
  VALUES ?property { rdfs:label peel:alternativeName peel:statement }
  ?thing ?property ?text .
  # names that were made would make every word mean a hundred things
  FILTER NOT EXISTS { GRAPH graph:labels { ?thing ?property ?text } }
  OPTIONAL { ?thing a ?class . FILTER(isIRI(?class)) }
}
GROUP BY ?thing ?property ?text
"""
_TABLES = f"""
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, slug TEXT, label TEXT);
CREATE TABLE class (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE);
CREATE TABLE kind (class INTEGER, thing INTEGER, PRIMARY KEY (class, thing)) WITHOUT ROWID;
CREATE TABLE name (folded TEXT, thing INTEGER, PRIMARY KEY (folded, thing)) WITHOUT ROWID;
CREATE TABLE entry (id INTEGER PRIMARY KEY, thing INTEGER, property TEXT);
CREATE VIRTUAL TABLE word USING fts5(text, tokenize = '{TOKENIZER}');
CREATE INDEX slugs ON thing (slug);
"""
_OF_CLASS = """(:class IS NULL OR EXISTS (
  SELECT 1 FROM class JOIN kind ON class = id WHERE iri = :class AND thing = t.id
))"""
_NAMED = f"""
SELECT t.iri FROM name JOIN thing t ON t.id = name.thing
WHERE name.folded = :text AND {_OF_CLASS} ORDER BY t.iri
"""
_SLUGS = f"SELECT iri FROM thing t WHERE slug = :text AND {_OF_CLASS} ORDER BY iri"
_MATCHES = f"""
SELECT t.iri, t.label, entry.property, word.text, snippet(word, 0, '', '', '…', :length)
FROM word JOIN entry ON entry.id = word.rowid JOIN thing t ON t.id = entry.thing
WHERE word MATCH :match AND {_OF_CLASS} ORDER BY rank, t.iri, entry.property
"""
_NAMES = f"""
SELECT word.text
FROM word JOIN entry ON entry.id = word.rowid JOIN thing t ON t.id = entry.thing
WHERE entry.property <> :statement AND {_OF_CLASS}
"""
_STATEMENT = str(PEEL.statement)
AROUND = 24
"""How many words of a text are shown."""


class Entry(NamedTuple):
    """A name or statement of a thing, with the property that gives it and the thing's classes."""

    thing: str
    property: str
    text: str
    classes: tuple[str, ...]


class Hit(NamedTuple):
    """A thing that words find, its label if it has one, the text they stand in, and a part of it.

    `said_by` is the property that gives the text.
    """

    thing: URIRef
    label: str | None
    said_by: str
    text: str
    part: str

    @property
    def is_name(self) -> bool:
        """Whether the words stand in a name of the thing."""
        return self.said_by != _STATEMENT


def folded(text: str) -> str:
    """A text without regard to case and white space; what no text can hold is left out."""
    plain = text.encode("utf-8", "ignore").decode()
    return " ".join(plain.split()).casefold()


def entries_of(store: View) -> list[Entry]:
    """All names and statements in a graph, by one query."""
    found = []
    for thing, property_, text, classes in store.select(_ENTRIES).rows:
        if isinstance(thing, URIRef):
            kinds = tuple(sorted(str(classes or "").split()))
            found.append(Entry(str(thing), str(property_), str(text), kinds))
    return sorted(found)


class Index:
    """Names and words with the things that have them."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    @classmethod
    def open(cls, path: Path) -> Index:
        """The index in a file, for reading; sqlite3.Error where it is none."""
        # that it never changes spares the look for another's lock
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        return cls(sqlite3.connect(address, uri=True, check_same_thread=False))

    @classmethod
    def of(cls, entries: Sequence[Entry], path: Path | None = None, state: str = "") -> Index:
        """An index of entries, in memory or in a new file; `state` is kept with it."""
        database = fulltext(":memory:" if path is None else str(path))
        with database:
            database.executescript(_TABLES)
            database.execute("CREATE TABLE state AS SELECT ? AS state", [state])
            _fill(database, entries)
            database.execute("INSERT INTO word (word) VALUES ('optimize')")
        return cls(database)

    @property
    def state(self) -> str:
        """What was kept with it of the graph's state."""
        return str(self._database.execute("SELECT state FROM state").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def named(self, text: str, of: Identifier | None = None) -> list[URIRef]:
        """The things with just this name, of a class if one is given."""
        return self._iris(_NAMED, text=folded(text), **_class(of))

    def with_slug(self, text: str, of: Identifier | None = None) -> list[URIRef]:
        """The things whose short id ends so; words may stand in the place of its hyphens."""
        return self._iris(_SLUGS, text=folded(text).replace(" ", "-"), **_class(of))

    def with_words(self, text: str, of: Identifier | None = None) -> list[URIRef]:
        """The things of which one name has all the words of a text, by their stems."""
        hits = (hit.thing for hit in self._hits(_all(text), of) if hit.is_name)
        return list(dict.fromkeys(hits))

    def search(self, text: str, of: Identifier | None = None) -> Iterator[Hit]:
        """Names and statements with all the words of a text, or else with some; the best first."""
        hits = self._hits(_all(text), of) or self._hits(_any(text), of)
        met = set[URIRef]()
        for hit in hits:
            if hit.thing not in met:
                met.add(hit.thing)
                yield hit

    def names(self, of: Identifier | None = None) -> list[str]:
        """All names, as they are written."""
        rows = self._database.execute(_NAMES, {"statement": _STATEMENT, **_class(of)})
        return sorted({text for (text,) in rows})

    def _iris(self, query: str, **given: str | None) -> list[URIRef]:
        return [URIRef(iri) for (iri,) in self._database.execute(query, given)]

    def _hits(self, match: str, of: Identifier | None) -> list[Hit]:
        if not match:
            return []
        given = {"match": match, "length": AROUND, **_class(of)}
        rows = self._database.execute(_MATCHES, given)
        return [Hit(URIRef(iri), *rest) for iri, *rest in rows]


def _fill(database: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    numbers: dict[str, int] = {}
    kinds: dict[str, int] = {}
    for entry_number, entry in enumerate(entries, 1):
        number = numbers.setdefault(entry.thing, len(numbers) + 1)
        thing = (number, entry.thing, slug_of(entry.thing) or None)
        database.execute("INSERT OR IGNORE INTO thing (id, iri, slug) VALUES (?, ?, ?)", thing)
        for name in entry.classes:
            kind = kinds.setdefault(name, len(kinds) + 1)
            database.execute("INSERT OR IGNORE INTO class VALUES (?, ?)", (kind, name))
            database.execute("INSERT OR IGNORE INTO kind VALUES (?, ?)", (kind, number))
        entry_row = (entry_number, number, entry.property)
        database.execute("INSERT INTO entry VALUES (?, ?, ?)", entry_row)
        text = (entry_number, entry.text)
        database.execute("INSERT INTO word (rowid, text) VALUES (?, ?)", text)
        if entry.property != _STATEMENT:
            row = (folded(entry.text), number)
            database.execute("INSERT OR IGNORE INTO name VALUES (?, ?)", row)
        if entry.property == str(RDFS.label):
            label = "UPDATE thing SET label = ? WHERE id = ? AND label IS NULL"
            database.execute(label, (entry.text, number))


def slug_of(iri: str) -> str:
    """What stands after the kind in a short id, or the name of a term; in lower case.

    >>> slug_of("https://w3id.org/peelgraph/id/force/kent")
    'kent'
    """
    if short := short_id(iri):
        return short.partition("/")[2].casefold()
    return (term_name(iri) or "").casefold()


def _class(of: Identifier | None) -> dict[str, str | None]:
    return {"class": None if of is None else str(of)}


def _all(text: str) -> str:
    return " ".join(f'"{word}"' for word in words_of(text))


def _any(text: str) -> str:
    return " OR ".join(f'"{word}"' for word in words_of(text))
