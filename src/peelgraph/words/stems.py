"""The stems of words, by the Porter stemmer of SQLite's FTS5: https://sqlite.org/fts5.html.

Python brings it, the index of names stems by it, and it is the same wherever this runs; so that
what a build says of a statement and what an argument becomes are made by one stemmer.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

from peelgraph.errors import NoFullText

__all__ = ["SMALL", "TOKENIZER", "fulltext", "line_of", "stems", "stems_of", "words_of"]

TOKENIZER = "porter unicode61 remove_diacritics 2"
SMALL = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "s", "the"}
    | {"to", "with"}
)
"""Words that say nothing of what a text is about: neither looked for nor kept as stems."""
_WORD = re.compile(r"[^\W_]+")


def fulltext(database: str = ":memory:", *, uri: bool = False) -> sqlite3.Connection:
    """A database that can search in texts; NoFullText where this Python's SQLite cannot.

    >>> fulltext().execute("SELECT 1").fetchone()
    (1,)
    """
    connection = sqlite3.connect(database, uri=uri, check_same_thread=False)
    try:
        connection.execute("SELECT fts5_source_id()")
    except sqlite3.OperationalError as error:
        connection.close()
        raise NoFullText(sqlite3.sqlite_version) from error
    return connection


def words_of(text: str) -> list[str]:
    """The words of a text that say what it is about, as they are written.

    >>> words_of("the anti-corruption and vetting unit")
    ['anti', 'corruption', 'vetting', 'unit']
    """
    return [word for word in _WORD.findall(text) if word.casefold() not in SMALL]


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words, each once and sorted.

    >>> stems("The force surveys all of its staff")
    ('all', 'forc', 'it', 'staff', 'survei')
    """
    return next(stems_of([text]))


def stems_of(texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The stems of each of some texts."""
    kept = [" ".join(words_of(text)) for text in texts]
    database = _stemmer()
    with database:
        database.executemany("INSERT INTO said (rowid, text) VALUES (?, ?)", enumerate(kept))
        rows = database.execute("SELECT DISTINCT doc, term FROM stem ORDER BY doc, term").fetchall()
        database.execute("DELETE FROM said")
    found = {number: [term for _, term in group] for number, group in groupby(rows, _first)}
    for number in range(len(kept)):
        yield tuple(found.get(number, ()))


def line_of(found: Iterable[str]) -> str:
    """Stems as one text in which each stands between spaces, so that a query finds a whole one.

    >>> line_of(("staff", "survei"))
    ' staff survei '
    """
    return f" {' '.join(found)} "


@cache  # one for the process: it is empty between two uses
def _stemmer() -> sqlite3.Connection:
    database = fulltext()
    database.execute(f"CREATE VIRTUAL TABLE said USING fts5(text, tokenize = '{TOKENIZER}')")
    database.execute("CREATE VIRTUAL TABLE stem USING fts5vocab(said, 'instance')")
    return database


def _first(row: tuple[int, str]) -> int:
    return row[0]
