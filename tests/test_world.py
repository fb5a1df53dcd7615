"""The frozen world is in order: its tables build without a problem, and its documents say where it says they do."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from peelgraph.documents.locator import collapse, digest
from peelgraph.graph import KnowledgeGraph
from tests.conftest import WORLD

DOCUMENTS = sorted((WORLD / "documents").glob("*.txt"))


def rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_its_tables_build_without_a_problem(world: KnowledgeGraph) -> None:
    assert world.problems == ()
    tables = {path.stem for path in (WORLD / "data").rglob("*.csv")}
    assert tables == {path.stem for path in (world.resources.data).glob("*.rq")}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_its_passages_and_sentences_are_those_of_its_documents(document: Path) -> None:
    text = collapse(document.read_text(encoding="utf-8"))
    folder = WORLD / "data" / "reports" / document.stem
    (source,) = (
        row for row in rows(WORLD / "data" / "sources.csv") if row["id"].endswith(document.stem)
    )
    assert source["sha256"] == digest(text)
    places = {}
    for table in ("coverage", "passages"):
        for row in rows(folder / f"{table}.csv"):
            start, end = int(row["start"]), int(row["end"])
            assert row["sha256"] == digest(text[start:end])
            places.setdefault(table, []).append((start, end))
    assert " ".join(text[start:end] for start, end in places["coverage"]) == text
    assert set(places["passages"]) <= set(places["coverage"])


def test_its_passages_are_found_in_a_readers_copy(world: KnowledgeGraph) -> None:
    proof = world.why("finding/armed-training", "bears on", "eastshire")
    checked = world.check_passages([proof], DOCUMENTS)
    assert {state.state for state in checked.values()} == {"intact"}
    assert {passage.document for passage in checked} == {
        "Inspection 2016: Eastshire",
        "Inspection 2016: Northshire",
    }
