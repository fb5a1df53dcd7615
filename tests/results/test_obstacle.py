"""Why something does not hold as a tree, Markdown and JSON, on obstacles made by hand."""

from __future__ import annotations

import json

from rdflib import URIRef

from peelgraph.explain import Obstacle, WhyNot
from peelgraph.results.obstacle import as_json, as_md, as_text

TRIPLE = URIRef("x:s"), URIRef("x:p"), URIRef("x:o")
NOTHING = WhyNot(TRIPLE, "b – was shared on – c", (), 0)
PLANNED = WhyNot(
    TRIPLE,
    "a – bears on – b",
    (
        Obstacle(
            "bears-on",
            "an outcome bears on members",
            ("a – concerns – u",),
            2,
            ("nothing says ‘b shared u’",),
            ("the unit was only planned",),
            NOTHING,
        ),
    ),
    3,
)


def test_a_tree() -> None:
    assert [line.rstrip() for line in as_text(PLANNED).splitlines()] == [
        "Not: a – bears on – b",
        "├── Rule: an outcome bears on members (bears-on); 1 of its 2 conditions hold",
        "│   ├── But the unit was only planned",
        "│   ├── Missing: nothing says ‘b shared u’",
        "│   ├── Not: b – was shared on – c",
        "│   │   └── No rule concludes this: only a source could say it, and none does",
        "│   └── Holds: a – concerns – u",
        "└── … and 3 more rules, which are further from holding",
    ]


def test_markdown() -> None:
    assert as_md(PLANNED) == (
        "- **Not: a – bears on – b**\n"
        "  - Rule: an outcome bears on members (bears-on); 1 of its 2 conditions hold\n"
        "    - **But the unit was only planned**\n"
        "    - Missing: nothing says ‘b shared u’\n"
        "    - **Not: b – was shared on – c**\n"
        "      - No rule concludes this: only a source could say it, and none does\n"
        "    - *Holds: a – concerns – u*\n"
        "  - … and 3 more rules, which are further from holding\n"
    )


def test_json() -> None:
    nothing = {
        "triple": ["x:s", "x:p", "x:o"],
        "sentence": "b – was shared on – c",
        "obstacles": [],
        "more": 0,
    }
    assert json.loads(as_json(PLANNED)) == {
        "triple": ["x:s", "x:p", "x:o"],
        "sentence": "a – bears on – b",
        "obstacles": [
            {
                "rule": "bears-on",
                "because": "an outcome bears on members",
                "reasons": ["the unit was only planned"],
                "met": ["a – concerns – u"],
                "lacks": ["nothing says ‘b shared u’"],
                "asked": 2,
                "deeper": nothing,
            }
        ],
        "more": 3,
    }
