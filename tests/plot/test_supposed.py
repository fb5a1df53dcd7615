"""The picture of cases: the same places before and after, and what goes dashed.

What is no longer shared comes first in the list.
"""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex

from peelgraph.errors import NothingToDraw
from peelgraph.graph import KnowledgeGraph
from peelgraph.plot import draw_what_if
from peelgraph.plot.supposed import FORCE, LOOKS, WITHOUT, changed
from peelgraph.whatif import Outcome

from .conftest import inside, words


@pytest.fixture(scope="module")
def outcome(kg: KnowledgeGraph) -> Outcome:
    return kg.what_if("leave suffolk")


@pytest.fixture(scope="module")
def networks(outcome: Outcome) -> tuple[nx.Graph, nx.Graph]:
    return outcome.networks()


def test_what_became_of_each_edge() -> None:
    before = nx.Graph()
    after = nx.Graph()
    before.add_weighted_edges_from([("a", "b", 2), ("a", "c", 2), ("b", "c", 1), ("c", "d", 1)])
    after.add_weighted_edges_from([("a", "b", 2), ("c", "a", 1), ("c", "d", 3), ("d", "e", 1)])
    assert changed(before, after) == {
        ("a", "b", 2): "same",
        ("a", "c", 1): "less",
        ("b", "c", 0): "gone",
        ("c", "d", 3): "more",
        ("d", "e", 1): "more",
    }


def test_both_sides(outcome: Outcome, networks: tuple[nx.Graph, nx.Graph]) -> None:
    figure = draw_what_if(outcome, source="Source: made up.")
    before, after = figure.axes[:2]
    assert [a.get_title(loc="left") for a in (before, after)] == ["Before", "After"]
    marks = [
        [c for c in axes.collections if isinstance(c, PathCollection)] for axes in (before, after)
    ]
    places = [[tuple(map(float, m.get_offsets()[0])) for m in side] for side in marks]
    assert places[0] == places[1]
    colours = [[to_hex(m.get_facecolor()[0]).upper() for m in side] for side in marks]
    assert set(colours[0]) == {FORCE}
    assert sorted(colours[1]) == sorted([*[FORCE] * (len(colours[0]) - 1), WITHOUT])
    suffolk = next(n for n in networks[0] if n.endswith("/suffolk"))
    dashed = [line for line in after.lines if line.get_linewidth() == LOOKS["gone"]["linewidth"]]
    assert len(dashed) == networks[0].degree(suffolk)
    assert networks[1].degree(suffolk) == 0
    assert len(before.lines) == len(after.lines)
    assert inside(figure)


def test_the_list_begins_with_what_is_no_longer_shared(outcome: Outcome) -> None:
    figure = draw_what_if(outcome)
    texts = [t.get_text() for t in figure.axes[2].texts if t.get_text()]
    names = texts[1::2]
    by_name = {sharing.name: f"{sharing.before} → {sharing.after}" for sharing in outcome.sharing}
    assert texts[::2] == [by_name[name] for name in names]
    assert len(names) == len(outcome.sharing)
    broken = [sharing.name for sharing in outcome.sharing if sharing.is_broken]
    assert broken
    assert names[: len(broken)] == sorted(broken)
    text = " ".join(words(figure)).replace("\n", " ")
    assert "What if Suffolk Constabulary left all that it shares?" in text
    assert (
        f"What the sources say of such a case: {len({row.thing for row in outcome.said})} statements."
        in text
    )
    assert "no longer shared by two forces" in text


def test_where_no_force_shares_more_or_less_only_the_list_is_drawn(outcome: Outcome) -> None:
    figure = draw_what_if(replace(outcome, after=outcome.before))
    assert len(figure.axes) == 1
    assert inside(figure)


def test_the_day_can_be_chosen(kg: KnowledgeGraph) -> None:
    outcome = kg.what_if("leave suffolk --on 2018-01-01")
    assert "On 2018-01-02: the forces" in " ".join(words(draw_what_if(outcome)))
    chosen = draw_what_if(outcome, as_of="2019-06-30")
    assert "On 2019-06-30: the forces" in " ".join(words(chosen))


def test_nothing_to_draw(outcome: Outcome) -> None:
    with pytest.raises(NothingToDraw, match="the same members"):
        draw_what_if(replace(outcome, sharing=()))
