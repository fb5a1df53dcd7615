"""Which texts are values, held against the lexical spaces of XML Schema 1.1, part 2."""

from __future__ import annotations

import pytest
from rdflib import RDF, XSD, URIRef

from peelgraph.sparql.lexical import is_lexical

VALUES = {
    "integer": "0|-0|+5|007|123456789012345678901234567890|" + "9" * 5000,
    "byte": "-128|127|+007",
    "unsignedLong": "18446744073709551615|0|-0",
    "nonNegativeInteger": "0|-0|+1",
    "nonPositiveInteger": "0|+0|-12",
    "positiveInteger": "1|+01",
    "negativeInteger": "-1|-01",
    "decimal": "1.10|+.5|1.|-0.0|210",
    "double": "1.0E6|-1e-400|INF|+INF|-INF|NaN|12|.5e3|12.",
    "float": "1E5|NaN|-INF",
    "boolean": "true|false|1|0",
    "date": "2006-08-24|2006-08-24Z|2006-08-24+05:00|2006-08-24-14:00|-0044-03-15|0000-02-29|12006-01-01|2000-02-29|12000-02-29|-0004-02-29",
    "dateTime": "2006-08-24T10:00:00|2006-08-24T24:00:00|2006-08-24T24:00:00.00Z|2006-08-24T10:00:00.123456789+13:59|-0001-01-01T00:00:00|99999-12-31T23:59:59.9",
    "dateTimeStamp": "2006-08-24T10:00:00Z|2006-08-24T10:00:00-05:00",
    "time": "00:00:00|24:00:00|23:59:59.999Z",
    "gYear": "2006|-0044|0000|12006Z",
    "gYearMonth": "2006-12|2006-01+01:00",
    "gMonth": "--08|--12Z",
    "gMonthDay": "--02-29|--12-31-05:00",
    "gDay": "---31|---01Z",
    "duration": "P1Y|-P1Y2M3DT4H5M6.7S|PT0S|P400D|PT1M",
    "yearMonthDuration": "P1Y|-P13M|P1Y2M",
    "dayTimeDuration": "P1D|PT36H|-PT0.5S|P1DT1S",
    "hexBinary": "|0aFF",
    "base64Binary": "|YWJj|YWI=|YQ==|Y W J j|YQ = =",
    "anyURI": "|http://x/y|a b",
    "string": "| a |\n",
    "normalizedString": "| a  b ",
    "token": "|a|a b",
    "language": "en|en-GB|x-klingon-very",
    "NMTOKEN": "1-a|:|é",
    "Name": "a:b|_x|é.1",
    "NCName": "a-b|_1|é",
}
NO_VALUES = {
    "integer": "|1_000|٥|1.0|1e3| 1|1 |1\n|--1|+|0x1f",
    "byte": "128|-129|300",
    "unsignedLong": "18446744073709551616|-1",
    "nonNegativeInteger": "-1",
    "nonPositiveInteger": "1",
    "positiveInteger": "0|-0",
    "negativeInteger": "0",
    "decimal": "|.|1e5|INF|1,5|1_0.0",
    "double": "|inf|nan|-NaN|Infinity|1e|e5|1_0.0|0x1p3",
    "boolean": "|yes|True|TRUE|01|t",
    "date": "|2006-8-24|06-08-24|02006-08-24|2006-02-29|1900-02-29|2006-04-31|2006-13-01|2006-00-10|2006-08-24T00:00:00|2006-08-24+15:00|2006-08-24+14:01|+2006-08-24|20060824|2006-W34-4",
    "dateTime": "2006-08-24|2006-08-24T10:00|2006-08-24 10:00:00|2006-08-24T24:00:01|2006-08-24T10:60:00|2006-08-24T23:59:60|2006-08-24T10:00:00.|2006-02-30T00:00:00",
    "dateTimeStamp": "2006-08-24T10:00:00",
    "time": "24:00:01|1:00:00|10:00|10:00:00z",
    "gYear": "206|02006|+2006",
    "gYearMonth": "2006-13|2006",
    "gMonth": "--13|08|--08--",
    "gMonthDay": "--02-30|--04-31|-02-28",
    "gDay": "---32|---00|--1",
    "duration": "|P|PT|P1|1Y|P-1Y|P1YT|P1M1Y|P1.5Y|PT1.S|P1S",
    "yearMonthDuration": "P|P1D|P1YT1H",
    "dayTimeDuration": "P|P1Y|P1M|PT",
    "hexBinary": "0|0g|0a FF",
    "base64Binary": "Y|YW|YWJ|YWJj=|YR==|YWF=|Y  WJj|=",
    "normalizedString": "a\tb|a\nb",
    "token": " a|a |a  b|a\tb",
    "language": "|en_GB|e1|verylongword|en-",
    "NMTOKEN": "|a b|a,b",
    "Name": "|1a|-a|a b",
    "NCName": "|a:b|1a",
}


def cases(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(kind, text) for kind, texts in table.items() for text in texts.split("|")]


@pytest.mark.parametrize(("kind", "text"), cases(VALUES))
def test_a_value(kind: str, text: str) -> None:
    assert is_lexical(text, XSD[kind]) is True


@pytest.mark.parametrize(("kind", "text"), cases(NO_VALUES))
def test_no_value(kind: str, text: str) -> None:
    assert is_lexical(text, XSD[kind]) is False


def test_what_is_not_known() -> None:
    assert is_lexical("x", URIRef("https://example.org/kind")) is None


@pytest.mark.parametrize(
    ("text", "is_well_formed"), [("a <b>c</b>", True), ("<b>", False), ("&", False), ("", True)]
)
def test_xml(text: str, is_well_formed: bool) -> None:
    assert is_lexical(text, RDF.XMLLiteral) is is_well_formed
