"""What every writer starts from: types, refusals, texts of lists."""

from __future__ import annotations

import datetime

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from peelgraph.errors import NotExportable
from peelgraph.export.normalise import normalise
from peelgraph.export.words import clean, joined, split, text

from .networks import ID, KINDS, network


def one(**attributes: object) -> nx.Graph:
    graph = nx.Graph()
    graph.add_node(f"{ID}force/kent", **attributes)
    return graph


@given(st.lists(st.text(), min_size=1))
def test_the_text_of_a_list_comes_apart_again(parts: list[str]) -> None:
    assert split(joined(parts)) == tuple(parts)


@given(st.text())
def test_a_clean_text_is_xml_and_a_good_text_stays(words: str) -> None:
    from lxml import etree

    element = etree.Element("a")
    element.text = clean(words)
    assert len(clean(words)) == len(words)
    assert clean(clean(words)) == clean(words)


def test_only_what_xml_forbids_is_replaced() -> None:
    assert clean("a\x00b\x1f\ud800\uffff") == "a\ufffdb\ufffd\ufffd\ufffd"
    kept = "\t\n\r \x7f\x85é漢\ue000\ufffd\U0001f600"
    assert clean(kept) == kept


@pytest.mark.parametrize("kind", KINDS)
def test_order_types_and_ids(kind: type[nx.Graph]) -> None:
    graph = network(kind)
    found = normalise(graph)
    assert (found.directed, found.multigraph) == (graph.is_directed(), graph.is_multigraph())
    assert list(found.nodes) == list(graph.nodes)
    assert [(e.source, e.target) for e in found.edges] == list(graph.edges())
    assert [e.id for e in found.edges] == [f"e{i}" for i in range(graph.number_of_edges())]
    assert found.node_types == {
        "label": str,
        "kind": str,
        "size": int,
        "share": float,
        "joint": bool,
        "begun": datetime.date,
        "functions": tuple,
        "since": datetime.date,
        "note": str,
    }
    assert found.edge_types["weight"] is float
    assert [type(e.attributes["weight"]) for e in found.edges] == [float] * len(found.edges)
    assert found.about["as_of"] == "2020-01-31"
    assert list(found.about) == list(graph.graph)


def test_whole_numbers_stay_whole_where_all_are() -> None:
    assert normalise(one(size=3)).node_types == {"size": int}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (
            None,
            "'x' of https://w3id.org/peelgraph/id/force/kent is None, which no format can carry",
        ),
        (float("nan"), "is nan"),
        (float("inf"), "is inf"),
        (["a"], "is ['a']"),
        ((), "is ()"),
        (("a", 1), "is ('a', 1)"),
        (datetime.datetime(2020, 1, 1), "is datetime.datetime"),
        (1j, "is 1j"),
    ],
)
def test_what_no_format_can_carry_is_refused(value: object, words: str) -> None:
    with pytest.raises(NotExportable) as caught:
        normalise(one(x=value))
    assert words in str(caught.value)


@pytest.mark.parametrize("name", ["id", "name", "a b", "1a", "a:b", ""])
def test_names_that_formats_need_or_cannot_write_are_refused(name: str) -> None:
    with pytest.raises(NotExportable, match="cannot be the name of an attribute of a node"):
        normalise(one(**{name: 1}))


@pytest.mark.parametrize("name", ["source", "target", "key", "id", "type"])
def test_names_that_edges_need_are_refused(name: str) -> None:
    graph = nx.Graph()
    graph.add_edge("a:a", "a:b", **{name: "x"})
    with pytest.raises(NotExportable, match="of an edge"):
        normalise(graph)


def test_a_column_has_one_type() -> None:
    graph = one(x=1)
    graph.add_node(f"{ID}force/essex", x=True)
    with pytest.raises(NotExportable, match="'x' is bool here and int there in nodes"):
        normalise(graph)


def test_nodes_are_named_by_iris() -> None:
    with pytest.raises(NotExportable, match="the node 0 is not named by an IRI"):
        normalise(nx.path_graph(2))


def test_values_as_text() -> None:
    found = [text(v) for v in (True, False, 3, 0.1, "a", datetime.date(2020, 1, 2), ("a", "b|c"))]
    assert found == ["true", "false", "3", "0.1", "a", "2020-01-02", "a|b\\|c"]
