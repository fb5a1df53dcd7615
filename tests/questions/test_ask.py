"""Answers as Python sees them: named tuples of plain values, and data frames."""

from __future__ import annotations

from decimal import Decimal

from peelgraph.graph import KnowledgeGraph


def test_rows_are_named_tuples_of_python_values(kg: KnowledgeGraph) -> None:
    result = kg.ask("figures-with-words", words="999")
    first = next(iter(result))
    assert first._fields == result.columns
    assert isinstance(first.value, Decimal | int)
    assert first.measurement.startswith("https://w3id.org/peelgraph/id/measurement/")
    empty = next(
        row
        for row in kg.ask("members-of", collaboration="unit/bch-public-contact")
        if row.member.endswith("/hertfordshire")
    )
    assert empty.until is None


def test_a_data_frame_has_the_same_columns_and_rows(kg: KnowledgeGraph) -> None:
    result = kg.ask("distribution", pillar="efficiency")
    frame = result.to_pandas()
    assert list(frame.columns) == list(result.columns)
    assert [tuple(row) for row in frame.itertuples(index=False)] == [tuple(row) for row in result]
    assert frame[frame["round"] == "PEEL 2014"]["forces"].sum() == 43


def test_ask_and_construct_are_rows_too(kg: KnowledgeGraph) -> None:
    assert [row.answer for row in kg.sparql("ASK { ?x a peel:PoliceForce }")] == [True]
    triples = kg.sparql("CONSTRUCT { ?x a peel:PoliceForce } WHERE { ?x a peel:PoliceForce }")
    assert (triples.columns, len(triples)) == (("subject", "predicate", "object"), 43)
