"""Proofs as trees, Markdown and JSON, on a proof of three statements that is made by hand."""

from __future__ import annotations

import json
from dataclasses import asdict

from rdflib import Graph, Literal, URIRef

from peelgraph.documents.copies import CHANGED, INTACT, Checked
from peelgraph.documents.passages import PassageRef
from peelgraph.explain import Explanation, SourceRef
from peelgraph.results.brief import Brief
from peelgraph.results.explanation import as_json, as_md, as_text, as_ttl

LONG = "‘The joint dog unit has too few dogs for two forces of its size’"
FIRST = PassageRef("Report", "Dogs", 5, 25, "ab12", iri="x:p1", document_iri="x:d")
OTHER = PassageRef("Report", "Cats", 30, 40, "cd34", iri="x:p2", document_iri="x:d")
REPORT = SourceRef("the report", URIRef("x:report"), URIRef("x:graph"))


def triple(value: str) -> tuple[URIRef, URIRef, Literal]:
    return URIRef("x:s"), URIRef("x:p"), Literal(value)


LEAF = Explanation(
    triple("b"), f"{LONG} – concerns – b", sources=(REPORT,), passages=(FIRST, OTHER)
)
PROOF = Explanation(
    triple("a"),
    f"{LONG} – bears on – a",
    "bears-on",
    "an outcome bears on whom it concerns",
    (LEAF, Explanation(triple("c"), "c – is – d", sources=(REPORT,), passages=(OTHER,))),
    ("b is not over",),
)
STATES = {FIRST: Checked(FIRST, INTACT, "too few dogs"), OTHER: Checked(OTHER, CHANGED)}


def stripped(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


def test_a_tree_with_its_passages() -> None:
    assert stripped(as_text(PROOF)) == [
        f"{LONG} – bears on – a",
        "because an outcome bears on whom it concerns (bears-on)",
        "and b is not over",
        "├── ‘The joint dog unit has …’ – concerns – b",
        "│   said in the report [1, 2]",
        "└── c – is – d",
        "    said in the report [2]",
        "",
        "Passages",
        "  [1] Report, Dogs, characters 5–25",
        "      sha256 ab12",
        "  [2] Report, Cats, characters 30–40",
        "      sha256 cd34",
    ]


def test_the_state_of_passages() -> None:
    assert stripped(as_text(PROOF, states=STATES))[-5:] == [
        "  [1] Report, Dogs, characters 5–25",
        "      sha256 ab12 – intact",
        "      “too few dogs”",
        "  [2] Report, Cats, characters 30–40",
        "      sha256 cd34 – changed",
    ]


def test_several_trees() -> None:
    assert stripped(as_text([LEAF, LEAF])) == [
        "Proof 1 of 2, of 1 statements",
        f"{LONG} – concerns – b",
        "said in the report [1, 2]",
        "",
        "Proof 2 of 2, of 1 statements",
        f"{LONG} – concerns – b",
        "said in the report [1, 2]",
        *stripped(as_text(PROOF))[-6:],
    ]


def test_markdown() -> None:
    assert as_md(PROOF, states=STATES) == (
        f"- **{LONG} – bears on – a** because an outcome bears on whom it concerns (`bears-on`)"
        "; b is not over\n"
        "  - ‘The joint dog unit has …’ – concerns – b – *said in the report [1, 2]*\n"
        "  - c – is – d – *said in the report [2]*\n"
        "\n"
        "**Passages**\n"
        "\n"
        "1. Report, Dogs, characters 5–25 (`sha256 ab12 – intact`)\n"
        "   > too few dogs\n"
        "2. Report, Cats, characters 30–40 (`sha256 cd34 – changed`)\n"
    )
    assert as_md([LEAF, LEAF]).count("## Proof ") == 2


def test_json() -> None:
    told = json.loads(as_json(PROOF, states=STATES))
    assert list(told) == ["triple", "sentence", "rule", "because", "conditions", "premises"]
    assert told["triple"] == ["x:s", "x:p", "a"]
    leaf = told["premises"][0]
    assert leaf == {
        "triple": ["x:s", "x:p", "b"],
        "sentence": LEAF.sentence,
        "sources": [{"title": "the report", "iri": "x:report", "graph": "x:graph"}],
        "passages": [
            asdict(FIRST) | {"state": "intact", "words": "too few dogs"},
            asdict(OTHER) | {"state": "changed", "words": None},
        ],
    }
    assert json.loads(as_json([PROOF], states=STATES)) == [told]


def test_turtle_of_one_proof_is_that_of_a_list_of_one() -> None:
    assert as_ttl(LEAF) == as_ttl([LEAF])
    assert len(Graph().parse(data=as_ttl(LEAF), format="turtle")) > 10


def test_what_was_mentioned_is_cut() -> None:
    brief = Brief()
    address = "https://example.org/" + "a" * 40
    assert brief(address) == address
    assert brief(f"see {address}") == "see https://example.org/aaaaaaaaaa…"
    assert brief("‘short’") == brief("‘short’") == "‘short’"
