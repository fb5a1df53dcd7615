"""Which stored questions feed which figure: a picture by its name, from the graph to the figure."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rdflib import URIRef

from peelgraph.errors import WrongUse
from peelgraph.plot.caption import Caption, graph_line, source_line
from peelgraph.plot.comparison import draw_comparison
from peelgraph.plot.grades import draw_grades
from peelgraph.plot.matrix import draw_matrix
from peelgraph.plot.network import draw_network
from peelgraph.plot.style import Figure
from peelgraph.plot.supposed import draw_what_if
from peelgraph.plot.tilemap import draw_map
from peelgraph.plot.timeline import draw_timeline
from peelgraph.plot.values import values_of
from peelgraph.questions.ask import ask
from peelgraph.questions.question import Folders, StoredQuestion, find_question
from peelgraph.store import Result, Store
from peelgraph.things.labels import Labels
from peelgraph.things.resolve import resolve

if TYPE_CHECKING:
    from peelgraph.network.compare import Comparison
    from peelgraph.network.projection import Network
    from peelgraph.whatif import Outcome

__all__ = ["PICTURES", "Asked", "draw"]


@dataclass(frozen=True)
class Asked:
    """What a picture asks: the store, and where the stored questions lie."""

    store: Store
    queries: Folders

    def ask(self, name: str, **arguments: Any) -> Result:
        """The answer to a stored question."""
        return ask(self.store, find_question(self.queries, name), arguments)

    def source_of(self, answer: Result, *columns: str) -> str:
        """The source line of what stands in some columns of an answer."""
        places = [answer.columns.index(column) for column in columns]
        cells = (row[place] for row in answer.rows for place in places)
        return self.source_line(sorted({str(cell) for cell in cells if cell is not None}))

    def source_line(self, things: Sequence[str]) -> str:
        """The source line of things; that of the whole graph where there are none."""
        if things:
            return source_line(self.ask("publishers-of", thing=things))
        return graph_line(self.ask("sources-by-kind"))


def grades(
    asked: Asked,
    *,
    pillar: Sequence[str] | str | None = None,
    framework: Sequence[str] | str | None = None,
    region: str | None = None,
) -> Figure:
    """How forces were graded, on some pillars, in some rounds, in a region."""
    answer = asked.ask(
        "grades-of-forces", pillar=pillar or None, framework=framework or None, region=region
    )
    # a pillar is asked of the rounds that have pillars; the later ones have areas
    areas = None
    if not pillar:
        areas = asked.ask("area-grades-of-forces", framework=framework or None, region=region)
    return draw_grades(answer, asked.source_of(answer, "judgement"), areas)


def tile_map(asked: Asked, question: str, *, value: str | None = None, **arguments: Any) -> Figure:
    """The answer to a question with a column of forces; `value` is the column to map."""
    of = find_question(asked.queries, question)
    answer = ask(asked.store, of, arguments)
    values = values_of(of, answer, value)
    words, marked = _given(asked.store, of, arguments)
    shown = "; ".join([*words, values.meaning])
    things = [c.name for c in of.returns if c.type.startswith("iri") and c.name != values.column]
    caption = Caption(
        of.summary,
        f"{shown[0].upper()}{shown[1:]}.",
        asked.source_of(answer, *things),
    )
    return draw_map(asked.ask("tiles"), values, caption, marked)


def _given(
    store: Store, question: StoredQuestion, arguments: Mapping[str, Any]
) -> tuple[list[str], set[str]]:
    """The arguments of a question in words, and the forces among them."""
    labels = Labels(store)
    words: list[str] = []
    marked: set[str] = set()
    for name, value in arguments.items():
        parameter = question.parameter(name)
        given = _several(value)
        if parameter.is_iri:
            things = [resolve(store, str(text), parameter.iri_class) for text in given]
            given = list(map(labels, things))
            if parameter.iri_class == "PoliceForce":
                marked.update(map(str, things))
        words.append(f"{parameter.name.replace('_', ' ')}: {', '.join(map(str, given))}")
    return words, marked


def _several(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple | set) else [value]


def timeline(asked: Asked, force: str | URIRef) -> Figure:
    """Which joint units, alliances and partnerships a force took part in, and when."""
    found = resolve(asked.store, str(force), "PoliceForce")
    answer = asked.ask("timeline-of-force", force=found)
    source = asked.source_of(answer, "membership")
    return draw_timeline(answer, Labels(asked.store)(found), source)


def network(asked: Asked, found: Network, *, measure: str | None = None) -> Figure:
    """A network with its communities; `measure` is what makes nodes large."""
    told = [node for node, kind in found.nodes(data="kind") if kind != "PoliceForce"]
    return draw_network(found, measure, asked.source_line(told), asked.ask("tiles"))


def matrix(asked: Asked, *, as_of: str | None = None, region: str | None = None) -> Figure:
    """Which functions each force shares, with how many others, and which it leads."""
    name = Labels(asked.store)(resolve(asked.store, region, "Region")) if region else None
    answer = asked.ask("functions-of-forces", as_of=as_of or None)
    source = asked.source_of(answer, "membership")
    return draw_matrix(answer, asked.ask("forces"), name, as_of or "", source)


def what_if(asked: Asked, outcome: Outcome, *, as_of: str | None = None) -> Figure:
    """Which forces share what before and after, on a day or the one after the last of the cases."""
    changed = {str(subject) for subject, _, _ in outcome.change.removed}
    changed |= {str(sharing.collaboration) for sharing in outcome.sharing}
    source = asked.source_line(sorted(changed))
    return draw_what_if(outcome, source, asked.ask("tiles"), as_of)


def comparison(asked: Asked, found: Comparison, measure: str, force: str | None = None) -> Figure:
    """How forces compare on a measure of this name; a force is marked that its short id names."""
    return draw_comparison(found, measure, found.of(force).force if force else None)


PICTURES: dict[str, Callable[..., Figure]] = {
    "grades": grades,
    "map": tile_map,
    "timeline": timeline,
    "network": network,
    "matrix": matrix,
    "what-if": what_if,
    "comparison": comparison,
}
"""Pictures by name."""


def draw(picture: str, asked: Asked, about: Iterable[Any], options: Mapping[str, Any]) -> Figure:
    """Draw a picture; WrongUse where there is none of this name or it does not take this."""
    if picture not in PICTURES:
        raise WrongUse(f"There is no picture '{picture}'; there are {', '.join(PICTURES)}.")
    function = PICTURES[picture]
    try:
        given = inspect.signature(function).bind(asked, *about, **options)
    except TypeError as error:
        raise WrongUse(f"The picture '{picture}' is not asked like this: {error}.") from error
    return function(*given.args, **given.kwargs)
