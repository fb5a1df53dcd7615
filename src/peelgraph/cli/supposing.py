"""The command that supposes cases."""

from __future__ import annotations

from typing import Annotated

import typer

from peelgraph.cli.common import EndpointOption, GraphOption, OutOption, TextOption, app, opened

SHOWN = 10
HELP = """What would change if a force left, a unit ended, a force joined or a system were late.

Cases: leave FORCE [--unit U | --alliance A] [--on DATE] · end UNIT [--on DATE] ·
join FORCE UNIT [--on DATE] · delay SYSTEM; several with the word `and` between them. The graph
itself stays as it is."""


@app.command(
    "what-if",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    help=HELP,
)
def what_if(
    context: typer.Context,
    case: Annotated[
        str, typer.Argument(metavar="CASE…", help="leave, end, join or delay, and of what.")
    ],
    *,
    why: Annotated[
        bool, typer.Option("--why", help="Show the proof of each inference that is listed.")
    ] = False,
    all_: Annotated[
        bool, typer.Option("--all", help="Show everything, not the first ten of each kind.")
    ] = False,
    format: TextOption = None,
    output: OutOption = None,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Suppose cases."""
    import shlex

    from peelgraph.cli.output import write
    from peelgraph.formats import OUTCOME
    from peelgraph.results import Look

    outcome = opened(graph, endpoint).what_if(shlex.join([case, *context.args]))
    write(outcome, OUTCOME, format, output, look=Look(limit=None if all_ else SHOWN, why=why))
