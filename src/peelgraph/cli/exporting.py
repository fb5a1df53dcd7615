"""The command that writes networks and graphs for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from peelgraph.cli.common import EndpointOption, GraphOption, SafeOption, app, arguments_of, opened
from peelgraph.errors import WrongUse
from peelgraph.formats import GRAPHS, NETWORKS, Format

HELP = """Write a network or the graph in a format that other programs open.

\b
Networks: a --projection, as it stood on a day (--as-of), \
with other parameters of the projection if need be:
{networks}

\b
The graph itself in RDF, or one source's part of it (--named-graph):
{graphs}"""


def _lines(formats: dict[str, Format]) -> str:
    return "\n".join(f"  {name:<11} {entry.summary}" for name, entry in formats.items())


@app.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    help=HELP.format(networks=_lines(NETWORKS), graphs=_lines(GRAPHS)),
)
def export(
    context: typer.Context,
    format: Annotated[str, typer.Argument(help="One of the formats above.", metavar="FORMAT")],
    *,
    projection: Annotated[
        str | None,
        typer.Option(
            "--projection", help="Which network; without it, forces joined by what they share."
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="The network as it stood on this day, like 2016-11-03."),
    ] = None,
    named_graph: Annotated[
        str | None,
        typer.Option(
            "--named-graph", help="Only what this source says; also ontology and inferred."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="Write to this file, compressed if it ends in .gz, or to this folder.",
        ),
    ] = None,
    safe_cells: SafeOption = False,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Write a network or the graph in a format that other programs open."""
    from peelgraph.cli.output import emit, is_file, say
    from peelgraph.export import check, save
    from peelgraph.results import cells

    arguments: dict[str, Any] = {"projection": projection or None, "as_of": as_of or None}
    arguments |= arguments_of(context.args)
    # what cannot be exported is told before the graph is opened, and perhaps built
    entry = check(format, named_graph=named_graph, **arguments)
    if entry.folder and not is_file(output):
        raise WrongUse(f"The format {format} is several files: name a folder for them with -o.")
    kg = opened(graph, endpoint)
    place = output if is_file(output) else None
    content = kg.export(entry, named_graph=named_graph, **arguments)
    if safe_cells and isinstance(content, dict):
        content = {
            name: cells.safe_cells(text) if name.endswith(".csv") else text
            for name, text in content.items()
        }
    if place is not None:
        save(content, place)
        say(f"Wrote {place}")
    elif isinstance(content, str):
        emit(content, None)
