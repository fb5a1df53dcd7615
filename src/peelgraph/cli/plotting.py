"""Commands that draw: `peelgraph plot` and its pictures, each to a PNG or SVG file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peelgraph.cli.common import AsOfOption, EndpointOption, GraphOption, app, arguments_of, opened
from peelgraph.cli.output import say
from peelgraph.formats import picture_format

if TYPE_CHECKING:
    from peelgraph.graph import KnowledgeGraph

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


@plots.command(
    help="Draw how forces were graded: a panel for each pillar, a row for each force, "
    "a field for each round."
)
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
    """Draw grades."""
    path = _checked(output or Path("grades.png"))
    kg = opened(graph, endpoint)
    _draw(kg, path, "grades", pillar=pillar, framework=framework, region=region)


@plots.command(
    "map",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    help="Draw the answer to a question as a map, a tile for each force: "
    "peelgraph plot map QUESTION [--PARAM VALUE]…",
)
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
    """Draw a map."""
    path = _checked(output or Path(f"map-{question}.png"))
    kg = opened(graph, endpoint)
    _draw(kg, path, "map", question, value=value, **arguments_of(context.args))


@plots.command()
def timeline(
    force: Annotated[str, typer.Argument(help="The force, by name or slug.")],
    output: PictureOption = None,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Draw which joint units, alliances and partnerships a force took part in, and when."""
    from peelgraph.vocab import short_id

    path = _checked(output) if output else None
    kg = opened(graph, endpoint)
    found = kg.find(force, "PoliceForce")
    slug = (short_id(str(found)) or force).rpartition("/")[2]
    _draw(kg, path or Path(f"timeline-{slug}.png"), "timeline", found)


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
    options = list(context.args)
    if projection.startswith("--"):  # an option of the projection, which is not named then
        options.insert(0, projection)
        projection = "forces"
    path = _checked(output or Path(f"network-{projection}.png"))
    kg = opened(graph, endpoint)
    found = kg.network(projection, as_of=as_of or None, **arguments_of(options))
    _draw(kg, path, "network", found, measure=measure)


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
    path = _checked(output or Path("matrix.png"))
    _draw(opened(graph, endpoint), path, "matrix", as_of=as_of, region=region)


@plots.command(
    "what-if",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    help="Draw which forces share what before and after: "
    "peelgraph plot what-if leave FORCE [--unit U] [--on DATE]…",
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
    endpoint: EndpointOption = None,
) -> None:
    """Draw cases."""
    import shlex

    path = _checked(output or Path("what-if.png"))
    kg = opened(graph, endpoint)
    outcome = kg.what_if(shlex.join([case, *context.args]))
    _draw(kg, path, "what-if", outcome, as_of=as_of)


def _checked(path: Path) -> Path:
    """A path that a picture can have: what cannot be is told before the graph is opened."""
    picture_format(path)
    return path


def _draw(kg: KnowledgeGraph, path: Path, picture: str, *about: Any, **options: Any) -> None:
    kg.plot(picture, *about, output=path, **options)
    say(f"Wrote {path}")
