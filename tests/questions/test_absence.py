"""Why an answer is empty or short: what can be left out, for whom there is something, and what is not on record."""

from __future__ import annotations

from peelgraph.graph import KnowledgeGraph
from peelgraph.store import Absence, Others


def test_an_answer_with_rows_lacks_nothing(world: KnowledgeGraph) -> None:
    assert world.ask("most-similar-forces", force="eastshire").absence is None
    assert world.sparql("SELECT ?x { ?x a peel:Nothing }").absence is None


def test_an_empty_answer_says_for_whom_there_is_something(world: KnowledgeGraph) -> None:
    assert world.ask("most-similar-forces", force="farshire").absence == Absence(
        question="most-similar-forces",
        lacks="",
        given=(("--force", "force/farshire"),),
        without=(),
        others=Others("--force", ("force/eastshire", "force/northshire"), of=7),
    )


def test_an_empty_answer_says_what_can_be_left_out(world: KnowledgeGraph) -> None:
    absence = world.ask(
        "findings-of-force", force="eastshire", topic="vetting", view="plan"
    ).absence
    assert absence is not None
    assert absence.without == (("--topic", 1),)


def test_where_one_argument_less_is_not_enough_all_are_left_out(world: KnowledgeGraph) -> None:
    given = {"force": "eastshire", "topic": "vetting", "polarity": "mixed", "view": "plan"}
    absence = world.ask("findings-of-force", **given).absence
    assert absence is not None
    assert absence.without == (("--topic --polarity --view", 5),)


def test_what_is_of_no_class_is_held_beside_its_kin(world: KnowledgeGraph) -> None:
    absence = world.ask("figures-of", body="force/farshire").absence
    assert absence is not None
    assert absence.others == Others("--body", ("force/eastshire", "force/northshire"), of=7)


def test_a_short_answer_says_what_is_not_on_record(world: KnowledgeGraph) -> None:
    given = {"pillar": "efficiency", "framework": "inspection-2016"}
    known = world.ask("grades-beside-similar", force="eastshire", **given)
    short = world.ask("grades-beside-similar", force="midshire", **given)
    assert (len(known), known.absence) == (3, None)
    assert len(short) == 1
    assert short.absence == Absence(
        question="grades-beside-similar",
        lacks="the most similar group",
        given=(("--force", "force/midshire"),),
        without=(),
        others=Others("--force", ("force/eastshire", "force/northshire"), of=7),
    )


def test_only_a_document_that_was_read_whole_answers_none(kg: KnowledgeGraph) -> None:
    whole = {row.source for row in kg.ask("read-whole") if row.holes == 0}
    assert len(whole) == len(
        kg.sparql("SELECT DISTINCT ?d { ?s a peel:Sentence ; peel:document ?d }")
    )
    known = 0
    for (force,) in kg.sparql("SELECT ?force { ?force a peel:PoliceForce }").rows:
        for row in kg.ask("no-cause-of-concern", force=str(force), framework="peel-2016"):
            assert row.answer in {"issued", "none in this document", "not known"}
            assert row.answer != "none in this document" or row.known in whole
            known += row.answer == "none in this document"
    assert known == 2


def test_the_forces_own_view_of_its_alliance_is_its_view(kg: KnowledgeGraph) -> None:
    views = kg.ask("own-view", force="cambridgeshire")
    said = kg.sparql("SELECT ?finding { ?finding peel:standpoint peel:forceView }")
    assert len(views) == len(said) > 7
    assert any("alliance" in row.about.lower() for row in views)


def test_what_is_found_about_an_alliance_is_found_about_its_units(kg: KnowledgeGraph) -> None:
    alliance = {row.finding for row in kg.ask("findings-about", thing="bch-strategic-alliance")}
    for unit in kg.ask("alliance-units", alliance="bch-strategic-alliance"):
        about = kg.ask("findings-about", thing=unit.unit)
        assert {row.finding for row in about} <= alliance
