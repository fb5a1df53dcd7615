"""Commands that draw: `peelgraph plot` and its pictures, each from stored questions to a PNG or SVG
file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peelgraph.cli.common import AsOfOption, EndpointOption, GraphOption, app, arguments_of, opened
from peelgraph.cli.output import say

if TYPE_CHECKING:
    from peelgraph.graph import KnowledgeGraph
    from peelgraph.plot.style import Figure
    from peelgraph.questions.question import StoredQuestion
    from peelgraph.store import Result

__all__ = ["plots"]

plots = typer.Typer(
    help="Draw a picture of an answer, as PNG or SVG; needs peelgraph[plot].",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(plots, name="plot")

RegionOption = Annotated[
    str | None, typer.Option("--region", help="Only the forces of this region.")
]
PictureOption = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", help="The file, .png or .svg; named after the picture if not given."
    ),
]


@plots.command()
def grades(
    pillar: Annotated[
        list[str] | None, typer.Option("--pillar", help="Only this pillar; may be repeated.")
    ] = None,
    framework: Annotated[
        list[str] | None,
        typer.Option("--framework", help="Only this round of inspections; may be repeated."),
    ] = None,
    region: RegionOption = None,
    *,
    output: PictureOption = None,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Draw how forces were graded: a panel for each pillar, a row for each force, a field for each
    round.
    """
    from peelgraph.plot import check_path, draw_grades

    path = check_path(output or Path("grades.png"))
    kg = opened(graph, endpoint)
    answer = kg.ask(
        "grades-of-forces", pillar=pillar or None, framework=framework or None, region=region
    )
    _write(draw_grades(answer, _sources(kg, answer, "judgement")), path)


@plots.command("map", context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
def map_(
    context: typer.Context,
    question: Annotated[
        str, typer.Argument(help="A stored question whose answer has a column of police forces.")
    ],
    value: Annotated[
        str | None,
        typer.Option(
            "--value",
            help="The column to map; if not given, its first number, or the rows of each force.",
        ),
    ] = None,
    *,
    output: PictureOption = None,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Draw the answer to a question as a map, a tile for each force: peelgraph plot map QUESTION
    [--PARAM VALUE]…
    """
    from peelgraph.plot import Caption, check_path, draw_map, values_of

    path = check_path(output or Path(f"map-{question}.png"))
    kg = opened(graph, endpoint)
    asked, arguments = kg.question(question), arguments_of(context.args)
    answer = kg.ask(question, **arguments)
    values = values_of(asked, answer, value)
    words, marked = _given(kg, asked, arguments)
    shown = "; ".join([*words, values.meaning])
    source = _sources(
        kg,
        answer,
        *(c.name for c in asked.returns if c.type.startswith("iri") and c.name != values.column),
    )
    caption = Caption(asked.summary, f"{shown[0].upper()}{shown[1:]}.", source)
    _write(draw_map(kg.ask("tiles"), values, caption, marked), path)


@plots.command()
def timeline(
    force: Annotated[str, typer.Argument(help="The force, by name or slug.")],
    output: PictureOption = None,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Draw which joint units, alliances and partnerships a force took part in, and when."""
    from peelgraph.plot import check_path, draw_timeline
    from peelgraph.things.labels import Labels
    from peelgraph.vocab import short_id

    path = check_path(output) if output else None
    kg = opened(graph, endpoint)
    found = kg.find(force, "PoliceForce")
    answer = kg.ask("timeline-of-force", force=found)
    figure = draw_timeline(answer, Labels(kg.store)(found), _sources(kg, answer, "membership"))
    _write(
        figure, path or Path(f"timeline-{(short_id(str(found)) or force).rpartition('/')[2]}.png")
    )


@plots.command(
    "network", context_settings={"ignore_unknown_options": True, "allow_extra_args": True}
)
def network_(
    context: typer.Context,
    projection: Annotated[
        str, typer.Argument(help="Which network; `peelgraph network` lists them.")
    ] = "forces",
    measure: Annotated[
        str | None,
        typer.Option("--measure", help="What makes nodes large; strength, or degree in two modes."),
    ] = None,
    as_of: AsOfOption = None,
    *,
    output: PictureOption = None,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Draw a network with its communities: peelgraph plot network [PROJECTION] [--PARAM VALUE]…"""
    from peelgraph.plot import check_path, draw_network

    options = list(context.args)
    if projection.startswith("--"):
        projection, options = "forces", [projection, *options]
    path = check_path(output or Path(f"network-{projection}.png"))
    kg = opened(graph, endpoint)
    found = kg.network(projection, **_on(as_of), **arguments_of(options))
    told = [node for node, kind in found.nodes(data="kind") if kind != "PoliceForce"]
    _write(draw_network(found, measure, _source_line(kg, told), kg.ask("tiles")), path)


@plots.command()
def matrix(
    as_of: AsOfOption = None,
    region: RegionOption = None,
    *,
    output: PictureOption = None,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Draw which functions each force shares, with how many others, and which it leads."""
    from peelgraph.plot import check_path, draw_matrix
    from peelgraph.things.labels import Labels

    path = check_path(output or Path("matrix.png"))
    kg = opened(graph, endpoint)
    name = Labels(kg.store)(kg.find(region, "Region")) if region else None
    answer = kg.ask("functions-of-forces", **_on(as_of))
    _write(
        draw_matrix(
            answer, kg.ask("forces"), name, as_of or "", _sources(kg, answer, "membership")
        ),
        path,
    )


@plots.command(
    "what-if", context_settings={"ignore_unknown_options": True, "allow_extra_args": True}
)
def what_if_(
    context: typer.Context,
    case: Annotated[
        str, typer.Argument(metavar="CASE…", help="leave, end or join, and of what; see what-if.")
    ],
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", help="The day to draw; if not given, the day after the last of the cases."
        ),
    ] = None,
    *,
    output: PictureOption = None,
    graph: GraphOption = None,
) -> None:
    """Draw which forces share what before and after: peelgraph plot what-if leave FORCE [--unit U]
    [--on DATE]…
    """
    import shlex

    from peelgraph.plot import check_path, draw_what_if

    path = check_path(output or Path("what-if.png"))
    kg = opened(graph)
    outcome = kg.what_if(shlex.join([case, *context.args]))
    told = {str(triple[0]) for triple in outcome.change.removed}
    told |= {str(sharing.collaboration) for sharing in outcome.sharing}
    _write(draw_what_if(outcome, _source_line(kg, sorted(told)), kg.ask("tiles"), as_of), path)


def _on(day: str | None) -> dict[str, str]:
    return {"as_of": day} if day else {}


def _given(
    kg: KnowledgeGraph, question: StoredQuestion, arguments: dict[str, list[str]]
) -> tuple[list[str], set[str]]:
    """The arguments of a question in words, and the forces among them."""
    from peelgraph.things.labels import Labels

    labels, words, marked = Labels(kg.store), [], set()
    for name, given in arguments.items():
        parameter = question.parameter(name)
        terms = [kg.find(text, parameter.iri_class) for text in given] if parameter.is_iri else []
        words.append(
            f"{parameter.name.replace('_', ' ')}: {', '.join(map(labels, terms) if terms else given)}"
        )
        marked |= {str(t) for t in terms if parameter.iri_class == "PoliceForce"}
    return words, marked


def _sources(kg: KnowledgeGraph, answer: Result, *columns: str) -> str:
    """The source line of what stands in some columns of an answer; that of the whole graph where
    nothing does.
    """
    places = [answer.columns.index(c) for c in columns]
    things: list[Any] = sorted(
        {str(row[i]) for row in answer.rows for i in places if row[i] is not None}
    )
    return _source_line(kg, things)


def _source_line(kg: KnowledgeGraph, things: list[Any]) -> str:
    from peelgraph.plot import graph_line, source_line

    return (
        source_line(kg.ask("publishers-of", thing=things))
        if things
        else graph_line(kg.ask("sources-by-kind"))
    )


def _write(figure: Figure, path: Path) -> None:
    from peelgraph.plot import save

    save(figure, path)
    say(f"Wrote {path}")
