"""A thing as text, Markdown and JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

from peelgraph.results.thing import as_json, as_md, as_text
from peelgraph.things.describe import Description, Fact

THING = Description(
    "unit/dogs",
    "https://w3id.org/peelgraph/id/unit/dogs",
    "joint dog unit",
    ("joint unit", "unit"),
    said=(
        Fact("function", "dogs", "peel:dogs", ("Plan", "Report")),
        Fact("shared by", "Eastshire Police", "force/eastshire", ("Report",)),
        Fact("shared by", "Westshire Police", "force/westshire", ("Plan",)),
    ),
    inferred=(Fact("collaboration of", "force/eastshire", "force/eastshire", ()),),
    said_elsewhere=(),
    inferred_elsewhere=(Fact("bears on", "somewhere", "", ()),),
)


def test_text() -> None:
    assert as_text(THING) == (
        "joint dog unit\n"
        "unit/dogs – joint unit, unit\n"
        "\n"
        "Said:\n"
        "  function: dogs  [Plan; Report]\n"
        "  shared by:  [Report; Plan]\n"
        "    Eastshire Police (force/eastshire)\n"
        "    Westshire Police (force/westshire)\n"
        "\n"
        "Inferred:\n"
        "  collaboration of: force/eastshire\n"
        "\n"
        "Inferred of others that point here:\n"
        "  bears on: somewhere\n"
    )


def test_markdown() -> None:
    assert as_md(THING) == (
        "# joint dog unit\n"
        "unit/dogs – joint unit, unit\n"
        "\n"
        "## Said\n"
        "- function: dogs  [Plan; Report]\n"
        "- shared by:  [Report; Plan]\n"
        "  - Eastshire Police (force/eastshire)\n"
        "  - Westshire Police (force/westshire)\n"
        "\n"
        "## Inferred\n"
        "- collaboration of: force/eastshire\n"
        "\n"
        "## Inferred of others that point here\n"
        "- bears on: somewhere\n"
    )


def test_json_has_everything() -> None:
    assert json.loads(as_json(THING)) == json.loads(json.dumps(asdict(THING)))
    assert json.loads(as_json(THING))["said"][0] == {
        "property": "function",
        "value": "dogs",
        "id": "peel:dogs",
        "sources": ["Plan", "Report"],
    }
