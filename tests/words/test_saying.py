"""The stems of what is stated stand in a graph of their own, follow each change, and are not shown as facts."""

from __future__ import annotations

import pytest
from rdflib import Literal

from peelgraph.errors import ParameterError
from peelgraph.graph import KnowledgeGraph
from peelgraph.vocab import LABELS, PEEL, STEMS, thing

SAID = [
    (thing("finding/zebras"), PEEL.statement, Literal("Zebras were surveyed.", lang="en")),
    (thing("finding/zebras"), PEEL.about, thing("force/eastshire")),
]


def test_each_statement_and_measure_has_its_stems_once(kg: KnowledgeGraph) -> None:
    lacking = """
    SELECT ?thing WHERE {
      { ?thing peel:statement ?said } UNION { ?thing a peel:Measure }
      FILTER NOT EXISTS { GRAPH graph:stems { ?thing peel:stems ?stems } }
    }"""
    assert not len(kg.sparql(lacking))
    things = kg.sparql("SELECT DISTINCT ?thing { ?thing peel:stems ?stems }")
    assert kg.store.count(STEMS) == len(things)
    found = kg.ask("findings-with-words", words="staff survey")
    assert any(row.outcome.endswith("/all-staff-survey-planned") for row in found)


def test_stems_follow_a_change(world: KnowledgeGraph) -> None:
    kg = world.copy()
    before = kg.store.count(STEMS)
    kg.add(SAID)
    (row,) = kg.ask("findings-with-words", words="survey zebra")
    assert row.outcome == str(thing("finding/zebras"))
    kg.remove(SAID)
    assert not len(kg.ask("findings-with-words", words="zebra"))
    assert kg.store.count(STEMS) == before


def test_stems_are_neither_shown_nor_counted_as_said(kg: KnowledgeGraph) -> None:
    shown = kg.show("finding/all-staff-survey-planned")
    assert "stems" not in {fact.property for fact in (*shown.said, *shown.inferred)}
    assert not any(str(row.source).endswith("stems") for row in kg.info().sources)
    counted = kg.info().said + kg.info().inferred
    assert counted + kg.store.count(STEMS) + kg.store.count(LABELS) == kg.store.count()


def test_words_that_say_nothing_are_no_argument(world: KnowledgeGraph) -> None:
    with pytest.raises(ParameterError, match=r"'of the' has no word to look for\.$"):
        world.ask("findings-with-words", words="of the")
