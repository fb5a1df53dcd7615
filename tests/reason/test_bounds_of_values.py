"""Literals whose value would take all memory or hours: they stay as written, and their value is their text."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import XSD, URIRef

import peelgraph
from peelgraph.results.rows import as_csv
from peelgraph.sparql.terms import python_value
from peelgraph.sparql.verbatim import LONGEST, WrittenLiteral

HTML = URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML")
HUGE = {
    "exponent": ("1e999999999", XSD.decimal),
    "integer": ("9" * 100_000, XSD.integer),
    "decimal": ("0." + "9" * 100_000, XSD.decimal),
    "years": (f"P{'9' * 400}Y", XSD.duration),
    "many years": (f"P{'9' * 20_000}Y", XSD.duration),
    "seconds": (f"PT{'9' * 5000}S", XSD.dayTimeDuration),
    "date": (f"{'9' * 5000}-01-01", XSD.date),
    "elements": ("<div>" * 3000 + "</div>" * 3000, HTML),
}


@pytest.mark.parametrize("name", HUGE)
def test_a_literal_of_any_size_goes_through_as_it_is(name: str, tmp_path: Path) -> None:
    text, datatype = HUGE[name]
    path = tmp_path / "given.ttl"
    path.write_text(f'<x:thing> <x:says> "{text}"^^<{datatype}> .')
    kg = peelgraph.load(path, resources=None)
    answer = kg.sparql("SELECT ?value { <x:thing> <x:says> ?value }")
    ((term,),) = answer.rows
    assert str(term) == text
    assert as_csv(answer) == f"value\r\n{text}\r\n"
    assert f'"{text}"' in str(kg.export("nt"))
    assert isinstance(python_value(term), str) or len(text) < LONGEST
    assert sorted([term, WrittenLiteral("5", datatype=XSD.integer)])


def test_the_longest_number_that_is_made() -> None:
    longest = WrittenLiteral("9" * LONGEST, datatype=XSD.integer)
    assert longest.value == 10**LONGEST - 1
    assert WrittenLiteral("9" * (LONGEST + 1), datatype=XSD.integer).value == "9" * (LONGEST + 1)
