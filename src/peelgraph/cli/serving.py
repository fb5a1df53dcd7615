"""The command that puts the graph on the web."""

from __future__ import annotations

from typing import Annotated

import typer

from peelgraph.cli.common import app, chosen_resources
from peelgraph.errors import MissingExtra, WrongUse


@app.command()
def serve(
    *,
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    graph: Annotated[
        list[str] | None,
        typer.Option(help="RDF file in place of the shipped graph; may be given several times."),
    ] = None,
    base: Annotated[str, typer.Option(help="The address by which the web knows the server.")] = "",
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that answer; as many as processors.")
    ] = None,
    proxy_headers: Annotated[
        str, typer.Option(help="Hosts whose X-Forwarded-For is believed, with commas.")
    ] = "",
    uds: Annotated[str | None, typer.Option(help="A Unix socket in place of a port.")] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that a query may take.")] = 10.0,
    rows: Annotated[int, typer.Option(min=1, help="Rows that an answer may have.")] = 10_000,
    log_queries: Annotated[
        bool, typer.Option("--log-queries", help="Log what is asked, too.")
    ] = False,
) -> None:
    """Serve the graph as a SPARQL endpoint and linked data, until Ctrl-C; SIGHUP opens it anew."""
    from peelgraph.cli.output import log_lines, say
    from peelgraph.workers.limits import lacking

    if missing := lacking():
        raise WrongUse(f"Serving needs what this system lacks: {', '.join(missing)}.")
    try:
        from peelgraph.serve.server import Site, serve
        from peelgraph.serve.settings import Settings
    except ModuleNotFoundError as error:
        raise MissingExtra("serve", str(error.name)) from error
    log_lines()
    more = {} if workers is None else {"workers": workers}
    site = Site(
        chosen_resources(),
        files=tuple(graph or ()),
        base=base,
        host=host,
        port=port,
        uds=uds,
        proxies=proxy_headers,
        settings=Settings(deadline=timeout, rows=rows, log_queries=log_queries),
        **more,
    )
    serve(site, lambda address: say(f"Serving on {address} (SPARQL at /sparql); Ctrl-C ends it."))
