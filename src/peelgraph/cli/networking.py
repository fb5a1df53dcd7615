"""Commands on the shape of collaboration: networks, their measures, and the study of grades."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from peelgraph.cli.common import (
    AsOfOption,
    EndpointOption,
    FormatOption,
    GraphOption,
    OutOption,
    SafeOption,
    app,
    arguments_of,
    chosen_resources,
    opened,
)
from peelgraph.errors import WrongUse

if TYPE_CHECKING:
    from peelgraph.network.projection import Network
    from peelgraph.store import Result


@app.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    help="Measure a network: peelgraph network PROJECTION [--PARAM VALUE]…; "
    "without PROJECTION, say which there are.",
)
def network(
    context: typer.Context,
    projection: Annotated[
        str | None, typer.Argument(help="Which network; without it, those there are.")
    ] = None,
    measure: Annotated[
        list[str] | None,
        typer.Option("--measure", help="Only this measure; may be given several times."),
    ] = None,
    as_of: AsOfOption = None,
    compare: Annotated[
        str | None,
        typer.Option(
            "--compare", metavar="DATE", help="Show what changed from --as-of to this day."
        ),
    ] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="Measure the network as a whole, not its nodes.")
    ] = False,
    *,
    format: FormatOption = None,
    output: OutOption = None,
    safe_cells: SafeOption = False,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Measure a network of the graph."""
    from peelgraph.cli.output import say, write_rows
    from peelgraph.network.report import projection_rows
    from peelgraph.results.network import remarks

    arguments: dict[str, Any] = dict(arguments_of(context.args))
    if projection is None:
        if arguments or measure or as_of or compare or whole:
            raise WrongUse("Which network? `peelgraph network` lists them.")
        write_rows(projection_rows(chosen_resources().questions), format, output)
        return
    if whole and measure:
        raise WrongUse("Give either --measure or --whole, not both.")
    if compare and not as_of:
        raise WrongUse("--compare shows what changed from the day of --as-of; give this too.")
    kg = opened(graph, endpoint)
    before = kg.network(projection, as_of=as_of or None, **arguments)
    after = kg.network(projection, as_of=compare, **arguments) if compare else None
    write_rows(_measured(before, after, measure or [], whole=whole), format, output)
    for remark in remarks(before, after, measure or [], whole=whole):
        say(remark)


def _measured(
    before: Network, after: Network | None, measures: list[str], *, whole: bool
) -> Result:
    """What is measured of a network, or of how it changed: of the whole, or of its nodes."""
    from peelgraph.network import report

    if after is None:
        return report.structure_rows(before) if whole else report.node_rows(before, measures)
    if whole:
        return report.structure_change_rows(before, after)
    return report.change_rows(before, after, measures)


@app.command(
    help="Study whether forces that share units get similar grades, beyond being neighbours; see "
    "docs/study.md."
)
def study(
    rounds: Annotated[
        list[str] | None,
        typer.Option(
            "--round", help="Only this round, like peel-2016; may be given several times."
        ),
    ] = None,
    permutations: Annotated[
        int, typer.Option("--permutations", min=99, help="How many orders of the forces.")
    ] = 4999,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Where the random numbers start.")] = 0,
    *,
    format: FormatOption = None,
    output: OutOption = None,
    safe_cells: SafeOption = False,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Study grades."""
    from peelgraph.cli.output import say, write_rows
    from peelgraph.network.report import study_rows

    found = opened(graph, endpoint).study(rounds or (), permutations, seed)
    write_rows(study_rows(found), format, output)
    for caveat in found.caveats:
        say(caveat)
