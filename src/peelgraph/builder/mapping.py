"""Tables to triples: each row through the CONSTRUCT of its table, and every row accounted for.

The CONSTRUCT of `data/**/<table>.csv` is `<table>.rq` in the same folder or the nearest one above
it. Its header declares the columns; its variables are their names. A batch of rows goes in as a
leading VALUES block. The triples of each row are first kept apart, in a graph of the row, so that
whatever is wrong with them is known by file and line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from rdflib import URIRef

from peelgraph.builder.rowproblem import RowProblem
from peelgraph.builder.tables import INTO, SOURCE, TYPES, Column, Row, Table, read_table
from peelgraph.errors import DataError, QueryError, UnreadableFile
from peelgraph.resources import Resources, read_text
from peelgraph.sparql.header import read_header
from peelgraph.sparql.terms import sparql_text
from peelgraph.sparql.tokens import construct_parts, variables
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import ID, PEEL, graph_of

__all__ = ["Mapped", "RowMapping", "load_mapping", "map_tables"]

BATCH = 200
OWN_SOURCE = "peelgraph"
_INTO = "<urn:peelgraph:into>"


@dataclass(frozen=True)
class RowMapping:
    """The CONSTRUCT of a table: its prologue, template and body, and the columns that its header
    declares.
    """

    prologue: str
    template: str
    body: str
    columns: tuple[Column, ...]


@dataclass
class Mapped:
    """Rows turned into triples, each row in a graph of its own inside `rows`; `whole` if every row
    could be read.
    """

    rows: EmbeddedStore = field(default_factory=EmbeddedStore)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    yields: Counter[tuple[str, str]] = field(default_factory=Counter)
    promised: Counter[str] = field(default_factory=Counter)
    problems: list[RowProblem] = field(default_factory=list)
    whole: bool = True

    def where(self, node: str) -> tuple[str, int] | None:
        """File and line of the first row that says something about a thing."""
        answer = self.rows.select(
            f"SELECT ?row WHERE {{ GRAPH ?row {{ <{node}> ?p ?o }} }} ORDER BY ?row LIMIT 1"
        )
        return self.places[str(answer.rows[0][0])] if answer.rows else None

    def pour(self, target: EmbeddedStore) -> None:
        """Add each row's triples to the named graph of its source in another store."""
        graphs = self.rows.select(
            f"SELECT DISTINCT ?g WHERE {{ ?row {_INTO} ?g }} ORDER BY ?g"
        ).rows
        for (graph,) in graphs:
            assert graph is not None
            name = sparql_text(graph)
            query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?row {_INTO} {name} . GRAPH ?row {{ ?s ?p ?o }} }}"
            target.load((t for t in self.rows.construct(query) if str(t[1]) != _INTO[1:-1]), graph)

    def standing(self, target: EmbeddedStore) -> dict[str, list[bool]]:
        """For each row, and each graph that it was poured into in another store: whether all it
        says stands there.
        """
        said, graphs = defaultdict(list), defaultdict(list)
        for quad in self.rows.inner:
            if str(quad.predicate) == _INTO:
                graphs[quad.subject.value].append(quad.object)
            else:
                said[quad.graph_name.value].append(quad)

        def holds(row: str, graph: Any) -> bool:
            found = (
                target.inner.quads_for_pattern(q.subject, q.predicate, q.object, graph)
                for q in said[row]
            )
            return all(any(True for _ in quads) for quads in found)

        return {row: [holds(row, graph) for graph in graphs[row]] for row in self.places}


def load_mapping(path: Path) -> RowMapping:
    """Read a table's mapping; UnreadableFile where header and CONSTRUCT do not fit together."""
    text = read_text(path)
    header = read_header(path, text)
    try:
        columns = tuple(Column(name, **spec) for name, spec in header["columns"].items())
        prologue, template, body = construct_parts(text)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise UnreadableFile(path, f"it is not a mapping ({error})") from error
    used = variables(template + body)
    if unused := [c.name for c in columns if c.type != "rows" and c.name not in used]:
        raise UnreadableFile(path, f"it does not use its columns {', '.join(unused)}")
    if unknown := [c.type for c in columns if c.type not in TYPES]:
        raise UnreadableFile(
            path, f"there are no column types {', '.join(unknown)}; there are {', '.join(TYPES)}"
        )
    mapping = RowMapping(prologue, template, body, columns)
    try:
        EmbeddedStore().update(_insertion(mapping, [], graph_of(OWN_SOURCE)))
    except QueryError as error:
        raise UnreadableFile(path, f"its CONSTRUCT cannot be run ({error.reason})") from error
    return mapping


class Expectation(NamedTuple):
    """The rows that a source promises of each table, and where it does so."""

    file: str
    line: int
    counts: Mapping[str, int]


def _mapping_path(table: Path, top: Path) -> Path:
    for folder in (table.parent, *table.parent.parents):
        if (candidate := folder / f"{table.stem}.rq").is_file():
            return candidate
        if folder == top:
            break
    raise UnreadableFile(table, f"there is no mapping {table.stem}.rq beside it or above it")


def map_tables(resources: Resources, terms: set[str]) -> Mapped:
    """Turn all tables into triples; DataError with every problem where anything is wrong, and then
    nothing is kept.

    `terms` are the IRIs that the ontology defines. What rows say of each other is checked once all
    can be read.
    """
    mapped = Mapped()
    expected: dict[str, Expectation] = {}
    keys: dict[tuple[str, ...], tuple[str, int]] = {}
    mapping_at = cache(load_mapping)
    for path in sorted(resources.data.rglob("*.csv")):
        try:
            mapping = mapping_at(_mapping_path(path, resources.data))
        except UnreadableFile as error:
            mapped.problems.append(RowProblem(resources.name(Path(error.path)), 1, error.reason))
            mapped.whole = False
            continue
        table = read_table(path, resources.name(path), mapping.columns)
        mapped.problems += table.problems
        mapped.whole &= table.whole
        _check_keys(mapped, table, mapping, keys)
        if path.stem == "sources":
            expected |= dict(_expectations(mapped, table))
        source = OWN_SOURCE if path.parent == resources.data else path.parent.name
        _apply(mapped, table, mapping, source)
    _check_rows(mapped)
    for promise in expected.values():
        mapped.promised.update(promise.counts)
    if mapped.whole:
        _check_yields(mapped, resources, expected)
        _check_references(mapped, terms)
    if mapped.problems:
        raise DataError(sorted(set(mapped.problems)))
    return mapped


def _check_keys(
    mapped: Mapped, table: Table, mapping: RowMapping, keys: dict[tuple[str, ...], tuple[str, int]]
) -> None:
    """A key stands once in a table, and an id once in a folder; other folders may say more of the
    same thing.
    """
    names = [c.name for c in mapping.columns if c.key]
    scope = str(table.path.parent if names == ["id"] else table.path)
    for row in table.rows:
        key = tuple(row.cells.get(name, "") for name in names)
        file, line = keys.setdefault((scope, *key), (table.name, row.line))
        if all(key) and (file, line) != (table.name, row.line):
            mapped.problems.append(
                RowProblem(table.name, row.line, f"{' '.join(key)} stands in {file}:{line} already")
            )


def _expectations(mapped: Mapped, table: Table) -> Iterator[tuple[str, Expectation]]:
    for row in table.rows:
        counts = {}
        for part in filter(None, (p.strip() for p in row.cells.get("rows", "").split(";"))):
            kind, _, number = part.rpartition(" ")
            if not kind or not number.isdecimal():
                mapped.problems.append(
                    RowProblem(
                        table.name, row.line, f"column 'rows': '{part}' is not 'table number'"
                    )
                )
            else:
                counts[kind] = int(number)
        yield (
            row.cells.get("id", "").removeprefix("source/"),
            Expectation(table.name, row.line, counts),
        )


def _check_yields(
    mapped: Mapped, resources: Resources, expected: Mapping[str, Expectation]
) -> None:
    for source, promised in expected.items():
        for kind, number in promised.counts.items():
            if (got := mapped.yields[source, kind]) < number:
                reason = (
                    f"source '{source}' yields {got} rows of {kind} where {number} are promised"
                )
                mapped.problems.append(RowProblem(promised.file, promised.line, reason))
    file = resources.name(resources.data / "sources.csv")
    for source in sorted({source for source, _ in mapped.yields} - set(expected)):
        mapped.problems.append(
            RowProblem(file, 1, f"source '{source}' has rows and is not among the sources")
        )


def _apply(mapped: Mapped, table: Table, mapping: RowMapping, source: str) -> None:
    for row in table.rows:
        for named in (row.cells.get(SOURCE.name) or source).split("|"):
            mapped.yields[named.removeprefix("source/"), table.path.stem] += 1
    for start in range(0, len(table.rows), BATCH):
        batch = table.rows[start : start + BATCH]
        names = [
            URIRef(f"urn:peelgraph:row:{len(mapped.places) + i:08}") for i in range(len(batch))
        ]
        mapped.places |= {
            str(n): (table.name, row.line) for n, row in zip(names, batch, strict=True)
        }
        mapped.rows.update(
            _insertion(mapping, list(zip(names, batch, strict=True)), graph_of(source))
        )


def _check_rows(mapped: Mapped) -> None:
    done = {
        str(r)
        for (r,) in mapped.rows.select("SELECT DISTINCT ?r WHERE { GRAPH ?r { ?s ?p ?o } }").rows
    }
    for name, (file, line) in mapped.places.items():
        if name not in done:
            mapped.problems.append(
                RowProblem(file, line, "the row yields nothing; the mapping does not match it")
            )


def _insertion(mapping: RowMapping, rows: list[tuple[URIRef, Row]], graph: URIRef) -> str:
    columns = sorted(
        {INTO, *(name for _, row in rows for solution in row.solutions for name in solution)}
    )
    lines = []
    for name, row in rows:
        for solution in row.solutions:
            terms = {INTO: graph} | solution
            cells = (sparql_text(terms[c]) if c in terms else "UNDEF" for c in columns)
            lines.append(f"({sparql_text(name)} {' '.join(cells)})")
    header = " ".join(f"?{c}" for c in columns)
    values = f"VALUES (?row_ {header}) {{\n" + "\n".join(lines) + "\n}"
    return (
        f"{mapping.prologue} INSERT {{ GRAPH ?row_ {{ {mapping.template} }} ?row_ {_INTO} ?{INTO} }}\n"
        f"WHERE {{ {values}\n{mapping.body} }}"
    )


def _check_references(mapped: Mapped, terms: set[str]) -> None:
    """Every thing that is spoken of must be defined by a row, and every term by the ontology."""
    dangling = mapped.rows.select(
        f"""SELECT DISTINCT ?row ?o WHERE {{
          GRAPH ?row {{ ?s ?p ?o }} FILTER(isIRI(?o) && STRSTARTS(STR(?o), "{ID}"))
          FILTER NOT EXISTS {{ GRAPH ?other {{ ?o a ?type }} }} }}"""
    ).rows
    undefined = mapped.rows.select(
        f"""SELECT DISTINCT ?row ?s WHERE {{
          GRAPH ?row {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?s), "{ID}"))
          FILTER NOT EXISTS {{ GRAPH ?other {{ ?s a ?type }} }} }}"""
    ).rows
    for row, node in [*dangling, *undefined]:
        file, line = mapped.places[str(row)]
        mapped.problems.append(
            RowProblem(
                file, line, f"'{str(node).removeprefix(str(ID))}' is not defined in any table"
            )
        )
    used = mapped.rows.select(
        f"""SELECT DISTINCT ?row ?t WHERE {{ GRAPH ?row {{ ?s ?p ?o }}
          VALUES ?t_ {{ 1 2 }} BIND(IF(?t_ = 1, ?p, ?o) AS ?t)
          FILTER(isIRI(?t) && STRSTARTS(STR(?t), "{PEEL._NS}")) }}"""
    ).rows
    for row, term in used:
        if str(term) not in terms:
            file, line = mapped.places[str(row)]
            mapped.problems.append(
                RowProblem(file, line, f"'{term}' is not a term of the ontology")
            )
