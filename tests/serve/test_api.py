"""The API answers what Python answers, in each format, and says in one shape what is wrong."""

from __future__ import annotations

import pytest

from peelgraph.formats import NETWORKS, ROWS
from peelgraph.graph import KnowledgeGraph
from peelgraph.serve.openapi import description
from peelgraph.serve.operations import operations
from tests.serve.client import BASE, TestClient, client_of

STATEMENT = {"subject": "force/northshire", "predicate": "a", "object": "police force"}
ASKED: list[tuple[str, dict[str, str]]] = [
    ("/questions", {}),
    ("/questions/members-of", {"collaboration": "unit/armed-policing"}),
    ("/questions/members-of/about", {}),
    ("/show", {"thing": "northshire"}),
    ("/search", {"words": "armed policing"}),
    ("/why", STATEMENT),
    ("/why-not", {**STATEMENT, "object": "alliance"}),
    ("/what-if", {"case": "leave northshire --unit unit/armed-policing"}),
    ("/network", {}),
    ("/network/forces", {"as_of": "2016-11-03"}),
    ("/network/forces", {"whole": "true"}),
]


@pytest.fixture(scope="module")
def client(world: KnowledgeGraph) -> TestClient:
    return client_of(world)


@pytest.mark.parametrize(("path", "given"), ASKED)
def test_each_operation_answers(
    path: str, given: dict[str, str], client: TestClient, world: KnowledgeGraph
) -> None:
    found = next(o for o in operations(world.resources.questions) if o.path == path)
    for name, entry in found.formats.items():
        answer = client.get(path, params={**given, "format": name})
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].partition(";")[0] == entry.media_type
        assert answer.content


def test_the_answer_is_that_of_python(client: TestClient, world: KnowledgeGraph) -> None:
    expected = world.ask("members-of", collaboration="unit/armed-policing")
    for name, entry in ROWS.items():
        answer = client.get(f"/questions/members-of.{name}?collaboration=unit/armed-policing")
        assert answer.content.decode() == entry.load()(expected)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("text/csv;q=0.9, text/markdown;q=0.1", "text/csv"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
    ],
)
def test_a_format_is_negotiated(client: TestClient, accept: str | None, media_type: str) -> None:
    headers = {"Accept": accept} if accept else {"Accept": ""}
    answer = client.get("/questions", headers=headers)
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/questions/members-off", 404, "members-of"),
        ("/questions/members-of", 400, "'collaboration': is needed"),
        ("/questions/members-of?collaboration=unit/armed-policing&colour=red", 400, "unknown"),
        ("/questions/members-of?collaboration=nowhere-at-all", 404, "nowhere-at-all"),
        ("/questions/members-of.xlsx?collaboration=unit/armed-policing", 400, "no format 'xlsx'"),
        ("/network/forcez", 404, "no projection"),
        ("/network/forces?as_of=yesterday", 400, "a day like"),
        ("/search?words=armed&limit=many", 400, "a whole number"),
        ("/search?words=armed&limit=-1", 400, "1 or more"),
        ("/show", 400, "is needed"),
        ("/show?thing=northshire&thing=southshire", 400, "one value"),
        ("/why?subject=force/northshire&predicate=a&object=alliance", 404, "Neither said"),
        ("/why-not?subject=force/northshire&predicate=a&object=police+force", 404, "It holds"),
        ("/what-if?case=vanish", 400, ""),
        ("/what-if?case=leave+'northshire", 400, ""),
    ],
)
def test_what_is_wrong_is_said(client: TestClient, address: str, status: int, words: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert words in problem["detail"]


def test_no_format_fits(client: TestClient) -> None:
    answer = client.get("/questions", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert {"type": "text/csv", "href": "/questions.csv"} in answer.json()["available"]


def test_what_is_known_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/questions.csv").headers["etag"]
    again = client.get("/questions.csv", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_openapi_names_every_operation(client: TestClient, world: KnowledgeGraph) -> None:
    told = client.get("/openapi.json").json()
    assert told == description(operations(world.resources.questions), BASE)
    assert {f"/questions/{q.name}" for q in world.questions} < set(told["paths"])
    given = told["paths"]["/questions/members-of"]["get"]["parameters"]
    assert {p["name"] for p in given} >= {"collaboration", "format"}
    assert next(p for p in given if p["name"] == "collaboration")["required"]
    networks = {path for path in told["paths"] if path.startswith("/network/")}
    assert "/network/forces" in networks
    formats = told["paths"]["/network/forces"]["get"]["responses"]["200"]["content"]
    assert NETWORKS["graphml"].media_type in formats
