"""Names minus a word are found on the shipped graph, without reading all names; search ranks what has the words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import RDFS, Literal

import peelgraph
from peelgraph.errors import Ambiguous, ThingNotFound
from peelgraph.graph import KnowledgeGraph
from peelgraph.store.remote import RemoteStore
from peelgraph.vocab import curie, thing
from peelgraph.words.indexes import index_of


@pytest.mark.parametrize(
    ("text", "kind", "force", "found"),
    [
        ("anti-corruption and vetting unit", None, None, "unit/bch-anti-corruption-vetting"),
        ("Safer Peterborough", None, None, "partnership/safer-peterborough"),
        ("estates plan", None, None, "programme/cambridgeshire-estates-plan"),
        ("the estate plan", None, None, "programme/cambridgeshire-estates-plan"),
        ("tri-force information system", None, None, "system/bch-information-system"),
        ("professional standards", "Collaboration", "kent", None),
        (
            "professional standards",
            "Collaboration",
            "bedfordshire",
            "unit/bch-professional-standards",
        ),
        ("professional standards", "Collaboration", "suffolk", "unit/ns-professional-standards"),
        ("control room", "Collaboration", "bedfordshire", "unit/bch-public-contact"),
        ("control room", "Collaboration", "kent", "partnership/kent-police-fire-control"),
        ("JPS", None, "hertfordshire", "unit/bch-joint-protective-services"),
        ("JPS", None, "surrey", "unit/ss-procurement"),
    ],
)
def test_a_name_minus_a_word(
    kg: KnowledgeGraph, text: str, kind: str | None, force: str | None, found: str | None
) -> None:
    if found is None:
        with pytest.raises(Ambiguous):
            kg.find(text, kind, force)
    else:
        assert curie(str(kg.find(text, kind, force))) == found


def test_what_tells_things_of_a_name_apart(kg: KnowledgeGraph) -> None:
    with pytest.raises(Ambiguous) as caught:
        kg.find("JPS")
    head, first, second = str(caught.value).splitlines()
    assert head == "'JPS' names 2 things; write the short id of one:"
    assert first.startswith(
        "  unit/bch-joint-protective-services  joint protective services (joint unit; "
    )
    assert "Hertfordshire Constabulary" in first
    assert "Surrey Police, Sussex Police" in second
    with pytest.raises(Ambiguous, match="'control room' stands in the names of 6 things"):
        kg.find("control room", "Collaboration")


def test_a_force_among_the_arguments_tells_whose_is_meant(kg: KnowledgeGraph) -> None:
    given = {"collaboration": "JPS", "force": "bedfordshire"}
    outcome = kg.what_if("leave bedfordshire --unit 'professional standards'")
    assert "joint professional standards department" in outcome.titles[0]
    question = next(q for q in kg.questions if q.name == "said-of-case")
    assert len(kg.ask(question, **given)) == len(
        kg.ask(question, **{**given, "collaboration": "unit/bch-joint-protective-services"})
    )


def test_an_exact_name_goes_before_words(kg: KnowledgeGraph) -> None:
    with pytest.raises(Ambiguous) as caught:
        kg.find("control room")
    assert caught.value.things == ("function/control-room", "unit/cambridgeshire-control-room")
    assert kg.find("control room", "PolicingFunction") == thing("function/control-room")


COUNTED = """
import peelgraph
from peelgraph.store.embedded import EmbeddedStore
asked = []
for name in ("select", "ask", "construct"):
    def wrapped(self, query, name=name, before=getattr(EmbeddedStore, name)):
        asked.append(query)
        return before(self, query)
    setattr(EmbeddedStore, name, wrapped)
kg = peelgraph.load()
kg.ask("grades-of-force", force="cambridgeshire")
kg.find("estates plan")
kg.find("tri-force information system")
print(len(asked))
"""


def test_a_cold_question_asks_the_store_for_its_answer_alone(kg: KnowledgeGraph) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", COUNTED], capture_output=True, text=True, check=True
    )
    assert ended.stdout == "1\n"


def test_search_ranks_names_and_statements(kg: KnowledgeGraph) -> None:
    rows = list(kg.search("staff survey"))
    assert (rows[0].kind, rows[0].text) == ("programme", "all-staff survey")
    assert curie(rows[1].thing) == "finding/all-staff-survey-planned"
    rows = list(kg.search("rural crimes", kind="findings", limit=2))
    assert len(rows) == 2
    assert {row.kind for row in rows} == {"finding"}
    assert "JPS" in next(iter(kg.search("jps"))).text
    assert not len(kg.search("zzzz the"))


def test_a_kind_that_is_none(kg: KnowledgeGraph) -> None:
    with pytest.raises(ThingNotFound, match=r"There is no kind 'findig' .* finding"):
        kg.search("x", kind="findig")
    assert list(kg.search("survey", kind="Programme")) == list(
        kg.search("survey", kind="programmes")
    )


def test_names_follow_what_is_added_and_removed(world: KnowledgeGraph) -> None:
    kg = world.copy()
    with pytest.raises(ThingNotFound):
        kg.find("harbour dredging squad")
    said = [(thing("unit/dredging"), RDFS.label, Literal("Harbour Dredging Squad of the South"))]
    kg.add(said)
    assert kg.find("harbour dredging squad") == thing("unit/dredging")
    assert curie(next(iter(kg.search("dredging"))).thing) == "unit/dredging"
    kg.remove(said)
    assert not len(kg.search("dredging"))


def test_names_of_an_endpoint_are_read_once_and_kept(
    endpoint: str, world: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEELGRAPH_CACHE", str(tmp_path))
    asked: list[str] = []
    before = RemoteStore.select
    monkeypatch.setattr(
        RemoteStore, "select", lambda self, query: asked.append(query) or before(self, query)
    )
    for queries in (2, 1):  # its digest and its names, and the digest alone where they are the same
        kg = peelgraph.load(endpoint=endpoint)
        asked.clear()
        rows = index_of(kg.store).names()
        assert len(asked) == queries
        assert rows == index_of(world.store).names()
        assert kg.find("armed policing") == world.find("armed policing")
    (kept,) = tmp_path.glob("endpoint-*.sqlite")
    kept.write_bytes(b"damaged")
    assert index_of(peelgraph.load(endpoint=endpoint).store).names() == rows
