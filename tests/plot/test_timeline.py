"""The picture of a force's memberships: what is known is solid, what may have been is pale."""

from __future__ import annotations

import pytest

from peelgraph.errors import NothingToDraw
from peelgraph.graph import KnowledgeGraph
from peelgraph.plot import draw_timeline
from peelgraph.plot.spans import spans
from peelgraph.plot.timeline import STUB

from .conftest import inside, result, words

COLUMNS = "alliance name unit function role modality since until attested membership"
ROWS = [
    (
        None,
        "Great Alliance",
        False,
        None,
        "lead",
        "existing",
        "2010",
        None,
        None,
        "https://x/alliance",
    ),
    (
        "Great Alliance",
        "dogs",
        True,
        "dogs",
        "participant",
        "existing",
        "2012",
        "2014-06",
        None,
        "https://x/dogs",
    ),
    (
        "Great Alliance",
        "cars",
        True,
        "cars",
        "participant",
        "existing",
        None,
        None,
        "2016-01-01",
        "https://x/cars",
    ),
    (
        "Great Alliance",
        "cars",
        True,
        "cars",
        "participant",
        "existing",
        None,
        None,
        "2018",
        "https://x/cars",
    ),
    (
        "Great Alliance",
        "boats",
        True,
        "boats",
        "participant",
        "planned",
        "2020-07-02",
        None,
        None,
        "https://x/boats",
    ),
    (None, "air", True, None, "participant", "existing", None, None, None, "https://x/air"),
]


def test_spans_say_what_is_known() -> None:
    found = {span.name: span for span in spans(result(COLUMNS, ROWS))}
    assert list(found) == ["Great Alliance (lead)", "dogs", "cars", "boats", "air"]
    dogs, cars, boats, air = (found[name] for name in ("dogs", "cars", "boats", "air"))
    assert (dogs.begins, dogs.ends) == (2012.0, pytest.approx(2014 + 181 / 365))
    assert dogs.known == (pytest.approx(2012 + 365 / 366), pytest.approx(2014 + 152 / 365))
    assert (cars.begins, cars.ends, cars.known) == (None, None, (2016.0, 2019.0))
    assert cars.attested == (pytest.approx(2016, abs=0.01), 2018.5)
    assert (boats.begins, boats.modality) == (pytest.approx(2020.5), "planned")
    assert not air.dated
    assert air.group == "Other joint units"


def test_bars_are_as_long_as_what_is_on_record() -> None:
    figure = draw_timeline(result(COLUMNS, ROWS), "Aford Police", "Source: made up.")
    bars = {
        (box.get_gid(), round(box.get_y() + box.get_height() / 2)): (
            box.get_x(),
            box.get_x() + box.get_width(),
        )
        for box in figure.axes[0].patches
    }
    assert {line for kind, line in bars if kind == "may-have-held"} == {0, 1, 2, 3}
    assert {line for kind, line in bars if kind == "held"} == {1, 2}, (
        "one date or a plan is not a time that is known"
    )
    assert bars["held", 2] == (2016.0, 2019.0)
    assert bars["may-have-held", 2][0] == pytest.approx(2016 - STUB)
    assert bars["may-have-held", 1] == (2012.0, pytest.approx(2014 + 181 / 365))
    arrows = [line.get_ydata()[0] for line in figure.axes[0].lines if line.get_marker() == ">"]
    assert arrows == [0, 2, 3]
    (days,) = (line.get_xdata() for line in figure.axes[0].lines if line.get_marker() == "D")
    assert list(days) == [pytest.approx(2016, abs=0.01), 2018.5]
    assert {
        "existing, no date on record",
        "What Aford Police has taken part in",
        "Source: made up.",
    } <= set(words(figure))
    assert inside(figure)


@pytest.mark.parametrize("force", ["cambridgeshire", "kent", "west-mercia"])
def test_each_membership_of_the_graph_has_its_line(kg: KnowledgeGraph, force: str) -> None:
    answer = kg.ask("timeline-of-force", force=force)
    found = spans(answer)
    assert len(found) == len({row.membership for row in answer}) > 5
    figure = draw_timeline(answer, force)
    undated = sum(not span.dated for span in found)
    assert (
        sum(word.endswith("no date on record") and "," in word for word in words(figure)) == undated
    )
    pale = [box for box in figure.axes[0].patches if box.get_gid() == "may-have-held"]
    assert len(pale) == len(found) - undated
    assert inside(figure)


def test_nothing_to_draw() -> None:
    with pytest.raises(NothingToDraw, match="no membership of Aford"):
        draw_timeline(result(COLUMNS, []), "Aford Police")
