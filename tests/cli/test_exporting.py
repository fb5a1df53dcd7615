"""`peelgraph export`: to standard output, files and folders, and what it says of bad input."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from peelgraph.formats import EXPORTS
from peelgraph.graph import KnowledgeGraph

from .conftest import Command


def test_help_lists_every_format_on_a_line_of_its_own(run: Command) -> None:
    lines = [line.strip() for line in run("export", "--help").out.splitlines()]
    for entry in EXPORTS.values():
        assert f"{entry.name:<11} {entry.summary}" in lines


def test_a_network_goes_to_standard_output(run: Command, kg: KnowledgeGraph) -> None:
    ended = run("export", "graphml", "--projection", "forces-units", "--as-of", "2016-11-03")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == kg.export("graphml", projection="forces-units", as_of="2016-11-03")


def test_other_parameters_of_a_projection(run: Command, kg: KnowledgeGraph) -> None:
    ended = run(
        "export",
        "d3",
        "--projection",
        "forces-units",
        "--function",
        "ICT",
        "--function",
        "dogs",
        "-o",
        "-",
    )
    assert ended.out == kg.export("d3", projection="forces-units", function=["ICT", "dogs"])
    assert "function=ICT" in ended.out


def test_to_a_file_a_compressed_file_and_a_folder(
    run: Command, kg: KnowledgeGraph, tmp_path: Path
) -> None:
    for name in ("n.gexf", "n.gexf.gz"):
        ended = run("export", "gexf", "-o", str(tmp_path / name))
        assert (ended.code, ended.out, ended.err) == (0, "", f"Wrote {tmp_path / name}\n")
    text = kg.export("gexf")
    assert isinstance(text, str)
    assert (tmp_path / "n.gexf").read_bytes() == text.encode()
    assert gzip.decompress((tmp_path / "n.gexf.gz").read_bytes()) == text.encode()
    assert run("export", "csv", "-o", str(tmp_path / "tables")).code == 0
    files = kg.export("csv")
    assert isinstance(files, dict)
    assert {p.name: p.read_bytes() for p in (tmp_path / "tables").iterdir()} == {
        n: t.encode() for n, t in files.items()
    }


def test_rdf_of_one_source(run: Command, kg: KnowledgeGraph) -> None:
    ended = run("export", "nt", "--named-graph", "ontology")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == kg.export("nt", named_graph="ontology")
    assert run("export", "nt", "--named-graph", "ontology").out == ended.out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["xlsx"], 2, "There is no format 'xlsx' here; there are graphml,"),
        (["csv"], 2, "The format csv is several files: name a folder for them with -o."),
        (["neo4j", "-o", "-"], 2, "The format neo4j is several files"),
        (["ttl", "--as-of", "2016-11-03"], 2, "The format ttl writes the graph itself, not a network: as-of cannot be asked of it."),
        (["gml", "--named-graph", "ontology"], 2, "The format gml writes a network, not a named graph"),
        (["ttl", "--named-graph", "ontolgy"], 1, "There is no named graph 'ontolgy' in the graph; did you mean ontology"),
        (["gml", "--projection", "force"], 1, "There is no projection 'force'"),
        (["gml", "--as-of", "2016"], 2, "'2016' is not a day like 2016-11-03"),
        (["gml", "--colour", "red"], 2, "colour"),
        (["gml", "stray"], 2, "'stray' stands alone; write --PARAM VALUE."),
        ([], 2, "Missing argument"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence(run: Command, words: list[str], code: int, said: str) -> None:
    ended = run("export", *words)
    assert (ended.code, ended.out, ended.err.count("\n")) == (code, "", 1)
    assert said in ended.err


def test_where_nothing_can_be_written(run: Command, tmp_path: Path) -> None:
    for name in ("missing/n.gml", "file/n"):
        (tmp_path / "file").write_text("")
        ended = run("export", "gml", "-o", str(tmp_path / name))
        assert (ended.code, ended.err.count("\n")) == (1, 1)
        assert ended.err.startswith(f"Cannot write {tmp_path / name}: ")
    assert run("export", "csv", "-o", str(tmp_path / "file")).code == 1
