"""Pictures by their names: what each is about, which questions feed it, and who said so."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from peelgraph.errors import NothingToDraw, QuestionNotFound, UnknownFormat, WrongUse
from peelgraph.formats import PICTURES as FORMATS
from peelgraph.graph import KnowledgeGraph
from peelgraph.plot import PICTURES

from .conftest import words


def said(figure: object) -> str:
    return " ".join(words(figure)).replace("\n", " ")  # type: ignore[arg-type]


def test_each_picture_says_what_it_is_asked() -> None:
    assert list(PICTURES) == [
        "grades", "map", "timeline", "network", "matrix", "what-if", "comparison"
    ]  # fmt: skip
    for picture in PICTURES.values():
        assert picture.__doc__
        assert next(iter(inspect.signature(picture).parameters)) == "asked"


def test_pictures_that_ask_questions(kg: KnowledgeGraph) -> None:
    text = said(kg.plot("grades", region="wales", pillar="efficiency"))
    assert "How police forces were graded on efficiency" in text
    assert "Gwent" in text
    assert "Source: His Majesty" in text
    mapped = kg.plot(
        "map", "grades-of-forces", pillar="efficiency", framework="peel-2017", value="grade"
    )
    assert "Pillar: efficiency; framework: PEEL 2017; the grade." in said(mapped)
    assert "What Gwent Police has taken part in" in said(kg.plot("timeline", "gwent"))
    assert "Gwent" in said(kg.plot("matrix", region="wales", as_of="2016-11-03"))


def test_pictures_of_what_methods_give(kg: KnowledgeGraph, tmp_path: Path) -> None:
    network = kg.network("forces", as_of="2016-11-03", region="wales")
    assert "on 2016-11-03" in said(kg.plot("network", network, measure="degree"))
    outcome = kg.what_if("leave suffolk --on 2016-11-30")
    assert "On 2016-12-01: the forces" in said(kg.plot("what-if", outcome))
    earlier = kg.plot("what-if", outcome, as_of="2016-06-01")
    assert "On 2016-06-01: the forces" in said(earlier)
    path = tmp_path / "values.csv"
    forces = [row.force for row in kg.ask("forces")][:10]
    lines = [f"{force},{number}" for number, force in enumerate(forces)]
    path.write_text("\n".join(["force,value", *lines]), encoding="utf-8")
    comparison = kg.compare("calls", path)
    assert "mean 4.5" in said(kg.plot("comparison", comparison, "calls"))
    with pytest.raises(WrongUse, match="no value for force/nowhere"):
        kg.plot("comparison", comparison, "calls", "force/nowhere")


def test_a_figure_is_bytes_or_a_file(kg: KnowledgeGraph, tmp_path: Path) -> None:
    figure = kg.plot("timeline", "gwent", output=tmp_path / "gwent.svg")
    assert FORMATS["svg"].load()(figure) == (tmp_path / "gwent.svg").read_bytes()
    assert FORMATS["png"].load()(figure).startswith(b"\x89PNG")
    with pytest.raises(UnknownFormat):
        kg.plot("timeline", "gwent", output=tmp_path / "gwent.jpg")


def test_what_cannot_be_drawn(kg: KnowledgeGraph) -> None:
    with pytest.raises(WrongUse, match="There is no picture 'pie'; there are grades, map,"):
        kg.plot("pie")
    with pytest.raises(WrongUse, match=r"'grades' is not asked like this: .*'colour'"):
        kg.plot("grades", colour="red")
    with pytest.raises(WrongUse, match=r"'timeline' is not asked like this: .*'force'"):
        kg.plot("timeline")
    with pytest.raises(QuestionNotFound):
        kg.plot("map", "nope")
    with pytest.raises(NothingToDraw):
        kg.plot("grades", framework="hard-yards-2020")
