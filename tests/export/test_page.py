"""The page opens from disk in a browser that has no network, and does what it promises."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from peelgraph.errors import MissingBundle
from peelgraph.export import export_network, html_page, save

from . import readers
from .networks import ABOUT, ID, ODD, network, plain

NAMES = ("chromium", "chromium-browser", "google-chrome")


def opened(graph: nx.Graph, folder: Path, words: str) -> dict[str, Any]:
    path = folder / "network.html"
    save(export_network(graph, "html"), path)
    return dict(
        readers.node(
            "page.mjs", readers.program(*NAMES), str(path), words, str(folder / "page.png")
        )
    )


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return opened(network(nx.MultiDiGraph), tmp_path_factory.mktemp("page"), "alone")


@pytest.mark.engine
def test_nothing_goes_wrong_and_nothing_is_fetched(seen: dict[str, Any]) -> None:
    assert seen["errors"] == []
    assert [url.split(":")[0] for url in seen["requests"]] == ["file"]


@pytest.mark.engine
def test_it_says_what_network_it_is(seen: dict[str, Any]) -> None:
    assert seen["title"] == seen["heading"] == ABOUT["title"]
    assert seen["description"] == " ".join(str(ABOUT["description"]).split())
    assert seen["date"] == "As it stood on 2020-01-31"
    for line in (
        "Node: a force or a unit",
        "Edge: a membership",
        "Version: 0.1.0",
        "4 nodes, 6 edges.",
    ):
        assert line in seen["about"]


@pytest.mark.engine
def test_it_draws_every_node_and_edge_coloured_by_kind(seen: dict[str, Any]) -> None:
    found = plain(nx.MultiDiGraph)
    assert seen["counts"] == [len(found.nodes), len(found.edges)]
    by_kind: dict[str, set[str]] = {}
    for node, attributes in found.nodes.items():
        by_kind.setdefault(str(attributes["kind"]), set()).add(seen["colours"][node])
    assert [len(colours) for colours in by_kind.values()] == [1, 1]
    assert by_kind["police force"] != by_kind["joint unit"]
    assert [re.split(r"\s+", line.strip()) for line in seen["legend"]] == [
        ["joint", "unit", "2"],
        ["police", "force", "2"],
    ]


@pytest.mark.engine
def test_colours_may_be_those_of_another_attribute(seen: dict[str, Any]) -> None:
    assert seen["choices"][0] == "kind"
    assert seen["recoloured"] != seen["legend"]
    assert sum(int(line.split()[-1]) for line in seen["recoloured"]) == 4


@pytest.mark.engine
def test_the_tooltip_says_all_of_a_node(seen: dict[str, Any]) -> None:
    lines = [line.strip() for line in seen["tooltip"].splitlines() if line.strip()]
    assert lines[0] == "Kent Police"
    said = dict(zip(lines[1::2], lines[2::2], strict=True))
    assert said == {
        "kind": "police force",
        "size": str(2**40),
        "share": "0.1",
        "joint": "no",
        "begun": "1857-01-14",
        "functions": f"dogs, {ODD}",
        "since": "2014-01-01",
    }


@pytest.mark.engine
def test_search_finds_shows_and_says_when_there_is_nothing(seen: dict[str, Any]) -> None:
    assert seen["found"] == "1 found; Enter goes to the first"
    assert seen["chosen"].startswith("Alone")
    assert "functions\none" in seen["chosen"]
    assert seen["nothing"] == "none found"


@pytest.mark.engine
def test_the_data_cannot_break_out_of_the_page(tmp_path: Path) -> None:
    graph = nx.Graph(title="</title><script>alert(1)</script>%DATA%")
    words = "</script><script>document.title = 'broken'</script><!-- %SCRIPT%"
    graph.add_node(f"{ID}x", label=words, kind="</script>")
    seen = opened(graph, tmp_path, "script")
    assert seen["errors"] == []
    assert seen["title"] == seen["heading"] == graph.graph["title"]
    assert seen["tooltip"].startswith(words)
    assert seen["date"] == "All that is on record, whatever its date."


def test_the_data_in_the_page_is_the_network() -> None:
    page = export_network(network(), "html")
    assert isinstance(page, str)
    (data,) = re.findall(r'<script id="data" type="application/json">(.*?)</script>', page)
    cytoscape = export_network(network(), "cytoscape")
    assert isinstance(cytoscape, str)
    assert json.loads(data)["elements"] == json.loads(cytoscape)["elements"]


def test_without_the_bundle_it_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(html_page, "BUNDLE", tmp_path / "cytoscape.min.js")
    with pytest.raises(MissingBundle, match="run `make html` in a checkout"):
        export_network(network(), "html")
