"""Every stored question with its tests, on rdflib's own store, on Oxigraph and over HTTP: the same rows everywhere.

A test in a question's header has arguments and the rows expected, in order, written out or in a file of
`tests/questions/`. IRIs are written as short ids, empty cells as empty texts.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from rdflib import Dataset, Literal, URIRef
from rdflib.term import Identifier

from peelgraph.graph import KnowledgeGraph
from peelgraph.questions.ask import ask
from peelgraph.questions.question import StoredQuestion, literal, load_questions
from peelgraph.resources import SHIPPED
from peelgraph.store import Result, Store, Triple
from peelgraph.store.remote import RemoteStore
from peelgraph.vocab import PREFIXES, curie

QUESTIONS = load_questions(SHIPPED.queries)
EXPECTED = Path(__file__).parent / "questions"
CASES = [
    pytest.param(question, test, id=f"{question.name}-{number}")
    for question in QUESTIONS
    for number, test in enumerate(question.tests, 1)
]


class RdflibStore:
    """rdflib's own in-memory store and SPARQL engine behind the Store protocol."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset

    def select(self, query: str) -> Result:
        result = self.dataset.query(query, initNs=PREFIXES)
        columns = list(result.vars or [])
        rows = (tuple(row.get(v) for v in columns) for row in result.bindings)
        return Result(tuple(map(str, columns)), tuple(rows))

    def ask(self, query: str) -> bool:
        return bool(self.dataset.query(query, initNs=PREFIXES).askAnswer)

    def construct(self, query: str) -> list[Triple]:
        graph = self.dataset.query(query, initNs=PREFIXES).graph
        return list(graph or ())

    def update(self, text: str) -> None:
        raise NotImplementedError

    def load(self, triples: Iterable[Triple], graph: Identifier) -> None:
        raise NotImplementedError

    def count(self, graph: Identifier | None = None) -> int:
        return len(self.dataset.graph(graph))


@pytest.fixture(scope="session")
def rdflib_store(dataset: Dataset) -> Store:
    return RdflibStore(dataset)


def shown(term: Identifier | None) -> str:
    if term is None:
        return ""
    return curie(str(term)) if isinstance(term, URIRef) else str(term)


def expected_rows(test: dict[str, Any]) -> list[list[str]]:
    if isinstance(test["rows"], list):
        return [[str(cell) for cell in row] for row in test["rows"]]
    with (EXPECTED / test["rows"]).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


@pytest.mark.parametrize("engine", ["rdflib", "oxigraph", "http"])
@pytest.mark.parametrize(("question", "test"), CASES)
def test_same_rows_everywhere(
    question: StoredQuestion,
    test: dict[str, Any],
    engine: str,
    kg: KnowledgeGraph,
    rdflib_store: Store,
    endpoint: str,
) -> None:
    store = {"rdflib": rdflib_store, "oxigraph": kg.store, "http": RemoteStore(endpoint)}[engine]
    result = ask(store, question, test["args"])
    assert [[shown(t) for t in row] for row in result.rows] == expected_rows(test)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_the_header_tells_the_truth(question: StoredQuestion, kg: KnowledgeGraph) -> None:
    assert question.summary
    assert question.tests, "a question has tests"
    assert any(test["rows"] for test in question.tests), "one of them finds something"
    assert all(p.description and p.example for p in question.params)
    assert all(c.description for c in question.returns)
    for test in question.tests:
        result = ask(kg.store, question, test["args"])
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


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.params], ids=lambda q: q.name)
def test_examples_are_answered(question: StoredQuestion, kg: KnowledgeGraph) -> None:
    arguments = {p.name: p.example for p in question.params if p.required}
    assert len(ask(kg.store, question, arguments)) >= 1


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
    value: str, engine: str, kg: KnowledgeGraph, rdflib_store: Store, endpoint: str
) -> None:
    store = {"rdflib": rdflib_store, "oxigraph": kg.store, "http": RemoteStore(endpoint)}[engine]
    question = next(q for q in QUESTIONS if q.name == "findings-with-words")
    assert len(ask(store, question, {"words": value})) == 0
    bound = question.bind({"words": [literal(question.name, question.params[0], value)]})
    text = bound[bound.rindex("LCASE(") + 6 : bound.rindex(")))")]
    assert store.select(f"SELECT ({text} AS ?v) WHERE {{ }}").rows == ((Literal(value),),)
