"""Literals that keep their text, and the Python values that are made of them."""

from __future__ import annotations

import copy
import datetime as dt
import itertools
import pickle
from decimal import Decimal
from typing import Any

import pytest
from rdflib import XSD, BNode, Graph, Literal, URIRef

from peelgraph.sparql.terms import json_term, python_value, sparql_text, term_of_json
from peelgraph.sparql.verbatim import WrittenLiteral

KEPT = [
    ("2006-08-24+05:00", XSD.date),
    ("2006-08-24T10:00:00.123456789Z", XSD.dateTime),
    ("INF", XSD.double),
    (" a  b\t", XSD.token),
    ("a\nb", XSD.normalizedString),
    ("yes", XSD.boolean),
    ("007", XSD.integer),
    ("<b>", URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral")),
]


@pytest.mark.parametrize(("text", "datatype"), KEPT)
def test_the_text_is_kept(text: str, datatype: URIRef, caplog: pytest.LogCaptureFixture) -> None:
    literal = WrittenLiteral(text, datatype=datatype)
    for same in (literal, copy.deepcopy(literal), pickle.loads(pickle.dumps(literal))):
        assert str(same) == text
        assert same.datatype == datatype
        python_value(same)
        assert term_of_json(json_term(same)) == literal
    assert caplog.records == []  # rdflib logs a traceback, which lands on standard error


def test_it_is_the_literal_of_rdflib_with_that_text() -> None:
    ours = WrittenLiteral("5", datatype=XSD.integer)
    theirs = Literal(5)
    assert ours == theirs
    assert theirs == ours
    assert hash(ours) == hash(theirs)
    graph = Graph()
    graph.add((URIRef("urn:a"), URIRef("urn:b"), theirs))
    assert (URIRef("urn:a"), URIRef("urn:b"), ours) in graph
    assert WrittenLiteral("05", datatype=XSD.integer) != ours


def test_terms_have_one_order() -> None:
    texts = ["10", "9", "+9", "09", "NaN", "x"]
    numbers = [WrittenLiteral(text, datatype=XSD.integer) for text in texts]
    dates = [WrittenLiteral(f"2006-08-24{zone}", datatype=XSD.date) for zone in ("", "Z", "+05:00")]
    others = [URIRef("urn:z"), BNode("b"), Literal(8), WrittenLiteral("a", lang="en")]
    orders = set()
    for shift in range(6):
        mixed = [*numbers[shift:], *dates, *others, *numbers[:shift]]
        orders.add(tuple((type(term).__name__, str(term)) for term in sorted(mixed)))
    assert len(orders) == 1
    (order,) = orders
    assert [text for _, text in order][:2] == ["b", "urn:z"]
    for one, other in itertools.permutations([*numbers, *dates], 2):
        assert (one < other) != (other < one)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("007", "integer", 7),
        ("1.10", "decimal", Decimal("1.10")),
        ("INF", "double", float("inf")),
        ("1", "boolean", True),
        ("false", "boolean", False),
        ("2006-08-24", "date", dt.date(2006, 8, 24)),
        ("2006-08-24T10:00:00.5", "dateTime", dt.datetime(2006, 8, 24, 10, 0, 0, 500000)),
        ("10:00:00", "time", dt.time(10)),
        ("PT1.5S", "dayTimeDuration", dt.timedelta(seconds=1.5)),
        ("0aFF", "hexBinary", b"\x0a\xff"),
        # what Python has no equal of, and what is no value, is its text
        ("2006-08-24+05:00", "date", "2006-08-24+05:00"),
        ("-0044-03-15", "date", "-0044-03-15"),
        ("10000-01-01T00:00:00", "dateTime", "10000-01-01T00:00:00"),
        ("10:00:00.123456789", "time", "10:00:00.123456789"),
        ("1_000", "integer", "1_000"),
        ("yes", "boolean", "yes"),
        (" a ", "token", " a "),
        ("2006", "gYear", "2006"),
    ],
)
def test_python_values(text: str, kind: str, value: Any) -> None:
    made = python_value(WrittenLiteral(text, datatype=XSD[kind]))
    assert made == value
    assert type(made) is type(value)


def test_a_moment_keeps_its_zone() -> None:
    made = python_value(WrittenLiteral("2006-08-24T10:00:00+05:00", datatype=XSD.dateTime))
    assert made.isoformat() == "2006-08-24T10:00:00+05:00"


def test_a_base_direction() -> None:
    literal = WrittenLiteral("x", lang="ar--rtl")
    assert sparql_text(literal) == '"x"@ar--rtl'
    assert json_term(literal) == {
        "type": "literal",
        "value": "x",
        "xml:lang": "ar",
        "its:dir": "rtl",
    }
    assert literal != WrittenLiteral("x", lang="ar")
