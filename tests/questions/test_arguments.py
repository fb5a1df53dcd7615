"""Values that go into a query at its variables, and stay values."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD, Literal, URIRef

from peelgraph.errors import ParameterError, ThingNotFound
from peelgraph.questions.arguments import bind, literal
from peelgraph.questions.ask import ask
from peelgraph.questions.question import Parameter, StoredQuestion
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import GRAPH
from tests.sparql.test_terms import HOSTILE

EX = "https://example.org/"
A, B, P = URIRef(EX + "a"), URIRef(EX + "b"), URIRef(EX + "p")


def question(text: str, *params: Parameter) -> StoredQuestion:
    return StoredQuestion("name", "topic", text, "What?", params=params)


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    store = EmbeddedStore()
    store.load([(A, P, Literal("one")), (B, P, Literal("two")), (B, P, A)], GRAPH["test"])
    return store


WORDS = Parameter("words", "string", required=True)
MANY = Parameter("words", "string", many=True)


# Binding


def test_only_variables_are_bound() -> None:
    text = 'SELECT ?x { # $x\n ?x <https://example.org/?x> "$x", \'?x\', """?x""" . FILTER(?xx != $x) }'
    bound = bind(question(text, Parameter("x", "iri")), {"x": [A]})
    assert bound == (
        f'SELECT (<{A}> AS ?x) {{ # $x\n <{A}> <https://example.org/?x> "$x", \'?x\', """?x""" . FILTER(?xx != <{A}>) }}'
    )


def test_both_marks_are_the_same_variable() -> None:
    assert (
        bind(question("ASK { ?x ?p $x }", Parameter("x", "iri")), {"x": [A]})
        == f"ASK {{ <{A}> ?p <{A}> }}"
    )


def test_what_is_not_given_stays_a_variable() -> None:
    text = "SELECT ?s { ?s ?p $words }"
    assert bind(question(text, MANY), {}) == text


def test_a_value_that_looks_like_another_parameter_is_not_bound_again() -> None:
    both = question("ASK { $a ?p $b }", Parameter("a"), Parameter("b"))
    bound = bind(both, {"a": [Literal("$b ?b")], "b": [Literal("$a")]})
    assert bound == 'ASK { "$b ?b" ?p "$a" }'


def test_a_values_block_takes_one_and_many() -> None:
    text = "SELECT * { VALUES $words { 'one' 'two' } ?s ?p $words }"
    assert bind(question(text, MANY), {}) == text
    assert (
        bind(question(text, MANY), {"words": [Literal("x")]})
        == 'SELECT * { VALUES $words { "x" } ?s ?p $words }'
    )
    bound = bind(question(text, MANY), {"words": [Literal("x"), A]})
    assert bound == f'SELECT * {{ VALUES $words {{ "x" <{A}> }} ?s ?p $words }}'


def test_every_values_block_of_a_parameter_is_filled() -> None:
    text = "SELECT * { { VALUES ?words { 1 } ?a ?b ?words } UNION { VALUES ?words { 2 } ?words ?a ?b } }"
    bound = bind(question(text, MANY), {"words": [Literal("x")]})
    assert bound == (
        'SELECT * { { VALUES ?words { "x" } ?a ?b ?words } UNION { VALUES ?words { "x" } ?words ?a ?b } }'
    )


@pytest.mark.parametrize(
    ("text", "parameter", "count"),
    [
        ("ASK { VALUES $words { 1 } }", WORDS, 2),
        ("ASK { ?s ?p $words }", WORDS, 2),
        ("ASK { ?s ?p $words }", MANY, 2),
        ("ASK { VALUES $words { 1 } }", MANY, 0),
        ("ASK { ?s ?p $words }", WORDS, 0),
    ],
)
def test_more_or_fewer_values_than_can_be_taken(
    text: str, parameter: Parameter, count: int
) -> None:
    with pytest.raises(ParameterError, match=f"takes one value, not {count}"):
        bind(question(text, parameter), {"words": [Literal("x")] * count})


def test_what_is_needed_must_be_given() -> None:
    needed = Parameter("the_words", required=True, example="rural crime")
    with pytest.raises(
        ParameterError, match="'the_words': is needed, for example --the-words rural crime"
    ):
        bind(question("ASK { ?s ?p $the_words }", needed), {})


def test_what_is_unknown_is_named_with_what_is_near() -> None:
    asked = question("ASK { ?s ?p $words }", WORDS)
    with pytest.raises(
        ParameterError, match="parameter 'word': unknown; there are words; did you mean words"
    ):
        bind(asked, {"word": [Literal("x")]})
    with pytest.raises(ParameterError, match="unknown; there are none"):
        bind(question("ASK {}"), {"x": [A]})


@pytest.mark.parametrize("text", ["a\x00b", "\ud800"])
def test_what_cannot_be_written_is_refused(text: str) -> None:
    with pytest.raises(ParameterError, match="the text holds"):
        bind(question("ASK { ?s ?p $words }", WORDS), {"words": [Literal(text)]})


# Hostile values


SHAPES = [
    question("SELECT * { ?s ?p $words }", WORDS),
    question("SELECT * { ?s ?p ?o FILTER(STR(?o) = $words) }", WORDS),
    question("SELECT * { VALUES $words { 'one' } ?s ?p $words }", MANY),
    question("SELECT * { ?s ?p ?o OPTIONAL { ?s ?p $words . ?x ?y ?z } FILTER(BOUND(?x)) }", WORDS),
    question("SELECT * { ?s ?p ?o FILTER(?o IN ($words)) }", WORDS),
    question("SELECT * { ?s ?p ?o FILTER EXISTS { ?s ?p $words } } ORDER BY ?s", WORDS),
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda q: q.text)
@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_match_nothing(
    shape: StoredQuestion, value: str, store: EmbeddedStore
) -> None:
    assert (
        ask(store, shape, {"words": value}).rows
        == ask(store, shape, {"words": "matches nothing"}).rows
        == ()
    )
    assert len(ask(store, shape, {"words": "one"})) > 0


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_any_value_comes_back_as_it_was(value: str) -> None:
    (row,) = ask(
        EmbeddedStore(), question("SELECT ?x { BIND($words AS ?x) }", WORDS), {"words": value}
    )
    assert row == (value,)


@pytest.mark.parametrize(
    "value", [*HOSTILE, "https://example.org/> } UNION { ?s ?p ?o", "id:x> } #"]
)
def test_hostile_values_are_no_things(value: str, store: EmbeddedStore) -> None:
    with pytest.raises(ThingNotFound):
        ask(
            store,
            question("SELECT * { $thing ?p ?o }", Parameter("thing", "iri")),
            {"thing": value},
        )


# Arguments


def test_defaults_stand_in_for_what_is_not_given(store: EmbeddedStore) -> None:
    asked = question("SELECT ?s { ?s ?p $words }", Parameter("words", default="one"))
    assert list(ask(store, asked, {})) == [(str(A),)]
    assert list(ask(store, asked, {"words": None})) == [(str(A),)]
    assert list(ask(store, asked, {"words": "two"})) == [(str(B),)]


def test_many_are_taken_from_a_list(store: EmbeddedStore) -> None:
    asked = question("SELECT ?s { VALUES $words { 'two' } ?s ?p $words } ORDER BY ?s", MANY)
    assert list(ask(store, asked, {"words": ["one", "two"]})) == [(str(A),), (str(B),)]
    assert list(ask(store, asked, {})) == [(str(B),)]


@pytest.mark.parametrize(
    ("type_", "value", "term"),
    [
        ("string", "5", Literal("5")),
        ("string", 5, Literal("5")),
        ("lang-string", "words", Literal("words", lang="en")),
        ("lang-string", "geiriau@cy", Literal("geiriau", lang="cy")),
        ("lang-string", "colour@en-GB", Literal("colour", lang="en-GB")),
        ("lang-string", "someone@example.org", Literal("someone@example.org", lang="en")),
        ("lang-string", "meet @ noon", Literal("meet @ noon", lang="en")),
        ("lang-string", "@en", Literal("@en", lang="en")),
        ("integer", "-5", Literal(-5)),
        ("integer", 5, Literal(5)),
        ("decimal", "1.50", Literal(Decimal("1.50"))),
        ("decimal", 2, Literal(Decimal(2))),
        ("boolean", "Yes", Literal(True)),
        ("boolean", False, Literal(False)),
        ("boolean", "0", Literal(False)),
        ("date", "2016-11-03", Literal(datetime.date(2016, 11, 3))),
        ("date", datetime.date(2016, 11, 3), Literal(datetime.date(2016, 11, 3))),
        ("anyURI", EX, Literal(EX, datatype=XSD.anyURI)),
    ],
)
def test_values_become_literals_of_their_type(type_: str, value: Any, term: Literal) -> None:
    found = literal("name", Parameter("x", type_), value)
    assert (found, found.datatype, found.language) == (term, term.datatype, term.language)


@pytest.mark.parametrize(
    ("type_", "value", "why"),
    [
        ("integer", "five", "is not a whole number"),
        ("integer", "1.5", "is not a whole number"),
        ("integer", "", "is not a whole number"),
        ("integer", "9" * 5000, "is not a whole number"),
        ("integer", "1_000", "is not a whole number"),
        ("integer", "٥", "is not a whole number"),
        ("integer", " 5", "is not a whole number"),
        ("decimal", "1_000.5", "is not a number"),
        ("decimal", "٥", "is not a number"),
        ("decimal", "1e3", "is not a number"),
        ("decimal", "much", "is not a number"),
        ("decimal", "NaN", "is not a number"),
        ("decimal", "Infinity", "is not a number"),
        ("boolean", "perhaps", "is not true or false"),
        ("date", "2016", "is not a day like 2016-11-03"),
        ("date", "2016-02-30", "is not a day like 2016-11-03"),
        ("date", "03/11/2016", "is not a day like 2016-11-03"),
        ("date", datetime.datetime(2016, 11, 3, 12), "is not a day like 2016-11-03"),
        ("anyURI", "not an address", "is not an address"),
    ],
)
def test_values_of_the_wrong_type_are_refused(type_: str, value: Any, why: str) -> None:
    with pytest.raises(ParameterError, match=why) as caught:
        literal("name", Parameter("x", type_), value)
    assert (caught.value.question, caught.value.parameter) == ("name", "x")


def test_options_are_a_closed_list() -> None:
    parameter = Parameter("year", "integer", options=("2015", "2016"))
    assert literal("name", parameter, 2016) == Literal(2016)
    with pytest.raises(ParameterError, match="'2017' is not one of 2015, 2016"):
        literal("name", parameter, "2017")
