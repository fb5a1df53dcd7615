"""Every command: what it writes, in which format, and where to."""

from __future__ import annotations

import csv
import gzip
import io
import json
import shlex
import time
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Dataset, Graph, Literal, URIRef, Variable
from rdflib.query import Result as RdflibResult

from peelgraph.formats import GRAPHS, ROWS
from peelgraph.graph import KnowledgeGraph
from peelgraph.store import Result
from peelgraph.vocab import MADE, PEEL, thing
from tests.stores import alike

from .conftest import Command

QUESTION = ("ask", "grades-of-force", "--force", "cambridgeshire")
ODD = r"""SELECT ?iri ?text ?number ?none WHERE { VALUES (?iri ?text ?number ?none) {
  (id:force\/x "say \"no\", then\nleave\t| pipe"@en 1.5 UNDEF) (<https://example.org/?a,b> "[b]é[/b]" 2 UNDEF) } }"""
FORCE_GRAPH = "<https://example.org/f> a <https://w3id.org/peelgraph/ontology#PoliceForce> ; " + (
    "<http://www.w3.org/2000/01/rdf-schema#label> 'Force F' ."
)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A graph of one's own in a file."""
    path = tmp_path / "own.ttl"
    path.write_text(FORCE_GRAPH, encoding="utf-8")
    return path


# Rows in every format


def test_csv_is_what_goes_into_a_pipe(run: Command, kg: KnowledgeGraph) -> None:
    ended = run(*QUESTION)
    result = kg.ask("grades-of-force", force="cambridgeshire")
    rows = [["" if t is None else str(t) for t in row] for row in result.rows]
    assert (ended.code, ended.err) == (0, "")
    assert list(csv.reader(io.StringIO(ended.out, newline=""))) == [list(result.columns), *rows]
    assert len(rows) > 0
    assert run(*QUESTION, "--format", "csv").out == ended.out


def test_an_empty_answer_says_why_beside_a_pipe(run: Command) -> None:
    ended = run("ask", "most-similar-forces", "--force", "norfolk")
    assert (ended.code, ended.out) == (0, "name,similar\r\n")
    assert "which is not to say that there is none" in ended.err
    assert "There is something with --force for 1 of 43: cambridgeshire." in ended.err


def test_odd_values_in_csv(run: Command) -> None:
    rows = list(csv.reader(io.StringIO(run("sparql", ODD).out, newline="")))
    assert rows == [
        ["iri", "text", "number", "none"],
        ["https://w3id.org/peelgraph/id/force/x", 'say "no", then\nleave\t| pipe', "1.5", ""],
        ["https://example.org/?a,b", "[b]é[/b]", "2", ""],
    ]


def test_odd_values_in_tsv(run: Command) -> None:
    assert run("sparql", ODD, "-f", "tsv").out.split("\n") == [
        "?iri\t?text\t?number\t?none",
        '<https://w3id.org/peelgraph/id/force/x>\t"say \\"no\\", then\\nleave\\t| pipe"@en\t'
        '"1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>\t',
        '<https://example.org/?a,b>\t"[b]é[/b]"\t"2"^^<http://www.w3.org/2001/XMLSchema#integer>\t',
        "",
    ]


def test_blank_nodes_in_tsv(run: Command) -> None:
    name, node, end = run("sparql", "SELECT (BNODE() AS ?b) {}", "-f", "tsv").out.split("\n")
    assert (name, node[:2], end) == ("?b", "_:", "")


def test_odd_values_in_markdown(run: Command) -> None:
    assert run("sparql", ODD, "-f", "md").out == (
        "| iri | text | number | none |\n| --- | --- | --- | --- |\n"
        '| force/x | say "no", then leave \\| pipe | 1.5 |  |\n'
        "| https://example.org/?a,b | [b]é[/b] | 2 |  |\n"
    )


def test_odd_values_in_a_table(run: Command) -> None:
    out = run("sparql", ODD, "-f", "table").out
    assert [
        line.split() for line in out.splitlines() if "force/x" in line or "example" in line
    ] == [
        ["force/x", "say", '"no",', "then", "1.5"],
        ["https://example.org/?a,b", "[b]é[/b]", "2"],
    ]
    assert "\x1b" not in out


def test_json_is_sparql_results_json(run: Command, kg: KnowledgeGraph) -> None:
    out = run(*QUESTION, "-f", "json").out
    parsed = RdflibResult.parse(io.BytesIO(out.encode()), format="json")
    result = kg.ask("grades-of-force", force="cambridgeshire")
    assert parsed.vars == [Variable(c) for c in result.columns]
    assert [tuple(row.get(v) for v in parsed.vars) for row in parsed.bindings] == list(result.rows)


def test_json_to_the_letter(run: Command) -> None:
    query = r'SELECT ?a ?b ?c ?d { VALUES (?a ?b ?c ?d) { (<x:y> "é\n"@en 5 UNDEF) } }'
    assert json.loads(run("sparql", query, "-f", "json").out) == {
        "head": {"vars": ["a", "b", "c", "d"]},
        "results": {
            "bindings": [
                {
                    "a": {"type": "uri", "value": "x:y"},
                    "b": {"type": "literal", "value": "é\n", "xml:lang": "en"},
                    "c": {
                        "type": "literal",
                        "value": "5",
                        "datatype": "http://www.w3.org/2001/XMLSchema#integer",
                    },
                }
            ]
        },
    }


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("csv", "answer\r\ntrue\r\n"),
        ("tsv", '?answer\n"true"^^<http://www.w3.org/2001/XMLSchema#boolean>\n'),
        ("md", "| answer |\n| --- |\n| true |\n"),
        ("json", '{"head": {}, "boolean": true}\n'),
    ],
)
def test_ask_in_every_format(run: Command, format_: str, text: str) -> None:
    assert run("sparql", "ASK {}", "-f", format_) == (0, text, "")


@pytest.mark.parametrize("format_", ROWS)
def test_no_rows_is_no_error(run: Command, format_: str) -> None:
    ended = run("sparql", "SELECT ?x { ?x peel:nothing ?y }", "-f", format_)
    assert (ended.code, ended.err) == (0, "")
    assert "x" in ended.out


# Files and streams


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.csv", "csv"),
        ("a.tsv", "tsv"),
        ("a.json", "json"),
        ("a.srj", "json"),
        ("a.md", "md"),
        ("a.txt", "table"),
        ("a", "csv"),
    ],
)
def test_a_file_s_name_says_its_format(
    run: Command, tmp_path: Path, name: str, format_: str
) -> None:
    assert run(*QUESTION, "-o", str(tmp_path / name)) == (0, "", "")
    with (tmp_path / name).open(encoding="utf-8", newline="") as file:
        assert file.read() == run(*QUESTION, "--format", format_).out
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_the_format_asked_for_stands_before_the_name(run: Command, tmp_path: Path) -> None:
    run("sparql", "ASK {}", "--format", "json", "--output", str(tmp_path / "a.csv"))
    assert json.loads((tmp_path / "a.csv").read_text()) == {"head": {}, "boolean": True}


def test_a_dash_is_standard_input_and_output(run: Command) -> None:
    assert run("sparql", "-", "-o", "-", stdin=b"\xef\xbb\xbfASK {}").out == "answer\r\ntrue\r\n"


def test_a_query_from_a_file(run: Command, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("SELECT ('é' AS ?x) {}", encoding="utf-8")
    assert run("sparql", f"@{tmp_path / 'q.rq'}").out == "x\r\né\r\n"


def test_what_goes_wrong_leaves_the_file_as_it_was(run: Command, tmp_path: Path) -> None:
    path = tmp_path / "kept.csv"
    path.write_text("kept")
    assert run("sparql", "SELECT * {", "-o", str(path)).code == 2
    assert path.read_text() == "kept"


# Graphs


TRIPLES = (
    "CONSTRUCT { ?s rdfs:label ?l ; a ?c } WHERE { ?s a peel:PoliceForce, ?c ; rdfs:label ?l }"
)


@pytest.mark.parametrize(
    ("format_", "media_type"),
    [
        (None, "text/turtle"),
        ("ttl", "text/turtle"),
        ("nt", "application/n-triples"),
        ("rdf", "application/rdf+xml"),
    ],
)
def test_construct_is_a_graph(
    run: Command, kg: KnowledgeGraph, format_: str | None, media_type: str
) -> None:
    out = run("sparql", TRIPLES, *(["-f", format_] if format_ else [])).out
    assert (
        set(Graph().parse(data=out, format=media_type)) == set(kg.store.construct(TRIPLES)) != set()
    )
    assert out == run("sparql", TRIPLES, *(["-f", format_] if format_ else [])).out


def test_construct_follows_the_file_s_name(
    run: Command, kg: KnowledgeGraph, tmp_path: Path
) -> None:
    expected = set(kg.store.construct(TRIPLES))
    for name in ("a.ttl", "a.nt", "a.rdf"):
        assert run("sparql", TRIPLES, "-o", str(tmp_path / name)).code == 0
        media_type = GRAPHS[name[2:]].media_type
        assert set(Graph().parse(tmp_path / name, format=media_type)) == expected
    run("sparql", TRIPLES, "-o", str(tmp_path / "a.csv"))
    assert (tmp_path / "a.csv").read_text().startswith("subject,predicate,object\n")


def test_describe_is_a_graph(run: Command) -> None:
    out = run("sparql", f"DESCRIBE <{thing('force/cambridgeshire')}>").out
    assert (thing("force/cambridgeshire"), RDF.type, PEEL.PoliceForce) in Graph().parse(
        data=out, format="turtle"
    )


def test_a_graph_as_rows(run: Command) -> None:
    out = run("sparql", "CONSTRUCT { <x:a> <x:b> 'c' } WHERE {}", "-f", "csv").out
    assert out == "subject,predicate,object\r\nx:a,x:b,c\r\n"


# ask and questions


def test_ask_takes_values_in_both_spellings(run: Command) -> None:
    assert (
        run("ask", "grades-of-force", "--force=Cambridgeshire Constabulary").out
        == run(*QUESTION).out
    )


def test_ask_with_help_shows_the_parameters(run: Command, kg: KnowledgeGraph) -> None:
    for word in ("--help", "-h"):
        ended = run("ask", "grades-of-force", word)
        assert (ended.code, ended.err) == (0, "")
        assert all(p.flag in ended.out for p in kg.question("grades-of-force").params)
    assert run("questions", "grades-of-force").out == ended.out


def test_ask_help_without_a_name(run: Command) -> None:
    ended = run("ask", "--help")
    assert ended.code == 0
    assert "peelgraph ask NAME [--PARAM VALUE]" in ended.out


def test_questions_are_listed(run: Command, kg: KnowledgeGraph) -> None:
    rows = list(csv.reader(io.StringIO(run("questions").out)))
    assert [row[1] for row in rows[1:]] == [q.name for q in kg.questions]


def test_a_question_in_full(run: Command, kg: KnowledgeGraph) -> None:
    question = kg.question("grades-of-force")
    out = run("questions", "grades-of-force").out
    for words in (
        question.summary,
        "Parameters",
        "Columns",
        "Example\n  peelgraph ask grades-of-force --force ",
        "Query\n",
    ):
        assert words in out
    assert "#+" not in out
    as_json = json.loads(run("questions", "grades-of-force", "-f", "json").out)
    assert (as_json["name"], as_json["params"][0]["name"]) == (
        "grades-of-force",
        question.params[0].name,
    )


def test_every_example_runs_as_it_is_printed(
    run: Command, kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    # opened once: other tests open it for each command, and here there are some two hundred
    monkeypatch.setattr("peelgraph.loading.load", lambda **how: kg)
    for question in kg.questions:
        out = run("questions", question.name).out
        example = out.partition("\nExample\n")[2].splitlines()[0]
        ended = run(*shlex.split(example)[1:])
        assert (ended.code, ended.err) == (0, ""), example


# info, show, why, validate, build


def test_info(run: Command, kg: KnowledgeGraph, cache: Path) -> None:
    as_json = json.loads(run("info", "-f", "json").out)
    # stems are no statements
    assert as_json["said"] + as_json["inferred"] == kg.store.count() - sum(
        map(kg.store.count, MADE)
    )
    assert as_json["cache"] == str(cache)
    assert as_json["versions"]["peelgraph"]
    text = run("info").out
    largest = max(as_json["sources"], key=lambda source: source["triples"])
    assert largest["source"].rpartition("/")[2] in text
    assert f"and {len(as_json['sources']) - 12} sources more" in text
    assert "None" not in text
    assert str(cache) in text
    rows = list(csv.DictReader(io.StringIO(run("info", "-f", "csv").out)))
    assert {r["name"]: r["count"] for r in rows if r["what"] == "triples"} == {
        "said": str(as_json["said"]),
        "inferred": str(as_json["inferred"]),
    }
    assert {r["name"]: int(r["count"]) for r in rows if r["what"] == "class"} == as_json["classes"]
    tables = {t["table"]: t for t in as_json["tables"]}
    for what in ("read", "kept", "promised", "yielded"):
        assert {r["name"]: int(r["count"]) for r in rows if r["what"] == f"rows {what}"} == {
            name: count[what] for name, count in tables.items()
        }
    assert (
        f"{sum(t['read'] for t in tables.values()):,} rows of {len(tables)} tables read, none lost."
        in text
    )
    as_md = run("info", "-f", "md").out
    assert as_md.startswith("Grades to "), "where the graph ends comes first"
    assert "\n| source | title | date | triples |\n| --- |" in as_md
    assert run("info", "-f", "tsv").out.startswith("?what\t?name\t?title\t?date\t?count\n")


def test_show(run: Command, kg: KnowledgeGraph) -> None:
    text = run("show", "cambridgeshire constabulary").out
    assert text.startswith("Cambridgeshire Constabulary\nforce/cambridgeshire – ")
    assert "\nSaid:\n" in text
    assert "\nInferred" in text
    assert run("show", "force/cambridgeshire", "-f", "md").out.startswith(
        "# Cambridgeshire Constabulary\n"
    )
    as_json = json.loads(run("show", "force/cambridgeshire", "-f", "json").out)
    assert (as_json["id"], as_json["iri"]) == (
        "force/cambridgeshire",
        str(thing("force/cambridgeshire")),
    )
    assert as_json["label"] == kg.show("force/cambridgeshire").label


def test_why(run: Command) -> None:
    words = ("why", "finding/anti-corruption-and-vetting-unit-capacity", "bears on", "Bedfordshire")
    text = run(*words).out
    assert "\nPassages\n  [1] " in text
    assert "because" in text
    assert run(*words, "-f", "md").out.startswith("- **")
    as_json = json.loads(run(*words, "-f", "json").out)
    assert as_json["triple"][1:] == [str(PEEL.bearsOn), str(thing("force/bedfordshire"))]
    leaves, open_ = [], [as_json]
    while open_:
        node = open_.pop()
        open_ += node.get("premises", [])
        leaves += [] if "premises" in node else [node]
    assert leaves
    assert all(leaf["sources"] for leaf in leaves)


def test_validate(run: Command, own: Path, tmp_path: Path) -> None:
    assert run("validate").code == 0
    ended = run("validate", str(own))
    assert (ended.code, ended.out, ended.err) == (0, "No problems.\n", "")
    own.write_text(
        FORCE_GRAPH
        + "<https://example.org/g> a <https://w3id.org/peelgraph/ontology#PoliceForce> ."
    )
    ended = run("validate", str(own), "-o", str(tmp_path / "report.txt"))
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "The graph has 1 problem; each is listed with what to do.\n"
    line, said = (tmp_path / "report.txt").read_text().splitlines()
    assert line.startswith("violation: https://example.org/g: ")
    assert "an organisation needs exactly one name" in line
    assert said.startswith(
        "  https://example.org/g rdf:type peel:PoliceForce (https://w3id.org/peelgraph/graph/file/1"
    )


def test_validate_in_every_format(run: Command, own: Path) -> None:
    own.write_text(
        FORCE_GRAPH
        + "<https://example.org/g> a <https://w3id.org/peelgraph/ontology#PoliceForce> ."
    )
    (problem,) = json.loads(run("validate", str(own), "-f", "json").out)
    assert (problem["severity"], problem["thing"], problem["place"]) == (
        "violation",
        "https://example.org/g",
        None,
    )
    (row,) = csv.DictReader(io.StringIO(run("validate", str(own), "-f", "csv").out))
    assert row["problem"] == problem["words"]
    assert row["sources"] == "; ".join(problem["statements"][0]["sources"])
    assert problem["words"] in run("validate", str(own), "-f", "md").out
    assert run("validate", str(own), "-f", "xml").code == 2


def test_validate_tells_contradictions(run: Command, own: Path) -> None:
    both = "a <https://w3id.org/peelgraph/ontology#PoliceForce>, <https://w3id.org/peelgraph/ontology#Finding> ."
    own.write_text(FORCE_GRAPH + f"<https://example.org/f> {both}")
    ended = run("validate", str(own))
    assert ended.code == 1
    (line,) = [
        line
        for line in ended.out.splitlines()
        if line.startswith("contradiction: https://example.org/f")
    ]
    assert line.endswith(("(cax-dw)", "(cax-adc)"))


def test_a_graph_of_one_s_own(run: Command, own: Path) -> None:
    query = "SELECT ?f { ?f a peel:PoliceForce, peel:Organisation }"
    assert run("sparql", query, "--graph", str(own)).out == "f\r\nhttps://example.org/f\r\n"
    assert "Force F" in run("show", "force f", "--graph", str(own)).out
    assert run("why", "force f", "a", "peel:Organisation", "--graph", str(own)).code == 0
    assert (
        json.loads(run("info", "--graph", str(own), "-f", "json").out)["classes"]["police force"]
        == 1
    )
    other = own.with_name("other.nt")
    other.write_text(
        "<https://example.org/e> a <https://w3id.org/peelgraph/ontology#PoliceForce> .".replace(
            " a ", f" <{RDF.type}> "
        )
    )
    both = run("sparql", query + " ORDER BY ?f", "--graph", str(own), "--graph", str(other)).out
    assert both == "f\r\nhttps://example.org/e\r\nhttps://example.org/f\r\n"


def test_an_endpoint_in_place_of_the_graph(
    run: Command,
    world: KnowledgeGraph,
    endpoint: str,
    own: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lines(answer: Result) -> list[list[str]]:
        return [
            list(answer.columns),
            *(["" if t is None else str(t) for t in row] for row in answer.rows),
        ]

    query = "SELECT ?s { ?s a peel:Alliance } ORDER BY ?s"
    alliances = lines(world.sparql(query))
    question = ("ask", "grades-of-force", "--force", "southshire")
    asked = run(*question, "--endpoint", endpoint).out
    assert list(csv.reader(io.StringIO(asked))) == lines(
        world.ask("grades-of-force", force="southshire")
    )
    monkeypatch.setenv("PEELGRAPH_ENDPOINT", "http://127.0.0.1:1/")
    assert run("sparql", query).code == 1
    told = run("sparql", query, "--endpoint", endpoint).out
    assert list(csv.reader(io.StringIO(told))) == alliances
    assert (
        run("sparql", "ASK { <https://example.org/f> ?p ?o }", "--graph", str(own)).out
        == "answer\r\ntrue\r\n"
    )
    assert run("info", "--graph", str(own)).code == 0


@pytest.fixture(params=["world", pytest.param("kg", marks=pytest.mark.engine)])
def built(request: pytest.FixtureRequest) -> KnowledgeGraph:
    """What a build builds: the frozen world, a folder laid out as ours; and ours, for minutes."""
    graph: KnowledgeGraph = request.getfixturevalue(request.param)
    return graph


def test_build_writes_every_format(run: Command, built: KnowledgeGraph, tmp_path: Path) -> None:
    names = [f"g{f.extension}{end}" for f in GRAPHS.values() for end in ("", ".gz")]
    files = (word for name in names for word in ("--out", str(tmp_path / name)))
    ended = run("--resources", str(built.resources.root), "build", *files)
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.splitlines()[: len(names)] == [f"Wrote {tmp_path / name}" for name in names]
    assert "triples said" in ended.err.splitlines()[len(names)]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(names)
    for name in names[::2]:
        assert (
            gzip.decompress((tmp_path / f"{name}.gz").read_bytes())
            == (tmp_path / name).read_bytes()
        )
    quads = set(built.store.select("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }").rows)
    assert alike(Dataset().parse(tmp_path / "g.nq", format="nquads").quads(), quads)
    assert alike(Graph().parse(tmp_path / "g.nt", format="nt"), {quad[:3] for quad in quads})


def test_compressed_files_are_the_same_bytes_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from peelgraph.loading import load

    own = tmp_path / "own.ttl"
    own.write_text(FORCE_GRAPH)
    graph = load(own)
    for name, now in (("a", 1_000_000_000), ("b", 1_700_000_000)):
        monkeypatch.setattr(time, "time", lambda now=now: now)
        graph.export("nq", tmp_path / f"{name}.nq.gz")
    assert (tmp_path / "a.nq.gz").read_bytes() == (tmp_path / "b.nq.gz").read_bytes()
    data = gzip.decompress((tmp_path / "a.nq.gz").read_bytes())
    triple = (URIRef("https://example.org/f"), RDFS.label, Literal("Force F"))
    assert triple in {quad[:3] for quad in Dataset().parse(data=data, format="nquads").quads()}
