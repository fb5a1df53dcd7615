"""A report is one folder: all that it brings stands there, and nothing outside it has to change."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from peelgraph.builder.assemble import assemble
from peelgraph.resources import SHIPPED, Resources
from peelgraph.vocab import GRAPH

REPORTS = sorted(path for path in (SHIPPED.data / "reports").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", REPORTS, ids=lambda folder: folder.name)
def test_the_row_of_a_report_stands_in_its_folder(folder: Path) -> None:
    found = {
        (path.parent, row["id"])
        for path in SHIPPED.data.rglob("sources.csv")
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
        if row["kind"] == "Document"
    }
    own = {(folder, f"source/{folder.name}")}
    assert {pair for pair in found if pair[0] == folder} == own
    assert {pair[0] for pair in found} == set(REPORTS)


def test_a_report_comes_and_goes_as_one_folder(tree: Resources) -> None:
    folder = tree.data / "reports" / "little"
    header, own, row = (tree.data / "sources.csv").read_text(encoding="utf-8").splitlines()
    (tree.data / "sources.csv").write_text(f"{header}\n{own}\n", encoding="utf-8")
    (folder / "sources.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    graph = GRAPH["little"]
    assert assemble(tree).store.count(graph) > 20
    shutil.rmtree(folder)
    assert assemble(tree).store.count(graph) == 0
