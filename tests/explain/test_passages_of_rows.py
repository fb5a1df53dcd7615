"""The passages of a leaf are those of the row that says it: over every triple that a table says, by the tables themselves."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from peelgraph.builder.rows import map_tables
from peelgraph.builder.tables import Place
from peelgraph.documents.passages import passages_of
from peelgraph.explain import Explainer
from peelgraph.graph import KnowledgeGraph
from peelgraph.resources import SHIPPED
from peelgraph.store import Triple
from peelgraph.vocab import ID, ONTOLOGY, graph_of

WITHOUT_PASSAGES = ("borders", "tiles")
"""Tables whose rows have no id, so that no passage can name them."""


class Record(NamedTuple):
    """A row as a person reads it: the thing that its passages name, if any, and the sources that say it."""

    name: str
    graphs: frozenset[str]


COMMON = {str(ID[name]) for name in ("dataset/figures", "scheme/functions", "scheme/topics")}
"""What all rows of a table say alike is of none of them."""
Passages = dict[str, dict[str, set[str]]]
"""The IRIs of the passages that name a thing, by thing and by the graph of the passage's row."""


def tables() -> Iterator[tuple[Place, str, dict[str, str]]]:
    """Every row of the shipped tables with its place and the source of its folder."""
    for path in SHIPPED.data.rglob("*.csv"):
        own = "peelgraph" if path.parent == SHIPPED.data else path.parent.name
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            line = reader.line_num
            for row in reader:
                # A cell may hold line breaks: a row stands where the one before it ends.
                yield Place(SHIPPED.name(path), max(line, 1) + 1), own, row
                line = reader.line_num


def graphs_of(row: dict[str, str], own: str) -> frozenset[str]:
    named = row.get("source") or own
    return frozenset(str(graph_of(one.removeprefix("source/"))) for one in named.split("|"))


def place_of(row: dict[str, str], kind: str) -> str:
    document = row["document"].removeprefix("source/")
    return str(ID[f"{kind}/{document}.{row['start']}-{row['end']}"])


@pytest.fixture(scope="module")
def records() -> dict[Place, Record]:
    found = {}
    for place, own, row in tables():
        table = Path(place.file).stem
        if table in WITHOUT_PASSAGES:
            name = ""
        elif table in {"passages", "coverage"}:
            kind = {"passages": "passage", "coverage": "sentence"}[table]
            name = place_of(row, kind)
        else:
            name = str(ID[row["id"]])
        found[place] = Record(name, graphs_of(row, own))
    return found


@pytest.fixture(scope="module")
def named() -> Passages:
    found: Passages = defaultdict(lambda: defaultdict(set))
    for place, own, row in tables():
        if Path(place.file).stem == "passages":
            for thing in row["statement"].split("|"):
                for graph in graphs_of(row, own):
                    found[str(ID[thing])][graph].add(place_of(row, "passage"))
    return found


@pytest.fixture(scope="module")
def said_by(kg: KnowledgeGraph, records: dict[Place, Record]) -> dict[Triple, list[Record]]:
    """The rows that say each triple of the tables."""
    terms = {str(term) for (term,) in kg.sparql("SELECT DISTINCT ?term WHERE { ?term a ?kind }")}
    mapped = map_tables(SHIPPED, terms)
    assert set(mapped.places.values()) == set(records)
    said = defaultdict(list)
    answer = mapped.rows.select("SELECT ?row ?s ?p ?o WHERE { GRAPH ?row { ?s ?p ?o } }")
    for row, *triple in answer.rows:
        said[tuple(triple)].append(records[mapped.places[str(row)]])
    return said


def own_passages(rows: list[Record], named: Passages, sources: dict[str, set[str]]) -> set[str]:
    """The passages of rows that say the same; of another source's only where it can be no other row's."""
    found: set[str] = set()
    for name in {row.name for row in rows}:
        if name.partition("/id/")[2].startswith(("passage/", "sentence/")):
            found.add(name)
            continue
        saying = set().union(*(row.graphs for row in rows if row.name == name))
        for graph, places in named.get(name, {}).items():
            if graph in saying or (graph not in sources[name] and sources[name] <= saying):
                found |= places
    return found


def test_every_said_triple_has_the_passages_of_its_row(
    kg: KnowledgeGraph,
    records: dict[Place, Record],
    named: Passages,
    said_by: dict[Triple, list[Record]],
) -> None:
    sources: defaultdict[str, set[str]] = defaultdict(set)
    for record in records.values():
        sources[record.name] |= record.graphs
    wanted = {
        triple: set() if str(triple[0]) in COMMON else own_passages(rows, named, sources)
        for triple, rows in said_by.items()
    }
    explainer = Explainer(kg.store, kg.rules)
    explainer.derivations.learn(wanted)
    wrong = {}
    for triple, places in wanted.items():
        leaf = explainer.why(triple)
        given = {passage.iri for passage in leaf.passages}
        graphs = {str(source.graph) for source in leaf.sources}
        assert leaf.is_leaf
        assert graphs == set().union(*(row.graphs for row in said_by[triple])), triple
        if given != places:
            wrong[triple] = (given - places, places - given)
    assert wrong == {}
    assert sum(map(bool, wanted.values())) > 20_000


def test_what_the_ontology_says_stands_in_no_passage(kg: KnowledgeGraph) -> None:
    explainer = Explainer(kg.store, kg.rules)
    answer = kg.store.select(f"SELECT ?s ?p ?o WHERE {{ GRAPH <{ONTOLOGY}> {{ ?s ?p ?o }} }}")
    triples = [tuple(row) for row in answer.rows]
    assert len(triples) > 1_000
    explainer.derivations.learn(triples)
    assert not any(explainer.why(triple).passages for triple in triples)


@pytest.mark.parametrize(
    "report", ["peel-2016-cambridgeshire", "peel-2016-efficiency-cambridgeshire"]
)
def test_a_link_has_the_passages_of_its_relation(kg: KnowledgeGraph, report: str) -> None:
    """Each by itself, as a person asks, and never those of the thing that it starts from."""
    path = SHIPPED.data / "reports" / report / "relations.csv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    stated = [row for row in rows if row["modality"] in {"existing", "atRisk"}]
    assert stated
    for row in stated:
        leaf = kg.why(row["subject"], f"peel:{row['relation']}", row["object"])
        own = {passage.iri for passage in passages_of(kg.store, ID[row["id"]])}
        assert own
        assert {passage.iri for passage in leaf.passages} == own, row["id"]
