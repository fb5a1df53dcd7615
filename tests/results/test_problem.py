"""What is wrong with a graph as text, JSON, CSV and Markdown."""

from __future__ import annotations

import json

from rdflib import RDF, URIRef

from peelgraph.formats import PROBLEMS
from peelgraph.results.problem import as_csv, as_json, as_md, as_text
from peelgraph.things.problems import GraphProblem, Statement
from peelgraph.vocab import PEEL, thing

FORCE = thing("force/x")
PROBLEM = GraphProblem(
    "contradiction",
    "cax-dw",
    "force/x",
    "it is two things that exclude one another",
    (
        Statement((FORCE, RDF.type, PEEL.PoliceForce), ("Plan", "Report")),
        Statement((FORCE, RDF.type, PEEL.Finding), ("Report",)),
    ),
    "data/organisations.csv:2",
)
BARE = GraphProblem("warning", "shape", "x:y", "no date | no name")


def test_text() -> None:
    assert as_text((PROBLEM, BARE)) == (
        "contradiction: data/organisations.csv:2: it is two things that exclude one another\n"
        "  force/x rdf:type peel:PoliceForce (Plan, Report)\n"
        "  force/x rdf:type peel:Finding (Report)\n"
        "warning: no date | no name\n"
    )


def test_rows() -> None:
    statements = (
        "force/x rdf:type peel:PoliceForce (Plan, Report); force/x rdf:type peel:Finding (Report)"
    )
    assert as_csv((PROBLEM, BARE)) == (
        "severity,rule,thing,problem,place,statements,sources\r\n"
        "contradiction,cax-dw,force/x,it is two things that exclude one another,"
        f'data/organisations.csv:2,"{statements}",Plan; Report\r\n'
        "warning,shape,x:y,no date | no name,,,\r\n"
    )
    assert as_md((BARE,)) == (
        "| severity | rule | thing | problem | place | statements | sources |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| warning | shape | x:y | no date \\| no name |  |  |  |\n"
    )


def test_json() -> None:
    (told,) = json.loads(as_json((PROBLEM,)))
    assert GraphProblem.from_dict(told) == PROBLEM
    assert told["statements"][1] == {
        "subject": {"type": "uri", "value": str(FORCE)},
        "predicate": {"type": "uri", "value": str(URIRef(RDF.type))},
        "object": {"type": "uri", "value": str(PEEL.Finding)},
        "sources": ["Report"],
    }


def test_where_all_is_well() -> None:
    assert {name: entry.load()(()) for name, entry in PROBLEMS.items() if name != "md"} == {
        "text": "No problems.\n",
        "json": "[]\n",
        "csv": "severity,rule,thing,problem,place,statements,sources\r\n",
    }
