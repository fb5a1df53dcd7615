"""Commands that make a graph and say what is in it and wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from peelgraph.cli.common import (
    EndpointOption,
    FormatOption,
    GraphOption,
    OutOption,
    SafeOption,
    app,
    chosen_resources,
    opened,
)


@app.command(
    help="Build the graph from ontology and tables, reason, validate, and keep it for the other "
    "commands."
)
def build(
    out: Annotated[
        list[Path] | None,
        typer.Option(
            "--out",
            help="Also write the whole graph: .nq .trig .ttl .nt .jsonld .rdf, each also with .gz.",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail where the graph has any problem.")
    ] = False,
    reasoner: Annotated[
        str,
        typer.Option(
            "--reasoner", help="rules (compiled, fast) or owlrl (slow, for comparison; not kept)."
        ),
    ] = "rules",
) -> None:
    """Build the graph."""
    from peelgraph import loading
    from peelgraph.cli.output import say
    from peelgraph.cli.progress import progress
    from peelgraph.errors import NotValid
    from peelgraph.formats import graph_format
    from peelgraph.results.info import summary
    from peelgraph.things.problems import count_of

    # a name without a format is told before the work begins, not after it
    formats = {path: graph_format(path)[0] for path in out or []}
    with progress() as tell:
        kg = loading.build(chosen_resources(), reasoner=reasoner, tell=tell)
    for path, entry in formats.items():
        kg.export(entry, path)
        say(f"Wrote {path}")
    say(summary(kg.info()))
    if kg.problems and strict:
        raise NotValid(len(kg.problems), "`peelgraph validate` lists them")
    if kg.problems:
        say(f"{count_of(kg.problems)}; `peelgraph validate` lists them.")


@app.command(
    help="Show what is in the graph: sources, counts by class, the inferred share, versions, and "
    "where it lies."
)
def info(
    format: FormatOption = None,
    output: OutOption = None,
    safe_cells: SafeOption = False,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Show what is in the graph."""
    from peelgraph.cli.output import write
    from peelgraph.formats import INFO

    write(opened(graph, endpoint).info(), INFO, format, output)


@app.command()
def validate(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]…", help="RDF files; none: the shipped graph."),
    ] = None,
    shapes: Annotated[
        str | None,
        typer.Option("--shapes", help="A file of SHACL shapes of your own beside the others."),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", help="text (each with its statements and sources), json, csv or md."
        ),
    ] = None,
    output: OutOption = None,
    safe_cells: SafeOption = False,
    endpoint: EndpointOption = None,
) -> None:
    """Check the graph, or RDF files, against the shapes and for contradictions."""
    from peelgraph.cli.output import write
    from peelgraph.errors import NotValid, ReadOnlyGraph
    from peelgraph.formats import PROBLEMS

    kg = opened(files, endpoint, shapes=shapes)
    if hasattr(kg.store, "url"):
        raise ReadOnlyGraph("it is behind an endpoint, where nothing can be checked")
    problems = kg.problems
    write(problems, PROBLEMS, format, output)
    if grave := [p for p in problems if not p.is_warning]:
        raise NotValid(len(grave), "each is listed with what to do")


@app.command(
    help="Start a folder of your own, laid out as peelgraph's own: a small example of ontology, "
    "rule, shapes, question and tables, for --resources."
)
def new(
    folder: Annotated[Path, typer.Argument(help="A folder that is empty or not there yet.")],
    *,
    namespace: Annotated[
        str,
        typer.Option(
            "--namespace",
            metavar="IRI",
            help="What the addresses of your terms and things begin with, ending in / or #.",
        ),
    ] = "https://example.org/",
    prefix: Annotated[
        str, typer.Option("--prefix", help="What stands for the namespace of your terms.")
    ] = "my",
) -> None:
    """Start a folder of one's own."""
    from peelgraph.builder.starting import start_folder
    from peelgraph.cli.output import say

    written = start_folder(folder, namespace, prefix)
    say(f"Wrote {len(written)} files to {folder}; its README.md says what to try.")
