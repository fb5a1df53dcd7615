"""A build is the same each time, says what changed, and every format that it is written in says the same."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, BNode, Dataset, Graph, Literal, URIRef

from peelgraph.builder.assemble import assemble, from_files
from peelgraph.errors import UnknownFormat, UnreadableFile
from peelgraph.formats import GRAPHS, graph_format
from peelgraph.graph import KnowledgeGraph
from peelgraph.resources import Resources
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import (
    BASE,
    GENID,
    GRAPH,
    INFERRED,
    LABELS,
    ONTOLOGY,
    PEEL,
    STEMS,
    graph_of,
    thing,
)
from tests.stores import alike

DUMP = """
import sys
from pathlib import Path
from peelgraph.builder.assemble import assemble
from peelgraph.formats import GRAPHS
from peelgraph.resources import Resources
store = assemble(Resources(Path(sys.argv[1]))).store
for name in sys.argv[2:]:
    store.dump(sys.stdout.buffer, GRAPHS[name])
"""


def dump(store: EmbeddedStore, name: str) -> bytes:
    out = io.BytesIO()
    store.dump(out, GRAPHS[name])
    return out.getvalue()


@pytest.fixture(scope="module")
def small(small_tree: Resources) -> EmbeddedStore:
    return assemble(small_tree).store


def dump_elsewhere(tree: Resources, names: list[str], seed: int, folder: Path) -> bytes:
    environment = os.environ | {"PYTHONHASHSEED": str(seed), "TZ": f"UTC+{seed}", "LC_ALL": "C"}
    command = [sys.executable, "-c", DUMP, str(tree.root), *names]
    return subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, check=True
    ).stdout


def test_built_twice_the_quads_are_the_same_bytes(tree: Resources, tmp_path: Path) -> None:
    here = dump(assemble(tree).store, "nq")
    assert here.count(b"\n") > 1000
    for seed, folder in ((1, tmp_path), (4242, Path("/"))):
        assert dump_elsewhere(tree, ["nq"], seed, folder) == here


def test_every_format_is_the_same_bytes_each_time(
    small: EmbeddedStore, tree: Resources, tmp_path: Path
) -> None:
    here = b"".join(dump(small, name) for name in GRAPHS)
    assert here == dump_elsewhere(tree, list(GRAPHS), 7, tmp_path)


@pytest.mark.parametrize("name", GRAPHS)
def test_every_format_is_read_back_by_rdflib(small: EmbeddedStore, name: str) -> None:
    entry = GRAPHS[name]
    if entry.quads:
        read = Dataset().parse(data=dump(small, name), format=entry.media_type).quads()
        held = small.select("SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }").rows
        assert alike(read, held)
    else:
        graph = Graph().parse(data=dump(small, name), format=entry.media_type)
        assert alike(graph, small.construct("CONSTRUCT WHERE { ?s ?p ?o }"))


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize(
    "text", ['"quoted"', "a\nb\r\tc", "\\u0022 \\", "é \U0001f46e", "<&>]]>", "", " "]
)
def test_every_format_keeps_every_text(name: str, text: str) -> None:
    store = EmbeddedStore()
    triple = (thing("finding/x"), RDFS.comment, Literal(text, lang="en"))
    store.load([triple], GRAPH["x"])
    read = Dataset(default_union=True).parse(data=dump(store, name), format=GRAPHS[name].media_type)
    assert [(s, p, str(o)) for s, p, o, _ in read.quads()] == [(*triple[:2], text)]


def test_what_was_said_and_what_was_inferred_never_share_a_graph(small: EmbeddedStore) -> None:
    graphs = {
        row[0] for row in small.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").rows
    }
    assert graphs == {ONTOLOGY, INFERRED, graph_of("peelgraph"), graph_of("little"), STEMS, LABELS}
    assert not small.ask(
        f"ASK {{ GRAPH <{INFERRED}> {{ ?s ?p ?o }} GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{INFERRED}>) }}"
    )


def test_no_blank_nodes(small: EmbeddedStore) -> None:
    assert not any(isinstance(t, BNode) for triple in small for t in triple)


def test_both_reasoners_build_the_same(small: EmbeddedStore, tree: Resources) -> None:
    assert dump(assemble(tree, reasoner="owlrl").store, "nt") == dump(small, "nt")


def reached(tree: Resources) -> list[str]:
    kg = KnowledgeGraph(assemble(tree).store, tree)
    rows = kg.sparql(
        "SELECT ?force { id:finding\\/vetting-backlog peel:bearsOn ?force } ORDER BY ?force"
    )
    return [row.force.rpartition("/")[2] for row in rows]


def test_changing_a_row_changes_the_answer(tree: Resources) -> None:
    assert reached(tree) == ["northshire", "southshire"]
    path = tree.data / "reports" / "little" / "memberships.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(
            "southshire,unit/vetting,participant,existing",
            "southshire,unit/vetting,participant,planned",
        )
    )
    assert reached(tree) == ["northshire"]


def test_a_problem_of_the_data_is_told_with_its_line(tree: Resources) -> None:
    path = tree.data / "reports" / "little" / "memberships.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("existing,2015-04,,", "existing,2015-04,2014,"))
    (problem,) = assemble(tree).problems
    line = "violation: data/reports/little/memberships.csv:3: membership/vetting.southshire:"
    assert str(problem).startswith(line)
    assert "it ends before it begins" in problem.words
    assert problem.place == "data/reports/little/memberships.csv:3"
    assert problem.statements
    assert problem.sources == ("A little report",)


def test_what_a_document_states_without_a_passage_is_told(tree: Resources) -> None:
    path = tree.data / "reports" / "little" / "passages.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("unit/vetting|", ""), encoding="utf-8")
    (problem,) = assemble(tree).problems
    assert (problem.severity, problem.rule) == ("violation", f"{BASE}shape/PassageOfRow")
    assert "points to none of its passages" in problem.words
    assert problem.words.endswith("(it is unit/vetting)")


def test_a_passage_that_could_be_of_several_rows_is_told(tree: Resources) -> None:
    """A thing has rows of two other sources and none of the document whose passage names it."""
    path = tree.data / "reports" / "little" / "passages.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("finding/good-manners", "finding/good-manners|topic/vetting"))
    assert assemble(tree).problems == ()
    topics = tree.data / "topics.csv"
    header, *rows = topics.read_text(encoding="utf-8").splitlines()
    marked = [f"{row},source/peelgraph|source/other" for row in rows]
    topics.write_text("\n".join([f"{header},source", *marked]), encoding="utf-8")
    sources = tree.data / "sources.csv"
    other = (
        "source/other,Source,Another list,,byOther,,facts only,https://example.org/list,,topics 1,"
    )
    with sources.open("a", encoding="utf-8") as lines:
        lines.write(f"{other}\n")
    (problem,) = assemble(tree).problems
    assert "nobody can tell what it says of the thing" in problem.words
    assert problem.words.endswith("(it is topic/vetting)")


def test_what_is_done_is_told(tree: Resources) -> None:
    told: list[tuple[str, float]] = []
    assemble(tree, lambda step, share: told.append((step, share)))
    assert list(dict(told)) == ["ontology", "tables", "reasoning", "validation"]
    assert all(0 <= share <= 1 for _, share in told)
    assert told[-1] == ("validation", 1)


# Graphs from files


TURTLE = "PREFIX ex: <https://example.org/> ex:a ex:knows [ ex:name 'b' ], _:c . _:c ex:name 'c' ."


def names(store: EmbeddedStore) -> list[tuple[str, str]]:
    rows = store.select(
        "SELECT ?n ?x WHERE { <https://example.org/a> <https://example.org/knows> ?x . ?x <https://example.org/name> ?n } ORDER BY ?n ?x"
    ).rows
    return [(str(n), str(x)) for n, x in rows]


def loaded(path: Path) -> EmbeddedStore:
    store = EmbeddedStore()
    store.load_file(path, GRAPH["file"])
    return store


def test_files_of_all_formats_give_the_same_graph(tmp_path: Path) -> None:
    graph = Dataset(default_union=True).parse(data=TURTLE, format="turtle")
    formats = {
        "ttl": "turtle",
        "nt": "nt",
        "rdf": "xml",
        "jsonld": "json-ld",
        "nq": "nquads",
        "trig": "trig",
    }
    for extension, name in formats.items():
        (tmp_path / f"file.{extension}").write_text(graph.serialize(format=name), encoding="utf-8")
        packed = tmp_path / f"file.{extension}.gz"
        packed.write_bytes(gzip.compress((tmp_path / f"file.{extension}").read_bytes()))
        for path in (tmp_path / f"file.{extension}", packed):
            found = names(loaded(path))
            assert [name for name, _ in found] == ["b", "c"], path
            assert all(iri.startswith(GENID) for _, iri in found)


def test_blank_nodes_of_a_file_get_the_same_names_each_time(tmp_path: Path) -> None:
    path = tmp_path / "file.ttl"
    path.write_text(TURTLE)
    assert names(loaded(path)) == names(loaded(path))


def test_blank_nodes_of_two_files_are_apart(tree: Resources, tmp_path: Path) -> None:
    paths = [tmp_path / folder / "file.ttl" for folder in ("one", "two")]
    for path in paths:
        path.parent.mkdir()
        path.write_text(TURTLE)
    found = names(from_files(paths, tree).store)
    assert [name for name, _ in found] == ["b", "b", "c", "c"]
    assert len({iri for _, iri in found}) == 4


def test_files_are_reasoned_over(tree: Resources, tmp_path: Path) -> None:
    path = tmp_path / "file.ttl"
    force = URIRef("https://example.org/force")
    path.write_text(f"<{force}> a <{PEEL.PoliceForce}> .")
    assert from_files([path], tree).store.ask(
        f"ASK {{ GRAPH <{INFERRED}> {{ <{force}> <{RDF.type}> <{PEEL.Organisation}> }} }}"
    )


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("x.ttl", b"this is not turtle", "error"),
        ("x.rdf", b"<rdf", "error|EOF|syntax|end"),
        ("x.jsonld", b"{", "error|EOF|end|parsing"),
        ("x.nq.gz", b"not gzip", "[Nn]ot a gzipped file"),
        (
            "x.nq.gz",
            gzip.compress(b'<a:b> <a:c> "d" .\n' * 99, mtime=0)[:40],
            "ended|invalid|Error",
        ),
        ("x.nq.gz", gzip.compress(b"", mtime=0)[:10] + b"\xff\xff\xff\xff", "rror"),
    ],
)
def test_broken_files_are_unreadable(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=why) as caught:
        loaded(path)
    assert "\n" not in str(caught.value)
    assert caught.value.path == str(path)


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"missing.ttl: No such file or directory\.$"):
        loaded(tmp_path / "missing.ttl")


@pytest.mark.parametrize("name", ["x", "x.txt", "x.gz", "x.csv.gz", "ttl", ".ttl.bak"])
def test_file_names_that_promise_no_graph(name: str) -> None:
    with pytest.raises(
        UnknownFormat, match=r"there are \.nq, \.trig, \.jsonld, \.ttl, \.nt, \.rdf"
    ):
        graph_format(Path(name))


@pytest.mark.parametrize("name", GRAPHS)
def test_file_names_that_promise_a_graph(name: str) -> None:
    extension = GRAPHS[name].extension
    assert graph_format(Path(f"a.b{extension}")) == (GRAPHS[name], False)
    assert graph_format(Path(f"a{extension}.gz")) == (GRAPHS[name], True)
    assert graph_format(Path(f"A{extension.upper()}.GZ")) == (GRAPHS[name], True)
