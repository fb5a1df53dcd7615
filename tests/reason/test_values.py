"""Literals of every kind go in and come out as they were written, through every room.

What the store of Oxigraph itself keeps in another form stands in `docs/values.md`; the property
test allows exactly this, and only where the value is the same.
"""

from __future__ import annotations

import csv
import io
import json
import logging
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import XSD, Graph, URIRef

import peelgraph
from peelgraph.formats import ROWS
from peelgraph.sparql.lexical import INTEGERS, is_lexical
from peelgraph.sparql.terms import python_value, sparql_text
from peelgraph.sparql.verbatim import WrittenLiteral
from peelgraph.store.oxterms import to_ox, to_rdflib
from tests.sparql.test_lexical import NO_VALUES, VALUES, cases

HEAD = """
@prefix : <https://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:says a owl:DatatypeProperty . :tells a owl:DatatypeProperty ; owl:equivalentProperty :says .
"""
SAYS = URIRef("https://example.org/says")
TELLS = URIRef("https://example.org/tells")
THING = URIRef("https://example.org/thing")
VALUED = "SELECT ?value WHERE { <https://example.org/thing> <https://example.org/%s> ?value }"


QUESTION = """
#+ summary: What does the thing say?
#+ params:
#+   text: {type: "string", example: "x", description: "only what has this text"}
#+ returns:
#+   value: {type: "string", description: "what it says"}
SELECT ?value WHERE {
  <https://example.org/thing> <https://example.org/says> ?value .
  FILTER(!BOUND($text) || STR(?value) = $text)
}
"""


def loaded(folder: Path, text: str) -> peelgraph.KnowledgeGraph:
    file, question = folder / "given.ttl", folder / "questions" / "said" / "said.rq"
    file.write_text(HEAD + text, encoding="utf-8")
    question.parent.mkdir(parents=True, exist_ok=True)
    question.write_text(QUESTION.lstrip(), encoding="utf-8")
    return peelgraph.load(file, resources=None, questions=folder / "questions")


def values(kg: peelgraph.KnowledgeGraph, of: str = "says") -> set[WrittenLiteral]:
    return {row[0] for row in kg.sparql(VALUED % of).rows}


def is_plain(text: str) -> bool:
    """Whether a table shows a text as it is, if perhaps in several lines."""
    return text.isascii() and text.isprintable() and " " not in text and "|" not in text


digits = st.text("0123456789", min_size=1, max_size=12)
signs = st.sampled_from(["", "+", "-"])
zones = st.sampled_from(["", "Z", "+05:00", "-14:00", "+00:00", "-00:00"])
years = st.sampled_from(["2006", "-0044", "0000", "12006", "1999"])
parts = st.sampled_from(["", ".5", ".50", ".123456789", ".000"])
hours = st.sampled_from(["10:00:00", "00:00:00", "23:59:59", "24:00:00"])


def joined(*pieces: st.SearchStrategy[str] | str) -> st.SearchStrategy[str]:
    as_strategies = [st.just(p) if isinstance(p, str) else p for p in pieces]
    return st.tuples(*as_strategies).map("".join)


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
spaced = st.lists(st.sampled_from([" ", "  ", "a", "\t", "\n", "\r"])).map("".join)
LEXICAL = {
    **{kind: joined(signs, digits) for kind in ("integer", "long", "byte", "nonNegativeInteger")},
    "decimal": joined(signs, digits, ".", digits),
    **dict.fromkeys(
        ("double", "float"),
        joined(signs, digits, parts, st.sampled_from(["", "e1", "E0", "e-3"]))
        | st.sampled_from(["INF", "+INF", "-INF", "NaN"]),
    ),
    "boolean": st.sampled_from(["true", "false", "0", "1", "yes"]),
    "date": joined(years, "-08-24", zones),
    "dateTime": joined(years, "-08-24T", hours, parts, zones),
    "dateTimeStamp": joined(years, "-08-24T", hours, parts, zones),
    "time": joined(hours, parts, zones),
    "gYear": joined(years, zones),
    "gMonthDay": joined("--02-29", zones),
    "duration": st.sampled_from(["P1Y", "P12M", "PT36H", "-P0D", "PT1.50S", "P13M", "PT0S"]),
    "dayTimeDuration": st.sampled_from(["P1D", "PT24H", "PT60S", "-PT0.5S"]),
    **dict.fromkeys(("token", "normalizedString", "language", "anyURI"), spaced | texts),
    "string": texts,
    "hexBinary": st.sampled_from(["0aFF", "0g", ""]),
    "base64Binary": st.sampled_from(["YWJj", "Y W J j", "Y"]),
}
odd = st.sampled_from(cases(VALUES) + cases(NO_VALUES))
typed = st.sampled_from(sorted(LEXICAL)).flatmap(
    lambda kind: st.tuples(st.just(kind), LEXICAL[kind])
)
plain = st.tuples(texts, st.sampled_from(["en", "en-gb", "ar--rtl", "he--ltr"])).map(
    lambda pair: WrittenLiteral(pair[0], lang=pair[1])
)
literals = plain | (typed | odd).map(
    lambda pair: WrittenLiteral(pair[1], datatype=None if pair[0] == "string" else XSD[pair[0]])
)


def kept(literal: WrittenLiteral) -> WrittenLiteral:
    """A literal as Oxigraph's own store gives it back: what no layer of ours may change."""
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode(SAYS), ox.NamedNode(SAYS), to_ox(literal)))
    (quad,) = store
    return to_rdflib(quad.object)


NUMBERS = {*INTEGERS, XSD.decimal, XSD.double, XSD.float}
BY_VALUE = NUMBERS | {
    XSD[name]
    for name in [
        "boolean",
        "date",
        "dateTime",
        "dateTimeStamp",
        "time",
        "gYear",
        "gYearMonth",
        "gMonth",
        "gMonthDay",
        "gDay",
        "duration",
        "yearMonthDuration",
        "dayTimeDuration",
    ]
}
"""The datatypes that `docs/values.md` says the store keeps by value."""


@given(literals)
def test_what_the_store_rewrites(literal: WrittenLiteral) -> None:
    given_back = kept(literal)
    if given_back == literal:
        return
    assert literal.datatype in BY_VALUE
    if literal.datatype in INTEGERS:
        assert given_back.datatype == XSD.integer
        assert Decimal(given_back) == Decimal(literal)
    elif literal.datatype == XSD.decimal:
        assert Decimal(given_back) == Decimal(literal)
    elif literal.datatype == XSD.double:
        assert float(given_back) == float(literal)
    elif literal.datatype == XSD.boolean:
        assert python_value(given_back) is python_value(literal)
    assert is_lexical(given_back, given_back.datatype)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(literals, min_size=1, max_size=8, unique_by=sparql_text))
def test_every_literal_in_every_room(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, said: list[WrittenLiteral]
) -> None:
    lines = "\n".join(f"<{THING}> <{SAYS}> {sparql_text(literal)} ." for literal in said)
    kg = loaded(tmp_path, lines)
    expected = set(map(kept, said))
    # what is read, asked for and inferred
    assert values(kg) == values(kg, "tells") == expected
    # what is shown, and read back
    result = kg.sparql(VALUED % "says")
    told = json.loads(ROWS["json"].load()(result))["results"]["bindings"]
    assert [row["value"]["value"] for row in told] == [str(row[0]) for row in result.rows]
    table = csv.reader(io.StringIO(ROWS["csv"].load()(result), newline=""))
    assert [row[0] if row else "" for row in table][1:] == [str(row[0]) for row in result.rows]
    tsv = ox.parse_query_results(
        ROWS["tsv"].load()(result).encode(), format=ox.QueryResultsFormat.TSV
    )
    assert isinstance(tsv, ox.QuerySolutions)
    assert [to_rdflib(row[0]) for row in tsv] == [row[0] for row in result.rows]
    for name in ("table", "md"):
        shown = "".join(ROWS[name].load()(result).split())
        assert all(str(o) in shown for (o,) in result.rows if is_plain(str(o)))
    # a stored question is answered by the same values, and finds each by its text
    assert {row[0] for row in kg.ask("said").rows} == expected
    for literal in expected:
        found = {row[0] for row in kg.ask("said", text=str(literal)).rows}
        assert found == {other for other in expected if str(other) == str(literal)}
    # a file is written as it was read
    written = {quad.object for quad in ox.parse(kg.export("nq"), format=ox.RdfFormat.N_QUADS)}
    assert set(map(to_ox, said)) <= written
    # each is evidence for what follows of it
    from peelgraph.explain import Explainer

    for literal in expected:
        (proof, *_) = Explainer(kg.store, kg.rules).proofs((THING, TELLS, literal), 1)
        assert any(leaf.triple == (THING, SAYS, literal) for leaf in proof.leaves())
    # what a query gave is taken away, no more and no less, and can be said again
    some, *rest = sorted(expected)
    kg.remove([(THING, SAYS, some)])
    assert values(kg) == values(kg, "tells") == set(rest)
    kg.add([(THING, SAYS, some)])
    assert values(kg) == values(kg, "tells") == expected
    kg.remove(kg.sparql(f"CONSTRUCT WHERE {{ <{THING}> <{SAYS}> ?value }}").rows)
    assert values(kg) == set()
    assert not [r for r in caplog.records if r.levelno >= logging.WARNING]


AXIOMS = """
[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :thing ; owl:assertionProperty :says ;
   owl:targetValue "2006-08-24+05:00"^^xsd:date .
:C owl:equivalentClass [ a owl:Restriction ; owl:onProperty :says ;
   owl:hasValue "2006-08-24+05:00"^^xsd:date ] .
"""


@pytest.mark.parametrize("zone", ["", "Z", "-05:00"])
def test_another_zone_is_another_value(tmp_path: Path, zone: str) -> None:
    kg = loaded(tmp_path, f'{AXIOMS} :thing :says "2006-08-24{zone}"^^xsd:date .')
    assert kg.problems == ()
    assert not kg.sparql("ASK { ?x a <https://example.org/C> }").rows[0][0].value


def test_the_same_zone_is_the_same_value(tmp_path: Path) -> None:
    kg = loaded(tmp_path, f'{AXIOMS} :thing :says "2006-08-24+05:00"^^xsd:date .')
    assert [problem.rule for problem in kg.problems] == ["prp-npa2"]
    assert (
        kg.sparql("ASK { <https://example.org/thing> a <https://example.org/C> }").rows[0][0].value
    )


def test_dates_with_and_without_a_zone_come_out_as_they_are(tmp_path: Path) -> None:
    dates = ["2006-08-23", "2006-08-23Z", "2006-08-23+00:00", "2006-08-23-05:00", "2001-01-01"]
    said = ", ".join(f'"{date}"^^xsd:date' for date in dates)
    kg = loaded(tmp_path, f":thing :says {said} .")
    day = f'"2006-08-23"^^<{XSD.date}>'
    told = {
        sign: sorted(
            str(o)
            for (o,) in kg.sparql(
                VALUED.replace("}", f"FILTER(?value {sign} {day}) }}") % "says"
            ).rows
        )
        for sign in ("=", "<", ">=")
    }
    # Oxigraph compares as XML Schema 1.1 does (docs/w3c.md); no zone is lost on the way
    assert told["="] == ["2006-08-23"]
    assert "2001-01-01" in told["<"]
    assert "2006-08-23" in told[">="]
    every = kg.sparql(f"CONSTRUCT WHERE {{ <{THING}> <{SAYS}> ?value }}").rows
    assert {str(o) for _, _, o in every} == {*dates} - {"2006-08-23+00:00"}


@pytest.mark.parametrize(("zone", "is_one"), [("+05:00", True), ("", False), ("Z", False)])
def test_one_of_some_dates_is_the_date_with_its_zone(
    tmp_path: Path, zone: str, *, is_one: bool
) -> None:
    one = '[ a owl:Class ; owl:oneOf ( "2006-08-24+05:00"^^xsd:date "2001-01-01"^^xsd:date ) ]'
    restriction = f"[ a owl:Restriction ; owl:onProperty :says ; owl:someValuesFrom {one} ]"
    prefix = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
    said = f'{restriction} rdfs:subClassOf :C . :thing :says "2006-08-24{zone}"^^xsd:date .'
    kg = loaded(tmp_path, f"{prefix} {said}")
    ((answer,),) = kg.sparql(f"ASK {{ <{THING}> a <https://example.org/C> }}").rows
    assert answer.value is is_one


def test_what_is_imported_is_written_as_it_was_read(tmp_path: Path) -> None:
    (tmp_path / "other.ttl").write_text(f"{HEAD} :thing :says 007 .", encoding="utf-8")
    (tmp_path / "catalog-v001.xml").write_text(
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        '<uri name="https://example.org/other" uri="other.ttl"/></catalog>',
        encoding="utf-8",
    )
    kg = loaded(tmp_path, "<https://example.org/mine> owl:imports <https://example.org/other> .")
    assert '"007"' in str(kg.export("nt"))


def test_every_literal_that_is_no_value_is_told_of(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    wrong = [WrittenLiteral(text, datatype=XSD[kind]) for kind, text in cases(NO_VALUES)]
    right = [WrittenLiteral(text, datatype=XSD[kind]) for kind, text in cases(VALUES)]
    lines = [f"<{THING}> <{SAYS}> {sparql_text(literal)} ." for literal in (*wrong, *right)]
    kg = loaded(tmp_path, "\n".join(lines))
    found = {problem.statements[0].triple[2] for problem in kg.problems}
    assert found == set(wrong)
    assert {problem.rule for problem in kg.problems} == {"dt-not-type"}
    assert capfd.readouterr().err == ""


def test_two_forms_of_one_number_are_both_written(tmp_path: Path) -> None:
    kg = loaded(tmp_path, ':thing :says 7, 007, "7"^^xsd:byte . :other :says 7 .')
    graph = Graph().parse(data=str(kg.export("nt")), format="nt")
    texts = [
        line
        for line in str(kg.export("nt")).splitlines()
        if "/thing> <https://example.org/says>" in line
    ]
    assert len(texts) == 3
    assert len(graph) > 0
    kg.remove([(THING, SAYS, WrittenLiteral("7", datatype=XSD.integer))])
    assert values(kg) == set()


SHAPE = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<urn:shape> a sh:NodeShape ; sh:targetSubjectsOf <https://example.org/says> ;
  sh:property [ sh:path <https://example.org/says> ; sh:datatype xsd:date ; sh:message "no day" ] .
"""


def test_shapes_see_what_is_written(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(SHAPE)
    file = tmp_path / "given.ttl"
    said = '"2006-08-24+05:00"^^xsd:date, "2006-02-30"^^xsd:date, "yes"^^xsd:boolean'
    file.write_text(f"{HEAD} :thing :says {said} .")
    kg = peelgraph.load(file, resources=None, shapes=shapes)
    wrong = sorted(str(problem) for problem in kg.problems if problem.severity == "violation")
    assert [line.split("it is ")[1] for line in wrong] == ["2006-02-30)", "yes)"]
    told = {str(value) for value in kg.dataset.objects(THING, SAYS)}
    assert told == {"2006-08-24+05:00", "2006-02-30", "yes"}
    assert capfd.readouterr().err == ""
