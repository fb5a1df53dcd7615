"""What is said of networks beside their measures."""

from __future__ import annotations

import networkx as nx

from peelgraph.network.measures import MEASURES
from peelgraph.results.network import remarks

MEANING = "A node: a force. An edge: a shared unit. Its weight: how many."


def network(**about: object) -> nx.Graph:
    graph = nx.Graph([("a", "b")], title="Forces", **about)
    graph.graph |= {"node": "a force", "edge": "a shared unit", "weight": "how many"}
    return graph


def test_which_network_and_what_its_measures_say() -> None:
    degree = MEASURES["degree"]
    assert list(remarks(network(), names=["degree"])) == [
        "Forces: 2 nodes, 1 edges.",
        MEANING,
        f"degree: {degree.says} ({degree.source})",
    ]


def test_two_networks_as_a_whole() -> None:
    before = network(as_of="2016-01-01", parameters=("certain=true",))
    assert list(remarks(before, network(as_of="2020-01-01"), whole=True)) == [
        "Forces on 2016-01-01 (certain=true): 2 nodes, 1 edges.",
        "Forces on 2020-01-01: 2 nodes, 1 edges.",
        MEANING,
    ]
