"""The shipped projections in every format: what is drawn in Gephi is what the graph says."""

from __future__ import annotations

from pathlib import Path

import igraph
import networkx as nx
import pytest
from lxml import etree

from peelgraph.export import export_network
from peelgraph.export.normalise import normalise
from peelgraph.formats import NETWORKS
from peelgraph.graph import KnowledgeGraph
from peelgraph.network.projection import name_of, projections
from peelgraph.resources import SHIPPED

from . import readers

PROJECTIONS = [name_of(question) for question in projections(SHIPPED.queries)]


@pytest.fixture(scope="module", params=PROJECTIONS)
def network(request: pytest.FixtureRequest, kg: KnowledgeGraph) -> nx.Graph:
    return kg.network(request.param)


@pytest.mark.parametrize("format", NETWORKS)
def test_every_projection_can_be_written(network: nx.Graph, format: str) -> None:
    content = export_network(network, format)
    words = "".join(content.values()) if isinstance(content, dict) else content
    assert network.graph["projection"] in words
    assert network.graph["version"] in words


def test_igraph_counts_what_networkx_counts(network: nx.Graph, tmp_path: Path) -> None:
    content = export_network(network, "graphml")
    assert isinstance(content, str)
    path = tmp_path / "network.graphml"
    path.write_text(content, encoding="utf-8")
    graph = igraph.Graph.Read_GraphML(str(path))
    assert dict(zip(graph.vs["id"], graph.degree(), strict=True)) == dict(network.degree())
    assert dict(zip(graph.vs["id"], graph.strength(weights="weight"), strict=True)) == dict(
        network.degree(weight="weight")
    )
    assert dict(zip(graph.vs["id"], graph.vs["label"], strict=True)) == dict(
        network.nodes(data="label")
    )


def test_gexf_of_a_projection_is_valid_and_dated(network: nx.Graph) -> None:
    schema = etree.RelaxNG(etree.parse(Path(__file__).with_name("gexf-1.3.rng")))
    content = export_network(network, "gexf")
    assert isinstance(content, str)
    root = etree.fromstring(content.encode())
    schema.assertValid(root)
    space = {"g": "http://gexf.net/1.3"}
    found = {
        (e.get("source"), e.get("target")): dict(s.attrib)
        for e in root.iterfind(".//g:edge", space) for s in e.iterfind("g:spells/g:spell", space)
    }  # fmt: skip
    ends = {"since": "start", "until": "end"}
    dated = {
        (s, t): {ends[k]: v.isoformat() for k, v in data.items() if k in ends}
        for s, t, data in network.edges(data=True)
    }
    assert found == {pair: spell for pair, spell in dated.items() if spell}


def test_the_day_asked_for_is_in_the_file(kg: KnowledgeGraph) -> None:
    on_the_day = kg.export("gexf", projection="forces-units", as_of="2016-11-03")
    assert isinstance(on_the_day, str)
    assert "as of: 2016-11-03" in on_the_day
    assert on_the_day == export_network(kg.network("forces-units", as_of="2016-11-03"), "gexf")
    assert "as of" not in str(kg.export("gexf", projection="forces-units"))


def test_without_a_projection_forces_are_joined(kg: KnowledgeGraph) -> None:
    assert kg.export("pajek") == kg.export("pajek", projection="forces")


@pytest.mark.engine
def test_graphviz_and_sigma_read_the_largest(kg: KnowledgeGraph, tmp_path: Path) -> None:
    found = normalise(kg.network("forces-units"))
    kg.export("graphology", tmp_path / "network.json", projection="forces-units")
    read = readers.node("readers.mjs", "graphology", str(tmp_path / "network.json"))
    assert [key for key, _ in read["nodes"]] == list(found.nodes)
    assert [(s, t) for _, s, t, _ in read["edges"]] == [(e.source, e.target) for e in found.edges]


@pytest.mark.engine
def test_the_page_of_the_largest_opens(kg: KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "network.html"
    kg.export("html", path, projection="forces-units", as_of="2016-11-03")
    browser = readers.program("chromium", "chromium-browser", "google-chrome")
    seen = readers.node(
        "page.mjs", browser, str(path), "anti-corruption", str(tmp_path / "page.png")
    )
    network = kg.network("forces-units", as_of="2016-11-03")
    assert seen["errors"] == []
    assert seen["counts"] == [network.number_of_nodes(), network.number_of_edges()]
    assert "anti-corruption" in seen["chosen"].lower()
