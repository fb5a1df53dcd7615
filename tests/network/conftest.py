"""Small networks with answers known by hand, and a small graph of forces with dates."""

from __future__ import annotations

import networkx as nx
import pytest

import peelgraph
from peelgraph.graph import KnowledgeGraph
from peelgraph.vocab import ID

ABOUT = {
    "projection": "small",
    "title": "A small network",
    "node": "a node",
    "edge": "an edge",
    "weight": "its weight",
}
TURTLE = """
@prefix peel: <https://w3id.org/peelgraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix id: <https://w3id.org/peelgraph/id/> .
<https://w3id.org/peelgraph/id/region/north> a peel:Region ; rdfs:label "North" .
<https://w3id.org/peelgraph/id/function/ict> a peel:PolicingFunction ; rdfs:label "ICT" ;
  skos:broader <https://w3id.org/peelgraph/id/function/support> .
<https://w3id.org/peelgraph/id/function/support> a peel:PolicingFunction ; rdfs:label "support" .
<https://w3id.org/peelgraph/id/function/dogs> a peel:PolicingFunction ; rdfs:label "dogs" .
"""


def force(name: str, region: str = "") -> str:
    place = f"; peel:inRegion <{ID}region/{region}>" if region else ""
    label = name.upper()
    return f'<{ID}force/{name}> a peel:PoliceForce ; rdfs:label "{label}" {place} .\n'


def unit(name: str, function: str) -> str:
    return (
        f'<{ID}unit/{name}> a peel:JointUnit ; rdfs:label "{name} unit" ; '
        f"peel:modality peel:existing ; peel:function <{ID}function/{function}> .\n"
    )


def membership(
    who: str, what: str, begins: str = "", ends: str = "", modality: str = "existing"
) -> str:
    """A membership from a day that is known, and to one."""
    dates = ""
    if begins:
        dates += f'; peel:fromEarliest "{begins}"^^xsd:date ; peel:fromLatest "{begins}"^^xsd:date '
    if ends:
        dates += f'; peel:untilEarliest "{ends}"^^xsd:date ; peel:untilLatest "{ends}"^^xsd:date '
    return (
        f"<{ID}membership/{what}.{who}> a peel:Membership ; "
        f"peel:member <{ID}force/{who}> ; peel:modality peel:{modality} ; "
        f"peel:collaboration <{ID}unit/{what}> ; peel:membershipRole peel:participant {dates} .\n"
    )


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """Four forces, a to d.

    a and b share ICT from 2010; a and c dogs from 2012 to 2014, then a and d, undated; b and d plan
    to.
    """
    said = [
        TURTLE,
        force("a", "north"),
        force("b", "north"),
        force("c"),
        force("d"),
        unit("ict", "ict"),
        unit("dogs", "dogs"),
        unit("plan", "dogs"),
        membership("a", "ict", "2009-01-01"),
        membership("b", "ict", "2010-05-01"),
        membership("a", "dogs", "2011-01-01"),
        membership("c", "dogs", "2012-01-01", "2014-12-31"),
        membership("d", "dogs"),
        membership("b", "plan", modality="planned"),
        membership("d", "plan", modality="planned"),
    ]
    path = tmp_path_factory.mktemp("network") / "small.ttl"
    path.write_text("".join(said), encoding="utf-8")
    return peelgraph.load(path)


def network(*edges: tuple[str, str, int]) -> nx.Graph:
    """A network of weighted edges, with what every projection says of itself."""
    graph = nx.Graph(**ABOUT)
    graph.add_weighted_edges_from(edges)
    for node in graph:
        graph.nodes[node].update(label=node.upper(), kind="PoliceForce")
    return graph


def two_mode(**units: str) -> nx.Graph:
    """Forces in units: `dogs="abC"` has the members a, b and c, of which c leads."""
    graph = nx.Graph(modes=("PoliceForce", "JointUnit"), **ABOUT)
    for name, members in units.items():
        graph.add_node(name, label=name, kind="JointUnit", does=name.rstrip("0123456789"))
        for member in members:
            graph.add_node(member.lower(), label=member.upper(), kind="PoliceForce")
            role = "lead" if member.isupper() else "participant"
            graph.add_edge(member.lower(), name, weight=1, roles=(role,))
    return graph
