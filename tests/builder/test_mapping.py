"""Tables to triples: every row is accounted for, and whatever is wrong stops the build with file, line and reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Literal
from rdflib.compare import isomorphic

from peelgraph.builder.assemble import assemble
from peelgraph.builder.cache import cached_graph
from peelgraph.builder.mapping import load_mapping
from peelgraph.errors import DataError, UnreadableFile
from peelgraph.resources import Resources
from peelgraph.vocab import PEEL, graph_of, thing

LITTLE = "data/reports/little"


def change(tree: Resources, name: str, old: str, new: str) -> None:
    path = tree.root / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")


def append(tree: Resources, name: str, *rows: str) -> None:
    with (tree.root / name).open("a", encoding="utf-8", newline="") as file:
        file.writelines(f"{row}\n" for row in rows)


def problems(tree: Resources) -> list[str]:
    with pytest.raises(DataError) as caught:
        assemble(tree)
    found = [str(problem) for problem in caught.value.problems]
    head, *lines = str(caught.value).splitlines()
    assert (
        head
        == f"{len(found)} problem{'s' if len(found) > 1 else ''} in the tables; nothing was built:"
    )
    assert lines == found
    return found


def test_the_small_world_is_in_order(tree: Resources) -> None:
    assert assemble(tree).problems == ()


def test_each_row_becomes_the_triples_of_its_mapping(tree: Resources) -> None:
    store = assemble(tree).store
    query = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{}> {{ ?s ?p ?o }} VALUES ?s {{ <{}> }} }}"
    north = thing("force/northshire")
    assert set(store.construct(query.format(graph_of("little"), north))) == {
        (north, RDF.type, PEEL.PoliceForce),
        (north, RDFS.label, Literal("Northshire Police")),
        (north, PEEL.alternativeName, Literal("Northshire")),
        (north, PEEL.alternativeName, Literal("the north")),
    }
    topic = thing("topic/vetting")
    assert (topic, RDFS.label, Literal("vetting")) in store.construct(
        query.format(graph_of("peelgraph"), topic)
    )


def test_batches_lose_nothing(tree: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = assemble(tree).store.dataset
    monkeypatch.setattr("peelgraph.builder.rows.BATCH", 1)
    single = assemble(tree).store.dataset
    assert isomorphic(whole.graph(graph_of("little")), single.graph(graph_of("little")))
    assert set(whole) == set(single)


# What is wrong with one row

ORGANISATIONS = f"{LITTLE}/organisations.csv"
MEMBERSHIPS = f"{LITTLE}/memberships.csv"
FINDINGS = f"{LITTLE}/findings.csv"


@pytest.mark.parametrize(
    ("file", "row", "reasons"),
    [
        (
            ORGANISATIONS,
            "force/northshire,PoliceForce,Again,,,",
            [f"6: force/northshire stands in {ORGANISATIONS}:3 already"],
        ),
        (
            ORGANISATIONS,
            "unit/vetting,PoliceForce,Across kinds,,,",
            [f"{LITTLE}/units.csv:2: unit/vetting stands in {ORGANISATIONS}:6 already"],
        ),
        (
            f"{LITTLE}/passages.csv",
            f"source/little,0,40,{'0' * 64},Again,,finding/good-manners",
            [f"4: source/little 0 40 stands in {LITTLE}/passages.csv:2 already"],
        ),
        (
            MEMBERSHIPS,
            "membership/x,force/nowhere,unit/vetting,participant,existing,,,,",
            ["4: 'force/nowhere' is not defined in any table"],
        ),
        (
            MEMBERSHIPS,
            "membership/x,force/eastshire,unit/vetting,participant,existing,2016-13,,,",
            ["4: column 'from': '2016-13' is not a date: month must be in 1..12"],
        ),
        (
            MEMBERSHIPS,
            "membership/x,force/eastshire,unit/vetting,participant,existing,,,2016|soon,",
            ["4: column 'attested': 'soon' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"],
        ),
        (
            MEMBERSHIPS,
            "membership/x,force/eastshire,unit/vetting,boss,existing,,,,",
            ["4: column 'role': 'boss' is not a term of the ontology"],
        ),
        (
            MEMBERSHIPS,
            "membership/x,,unit/vetting,participant,existing,,,,",
            ["4: column 'member' is empty"],
        ),
        (MEMBERSHIPS, "membership/x,force/eastshire", ["4: 2 cells where the header has 9"]),
        (MEMBERSHIPS, "", ["4: an empty line"]),
        (
            MEMBERSHIPS,
            'membership/x,force/eastshire,unit/vetting,participant,existing,,,,a "stray" quote',
            ["4: a stray quote; put the cell in quotes and double those inside"],
        ),
        (
            MEMBERSHIPS,
            'membership/x,force/eastshire,unit/vetting,participant,existing,,,,"never closed',
            ["4: a quote is not closed or not followed by a comma (unexpected end of data)"],
        ),
        (
            FINDINGS,
            "finding/x,assessment/northshire-peel-2016,pillar/legitimacy,unit/vetting|unit/none|unit/nil,topic/vetting,"
            "negative,inspectorateView,2016,Words.",
            [
                "5: 'unit/none' is not defined in any table",
                "5: 'unit/nil' is not defined in any table",
            ],
        ),
    ],
)
def test_a_broken_row_stops_the_build(
    tree: Resources, file: str, row: str, reasons: list[str]
) -> None:
    append(tree, file, row)
    expected = [reason if reason.startswith("data/") else f"{file}:{reason}" for reason in reasons]
    assert problems(tree) == sorted(expected)


def test_lines_are_those_of_an_editor(tree: Resources) -> None:
    append(tree, ORGANISATIONS, 'force/x,"Police', 'Force",X,,,', "force/y,,Y,,,")
    assert problems(tree) == [
        f"{ORGANISATIONS}:6: 'force/x' is not defined in any table",
        f"{ORGANISATIONS}:6: column 'kind': 'Police Force' is not a term of the ontology",
        f"{ORGANISATIONS}:8: 'force/y' is not defined in any table",
        f"{ORGANISATIONS}:8: column 'kind' is empty",
    ]


def test_a_folder_may_say_more_of_what_another_defines(tree: Resources) -> None:
    other = tree.data / "reports" / "other"
    other.mkdir()
    (other / "organisations.csv").write_text(
        "id,kind,name,alternative_name,source\n"
        "force/eastshire,PoliceForce,,Eastern,source/other|source/little\n"
        "force/eastshire,PoliceForce,,Twice,source/other\n",
        encoding="utf-8",
    )
    append(
        tree, "data/sources.csv", "source/other,Document,Other,,byProject,,CC0,,,organisations 2,"
    )
    here = "data/reports/other/organisations.csv"
    assert problems(tree) == [f"{here}:3: force/eastshire stands in {here}:2 already"]
    (other / "organisations.csv").write_text(
        "id,kind,name,alternative_name,source\nforce/eastshire,PoliceForce,,Eastern,source/other|source/little\n",
        encoding="utf-8",
    )
    tree_sources = tree.data / "sources.csv"
    tree_sources.write_text(
        tree_sources.read_text("utf-8").replace("organisations 2", "organisations 1"), "utf-8"
    )
    store = assemble(tree).store
    said = store.select(
        f"SELECT ?g ?name WHERE {{ GRAPH ?g {{ <{thing('force/eastshire')}> peel:alternativeName ?name }} "
        "FILTER(?name = 'Eastern') } ORDER BY ?g"
    ).rows
    assert [str(row[0]) for row in said] == [str(graph_of("little")), str(graph_of("other"))]
    union = store.select(
        f"SELECT ?name WHERE {{ <{thing('force/eastshire')}> peel:alternativeName ?name }}"
    ).rows
    assert [str(row[0]) for row in union].count("Eastern") == 1


def test_a_row_names_a_source_that_is_none(tree: Resources) -> None:
    other = tree.data / "reports" / "other"
    other.mkdir()
    (other / "organisations.csv").write_text(
        "id,kind,name,source\nforce/a,PoliceForce,A,force/eastshire\nforce/b,PoliceForce,B,source/none\n",
        encoding="utf-8",
    )
    found = problems(tree)
    assert any("'force/eastshire' is not the short id of a source" in p for p in found)
    (other / "organisations.csv").write_text(
        "id,kind,name,source\nforce/b,PoliceForce,B,source/none\n", encoding="utf-8"
    )
    assert "data/sources.csv:1: source 'none' has rows and is not among the sources" in problems(
        tree
    )


# What is wrong with a file


def recode(encoding: str) -> Callable[[str], bytes]:
    return lambda text: text.replace("Eastshire", "Éastshire").encode(encoding)


@pytest.mark.parametrize(
    ("file", "rewrite", "reason"),
    [
        (ORGANISATIONS, recode("cp1252"), "5: byte 0xC9 is not UTF-8; save the table as UTF-8"),
        (ORGANISATIONS, recode("utf-16"), "1: byte 0xFF is not UTF-8; save the table as UTF-8"),
        (ORGANISATIONS, lambda text: b"", "1: the file is empty; a header row is needed"),
        (
            ORGANISATIONS,
            lambda text: text.replace(",note", ",remark").encode(),
            "1: column 'remark' is not used by the mapping",
        ),
        (
            ORGANISATIONS,
            lambda text: text.replace("kind", "note", 1).encode(),
            "1: column 'kind' is missing",
        ),
    ],
    ids=["Windows-1252", "UTF-16", "empty", "unused column", "missing column"],
)
def test_a_broken_file_stops_the_build(
    tree: Resources, file: str, rewrite: Callable[[str], bytes], reason: str
) -> None:
    path = tree.root / file
    path.write_bytes(rewrite(path.read_text(encoding="utf-8")))
    assert f"{file}:{reason}" in problems(tree)
    assert all(p.startswith(file) for p in problems(tree)), (
        "what cannot be read does not blame others"
    )


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
    ],
    ids=["byte order mark", "CRLF"],
)
def test_what_spreadsheets_write_is_fine(tree: Resources, rewrite: Callable[[str], bytes]) -> None:
    before = set(assemble(tree).store.dataset.graph(graph_of("little")))
    path = tree.root / ORGANISATIONS
    path.write_bytes(rewrite(path.read_text(encoding="utf-8")))
    assert set(assemble(tree).store.dataset.graph(graph_of("little"))) == before


# What is wrong with a source


def test_fewer_rows_than_promised(tree: Resources) -> None:
    change(tree, "data/sources.csv", "findings 2; passages 2", "findings 3; passages 2; people 1")
    assert problems(tree) == [
        "data/sources.csv:3: source 'little' yields 0 rows of people where 1 are promised",
        "data/sources.csv:3: source 'little' yields 2 rows of findings where 3 are promised",
    ]


@pytest.mark.parametrize("rows", ["findings", "2", "findings two", "findings ²"])
def test_promises_that_cannot_be_read(tree: Resources, rows: str) -> None:
    change(
        tree,
        "data/sources.csv",
        "organisations 4; memberships 2; findings 2; passages 2",
        f'"{rows}"',
    )
    assert problems(tree) == [f"data/sources.csv:3: column 'rows': '{rows}' is not 'table number'"]


def test_a_folder_without_a_source(tree: Resources) -> None:
    (tree.data / "reports" / "little").rename(tree.data / "reports" / "unknown")
    found = problems(tree)
    assert "data/sources.csv:1: source 'unknown' has rows and is not among the sources" in found


# What is wrong with a mapping

MAPPING = """#+ summary: x
#+ columns:
#+   id: {type: id, required: true, key: true}
#+   kind: {type: term, required: true}
PREFIX peel: <https://w3id.org/peelgraph/ontology#>
CONSTRUCT { ?id a ?kind } WHERE { FILTER(?kind = peel:PoliceForce) }
"""


def add_table(tree: Resources, mapping: str, rows: str) -> Path:
    path = tree.data / "reports" / "little" / "extra.rq"
    path.write_text(mapping, encoding="utf-8")
    path.with_suffix(".csv").write_text(rows, encoding="utf-8")
    return path


def test_a_row_that_yields_nothing(tree: Resources) -> None:
    add_table(tree, MAPPING, "id,kind\nforce/x,PoliceForce\nforce/y,FireService\n")
    assert problems(tree) == [
        f"{LITTLE}/extra.csv:3: the row yields nothing; the mapping does not match it"
    ]


def test_a_term_that_only_the_mapping_knows(tree: Resources) -> None:
    add_table(
        tree,
        MAPPING.replace("?id a ?kind", "?id a ?kind ; peel:colour 1"),
        "id,kind\nforce/x,PoliceForce\n",
    )
    (found,) = problems(tree)
    assert (
        found
        == f"{LITTLE}/extra.csv:2: 'https://w3id.org/peelgraph/ontology#colour' is not a term of the ontology"
    )


def test_texts_that_look_like_names_are_texts(tree: Resources) -> None:
    mapping = MAPPING.replace(
        "?id a ?kind", '?id a ?kind ; peel:note "https://w3id.org/peelgraph/id/force/nowhere"'
    )
    add_table(tree, mapping, "id,kind\nforce/x,PoliceForce\n")
    assert assemble(tree).store.count() > 0


@pytest.mark.parametrize(
    ("mapping", "why"),
    [
        ("CONSTRUCT {} WHERE {}", "it has no #+ header"),
        ("#+ summary: x\nCONSTRUCT {} WHERE {}", "it is not a mapping"),
        (
            MAPPING.replace("CONSTRUCT", "SELECT"),
            "it is not a mapping (a CONSTRUCT query is expected)",
        ),
        (MAPPING.replace("{type: term", "{colour: red"), "it is not a mapping"),
        (
            MAPPING.replace("?id a ?kind", "?id a 1").replace("?kind", "?k"),
            "it does not use its columns kind",
        ),
        (
            MAPPING.replace("type: term", "type: colour"),
            "there are no column types colour; there are id, ",
        ),
        (MAPPING.replace("?id a ?kind", "?id a ?kind ;;; , ."), "its CONSTRUCT cannot be run"),
        (MAPPING.replace("peel:PoliceForce", "nobody:x"), "its CONSTRUCT cannot be run"),
    ],
)
def test_a_broken_mapping_stops_the_build(tree: Resources, mapping: str, why: str) -> None:
    path = add_table(tree, mapping, "id,kind\nforce/x,PoliceForce\n")
    with pytest.raises(UnreadableFile):
        load_mapping(path)
    (found,) = problems(tree)
    assert found.startswith(f"{LITTLE}/extra.rq:1: {why}")


def test_a_table_without_a_mapping(tree: Resources) -> None:
    add_table(tree, MAPPING, "id,kind\nforce/x,PoliceForce\n").unlink()
    assert problems(tree) == [
        f"{LITTLE}/extra.csv:1: there is no mapping extra.rq beside it or above it"
    ]


def test_the_nearest_mapping_is_taken(tree: Resources) -> None:
    near = (
        (tree.data / "organisations.rq")
        .read_text(encoding="utf-8")
        .replace("?id a ?kind", "?id a ?kind, peel:FireService")
    )
    (tree.data / "reports" / "little" / "organisations.rq").write_text(
        near.replace("WHERE {", "WHERE { FILTER(BOUND(?kind))", 1), encoding="utf-8"
    )
    store = assemble(tree).store
    assert (thing("force/eastshire"), RDF.type, PEEL.FireService) in store.construct(
        f"CONSTRUCT {{ ?s a ?c }} WHERE {{ GRAPH <{graph_of('little')}> {{ ?s a ?c }} }}"
    )


# All at once, and nothing half-written


def test_several_problems_in_several_files_are_all_listed(tree: Resources) -> None:
    append(tree, ORGANISATIONS, "force/northshire,PoliceForce,Again,,,", "force/x,Sheriff,X,,,")
    append(
        tree, MEMBERSHIPS, "membership/x,force/nowhere,unit/vetting,participant,existing,soon,,,"
    )
    change(tree, "data/sources.csv", "topics 1", "topics 9")
    assert problems(tree) == [
        f"{MEMBERSHIPS}:4: 'force/nowhere' is not defined in any table",
        f"{MEMBERSHIPS}:4: column 'from': 'soon' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD",
        f"{ORGANISATIONS}:6: force/northshire stands in {ORGANISATIONS}:3 already",
        f"{ORGANISATIONS}:7: 'force/x' is not defined in any table",
        f"{ORGANISATIONS}:7: column 'kind': 'Sheriff' is not a term of the ontology",
        "data/sources.csv:2: source 'peelgraph' yields 1 rows of topics where 9 are promised",
    ]


def test_nothing_is_kept_of_a_build_that_stops(
    tree: Resources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEELGRAPH_CACHE", str(tmp_path / "cache"))
    good = cached_graph(tree)
    append(tree, MEMBERSHIPS, "membership/x,,,,,,,,")
    with pytest.raises(DataError):
        cached_graph(tree)
    assert {p.name for p in (tmp_path / "cache").iterdir()} == {good.folder.name, "build.lock"}
    assert good.intact()
