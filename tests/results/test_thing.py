"""A thing as text, Markdown and JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

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
        "repeats": False,
    }


def test_what_only_repeats_in_another_vocabulary_is_not_shown_twice() -> None:
    again = Fact("alt label (skos)", "Kent", "", (), repeats=True)
    thing = replace(THING, inferred=(*THING.inferred, again), said_elsewhere=(again,))
    for shown in (as_text(thing), as_md(thing)):
        assert "alt label" not in shown
        assert "Said of others" not in shown
        assert "collaboration of" in shown
    (told,) = [fact for fact in json.loads(as_json(thing))["inferred"] if fact["repeats"]]
    assert told["property"] == "alt label (skos)"
