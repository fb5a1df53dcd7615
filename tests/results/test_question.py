"""A question in full as text and JSON, and several as rows."""

from __future__ import annotations

import json
from dataclasses import replace

from rdflib import Literal

from peelgraph.questions.question import Parameter, ResultColumn, StoredQuestion
from peelgraph.results.question import as_json, as_text, listed

QUESTION = StoredQuestion(
    "units-of-force",
    "units",
    "#+ summary: Which units\n\nSELECT ?unit WHERE {\n  ?unit peel:sharedBy $force\n}\n",
    "Which units a force shares",
    "All of them,\n  past and present.",
    (
        Parameter(
            "force", "iri:PoliceForce", required=True, description="the force", example="a b"
        ),
        Parameter("certain", "boolean", default="false", options=("true", "false")),
    ),
    (
        ResultColumn("unit", "iri", description="the unit"),
        ResultColumn("until", "date", nullable=True, description="its last day"),
    ),
)


def test_text() -> None:
    assert as_text(QUESTION) == (
        "units-of-force – Which units a force shares\n"
        "All of them, past and present.\n"
        "\n"
        "Parameters\n"
        "  --force (iri:PoliceForce; needed)  the force\n"
        "  --certain (boolean; default false, one of true, false)  \n"
        "\n"
        "Columns\n"
        "  unit (iri)  the unit\n"
        "  until (date, can be empty)  its last day\n"
        "\n"
        "Example\n"
        '  peelgraph ask units-of-force --force "a b"\n'
        "\n"
        "Query\n"
        "  SELECT ?unit WHERE {\n"
        "    ?unit peel:sharedBy $force\n"
        "  }\n"
    )


def test_an_example_of_few_parameters_shows_those_that_are_not_needed() -> None:
    words = (Parameter("word", many=True, example="dogs"), Parameter("day", example="2016"))
    assert "\n  peelgraph ask units-of-force --word dogs --day 2016\n" in as_text(
        replace(QUESTION, params=words)
    )
    three = (*words, Parameter("force", required=True, example="kent"))
    text = as_text(replace(QUESTION, params=three))
    assert "\n  peelgraph ask units-of-force --force kent\n" in text
    assert "  --word (string; may be given several times)  \n" in text


def test_json() -> None:
    told = json.loads(as_json(QUESTION))
    assert (told["name"], told["text"]) == (QUESTION.name, QUESTION.text)
    assert told["params"][1]["options"] == ["true", "false"]
    assert told["returns"][1] == {
        "name": "until",
        "type": "date",
        "nullable": True,
        "many": False,
        "description": "its last day",
    }


def test_several_are_rows() -> None:
    result = listed([QUESTION])
    assert result.columns == ("topic", "question", "answers", "parameters")
    assert result.rows == (
        tuple(map(Literal, ("units", "units-of-force", QUESTION.summary, "--force --certain"))),
    )
