"""Terms at the place of variables: written as the place asks, or refused with the reason."""

from __future__ import annotations

import pytest

from peelgraph.questions.question import load_questions
from peelgraph.resources import SHIPPED
from peelgraph.sparql.binding import NoPlace, with_terms
from peelgraph.sparql.tokens import values_blocks
from peelgraph.store.embedded import EmbeddedStore

FORCE = {"force": "<x:a>"}


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT $force { }", 1),
        ("SELECT DISTINCT ?x $force { BIND(1 AS ?x) FILTER($force = <x:a>) }", 1),
        (
            "SELECT (COUNT(?x) AS ?n) $force { VALUES ?x { 1 2 } } GROUP BY $force ORDER BY $force",
            1,
        ),
        (
            "SELECT ?x { { SELECT $force ?x { VALUES ?x { 1 2 } FILTER(?x<3&&$force = <x:a>) } } }",
            2,
        ),
        ("SELECT ?x { VALUES ?x { <x:a> <x:?force> } FILTER(?x = $force) } # $force", 1),
        ("SELECT $force { { SELECT $force { FILTER($force = <x:a>) } } }", 1),
        (
            "SELECT * { { SELECT $force { } } UNION { SELECT $force { FILTER(!BOUND($force)) } } }",
            1,
        ),
        ("SELECT ?x { BIND(1 AS ?x) FILTER BOUND($force) }", 1),
        ("SELECT ?x { VALUES ?x { 1 2 } } HAVING(MIN($force) = <x:a>) LIMIT 1", None),
    ],
)
def test_a_term_wherever_a_variable_stands(query: str, rows: int | None) -> None:
    text = with_terms(query, FORCE)
    if rows is not None:
        assert len(EmbeddedStore().select(text)) == rows


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT * { ?x :n ?n FILTER(?n<$force&&?n>0) }", "part of an IRI, <\\$force&&\\?n>"),
        ("SELECT * { VALUES ($force) { (UNDEF) } }", "gives it a value itself, by VALUES"),
        ("SELECT * { BIND(1 AS $force) }", "gives it a value itself, by AS"),
        ("SELECT (COUNT(*) AS ?force) { ?x :of $force }", "gives it a value itself, by AS"),
        ("SELECT * { ?x :of 'force $force' } # $force", "has no place for it"),
    ],
)
def test_what_cannot_be_bound_is_refused(query: str, reason: str) -> None:
    with pytest.raises(NoPlace, match=reason):
        with_terms(query, FORCE)


def test_an_iri_may_hold_what_looks_like_a_variable() -> None:
    query = "SELECT * { <http://example.org/?force=1> ?p $force }"
    assert with_terms(query, FORCE) == "SELECT * { <http://example.org/?force=1> ?p <x:a> }"


@pytest.mark.parametrize("question", load_questions(SHIPPED.queries), ids=lambda q: q.name)
def test_every_parameter_of_the_stored_questions_has_a_place(question) -> None:
    # a filter has its place in a line of its own, which is written where it is given
    own = [parameter for parameter in question.params if not parameter.pattern]
    for parameter in own:
        if not values_blocks(question.text, parameter.name):
            assert "<x:a>" in with_terms(question.text, {parameter.name: "<x:a>"})
