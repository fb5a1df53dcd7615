"""Projections: stored questions become networkx's own graphs, typed, sorted and documented."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

from peelgraph.errors import ParameterError, ProjectionNotFound, ThingNotFound, UnreadableFile
from peelgraph.graph import KnowledgeGraph
from peelgraph.loading import load
from peelgraph.network.projection import name_of, projections
from peelgraph.resources import SHIPPED, Resources
from peelgraph.vocab import PEEL, short_id, thing
from tests.network.conftest import TURTLE, force, membership, unit

PROJECTIONS = projections(SHIPPED.queries)
ALL = pytest.mark.parametrize("name", [name_of(q) for q in PROJECTIONS])


def edges(graph: nx.Graph) -> dict[tuple[str, str], dict[str, object]]:
    return {
        (str(short_id(a))[-1], str(short_id(b)).partition("/")[2]): data
        for a, b, data in graph.edges(data=True)
    }


@ALL
def test_every_attribute_is_typed_and_nothing_is_none(kg: KnowledgeGraph, name: str) -> None:
    graph = kg.network(name)
    assert len(graph) > 1
    assert graph.number_of_edges() > 1
    everything = [
        graph.graph,
        *(data for _, data in graph.nodes(data=True)),
        *(data for _, _, data in graph.edges(data=True)),
    ]
    for data in everything:
        for value in data.values():
            texts = value if isinstance(value, tuple) else ()
            assert all(type(text) is str for text in texts)
            assert type(value) in {str, int, float, bool, datetime.date, tuple}
            assert value != ()
    for node, data in graph.nodes(data=True):
        assert type(node) is str
        assert node.startswith("https://")
        assert type(data["label"]) is str
        assert data["kind"] in PEEL
    assert all(
        type(weight) in {int, float} and weight > 0 for _, _, weight in graph.edges(data="weight")
    )


@ALL
def test_nodes_and_edges_come_sorted_and_the_network_says_what_it_means(
    kg: KnowledgeGraph, name: str
) -> None:
    graph = kg.network(name)
    assert list(graph) == sorted(graph)
    assert [n for n, _ in graph.adjacency()] == list(graph)
    again = kg.network(name)
    assert list(again.edges(data=True)) == list(graph.edges(data=True))
    assert {"projection", "title", "description", "node", "edge", "weight", "version"} <= set(
        graph.graph
    )
    assert graph.graph["projection"] == name
    assert "as_of" not in graph.graph


@pytest.mark.parametrize("question", PROJECTIONS, ids=name_of)
def test_attributes_are_those_that_the_headers_declare(
    kg: KnowledgeGraph, question: object
) -> None:
    edges_question = next(q for q in PROJECTIONS if q is question)
    nodes_question = kg.question(edges_question.network["nodes"])
    graph = kg.network(name_of(edges_question))
    declared = {c.name for c in nodes_question.returns} - {"node"}
    assert set().union(*(data for _, data in graph.nodes(data=True))) <= declared
    declared = {c.name for c in edges_question.returns} - {"source", "target"}
    assert set().union(*(data for _, _, data in graph.edges(data=True))) <= declared


def test_forces_by_units_are_the_one_mode_projection_of_forces_and_units(
    kg: KnowledgeGraph,
) -> None:
    day = "2016-11-03"
    two = kg.network("forces-units", as_of=day)
    joined = kg.network(
        "forces-units", modality=["existing", "at risk", "planned", "considered", "conditional"]
    )
    small = [
        n for n, kind in two.nodes(data="kind") if kind == "JointUnit" and joined.degree(n) <= 20
    ]
    forces = [n for n, kind in two.nodes(data="kind") if kind == "PoliceForce"]
    by_networkx = nx.bipartite.weighted_projected_graph(two.subgraph([*small, *forces]), forces)
    ours = kg.network("forces", as_of=day)
    assert {frozenset(e): w for *e, w in ours.edges(data="weight")} == {
        frozenset(e): w for *e, w in by_networkx.edges(data="weight")
    }
    assert set(ours) == set(by_networkx)


def test_a_unit_of_all_forces_links_every_pair(kg: KnowledgeGraph) -> None:
    assert nx.density(kg.network("forces", largest=43)) == 1
    assert nx.density(kg.network("forces")) < 0.2


def test_since_until_and_functions_on_known_dates(small: KnowledgeGraph) -> None:
    found = edges(small.network("forces"))
    assert found == {
        ("a", "b"): {
            "weight": 1,
            "units": ("ict unit",),
            "functions": ("ICT",),
            "since": datetime.date(2010, 5, 1),
        },
        ("a", "c"): {
            "weight": 1,
            "units": ("dogs unit",),
            "functions": ("dogs",),
            "since": datetime.date(2012, 1, 1),
            "until": datetime.date(2014, 12, 31),
        },
        ("a", "d"): {"weight": 1, "units": ("dogs unit",), "functions": ("dogs",)},
        ("c", "d"): {
            "weight": 1,
            "units": ("dogs unit",),
            "functions": ("dogs",),
            "until": datetime.date(2014, 12, 31),
        },
    }


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"as_of": "2009-06-01"}, set()),
        ({"as_of": "2010-06-01"}, {"ab"}),
        ({"as_of": "2013-01-01"}, {"ab", "ac", "ad", "cd"}),
        ({"as_of": datetime.date(2015, 1, 1)}, {"ab", "ad"}),
        ({"as_of": "2013-01-01", "certain": True}, set()),
        ({"as_of": "2010-05-01", "certain": True}, set()),
        ({"certain": True}, {"ab", "ac"}),
        ({"function": "ICT"}, {"ab"}),
        ({"function": "support"}, {"ab"}),
        ({"function": ["ICT", "dogs"]}, {"ab", "ac", "ad", "cd"}),
        ({"region": "north"}, {"ab"}),
        ({"modality": "planned"}, {"bd"}),
        ({"modality": ["planned", "existing"], "as_of": "2015-01-01"}, {"ab", "ad", "bd"}),
        ({"largest": 2}, {"ab"}),
    ],
)
def test_parameters_choose_edges(
    small: KnowledgeGraph, arguments: dict[str, object], expected: set[str]
) -> None:
    graph = small.network("forces", **arguments)
    assert {a + b for a, b in edges(graph)} == expected
    assert len(graph) == (2 if "region" in arguments else 4)


def test_the_day_and_the_settings_are_kept(small: KnowledgeGraph) -> None:
    graph = small.network("forces", as_of="2013-01-01", function=["ICT", "dogs"])
    assert graph.graph["as_of"] == datetime.date(2013, 1, 1)
    assert graph.graph["parameters"] == (
        "certain=false",
        "function=ICT",
        "function=dogs",
        "largest=20",
    )


def test_two_modes_have_two_kinds(small: KnowledgeGraph) -> None:
    graph = small.network("forces-units", as_of="2013-01-01")
    assert graph.graph["modes"] == ("PoliceForce", "JointUnit")
    assert nx.is_bipartite(graph)
    assert edges(graph)["c", "dogs"] == {
        "weight": 1,
        "roles": ("participant",),
        "since": datetime.date(2012, 1, 1),
        "until": datetime.date(2014, 12, 31),
    }
    assert graph.nodes[str(thing("unit/ict"))] == {
        "label": "ict unit",
        "kind": "JointUnit",
        "does": "ICT",
    }


def test_findings_reach_forces_as_the_rules_say(kg: KnowledgeGraph) -> None:
    for certain, name in ((True, "bearsOn"), (False, "mayBearOn")):
        said = kg.sparql(
            f"SELECT ?o ?f WHERE {{ ?o a peel:SharedOutcome ; peel:{name} ?f ."
            " ?f a peel:PoliceForce }"
        )
        through_members = {(str(o), str(f)) for o, f in said.rows}
        graph = kg.network("findings", certain=certain)
        assert {(a, b) if "/force/" in b else (b, a) for a, b in graph.edges} == through_members


def test_units_point_from_part_to_whole(kg: KnowledgeGraph) -> None:
    graph = kg.network("units")
    assert graph.is_directed()
    tie = graph.edges[
        str(thing("unit/bch-dog-unit")), str(thing("unit/bch-joint-protective-services"))
    ]
    assert tie == {"weight": 1, "ties": ("part of",)}
    kinds = {
        name: graph.nodes[str(thing(name))]["kind"]
        for name in ("force/cambridgeshire", "unit/ersou")
    }
    assert kinds == {"force/cambridgeshire": "PoliceForce", "unit/ersou": "JointUnit"}


def test_borders_are_those_of_the_graph(kg: KnowledgeGraph) -> None:
    said = kg.sparql("SELECT ?a ?b WHERE { ?a peel:borders ?b }").rows
    assert {frozenset(e) for e in kg.network("borders").edges} == {
        frozenset((str(a), str(b))) for a, b in said
    }


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda kg: kg.network("force"), ProjectionNotFound, "there are alliances, borders"),
        (
            lambda kg: kg.network("borders", as_of="2016-01-01"),
            ParameterError,
            "unknown; there are region",
        ),
        (lambda kg: kg.network("forces", as_of="2016"), ParameterError, "is not a day"),
        (lambda kg: kg.network("forces", region="atlantis"), ThingNotFound, "no Region 'atlantis'"),
    ],
)
def test_what_cannot_be_projected(
    kg: KnowledgeGraph, call: Callable[[KnowledgeGraph], object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        call(kg)


def test_an_edge_without_its_node_is_told(kg: KnowledgeGraph, tree: Resources) -> None:
    path = tree.queries / "network" / "forces-nodes.rq"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "rdfs:label ?label .", 'rdfs:label ?label . FILTER(?label != "Essex Police")'
        )
    )
    with pytest.raises(UnreadableFile, match=r"forces-nodes\.rq.*no node .*essex"):
        KnowledgeGraph(kg.store, tree).network("forces")


def test_a_name_may_hold_what_parts_a_list_for_people(tmp_path: Path) -> None:
    said = [
        TURTLE,
        force("a"),
        force("b"),
        unit("ict", "ict").replace("ict unit", "ict|radio unit"),
        membership("a", "ict", "2009-01-01"),
        membership("b", "ict", "2010-05-01"),
    ]
    path = tmp_path / "said.ttl"
    path.write_text("".join(said), encoding="utf-8")
    ((_, _, units),) = load(path).network("forces").edges(data="units")
    assert units == ("ict|radio unit",)
