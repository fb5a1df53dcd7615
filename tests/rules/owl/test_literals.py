"""Values and datatypes: which literals have different values, and which are values of a datatype."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reason.helpers import problems_of

DIFFERENT = [
    ("1", "1.5"),
    ("1", "'1'"),
    ("1", "'1.0'^^xsd:float"),
    ("'1'^^xsd:float", "'1'^^xsd:double"),
    ("'0'^^xsd:float", "'-0'^^xsd:float"),
    ("true", "false"),
    ("'a'", "'A'"),
    ("'a'@en", "'a'@fr"),
    ("'a'@en", "'a'"),
    ("'a'^^xsd:token", "'b'"),
    ("'http://a'^^xsd:anyURI", "'http://a'"),
    ("'0a'^^xsd:hexBinary", "'0b'^^xsd:hexBinary"),
    ("'0a00'^^xsd:hexBinary", "'0a00'^^xsd:base64Binary"),
    ("'2016-01-01T00:00:00Z'^^xsd:dateTime", "'2016-01-01T00:00:01Z'^^xsd:dateTime"),
    ("'2016-01-01T00:00:00Z'^^xsd:dateTime", "'2016-01-01T01:00:00+01:00'^^xsd:dateTime"),
    ("'2016-01-01T00:00:00Z'^^xsd:dateTime", "'2016-01-01T00:00:00'^^xsd:dateTime"),
    ("'<a/>'^^rdf:XMLLiteral", "'<a/>'"),
    ("'<a>x</a>'^^rdf:XMLLiteral", "'<a>y</a>'^^rdf:XMLLiteral"),
    ("'2016-01-01'^^xsd:date", "'2016-01-02'^^xsd:date"),
    ("'2016-01-01'^^xsd:date", "'2016-01-01'"),
    (":y", "'y'"),
]
NOT_KNOWN_TO_DIFFER = [
    ("1", "1.0"),
    ("1", "'01'^^xsd:byte"),
    ("'1.0'^^xsd:double", "'1e0'^^xsd:double"),
    ("true", "'1'^^xsd:boolean"),
    ("'a'", "'a'^^xsd:token"),
    ("'a'@en-GB", "'a'@en-gb"),
    ("'0a'^^xsd:hexBinary", "'0A'^^xsd:hexBinary"),
    ("'AQID'^^xsd:base64Binary", "'AQ ID'^^xsd:base64Binary"),
    ("'2016-01-01T00:00:00Z'^^xsd:dateTime", "'2016-01-01T00:00:00.0+00:00'^^xsd:dateTimeStamp"),
    ("'<a b=\"1\"/>'^^rdf:XMLLiteral", "\"<a b='1'/>\"^^rdf:XMLLiteral"),
    ("'<![CDATA[x]]>'^^rdf:XMLLiteral", "'x'^^rdf:XMLLiteral"),
    ("'<a b=\">\"/>'^^rdf:XMLLiteral", "\"<a b='>'/>\"^^rdf:XMLLiteral"),
    ("'a'^^:unheardOf", "'b'^^:unheardOf"),
    ("'a'^^:unheardOf", "1"),
]


def found(turtle: str, folder: Path) -> list[str]:
    return [p.words for p in problems_of(turtle, folder) if p.severity == "contradiction"]


def one_value(*values: str) -> str:
    return f":p a owl:FunctionalProperty . :x :p {', '.join(values)} ."


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_values(one: str, other: str, tmp_path: Path) -> None:
    assert len(found(one_value(one, other), tmp_path)) == 1
    assert len(found(one_value(other, one), tmp_path)) == 1


@pytest.mark.parametrize(("one", "other"), NOT_KNOWN_TO_DIFFER)
def test_what_may_be_one_value(one: str, other: str, tmp_path: Path) -> None:
    assert found(one_value(one, other), tmp_path) == []


VALUES = [
    ("integer", ("5", "-5", "5.0"), ("5.5", "'5'", "'5'^^xsd:float")),
    ("nonNegativeInteger", ("0", "5.0"), ("-1", "0.5")),
    ("positiveInteger", ("1",), ("0", "-1")),
    ("nonPositiveInteger", ("0", "-1"), ("1",)),
    ("negativeInteger", ("-1",), ("0", "1")),
    ("byte", ("127", "-128", "'5'^^xsd:long"), ("128", "-129")),
    ("unsignedByte", ("255", "0"), ("256", "-1")),
    ("long", ("9223372036854775807", "-9223372036854775808"), ("0.5", "true")),
    ("unsignedLong", ("9223372036854775807",), ("-1", "'5'^^xsd:double")),
    ("decimal", ("5", "0.5"), ("'5'^^xsd:float", "true")),
    ("string", ("'a'", "'a'^^xsd:token"), ("1", "true")),
]


@pytest.mark.parametrize(("kind", "values", "others"), VALUES)
def test_ranges(
    kind: str, values: tuple[str, ...], others: tuple[str, ...], tmp_path: Path
) -> None:
    said = f":p rdfs:range xsd:{kind} . :x :p {', '.join([*values, *others])} ."
    assert len(found(said, tmp_path)) == len(others)


@pytest.mark.parametrize(("kind", "values", "others"), VALUES)
def test_some_values(
    kind: str, values: tuple[str, ...], others: tuple[str, ...], tmp_path: Path
) -> None:
    kinds = f"[ owl:onProperty :p ; owl:someValuesFrom xsd:{kind} ] owl:disjointWith :A ."
    assert len(found(f"{kinds} :x a :A ; :p {', '.join([*values, *others])} .", tmp_path)) == len(
        values
    )
