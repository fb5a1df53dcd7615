"""Every stored question: its tests on the frozen world, alike on each engine, and its example on the shipped graph.

A test in a question's header has arguments and the rows expected, in order, written out or in a file of
`tests/world/expected/`. IRIs are written as short ids, empty cells as empty texts.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

import pytest
from rdflib import Literal, URIRef
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Identifier

from peelgraph.graph import KnowledgeGraph
from peelgraph.questions.arguments import bind, literal
from peelgraph.questions.ask import ask
from peelgraph.questions.question import StoredQuestion, load_questions
from peelgraph.resources import SHIPPED
from peelgraph.store import Result, Store
from peelgraph.store.remote import RemoteStore
from peelgraph.vocab import curie
from tests.conftest import WORLD
from tests.stores import RdflibStore, in_rdflib, served

QUESTIONS = load_questions(SHIPPED.queries)
ASKED = [q for q in QUESTIONS if q.params]
CASES = [
    pytest.param(question, test, id=f"{question.name}-{number}")
    for question in QUESTIONS
    for number, test in enumerate(question.tests, 1)
]


@pytest.fixture(scope="session")
def world_engines(world: KnowledgeGraph, endpoint: str) -> dict[str, Store]:
    """The frozen world on each engine."""
    return {
        "rdflib": RdflibStore(in_rdflib(world)),
        "oxigraph": world.store,
        "http": RemoteStore(endpoint),
    }


@pytest.fixture(scope="session")
def shipped_endpoint(kg: KnowledgeGraph) -> Iterator[Store]:
    """The shipped graph on rdflib's own engine behind HTTP."""
    with served(in_rdflib(kg)) as address:
        yield RemoteStore(address)


def shown(term: Identifier | None) -> str:
    if term is None:
        return ""
    return curie(str(term)) if isinstance(term, URIRef) else str(term)


def texts(result: Result) -> list[list[str]]:
    return [[shown(term) for term in row] for row in result.rows]


def expected_rows(test: dict[str, Any]) -> list[list[str]]:
    if isinstance(test["rows"], list):
        return [[str(cell) for cell in row] for row in test["rows"]]
    with (WORLD / "expected" / test["rows"]).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def check_form(question: StoredQuestion, result: Result) -> None:
    """The columns are those declared, and so are the types of their values."""
    assert result.columns == tuple(c.name for c in question.returns)
    for column, cells in zip(question.returns, zip(*result.rows, strict=True), strict=False):
        assert column.nullable or None not in cells
        for cell in filter(None, cells):
            check_type(column.type, cell)


def check_type(kind: str, term: Identifier) -> None:
    if kind.startswith("iri"):
        assert isinstance(term, URIRef) or kind == "iri"
        return
    assert isinstance(term, Literal)
    if kind == "lang-string":
        assert term.language
    else:
        datatype = str(term.datatype or "#string").rpartition("#")[2]
        assert datatype == kind


@pytest.mark.parametrize("engine", ["rdflib", "oxigraph", "http"])
@pytest.mark.parametrize(("question", "test"), CASES)
def test_same_rows_everywhere(
    question: StoredQuestion, test: dict[str, Any], engine: str, world_engines: dict[str, Store]
) -> None:
    result = ask(world_engines[engine], question, test["args"])
    assert texts(result) == expected_rows(test)
    check_form(question, result)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_the_header_tells_the_truth(question: StoredQuestion) -> None:
    assert question.summary
    assert all(p.description and p.example for p in question.params)
    assert all(c.description for c in question.returns)
    assert any(expected_rows(test) for test in question.tests), "one test finds something"
    tried = {name for test in question.tests for name in test["args"]}
    own, known = ({p.name for p in some} for some in (question.own, question.params))
    assert own <= tried <= known, "each parameter is tried; test_filters.py tries the filters"


ANEW = {"declines-and-recoveries", "initiatives", "said-of-unit"}
"""Questions that aggregate in an OPTIONAL still: so few rows stand before it that it costs little."""


def parts(node: object, name: str) -> Iterator[CompValue]:
    """The parts of an algebra that have this name, wherever they stand in it."""
    if isinstance(node, CompValue):
        if node.name == name:
            yield node
        node = list(node.values())
    if isinstance(node, list | tuple):
        for below in node:
            yield from parts(below, name)


def test_parts_are_found_wherever_they_stand() -> None:
    counted = "{ SELECT ?s (COUNT(?o) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?s }"
    asked = f"SELECT * WHERE {{ ?s a ?c OPTIONAL {{ ?s ?q ?r OPTIONAL {counted} }} {counted} }}"
    algebra = translateQuery(parseQuery(asked)).algebra
    assert len(list(parts(algebra, "LeftJoin"))) == len(list(parts(algebra, "AggregateJoin"))) == 2


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_nothing_is_aggregated_anew_for_each_row(question: StoredQuestion) -> None:
    """No OPTIONAL holds an aggregate, which rdflib's engine evaluates again for each row before it."""
    algebra = translateQuery(parseQuery(question.text)).algebra
    optionals = parts(algebra, "LeftJoin")
    anew = any(list(parts(optional.p2, "AggregateJoin")) for optional in optionals)
    assert anew == (question.name in ANEW)


def test_each_file_of_expected_rows_is_read() -> None:
    named = {test["rows"] for q in QUESTIONS for test in q.tests if isinstance(test["rows"], str)}
    assert {path.name for path in (WORLD / "expected").iterdir()} == named


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_examples_are_answered(question: StoredQuestion, kg: KnowledgeGraph) -> None:
    result = ask(kg.store, question, question.example)
    check_form(question, result)
    assert result.rows


@pytest.mark.parametrize("question", ASKED, ids=lambda q: q.name)
def test_all_parameters_can_be_given_at_once(question: StoredQuestion, kg: KnowledgeGraph) -> None:
    check_form(question, ask(kg.store, question, {p.name: p.example for p in question.params}))


@pytest.mark.engine
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_examples_are_answered_alike(
    question: StoredQuestion, kg: KnowledgeGraph, shipped_endpoint: Store
) -> None:
    """On Oxigraph as on rdflib's engine behind HTTP, which tries both the engine and the way to it."""
    arguments = question.example
    expected = ask(kg.store, question, arguments)
    assert texts(ask(shipped_endpoint, question, arguments)) == texts(expected)


HOSTILE = [
    '" } UNION { ?s ?p ?o } #',
    "> . ?s ?p ?o . <x",
    "\\u0022 } UNION { ?s ?p ?o } #",
    "\\",
    '"""',
    "'; DROP ALL; '",
    "$words",
    "?statement",
    'line\nbreak\t"tab"',
    "{ } # //",
    "ⓟⓔⓔⓛ \U0001f600 \u202e",
]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("engine", ["rdflib", "oxigraph", "http"])
def test_hostile_values_stay_values(
    value: str, engine: str, world_engines: dict[str, Store]
) -> None:
    store = world_engines[engine]
    question = next(q for q in QUESTIONS if q.name == "findings-in-section")
    assert len(ask(store, question, {"words": value})) == 0
    bound = bind(question, {"words": [literal(question.name, question.params[0], value)]})
    text = bound[bound.rindex("LCASE(") + 6 : bound.rindex(")))")]
    assert store.select(f"SELECT ({text} AS ?v) WHERE {{ }}").rows == ((Literal(value),),)
