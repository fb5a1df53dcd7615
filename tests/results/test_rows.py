"""Rows in every format, to the letter; and triples as graphs."""

from __future__ import annotations

import json

import pytest
from rdflib import XSD, BNode, Graph, Literal, URIRef

from peelgraph.formats import ROWS, TRIPLES
from peelgraph.results import rows
from peelgraph.store import Result
from peelgraph.vocab import thing

ODD = Result(
    ("iri", "text", "number", "none"),
    (
        (
            thing("force/x"),
            Literal('say "no", then\nleave\t| pipe', lang="en"),
            Literal("1.50", datatype=XSD.decimal),
            None,
        ),
        (URIRef("https://example.org/?a,b"), Literal("[b]é[/b]"), Literal(2), BNode("n")),
    ),
)
EXPECTED = {
    "csv": (
        "iri,text,number,none\r\n"
        'https://w3id.org/peelgraph/id/force/x,"say ""no"", then\nleave\t| pipe",1.50,\r\n'
        '"https://example.org/?a,b",[b]é[/b],2,_:n\r\n'
    ),
    "tsv": (
        "?iri\t?text\t?number\t?none\n"
        '<https://w3id.org/peelgraph/id/force/x>\t"say \\"no\\", then\\nleave\\t| pipe"@en\t'
        '"1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>\t\n'
        '<https://example.org/?a,b>\t"[b]é[/b]"\t'
        '"2"^^<http://www.w3.org/2001/XMLSchema#integer>\t_:n\n'
    ),
    "md": (
        "| iri | text | number | none |\n| --- | --- | --- | --- |\n"
        '| force/x | say "no", then leave \\| pipe | 1.50 |  |\n'
        "| https://example.org/?a,b | [b]é[/b] | 2 | _:n |\n"
    ),
}


@pytest.mark.parametrize("format", EXPECTED)
def test_odd_values(format: str) -> None:
    assert ROWS[format].load()(ODD) == EXPECTED[format]


def test_odd_values_as_json() -> None:
    told = json.loads(rows.as_json(ODD))
    assert told["head"] == {"vars": ["iri", "text", "number", "none"]}
    decimal = "http://www.w3.org/2001/XMLSchema#decimal"
    assert told["results"]["bindings"][0] == {
        "iri": {"type": "uri", "value": "https://w3id.org/peelgraph/id/force/x"},
        "text": {"type": "literal", "value": 'say "no", then\nleave\t| pipe', "xml:lang": "en"},
        "number": {"type": "literal", "value": "1.50", "datatype": decimal},
    }
    assert told["results"]["bindings"][1]["none"] == {"type": "bnode", "value": "n"}


def test_odd_values_in_a_table() -> None:
    lines = [line.rstrip() for line in rows.as_table(ODD).splitlines()]
    assert lines[1].split() == ["iri", "text", "number", "none"]
    assert lines[3:6] == [
        '  force/x                    say "no", then   1.50',
        "                             leave   | pipe",
        "  https://example.org/?a,b   [b]é[/b]         2        _:n",
    ]


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("csv", "answer\r\ntrue\r\n"),
        ("tsv", '?answer\n"true"^^<http://www.w3.org/2001/XMLSchema#boolean>\n'),
        ("md", "| answer |\n| --- |\n| true |\n"),
        ("json", '{"head": {}, "boolean": true}\n'),
    ],
)
def test_yes(format: str, text: str) -> None:
    assert ROWS[format].load()(Result(("answer",), ((Literal(True),),), "ASK")) == text


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("csv", "x\r\n"),
        ("tsv", "?x\n"),
        ("md", "| x |\n| --- |\n"),
        ("json", '{"results": {"bindings": []}, "head": {"vars": ["x"]}}\n'),
    ],
)
def test_no_rows(format: str, text: str) -> None:
    assert ROWS[format].load()(Result(("x",), ())) == text


@pytest.mark.parametrize("format", TRIPLES)
def test_triples_are_a_graph(format: str) -> None:
    said = {
        (URIRef("x:a"), URIRef("x:b"), Literal("é", lang="cy")),
        (URIRef("x:a"), URIRef("x:b"), URIRef("x:c")),
    }
    text = TRIPLES[format].load()(
        Result(("subject", "predicate", "object"), tuple(sorted(said)), "CONSTRUCT")
    )
    assert set(Graph().parse(data=text, format=TRIPLES[format].media_type)) == said
