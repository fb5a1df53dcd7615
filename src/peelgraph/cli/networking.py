"""Commands on the shape of collaboration: networks, what is measured of them, and the study of
grades.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from peelgraph.cli.common import (
    AsOfOption,
    EndpointOption,
    FormatOption,
    GraphOption,
    OutOption,
    app,
    arguments_of,
    opened,
)
from peelgraph.errors import WrongUse

if TYPE_CHECKING:
    from peelgraph.network.projection import Network
    from peelgraph.store import Result


@app.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    help="Measure a network: peelgraph network PROJECTION [--PARAM VALUE]…; without PROJECTION, say which there are.",
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
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Measure a network of the graph."""
    from peelgraph.cli.output import say, write_rows
    from peelgraph.network.report import (
        change_rows,
        node_rows,
        projection_rows,
        structure_change_rows,
        structure_rows,
    )

    arguments: dict[str, Any] = dict(arguments_of(context.args))
    if projection is None:
        if arguments or measure or as_of or compare or whole:
            raise WrongUse("Which network? `peelgraph network` lists them.")
        from peelgraph.resources import SHIPPED

        write_rows(projection_rows(SHIPPED.queries), format, output)
        return
    if whole and measure:
        raise WrongUse("Give either --measure or --whole, not both.")
    if compare and not as_of:
        raise WrongUse("--compare shows what changed from the day of --as-of; give this too.")
    kg = opened(graph, endpoint)
    rows: Callable[..., Result]
    graphs = [kg.network(projection, **({"as_of": as_of} if as_of else {}), **arguments)]
    if compare:
        graphs.append(kg.network(projection, as_of=compare, **arguments))
        rows = structure_change_rows if whole else partial(change_rows, names=measure or ())
    else:
        rows = structure_rows if whole else partial(node_rows, names=measure or ())
    write_rows(rows(*graphs), format, output)
    for line in _remarks(graphs, None if whole else measure or []):
        say(line)


def _remarks(graphs: list[Network], names: list[str] | None) -> Iterator[str]:
    """Which networks these are, and what each measure of nodes that is shown says."""
    from peelgraph.network.measures import measures_for

    for graph in graphs:
        day = f" on {graph.graph['as_of']}" if "as_of" in graph.graph else ""
        settings = (
            f" ({', '.join(graph.graph['parameters'])})" if "parameters" in graph.graph else ""
        )
        yield f"{graph.graph['title']}{day}{settings}: {len(graph)} nodes, {graph.number_of_edges()} edges."
    yield f"A node: {graph.graph['node']}. An edge: {graph.graph['edge']}. Its weight: {graph.graph['weight']}."
    if names is not None:
        yield from (f"{m.name}: {m.says} ({m.source})" for m in measures_for(graph, names))


@app.command()
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
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Study whether forces that share units get similar grades, beyond being neighbours; see
    docs/study.md.
    """
    from peelgraph.cli.output import say, write_rows
    from peelgraph.network.report import study_rows

    found = opened(graph, endpoint).study(rounds or (), permutations, seed)
    write_rows(study_rows(found), format, output)
    for caveat in found.caveats:
        say(caveat)
