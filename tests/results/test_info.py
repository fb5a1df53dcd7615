"""What is in a graph as tables, CSV, JSON and Markdown, on a few counts made by hand."""

from __future__ import annotations

import json
from dataclasses import replace

from rdflib import Literal

from peelgraph.results.info import as_csv, as_json, as_md, as_table, as_tsv, summary
from peelgraph.store import Result
from peelgraph.things.info import Info, TableCount
from peelgraph.things.problems import GraphProblem
from peelgraph.vocab import thing

SOURCES = Result(
    ("source", "title", "published", "triples"),
    (
        (thing("source/plan"), Literal("The plan"), None, Literal(1)),
        (thing("source/report"), Literal("The report"), Literal("2016-11"), Literal(1200)),
    ),
)
INFO = Info(
    SOURCES,
    Result(("class", "things"), ((Literal("police force"), Literal(43)),)),
    said=1201,
    inferred=399,
    tables=(TableCount("units", 5, 4, 6, 6), TableCount("forces", 2, 2, 2, 2)),
    problems=(GraphProblem("warning", "shape", "x:y", "no date"),),
    versions={"peelgraph": "1.0", "rdflib": "7.6"},
    cache="/cache",
    reach=Result(
        ("kind", "until", "forces", "all", "round"),
        (
            (Literal("grades"), Literal("2025-07"), Literal(34), Literal(43), Literal("Round 5")),
            (Literal("findings"), Literal("2016-11"), Literal(1), Literal(43), None),
        ),
    ),
)


def test_markdown() -> None:
    assert as_md(INFO) == (
        "Grades to 2025-07, of 34 of 43 forces in Round 5.\n"
        "Findings to 2016-11, of 1 of 43 forces.\n"
        "| source | title | date | triples |\n"
        "| --- | --- | --- | --- |\n"
        "| report | The report | 2016-11 | 1200 |\n"
        "| plan | The plan |  | 1 |\n"
        "| class | things |\n"
        "| --- | --- |\n"
        "| police force | 43 |\n"
        "| table | rows read | in the graph | promised by sources | in their graphs |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| units | 5 | 4 | 6 | 6 |\n"
        "| forces | 2 | 2 | 2 | 2 |\n"
        "7 rows of 2 tables read, 1 lost.\n"
        "1,201 triples said, 399 inferred (25%); 0 problems, 1 warning.\n"
        "peelgraph 1.0, rdflib 7.6\n"
        "Built graphs lie in /cache\n"
    )


def test_tables() -> None:
    lines = [line.split() for line in as_table(INFO).splitlines()]
    assert ["report", "The", "report", "2016-11", "1200"] in lines
    assert ["police", "force", "43"] in lines
    assert ["units", "5", "4", "6", "6"] in lines
    assert as_table(INFO).endswith("\nBuilt graphs lie in /cache\n")
    assert "rows of" not in as_table(replace(INFO, tables=()))


def test_only_the_largest_sources_are_shown() -> None:
    many = Result(SOURCES.columns, SOURCES.rows * 7)
    assert "\nand 2 sources more; --format csv or json lists all.\n" in as_md(
        replace(INFO, sources=many)
    )


def test_rows() -> None:
    assert as_csv(INFO) == (
        "what,name,title,date,count\r\n"
        "forces with,grades,Round 5,2025-07,34\r\n"
        "forces with,findings,,2016-11,1\r\n"
        "source,https://w3id.org/peelgraph/id/source/plan,The plan,,1\r\n"
        "source,https://w3id.org/peelgraph/id/source/report,The report,2016-11,1200\r\n"
        "class,police force,,,43\r\n"
        "triples,said,,,1201\r\n"
        "triples,inferred,,,399\r\n"
        "rows read,units,,,5\r\n"
        "rows kept,units,,,4\r\n"
        "rows promised,units,,,6\r\n"
        "rows yielded,units,,,6\r\n"
        "rows read,forces,,,2\r\n"
        "rows kept,forces,,,2\r\n"
        "rows promised,forces,,,2\r\n"
        "rows yielded,forces,,,2\r\n"
    )
    assert as_tsv(INFO).startswith("?what\t?name\t?title\t?date\t?count\n")
    assert as_tsv(INFO).count("\n") == as_csv(INFO).count("\n")


def test_json() -> None:
    told = json.loads(as_json(INFO))
    assert (told["said"], told["inferred"], told["cache"]) == (1201, 399, "/cache")
    assert told["sources"][0] == {
        "source": str(thing("source/plan")),
        "title": "The plan",
        "published": None,
        "triples": 1,
    }
    assert told["reach"][1] == {
        "kind": "findings",
        "until": "2016-11",
        "forces": 1,
        "all": 43,
        "round": None,
    }
    assert told["classes"] == {"police force": 43}
    units = {"table": "units", "read": 5, "kept": 4, "promised": 6, "yielded": 6}
    assert told["tables"][0] == units
    assert told["problems"][0]["words"] == "no date"
    assert told["versions"] == {"peelgraph": "1.0", "rdflib": "7.6"}


def test_in_a_line() -> None:
    assert summary(INFO) == "1,201 triples said, 399 inferred, from 2 sources."
