"""Filters: what every question of a kind can be narrowed by, under one name, and what is left then."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from rdflib.term import Identifier

from peelgraph.errors import ParameterError, UnreadableFile
from peelgraph.graph import KnowledgeGraph
from peelgraph.questions.question import (
    Parameter,
    StoredQuestion,
    find_question,
    load_question,
    load_questions,
)
from peelgraph.resources import SHIPPED
from peelgraph.store import Result

QUESTIONS = load_questions(SHIPPED.queries)
KINDS = yaml.safe_load((SHIPPED.queries / "filters.yaml").read_text(encoding="utf-8"))
COMMON = {
    "judgements": {"force", "framework", "criterion"},
    "findings": {"force", "framework", "topic", "polarity", "view"},
    "items": {"force", "kind", "state", "as_of"},
    "figures": {"force", "measure", "framework"},
    "plans": {"force", "framework"},
}
"""What each kind of question takes; the kind is that of the folder."""
ELSEWHERE = {"initiatives": "plans", "discrepancies": "plans"}
"""Questions of other folders that take what a kind takes."""
WITHOUT = {
    "grade-moves": {"framework": "it names two rounds: earlier and later"},
    "grades-beside-neighbours": {"criterion": "it is asked for a pillar"},
    "grades-beside-partners": {"criterion": "it is asked for a pillar"},
    "grades-beside-similar": {"criterion": "it is asked for a pillar"},
    "grades-of-forces": {"criterion": "its pillars are what it can be narrowed by"},
    "neighbours-that-differ": {"criterion": "it is asked for a pillar"},
    "not-judged": {"criterion": "it is asked for a pillar"},
    "item-history": dict.fromkeys(COMMON["items"], "it asks for the story of one item"),
    "no-cause-of-concern": dict.fromkeys(
        ("kind", "state", "as_of"), "it asks what is known of one kind, whatever became of it"
    ),
    "relations-of": dict.fromkeys(COMMON["plans"], "it asks for the relations of one thing"),
    "said-of-case": {"framework": "it asks for one case"},
    "whom-it-reaches": dict.fromkeys(COMMON["findings"], "it asks for one outcome"),
    "findings-with-words": dict.fromkeys(COMMON["findings"], "it searches by words"),
}
"""Filters for which a question has no use, and why."""


def names(question: StoredQuestion) -> str:
    return question.name


def wanted(question: StoredQuestion) -> set[str]:
    kind = ELSEWHERE.get(question.name, question.topic)
    return COMMON.get(kind, set()) - set(WITHOUT.get(question.name, {}))


WITH_KIND = [question for question in QUESTIONS if wanted(question)]


@pytest.mark.parametrize("question", WITH_KIND, ids=names)
def test_every_question_of_a_kind_takes_its_filters(question: StoredQuestion) -> None:
    assert wanted(question) <= {parameter.name for parameter in question.params}


@pytest.mark.parametrize("question", WITH_KIND, ids=names)
def test_a_name_means_the_same_everywhere(question: StoredQuestion) -> None:
    types = {"criterion": "iri:Criterion"} | {
        name: spec["type"] for kind in KINDS.values() for name, spec in kind.items()
    }
    given = {p.name: p.type for p in question.params if p.name in wanted(question)}
    assert given == {name: types.get(name, kind) for name, kind in given.items()}


def test_the_exceptions_are_still_questions() -> None:
    assert set(WITHOUT) | set(ELSEWHERE) <= {q.name for q in QUESTIONS}


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.filters], ids=names)
def test_the_filters_have_a_place(question: StoredQuestion) -> None:
    assert "SELECT DISTINCT" in question.narrowed(["SELECT DISTINCT"])
    assert question.narrowed([]) == question.text


PLAIN = {
    ("force", "force/northshire", "judgements"): "?it peel:ofForce ?value",
    (
        "framework",
        "framework/inspection-2016",
        "judgements",
    ): "?it peel:inAssessment/peel:framework ?value",
    ("criterion", "pillar/effectiveness", "judgements"): "?it peel:criterion ?value",
    (
        "force",
        "force/northshire",
        "findings",
    ): "{ ?it peel:concerns ?value } UNION { ?it peel:mayBearOn ?value }",
    (
        "framework",
        "framework/inspection-2016",
        "findings",
    ): "?it peel:inAssessment/peel:framework ?value",
    ("topic", "topic/integrity", "findings"): "?it peel:topic/skos:broader* ?value",
    ("polarity", "negative", "findings"): "?it peel:polarity peel:negative",
    ("view", "forceView", "findings"): "?it peel:standpoint peel:forceView",
    ("force", "force/northshire", "items"): "?it peel:addressedTo ?value",
    ("kind", "cause of concern", "items"): "?it a peel:CauseOfConcern",
    (
        "as_of",
        "2016-11-03",
        "items",
    ): "?it peel:dateEarliest ?day . FILTER(?day <= '2016-11-03'^^xsd:date)",
}
"""Filter, value and kind, and what is plainly said of what a row is of where the filter keeps it."""


def rows_of(answer: Result, things: set[Identifier], column: str) -> list[tuple[Identifier, ...]]:
    place = answer.columns.index(column)
    return [row for row in answer.rows if row[place] in things]


@pytest.mark.parametrize(("name", "value", "kind"), PLAIN, ids=lambda text: text)
def test_a_filter_keeps_the_rows_of_which_it_is_said(
    name: str, value: str, kind: str, world: KnowledgeGraph
) -> None:
    thing = f"VALUES ?value {{ <https://w3id.org/peelgraph/id/{value}> }}" if "/" in value else ""
    said = world.sparql(f"SELECT DISTINCT ?it WHERE {{ {thing} {PLAIN[name, value, kind]} }}")
    kept = {row[0] for row in said.rows}
    tried = 0
    for question in (q for q in QUESTIONS if f"#+ filters: {{{kind}:" in q.text):
        filters = {parameter.name: parameter for parameter in question.filters}
        column = filters[name].keeps[1:] if name in filters else ""
        if column in {c.name for c in question.returns}:
            everything = world.ask(question, **arguments(question))
            narrowed = world.ask(question, **arguments(question), **{name: value})
            assert list(narrowed.rows) == rows_of(everything, kept, column), question.name
            tried += 1
    assert tried > 1


def arguments(question: StoredQuestion) -> dict[str, str]:
    """The first arguments of its tests that leave the filters out."""
    filters = {parameter.name for parameter in question.filters}
    return next(test["args"] for test in question.tests if not filters & set(test["args"]))


def test_a_state_is_that_of_the_day_or_the_last(world: KnowledgeGraph) -> None:
    last = {row.item for row in world.ask("items-printed-where", state="closed")}
    names = {item.rpartition("/")[2] for item in last}
    assert names == {"armed-2016", "custody-2017", "eastshire-forecast"}
    day = {"as_of": "2017-01-01", "state": "open"}
    then = {row.item for row in world.ask("items-printed-where", **day)}
    assert then == {row.item for row in world.ask("item-states", **day)}
    assert len(then) == 4


def test_a_filter_takes_several_values(world: KnowledgeGraph) -> None:
    count = {
        given: len(world.ask("not-graded", force=list(given)))
        for given in (("isleshire",), ("westshire",), ("isleshire", "westshire"), ("midshire",))
    }
    assert list(count.values()) == [1, 1, 2, 0]


def write(folder: Path, kinds: str, header: str) -> Path:
    (folder / "filters.yaml").write_text(kinds, encoding="utf-8")
    path = folder / "topic" / "name.rq"
    path.parent.mkdir(exist_ok=True)
    text = (
        f"#+ summary: What?\n{header}\nSELECT * WHERE {{\n  ?thing ?says ?it .\n  # filters\n}}\n"
    )
    path.write_text(text, encoding="utf-8")
    return path


KIND = (
    'things: {of: {type: "iri:Unit", many: true, pattern: "?it peel:partOf ?value . ?it a ?kind"}}'
)


def test_a_header_names_the_variable_and_the_file_says_how(tmp_path: Path) -> None:
    question = load_question(write(tmp_path, KIND, "#+ filters: {things: thing}"))
    pattern = "?thing peel:partOf ?its_value . ?thing a ?its_kind"
    expected = Parameter("of", "iri:Unit", many=True, pattern=pattern, keeps="?thing")
    assert (question.filters, question.own) == ((expected,), ())


def test_what_a_header_declares_itself_stands_in_place_of_a_filter(tmp_path: Path) -> None:
    header = "#+ params: {of: {type: string}}\n#+ filters: {things: thing}"
    question = load_question(write(tmp_path, KIND, header))
    assert (question.params, question.filters) == ((Parameter("of"),), ())


@pytest.mark.parametrize(
    ("kinds", "why"),
    [("[", "not YAML"), ("a", "defines nothing by name"), ("others: {}", "header is not in order")],
)
def test_filters_that_are_not_in_order(kinds: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=why):
        load_question(write(tmp_path, kinds, "#+ filters: {things: thing}"))


def test_an_unknown_value_is_refused(kg: KnowledgeGraph) -> None:
    with pytest.raises(ParameterError, match="is not one of"):
        kg.ask("items-printed-where", state="lost")
    assert find_question(SHIPPED.queries, "items-printed-where").example == {}
