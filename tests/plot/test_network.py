"""The picture of a network: its nodes, their sizes, its groups, and no label on another."""

from __future__ import annotations

from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.text import Text

from peelgraph.errors import NothingToDraw, WrongUse
from peelgraph.graph import KnowledgeGraph
from peelgraph.network.communities import communities
from peelgraph.network.measures import measure
from peelgraph.plot import draw_network
from peelgraph.plot.network import usual_measure
from peelgraph.plot.nodes import label_of

from .conftest import inside, words


def areas(figure: Figure) -> list[float]:
    """The areas of the marks, in the order of the nodes."""
    marks = [c for c in figure.axes[0].collections if isinstance(c, PathCollection)]
    return [float(m.get_sizes()[0]) for m in marks]


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    FigureCanvasAgg(figure).draw()
    texts = [t for t in figure.axes[0].findobj(Text) if t.get_text()]
    boxes = [(t.get_text(), Text.get_window_extent(t)) for t in texts]
    return [
        (a, b)
        for (a, one), (b, other) in combinations(boxes, 2)
        if one.padded(-1).overlaps(other.padded(-1))
    ]


def test_forces_by_shared_units(kg: KnowledgeGraph) -> None:
    graph = kg.network("forces", as_of="2016-11-03")
    figure = draw_network(graph, source="Source: made up.", tiles=kg.ask("tiles"))
    text = words(figure)
    assert {
        "Forces by shared units on 2016-11-03",
        "Source: made up.",
        "West Mercia",
        "weight 1",
        "weight 33",
    } <= set(text)
    assert "The sum of the weights of its edges." in " ".join(text).replace("\n", " ")
    sizes = communities(graph).sizes
    assert [t for t in text if "group of" in t] == [
        f"{n}  group of {size}" for n, size in enumerate(sizes, 1)
    ]
    assert sorted(t for t in text if t.isdigit()) == sorted(
        str(n) for n in communities(graph).groups.values()
    )
    strength = measure(graph, "strength")
    pairs = sorted(zip([strength[node] for node in graph], areas(figure), strict=True))
    assert [area for _, area in pairs] == sorted(area for _, area in pairs)
    assert pairs[0][1] * 4 < pairs[-1][1]
    assert len(figure.axes[0].lines) == graph.number_of_edges()
    assert inside(figure)
    assert not overlapping(figure)


@pytest.mark.parametrize(
    ("projection", "arguments"),
    [
        ("forces-units", {"region": "east of england"}),
        ("units", {}),
        ("borders", {}),
        ("forces-units", {}),
    ],
)
def test_no_label_on_another(
    kg: KnowledgeGraph, projection: str, arguments: dict[str, str]
) -> None:
    figure = draw_network(kg.network(projection, **arguments), tiles=kg.ask("tiles"))
    assert not overlapping(figure)
    assert inside(figure)


def test_a_large_network_of_two_modes_names_its_forces(kg: KnowledgeGraph) -> None:
    graph = kg.network("forces-units")
    assert usual_measure(graph) == "degree"
    shown = set(words(draw_network(graph)))
    assert {"Kent", "police force", "joint unit"} <= shown
    assert "National Police Air Service" not in shown


def test_what_has_no_value_is_small(kg: KnowledgeGraph) -> None:
    graph = kg.network("forces", as_of="2016-11-03")
    values = measure(graph, "clustering")
    drawn = dict(zip(graph, areas(draw_network(graph, "clustering")), strict=True))
    lacking = [drawn[node] for node in graph if node not in values]
    assert lacking
    assert max(lacking) < min(drawn[node] for node in values)


def test_what_has_no_edge_is_named_and_not_drawn(kg: KnowledgeGraph) -> None:
    graph = kg.network("findings", alliance="bch-strategic-alliance")
    alone = [n for n in graph if graph.degree(n) == 0]
    figure = draw_network(graph)
    assert len(areas(figure)) == len(graph) - len(alone)
    text = " ".join(words(figure)).replace("\n", " ")
    named = "Avon and Somerset, Cheshire, City of London, Cleveland, Cumbria"
    assert f"Without a line, and not drawn: {named} and {len(alone) - 5} more." in text
    assert "Without a line" not in " ".join(
        words(draw_network(kg.network("borders", region="wales")))
    )


def test_labels_are_short(kg: KnowledgeGraph) -> None:
    graph = kg.network("forces-units")
    assert label_of(graph, next(n for n in graph if n.endswith("force/kent"))) == ["Kent"]
    assert len(label_of(graph, next(n for n in graph if n.endswith("unit/npas")))) == 2


def test_what_cannot_be_drawn(kg: KnowledgeGraph) -> None:
    with pytest.raises(NothingToDraw, match="no edges"):
        draw_network(kg.network("forces", as_of="1900-01-01", certain="true"))
    with pytest.raises(WrongUse, match="is no measure"):
        draw_network(kg.network("borders"), "fame")
