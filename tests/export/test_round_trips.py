"""Every format is read back by programs that are not ours, and what was written is there.

That is nodes, edges, types and values.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pandas as pd
import pytest
from lxml import etree

from peelgraph.export import export_network, save
from peelgraph.export.plain import Plain
from peelgraph.export.words import split, text
from peelgraph.formats import NETWORKS

from . import readers
from .networks import ABOUT, ID, KINDS, ODD, edges, network, nodes, plain

ABSENT = {str: "", float: math.nan, int: math.nan, bool: False}
Kind = type[nx.Graph]


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__)
def kind(request: pytest.FixtureRequest) -> Kind:
    return request.param  # type: ignore[no-any-return]


def written(kind: Kind, format: str, folder: Path) -> Path:
    path = folder / f"network{NETWORKS[format].extension}"
    save(export_network(network(kind), format), path)
    return path


def about(found: Plain) -> dict[str, Any]:
    return dict(found.about)


def same_ends(found: Plain, pairs: list[tuple[str, str]]) -> bool:
    """Whether edges join what they should; the ends of an undirected edge may be swapped."""
    order = tuple if found.directed else sorted
    return [order(p) for p in pairs] == [order((e.source, e.target)) for e in found.edges]


def typed(values: dict[str, Any]) -> dict[str, tuple[type, Any]]:
    """Values with their types, so that 1, 1.0 and True differ."""
    return {name: (type(value), value) for name, value in values.items()}


# GraphML


def igraph_attributes(element: Any, absent: dict[str, Any]) -> dict[str, Any]:
    """An element's attributes without those that igraph makes up for absent ones."""
    return {
        k: v for k, v in element.attributes().items() if k != "id" and not _made_up(k, v, absent)
    }


def _made_up(name: str, value: Any, absent: dict[str, Any]) -> bool:
    return name in absent and (
        value == absent[name] or (isinstance(value, float) and math.isnan(value))
    )


@pytest.mark.parametrize("compressed", [False, True])
def test_igraph_reads_graphml(kind: Kind, tmp_path: Path, compressed: bool) -> None:
    path = written(kind, "graphml", tmp_path)
    if compressed:
        path = tmp_path / "network.graphml.gz"
        save(export_network(network(kind), "graphml"), path)
    graph = (igraph.Graph.Read_GraphMLz if compressed else igraph.Graph.Read_GraphML)(str(path))
    found = plain(kind)
    assert {k: graph[k] for k in graph.attributes()} == about(found)
    assert graph.is_directed() == found.directed
    assert [v["id"] for v in graph.vs] == list(found.nodes)
    for vertex, expected in zip(graph.vs, nodes(found).values(), strict=True):
        absent = {n: ABSENT.get(t, "") for n, t in found.node_types.items() if n not in expected}
        assert igraph_attributes(vertex, absent) == expected
    assert same_ends(
        found, [(graph.vs[e.source]["id"], graph.vs[e.target]["id"]) for e in graph.es]
    )
    for edge, (_, _, expected) in zip(graph.es, edges(found), strict=True):
        absent = {n: ABSENT.get(t, "") for n, t in found.edge_types.items() if n not in expected}
        assert igraph_attributes(edge, absent) == expected


@pytest.mark.engine
def test_graphology_reads_graphml_with_its_types(tmp_path: Path) -> None:
    read = readers.node("readers.mjs", "graphml", str(written(nx.DiGraph, "graphml", tmp_path)))
    found = plain(nx.DiGraph)
    assert dict(read["nodes"]) == nodes(found)
    assert [(s, t, a) for _, s, t, a in read["edges"]] == edges(found)


def test_networkx_reads_graphml_with_what_is_absent_absent(kind: Kind, tmp_path: Path) -> None:
    graph = nx.read_graphml(written(kind, "graphml", tmp_path))
    found = plain(kind)
    assert graph.graph == {
        **about(found),
        **{k: v for k, v in graph.graph.items() if k.endswith("_default")},
    }
    assert {n: typed(a) for n, a in graph.nodes(data=True)} == {
        n: typed(a) for n, a in nodes(found).items()
    }


def test_graphml_declares_types_and_gives_ids_once(tmp_path: Path) -> None:
    root = etree.parse(written(nx.MultiGraph, "graphml", tmp_path)).getroot()
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    declared = {
        (k.get("for"), k.get("attr.name")): k.get("attr.type") for k in root.findall("g:key", space)
    }
    assert declared["node", "size"] == "long"
    assert declared["node", "share"] == declared["edge", "weight"] == "double"
    assert declared["node", "joint"] == declared["edge", "sure"] == "boolean"
    assert declared["node", "begun"] == declared["graph", "as_of"] == "string"
    for element in ("node", "edge", "key"):
        ids = [e.get("id") for e in root.iterfind(f".//g:{element}", space)]
        assert len(ids) == len(set(ids)) > 1


# GEXF


@pytest.mark.engine
def test_graphology_reads_gexf(kind: Kind, tmp_path: Path) -> None:
    read = readers.node("readers.mjs", "gexf", str(written(kind, "gexf", tmp_path)))
    found = plain(kind)
    lasting = {"since", "until"}  # spells, which graphology leaves out; see below
    expected = {
        n: {k: v for k, v in a.items() if k not in lasting}
        for n, a in nodes(found, lists=True).items()
    }
    assert dict(read["nodes"]) == expected
    assert [key for key, *_ in read["edges"]] == [e.id for e in found.edges]
    assert same_ends(found, [(s, t) for _, s, t, _ in read["edges"]])
    assert [a for *_, a in read["edges"]] == [
        {k: v for k, v in a.items() if k not in lasting} for *_, a in edges(found, lists=True)
    ]
    assert read["options"]["type"] == ("directed" if found.directed else "undirected")
    assert read["about"] == {"creator": "peelgraph", "description": found.describe()}


def test_gexf_keeps_how_long_things_last(tmp_path: Path) -> None:
    root = etree.parse(written(nx.DiGraph, "gexf", tmp_path)).getroot()
    space = {"g": "http://gexf.net/1.3"}
    graph = root.find("g:graph", space)
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    elements = [*root.iterfind(".//g:node", space), *root.iterfind(".//g:edge", space)]
    spells = {}
    for element in elements:
        for spell in element.iterfind("g:spells/g:spell", space):
            spells[element.get("id")] = dict(spell.attrib)
    assert spells == {
        f"{ID}force/kent": {"start": "2014-01-01"},
        "e0": {"start": "2015-04-01", "end": "2019-03-31"},
        "e1": {"end": "2016-12-31"},
    }


def test_networkx_reads_gexf_types(tmp_path: Path) -> None:
    """As networkx knows no 1.3, it is told that this is 1.2draft, which has the same elements."""
    words = written(nx.DiGraph, "gexf", tmp_path).read_text(encoding="utf-8")
    old = words.replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft").replace(
        'version="1.3"', 'version="1.2"'
    )
    graph = nx.read_gexf(io.BytesIO(old.replace("liststring", "string").encode()))
    kent = graph.nodes[f"{ID}force/kent"]
    assert {k: (type(kent[k]), kent[k]) for k in ("size", "share", "joint", "begun")} == {
        "size": (int, 2**40),
        "share": (float, 0.1),
        "joint": (bool, False),
        "begun": (str, "1857-01-14"),
    }
    assert graph.edges[f"{ID}force/kent", f"{ID}unit/kent-essex-é"]["weight"] == 2.0


def test_gexf_is_valid(kind: Kind, tmp_path: Path) -> None:
    schema = etree.RelaxNG(etree.parse(Path(__file__).with_name("gexf-1.3.rng")))
    schema.assertValid(etree.parse(written(kind, "gexf", tmp_path)))
    old = etree.fromstring("\n".join(nx.generate_gexf(nx.path_graph(2))))
    assert not schema.validate(old)


# JSON


@pytest.mark.engine
def test_cytoscape_reads_its_json(kind: Kind, tmp_path: Path) -> None:
    read = readers.node("readers.mjs", "cytoscape", str(written(kind, "cytoscape", tmp_path)))
    found = plain(kind)
    assert read["about"] == {"name": ABOUT["title"], **about(found), "directed": found.directed}
    assert dict(read["nodes"]) == {
        n: {"id": n, "name": a["label"], **a} for n, a in nodes(found, lists=True).items()
    }
    assert [tuple(e[1:]) for e in read["edges"]] == [
        (s, t, {"id": e.id, "source": s, "target": t, **a})
        for e, (s, t, a) in zip(found.edges, edges(found, lists=True), strict=True)
    ]


@pytest.mark.engine
def test_graphology_reads_its_json(kind: Kind, tmp_path: Path) -> None:
    read = readers.node("readers.mjs", "graphology", str(written(kind, "graphology", tmp_path)))
    found = plain(kind)
    assert read["about"] == about(found)
    assert read["options"]["type"] == ("directed" if found.directed else "undirected")
    assert read["options"]["multi"] == found.multigraph
    assert dict(read["nodes"]) == nodes(found, lists=True)
    assert [tuple(e[1:]) for e in read["edges"]] == edges(found, lists=True)


@pytest.mark.engine
def test_d3_reads_its_json(kind: Kind, tmp_path: Path) -> None:
    read = readers.node("readers.mjs", "d3", str(written(kind, "d3", tmp_path)))
    found = plain(kind)
    assert (read["about"], read["options"]) == (about(found), {"directed": found.directed})
    assert dict(read["nodes"]) == {n: {"id": n, **a} for n, a in nodes(found, lists=True).items()}
    assert same_ends(found, [(s, t) for _, s, t, _ in read["edges"]])
    keys = [{"key": e.id} if found.multigraph else {} for e in found.edges]
    assert [a for *_, a in read["edges"]] == [
        {**a, **key} for (*_, a), key in zip(edges(found, lists=True), keys, strict=True)
    ]


# DOT, Pajek, GML


@pytest.mark.engine
def test_graphviz_reads_dot(kind: Kind, tmp_path: Path) -> None:
    path = written(kind, "dot", tmp_path)
    read = readers.graphviz(path)
    found = plain(kind)
    assert read["directed"] == found.directed
    assert {k: read[k] for k in found.about} == found.about

    def words(attributes: dict[str, Any]) -> dict[str, str]:
        return {k: text(v).replace("\\", "\\\\") for k, v in attributes.items()}

    def ordered(edge: tuple[Any, dict[str, str]]) -> Any:
        return edge[0], sorted(edge[1].items())

    own = {"_gvid", "name", "head", "tail"}
    names = [o["name"] for o in read["objects"]]
    assert names == list(found.nodes)
    for o in read["objects"]:
        assert {k: v for k, v in o.items() if k not in own and v} == words(found.nodes[o["name"]])
    order = tuple if found.directed else sorted
    got = [
        (
            order((names[e["tail"]], names[e["head"]])),
            {k: v for k, v in e.items() if k not in own and v},
        )
        for e in read["edges"]
    ]
    expected = [(order((e.source, e.target)), words(e.attributes)) for e in found.edges]
    assert sorted(got, key=ordered) == sorted(
        expected, key=ordered
    )  # Graphviz has an order of its own
    assert "<svg" in readers.run(readers.program("dot"), "-Tsvg", str(path))


def test_igraph_reads_pajek(kind: Kind, tmp_path: Path) -> None:
    path = written(kind, "pajek", tmp_path)
    graph = igraph.Graph.Read_Pajek(str(path))
    found = plain(kind)
    numbers = {n: i for i, n in enumerate(found.nodes)}
    assert path.read_text(encoding="utf-8").splitlines()[0] == f"% {found.describe()}"
    assert graph.vs["name"] == [
        " ".join(a["label"].replace('"', "'").split()) for a in nodes(found).values()
    ]
    assert graph.is_directed() == found.directed
    order = tuple if found.directed else sorted
    assert [order(e.tuple) for e in graph.es] == [
        order((numbers[e.source], numbers[e.target])) for e in found.edges
    ]
    assert graph.es["weight"] == [e.attributes["weight"] for e in found.edges]


def test_igraph_reads_gml(kind: Kind, tmp_path: Path) -> None:
    graph = igraph.Graph.Read_GML(str(written(kind, "gml", tmp_path)))
    found = plain(kind)

    def known(value: Any) -> Any:
        """GML has no booleans, no whole numbers over 32 bits."""
        return (
            text(value)
            if isinstance(value, bool) or (isinstance(value, int) and abs(value) >= 2**31)
            else value
        )

    renamed = {"node": "node_is", "edge": "edge_is"}
    assert {k: graph[k] for k in graph.attributes()} == {
        renamed.get(k, k): v for k, v in about(found).items()
    }
    assert graph.is_directed() == found.directed
    assert graph.vs["iri"] == list(found.nodes)
    for vertex, (name, expected) in zip(graph.vs, nodes(found).items(), strict=True):
        got = {
            k: v for k, v in vertex.attributes().items() if k != "id" and v != "" and not pd.isna(v)
        }
        # one large number makes igraph read the column as text
        assert {k: str(v) for k, v in got.items()} == {
            "iri": name, **{k: str(known(v)) for k, v in expected.items()}
        }  # fmt: skip
    ends = [(graph.vs[e.source]["iri"], graph.vs[e.target]["iri"]) for e in graph.es]
    assert same_ends(found, ends)
    for edge, (*_, expected) in zip(graph.es, edges(found), strict=True):
        got = {k: v for k, v in edge.attributes().items() if v != "" and not pd.isna(v)}
        assert got == {k: known(v) for k, v in expected.items()}


# Tables

READ_AS = {
    "string": str,
    "integer": int,
    "double": float,
    "boolean": lambda v: {"true": True, "false": False}[v],
}


def csvw(folder: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a table as CSV on the Web says to read them."""
    metadata = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    (table,) = (t for t in metadata["tables"] if t["url"] == name)
    columns = {c["name"]: c for c in table["tableSchema"]["columns"]}
    frame = pd.read_csv(folder / name, dtype=str, keep_default_na=False, na_values=[""])
    assert list(frame.columns) == list(columns)
    rows = []
    for row in frame.to_dict("records"):
        there = {k: v for k, v in row.items() if isinstance(v, str)}
        rows.append({k: _read_as(columns[k], v) for k, v in there.items()})
    return rows


def _read_as(column: dict[str, str], cell: str) -> Any:
    if "separator" in column:
        assert column["separator"] == "|"
        return split(cell)
    return (
        pd.Timestamp(cell).date()
        if column["datatype"] == "date"
        else READ_AS[column["datatype"]](cell)
    )


def test_pandas_reads_the_tables(kind: Kind, tmp_path: Path) -> None:
    folder = written(kind, "csv", tmp_path)
    found = plain(kind)
    names = {"label": "Label", "weight": "Weight"}
    assert csvw(folder, "nodes.csv") == [
        {"Id": n, **{names.get(k, k): v for k, v in a.items()}} for n, a in found.nodes.items()
    ]
    kind_of_edge = "Directed" if found.directed else "Undirected"
    assert csvw(folder, "edges.csv") == [
        {"Source": e.source, "Target": e.target, "Type": kind_of_edge, "Id": e.id}
        | {names.get(k, k): v for k, v in e.attributes.items()}
        for e in found.edges
    ]
    metadata = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    assert metadata["dc:title"] == ABOUT["title"]
    assert metadata["dcterms:identifier"] == "force-units"
    assert (metadata["dcterms:valid"], metadata["schema:version"]) == ("2020-01-31", "0.1.0")


HEADER = re.compile(
    r"(?P<name>\w*):"
    r"(?P<type>ID|LABEL|START_ID|END_ID|TYPE|string|long|double|boolean|date)"
    r"(?P<many>\[\])?"
)
"""The header cells of `neo4j-admin database import` that are used here, by its manual."""


def neo4j(path: Path) -> list[dict[str, Any]]:
    """The rows of a table as the importer reads them.

    Types are those of the header, empty cells are absent, and arrays are parted by `;`.
    """
    header, *rows = csv.reader(io.StringIO(path.read_bytes().decode(), newline=""))
    columns = [match.groupdict() for cell in header if (match := HEADER.fullmatch(cell))]
    assert len(columns) == len(header)
    converters = {
        "long": int,
        "double": float,
        "boolean": lambda v: v == "true",
        "date": lambda v: pd.Timestamp(v).date(),
    }

    def value(column: dict[str, str | None], cell: str) -> Any:
        if column["many"]:
            return tuple(cell.split(";"))
        return converters.get(column["type"], str)(cell)

    found = []
    for row in rows:
        cells = [(c, cell) for c, cell in zip(columns, row, strict=True) if cell]
        found.append({c["name"] or c["type"]: value(c, cell) for c, cell in cells})
    return found


def test_the_tables_for_neo4j(kind: Kind, tmp_path: Path) -> None:
    folder = written(kind, "neo4j", tmp_path)
    found = plain(kind)
    labels = {"police force": "PoliceForce", "joint unit": "JointUnit"}

    def arrays(value: Any) -> Any:
        """A semicolon separates the texts of an array, so that one inside them is a wide one."""
        return (
            tuple(part.replace(";", "\uff1b") for part in value)
            if isinstance(value, tuple)
            else value
        )

    assert neo4j(folder / "nodes.csv") == [
        {"iri": n, "LABEL": labels[str(a["kind"])], **{k: arrays(v) for k, v in a.items()}}
        for n, a in found.nodes.items()
    ]
    assert neo4j(folder / "relationships.csv") == [
        {"START_ID": e.source, "END_ID": e.target, "TYPE": "FORCE_UNITS", **e.attributes}
        for e in found.edges
    ]
    said = json.loads((folder / "network.json").read_text(encoding="utf-8"))
    assert said == {"directed": found.directed, **about(found)}


def test_a_semicolon_in_a_list_is_a_wide_one_in_neo4j() -> None:
    graph = nx.Graph()
    graph.add_node(f"{ID}x", parts=("a;b", "c"))
    content = export_network(graph, "neo4j")
    assert isinstance(content, dict)
    assert list(csv.reader(io.StringIO(content["nodes.csv"])))[1] == [
        f"{ID}x",
        "Node",
        "a\uff1bb;c",
    ]


# All


@pytest.mark.parametrize("format", NETWORKS)
def test_the_same_network_gives_the_same_bytes(format: str, kind: Kind) -> None:
    assert export_network(network(kind), format) == export_network(network(kind), format)


@pytest.mark.parametrize("format", NETWORKS)
def test_every_format_says_what_network_it_is(format: str) -> None:
    content = export_network(network(), format)
    words = "".join(content.values()) if isinstance(content, dict) else content
    for said in ("2020-01-31", "force-units", "0.1.0"):
        assert said in words


@pytest.mark.parametrize("format", NETWORKS)
def test_an_empty_network_and_a_bare_one_can_be_written(format: str) -> None:
    graph = nx.DiGraph()
    assert export_network(graph, format)
    graph.add_edge(f"{ID}a", f"{ID}b")
    content = export_network(graph, format)
    assert f"{ID}a" in ("".join(content.values()) if isinstance(content, dict) else content)


@pytest.mark.parametrize("format", NETWORKS)
def test_characters_that_xml_forbids_are_replaced_in_every_format(format: str) -> None:
    graph = nx.Graph(title="a\x00b")
    graph.add_node(f"{ID}x", label="bell \x07 \ud800", kind="odd", parts=("\x0b",))
    content = export_network(graph, format)
    words = "".join(content.values()) if isinstance(content, dict) else content
    assert "bell \ufffd \ufffd" in words
    if format != "html":  # Cytoscape.js itself is not ours
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", words)


def test_odd_texts_are_odd() -> None:
    assert all(mark in ODD for mark in "\"&<>\\|;,'")
