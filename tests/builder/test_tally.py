"""Every row of every table is in the graph, as the files themselves count; and one that is lost is seen."""

from __future__ import annotations

import csv
from collections import Counter

from rdflib import Graph

from peelgraph.builder.assemble import assemble
from peelgraph.builder.rows import map_tables
from peelgraph.builder.tally import tally
from peelgraph.graph import KnowledgeGraph
from peelgraph.resources import SHIPPED, Resources
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.things.info import TableCount


def lines(resources: Resources) -> Counter[str]:
    """The rows of each table, by name, as the csv module counts them in the files."""
    found: Counter[str] = Counter()
    for path in resources.data.rglob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found[path.stem] += sum(1 for cells in csv.reader(file) if cells) - 1
    return found


def test_every_row_of_the_shipped_tables_is_in_the_graph(kg: KnowledgeGraph) -> None:
    assert {t.table: t.read for t in kg.tables} == lines(SHIPPED)
    assert {t.table: t.kept for t in kg.tables} == lines(SHIPPED)
    assert [t.table for t in kg.tables if t.lost] == []
    assert all(t.promised <= t.yielded for t in kg.tables)


def test_the_promises_are_those_of_the_sources(kg: KnowledgeGraph) -> None:
    promised: Counter[str] = Counter()
    for path in SHIPPED.data.rglob("sources.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for part in filter(None, row["rows"].split(";")):
                    table, number = part.split()
                    promised[table] += int(number)
    assert {t.table: t.promised for t in kg.tables if t.promised} == promised


def test_a_built_graph_counts_its_rows(tree: Resources) -> None:
    counts = assemble(tree).tables
    assert {t.table: (t.read, t.kept) for t in counts} == {
        name: (n, n) for name, n in lines(tree).items()
    }


def test_what_is_lost_is_seen(tree: Resources) -> None:
    ontology = Graph().parse(tree.ontology / "peel.ttl")
    mapped = map_tables(tree, {str(term) for term in ontology.subjects()})
    store = EmbeddedStore()
    assert all(t.kept == 0 and t.lost == max(t.read, t.promised) for t in tally(mapped, store))
    mapped.pour(store)
    assert sum(t.lost for t in tally(mapped, store)) == 0
    finding = next(iter(store.select("SELECT ?f WHERE { ?f a peel:Finding } ORDER BY ?f").rows))[0]
    store.update(f"DELETE WHERE {{ GRAPH ?g {{ <{finding}> peel:polarity ?p }} }}")
    counts = {t.table: t for t in tally(mapped, store)}
    assert counts["findings"].lost == 1
    assert counts["findings"].kept == counts["findings"].read - 1
    assert sum(t.lost for t in counts.values()) == 1


def test_a_loss_of_a_promise_is_a_loss() -> None:
    assert TableCount("units", 2, 2, 3, 2).lost == 1
    assert TableCount("units", 2, 2, 2, 3).lost == 0


def test_a_graph_of_files_has_no_tables() -> None:
    assert KnowledgeGraph(EmbeddedStore()).tables == ()
