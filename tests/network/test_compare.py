"""The rule of annex A on values whose places are known by hand, and where it cannot be applied."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelgraph.errors import ThingNotFound, TooFewValues, UnreadableFile, WrongUse
from peelgraph.graph import KnowledgeGraph
from peelgraph.network.compare import compare, printed_verdicts, read_values, stated_values, verdict

# mean 10, population standard deviation 2: four forces at 8, four at 12, two at 10
VALUES = {
    f"force/{n}": v for n, v in zip("abcdefghij", [8, 8, 8, 8, 10, 10, 12, 12, 12, 12], strict=True)
}


def test_scores_ranks_and_verdicts() -> None:
    result = compare(VALUES)
    assert result.mean == 10
    assert result.deviation == pytest.approx((32 / 10) ** 0.5)
    assert {p.force: p.verdict for p in result.places} == {
        f: {8: "below", 10: "broadly in line", 12: "above"}[int(v)] for f, v in VALUES.items()
    }
    assert [p.rank for p in result.places] == list(range(1, 11))
    place = result.of("force/a")
    assert place is not None
    assert place.score == pytest.approx(-2 / (32 / 10) ** 0.5)
    with pytest.raises(WrongUse, match="no value for force/z"):
        result.of("force/z")


def test_the_threshold_itself_is_broadly_in_line() -> None:
    assert [verdict(s) for s in (0.675, -0.675, 0.6751, -0.6751)] == [
        "broadly in line", "broadly in line", "above", "below",
    ]  # fmt: skip


def test_scale_and_shift_change_no_verdict() -> None:
    scaled = compare({f: v * 3.5 + 100 for f, v in VALUES.items()})
    assert [p.verdict for p in scaled.places] == [p.verdict for p in compare(VALUES).places]


def test_too_few_or_equal_values_are_refused() -> None:
    with pytest.raises(TooFewValues, match="10 forces or more; there are 3"):
        compare(dict(list(VALUES.items())[:3]), "calls")
    with pytest.raises(TooFewValues):
        compare(dict.fromkeys(VALUES, 1.0))


def test_a_csv_names_forces_as_people_do(kg: KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "values.csv"
    path.write_text("force,value\nHerts,1\nBedfordshire Police,2.5\nforce/essex,3\n")
    path.write_text(path.read_text().replace("Herts", "hertfordshire"))
    assert read_values(kg.store, path) == {
        "force/hertfordshire": 1,
        "force/bedfordshire": 2.5,
        "force/essex": 3,
    }
    path.write_text("force,value\nessex,many\n")
    with pytest.raises(UnreadableFile, match="line 2: 'many' is not a number"):
        read_values(kg.store, path)
    path.write_text("force,value\natlantis,1\n")
    with pytest.raises(ThingNotFound):
        read_values(kg.store, path)
    path.write_text("name,number\nessex,1\n")
    with pytest.raises(UnreadableFile, match="columns 'force' and 'value'"):
        read_values(kg.store, path)


def test_printed_verdicts_of_the_shipped_graph(kg: KnowledgeGraph) -> None:
    rows = kg.sparql(
        "SELECT ?m ?measure WHERE { ?m peel:verdict peel:broadlyInLine ; peel:measure ?measure }"
        " ORDER BY ?m"
    )
    measure = kg.find(next(iter(rows)).measure)
    printed = printed_verdicts(kg.store, measure)
    assert any(p.verdict == "broadly in line" and p.comparator_value is not None for p in printed)
    with pytest.raises(TooFewValues):
        compare(stated_values(kg.store, measure), "this measure")
