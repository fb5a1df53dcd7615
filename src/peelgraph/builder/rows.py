"""Tables to triples: each row through the mapping of its table, and every row accounted for.

The triples of each row are first kept apart, in a graph of the row, so that whatever is wrong with
them is known by file and line; then they are poured into the graphs of their sources.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from rdflib import URIRef

from peelgraph.builder.cells import SOURCE
from peelgraph.builder.checks import Keys, dangling, idle, unknown_terms
from peelgraph.builder.mapping import (
    GOES_INTO,
    RowMapping,
    load_mapping,
    mapping_path,
)
from peelgraph.builder.promises import Promise, promises_of, unkept
from peelgraph.builder.rowproblem import RowProblem
from peelgraph.builder.tables import Place, Row, Table, read_table
from peelgraph.errors import DataError, UnreadableFile
from peelgraph.resources import Resources
from peelgraph.sparql.terms import sparql_text
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.store.naming import naming_of
from peelgraph.vocab import Naming

__all__ = ["Mapped", "map_tables"]

BATCH = 200
_INTO = sparql_text(GOES_INTO)


@dataclass
class Mapped:
    """Rows turned into triples, each row in a graph of its own inside `rows`.

    `places` says where the row of a graph stands; `yields` counts rows by source and table, and
    `promised` those that must be there by table. It is `whole` if every row could be read.
    """

    rows: EmbeddedStore = field(default_factory=EmbeddedStore)
    places: dict[str, Place] = field(default_factory=dict)
    yields: Counter[tuple[str, str]] = field(default_factory=Counter)
    promised: Counter[str] = field(default_factory=Counter)
    problems: list[RowProblem] = field(default_factory=list)
    whole: bool = True

    def problem(self, place: Place, reason: str) -> None:
        """Note something that is wrong at a place."""
        self.problems.append(RowProblem(place.file, place.line, reason))

    def where(self, node: str) -> Place | None:
        """File and line of the first row that says something about a thing."""
        rows = self.rows.select(
            f"""
            SELECT ?row WHERE {{
              GRAPH ?row {{ <{node}> ?p ?o }}
            }} ORDER BY ?row LIMIT 1"""
        ).rows
        return self.places[str(rows[0][0])] if rows else None

    def pour(self, target: EmbeddedStore) -> None:
        """Add each row's triples to the named graphs of its sources in another store."""
        graphs = self.rows.select(
            f"SELECT DISTINCT ?g WHERE {{ ?row {_INTO} ?g }} ORDER BY ?g"
        ).rows
        for (graph,) in graphs:
            assert graph is not None
            said = self.rows.construct(
                f"""
                CONSTRUCT {{ ?s ?p ?o }} WHERE {{
                  ?row {_INTO} {sparql_text(graph)} .
                  GRAPH ?row {{ ?s ?p ?o }}
                }}"""
            )
            target.load((triple for triple in said if triple[1] != GOES_INTO), graph)

    def standing(self, target: EmbeddedStore) -> dict[str, list[bool]]:
        """For each row and graph that it was poured into: whether all that it says stands there."""
        # By terms of Oxigraph: every statement is looked at, and no term of rdflib is needed.
        said = defaultdict(list)
        graphs = defaultdict(list)
        into = str(GOES_INTO)
        for quad in self.rows.inner:
            if quad.predicate.value == into:
                graphs[quad.subject.value].append(quad.object)
            else:
                said[quad.graph_name.value].append(quad)
        standing = {}
        for row in self.places:
            standing[row] = [_holds(target, said[row], graph) for graph in graphs[row]]
        return standing


def _holds(target: EmbeddedStore, quads: Iterable[Any], graph: Any) -> bool:
    """Whether a named graph of a store has the triples of all quads."""
    for quad in quads:
        found = target.inner.quads_for_pattern(
            quad.subject,
            quad.predicate,
            quad.object,
            graph,
        )
        if not any(True for _ in found):
            return False
    return True


def map_tables(resources: Resources, terms: set[str]) -> Mapped:
    """Turn all tables into triples; DataError with every problem where anything is wrong.

    Then nothing is kept. `terms` are the IRIs that the ontology defines. What rows say of each
    other is checked once all can be read.
    """
    mapped = Mapped()
    naming = naming_of(resources)
    promises: dict[str, Promise] = {}
    keys = Keys()
    for table, mapping in _tables(mapped, resources, naming):
        if table.path.stem == "sources":
            for promise in promises_of(table):
                promises[promise.source] = promise
        keys.check(table, mapping.columns)
        # Now that all is noted which its own cells tell; the rest needs the triples of all rows.
        mapped.problems += table.problems
        mapped.whole &= table.whole
        # what stands in the top folder is said by the project itself
        is_own = table.path.parent == resources.data
        source = naming.own if is_own else table.path.parent.name
        _apply(mapped, table, mapping, source, naming)
    for promise in promises.values():
        mapped.promised.update(promise.counts)
    _check_rows(mapped, terms, naming)
    if mapped.whole:
        _check_promises(mapped, promises, resources)
    if mapped.problems:
        raise DataError(sorted(set(mapped.problems)))
    return mapped


def _tables(
    mapped: Mapped, resources: Resources, naming: Naming
) -> Iterator[tuple[Table, RowMapping]]:
    """All tables with their mappings, in a fixed order; one without a mapping is noted."""
    # A mapping serves all tables of its name, and is read and tried once.
    mapping_at = cache(load_mapping)
    for path in sorted(resources.data.rglob("*.csv")):
        try:
            mapping = mapping_at(mapping_path(path, resources.data))
        except UnreadableFile as error:
            place = Place(resources.name(Path(error.path)), 1)
            mapped.problem(place, error.reason)
            mapped.whole = False
        else:
            yield read_table(path, resources.name(path), mapping.columns, naming), mapping


def _apply(
    mapped: Mapped,
    table: Table,
    mapping: RowMapping,
    source: str,
    naming: Naming,
) -> None:
    """Add the triples of a table's rows, each of which the source says unless it names others."""
    for row in table.rows:
        named = row.cells.get(SOURCE.name) or source
        for one in named.split("|"):
            mapped.yields[one.removeprefix("source/"), table.path.stem] += 1
    for start in range(0, len(table.rows), BATCH):
        batch = table.rows[start : start + BATCH]
        rows = _numbered(batch, len(mapped.places))
        for name, row in rows:
            mapped.places[str(name)] = Place(table.name, row.line)
        mapped.rows.update(mapping.insertion(rows, naming.graph_of(source)))


def _numbered(rows: Sequence[Row], first: int) -> list[tuple[URIRef, Row]]:
    """Rows with names for their graphs, which sort as the rows do."""
    numbered = []
    for number, row in enumerate(rows, first):
        # Eight digits: names are sorted as texts, and the first row that says something is told.
        name = URIRef(f"urn:peelgraph:row:{number:08}")
        numbered.append((name, row))
    return numbered


def _check_rows(mapped: Mapped, terms: set[str], naming: Naming) -> None:
    """Note what is wrong with the triples of rows, by the places of these."""
    for row in idle(mapped.rows, mapped.places):
        reason = "the row yields nothing; the mapping does not match it"
        mapped.problem(mapped.places[row], reason)
    # Where a row could not be read, what it defines is missing: that would be told of all others.
    if not mapped.whole:
        return
    for row, thing in dangling(mapped.rows, naming):
        mapped.problem(mapped.places[row], f"'{thing}' is not defined in any table")
    for row, term in unknown_terms(mapped.rows, terms, naming):
        mapped.problem(mapped.places[row], f"'{term}' is not a term of the ontology")


def _check_promises(
    mapped: Mapped,
    promises: dict[str, Promise],
    resources: Resources,
) -> None:
    for promise in promises.values():
        for reason in unkept(promise, mapped.yields):
            mapped.problem(promise.place, reason)
    top = Place(resources.name(resources.data / "sources.csv"), 1)
    sources = {source for source, _ in mapped.yields}
    for source in sources - set(promises):
        mapped.problem(top, f"source '{source}' has rows and is not among the sources")
