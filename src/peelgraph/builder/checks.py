"""What can be wrong with rows that could be read: keys, rows without triples, things undefined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import URIRef

from peelgraph.builder.cells import Column
from peelgraph.builder.tables import Place, Table
from peelgraph.store import Store
from peelgraph.vocab import OURS, PEEL, Naming

__all__ = ["Keys", "dangling", "idle", "unknown_terms"]

_IDLE = "SELECT DISTINCT ?row WHERE { GRAPH ?row { ?s ?p ?o } }"
_UNDEFINED_VALUES = """
SELECT DISTINCT ?row ?o WHERE {
  GRAPH ?row { ?s ?p ?o }
  FILTER(isIRI(?o) && STRSTARTS(STR(?o), "$names"))
  FILTER NOT EXISTS { GRAPH ?other { ?o a ?type } }
}
"""
_UNDEFINED_SUBJECTS = """
SELECT DISTINCT ?row ?s WHERE {
  GRAPH ?row { ?s ?p ?o }
  FILTER(STRSTARTS(STR(?s), "$names"))
  FILTER NOT EXISTS { GRAPH ?other { ?s a ?type } }
}
"""
_TERMS = """
SELECT DISTINCT ?row ?term WHERE {
  GRAPH ?row { ?s ?p ?o }
  VALUES ?part { 1 2 }
  BIND(IF(?part = 1, ?p, ?o) AS ?term)
  FILTER(isIRI(?term) && STRSTARTS(STR(?term), "$names"))
}
"""


class Keys:
    """The keys of all rows so far, each with the place where it was first met."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, ...], Place] = {}

    def check(self, table: Table, columns: Iterable[Column]) -> None:
        """Note the rows of a table whose key is taken.

        A key stands once in a table, and an id once in a folder; other folders may say more of the
        same thing.
        """
        names = [column.name for column in columns if column.key]
        scope = str(table.path.parent if names == ["id"] else table.path)
        for row in table.rows:
            key = [row.cells.get(name, "") for name in names]
            place = Place(table.name, row.line)
            first = self._first.setdefault((scope, *key), place)
            # A key with an empty cell tells no rows apart.
            if all(key) and first != place:
                table.problem(row.line, f"{' '.join(key)} stands in {first} already")


def idle(rows: Store, names: Iterable[str]) -> list[str]:
    """Those of the rows that yield no triple."""
    busy = {str(row) for (row,) in rows.select(_IDLE).rows}
    return [name for name in names if name not in busy]


def dangling(rows: Store, naming: Naming) -> Iterator[tuple[str, str]]:
    """Each row that speaks of a thing that none defines, with the short id of the thing."""
    for query in (_UNDEFINED_VALUES, _UNDEFINED_SUBJECTS):
        for row, node in rows.select(query.replace("$names", naming.things)).rows:
            yield str(row), str(node).removeprefix(naming.things)


def unknown_terms(rows: Store, terms: set[str], naming: Naming) -> Iterator[tuple[str, str]]:
    """Each row that uses a term that the ontology does not define, with the term.

    A folder with an ontology of its own may use ours too, for who says what.
    """
    for row, term in rows.select(_TERMS.replace("$names", naming.terms)).rows:
        if str(term) not in terms:
            yield str(row), str(term)
    if naming != OURS:
        for row, term in rows.select(_TERMS.replace("$names", OURS.terms)).rows:
            if str(term) not in terms and URIRef(str(term)) not in PEEL:
                yield str(row), str(term)
