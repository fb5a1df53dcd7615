"""Commands that make a graph and say what is in it and wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peelgraph.cli.common import FormatOption, GraphOption, OutOption, app, opened
from peelgraph.errors import WrongUse

if TYPE_CHECKING:
    from peelgraph.graph import KnowledgeGraph


@app.command()
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
    """Build the graph from ontology and tables, reason, validate, and keep it for the other
    commands.
    """
    from peelgraph.cli.output import say
    from peelgraph.cli.progress import progress
    from peelgraph.formats import graph_format

    for path in out or []:
        graph_format(path)
    with progress() as tell:
        built = _built(reasoner, tell)
    for path in out or []:
        built.export(graph_format(path)[0].name, path)
        say(f"Wrote {path}")
    _report(built, strict=strict)


def _built(reasoner: str, tell: object) -> KnowledgeGraph:
    from peelgraph.builder.cache import rebuild
    from peelgraph.graph import KnowledgeGraph
    from peelgraph.resources import SHIPPED

    if reasoner == "rules":
        cached = rebuild(SHIPPED, tell)  # type: ignore[arg-type]
        return KnowledgeGraph(cached.open(), SHIPPED, cached.problems, cached.tables)
    if reasoner != "owlrl":
        raise WrongUse(f"There is no reasoner '{reasoner}'; there are rules and owlrl.")
    from peelgraph.builder.assemble import assemble

    built = assemble(SHIPPED, tell, reasoner="owlrl")  # type: ignore[arg-type]
    return KnowledgeGraph(built.store, SHIPPED, built.problems, built.tables)


def _report(kg: KnowledgeGraph, *, strict: bool) -> None:
    from peelgraph.cli.output import say
    from peelgraph.errors import NotValid
    from peelgraph.things.info import info
    from peelgraph.things.problems import count_of

    counts = info(kg.store)
    say(
        f"{counts.said:,} triples said, {counts.inferred:,} inferred, from {len(counts.sources)} sources."
    )
    if kg.problems:
        if strict:
            raise NotValid(len(kg.problems), "`peelgraph validate` lists them")
        say(f"{count_of(kg.problems)}; `peelgraph validate` lists them.")


@app.command()
def info(graph: GraphOption = None, format: FormatOption = None, output: OutOption = None) -> None:
    """Show what is in the graph: sources, counts by class, the inferred share, versions, and where
    it lies.
    """
    from peelgraph.cli.texts import show_info

    show_info(opened(graph), format, output)


@app.command()
def validate(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]…", help="RDF files; none: the shipped graph."),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", help="text (each with its statements and sources), json, csv or md."
        ),
    ] = None,
    output: OutOption = None,
) -> None:
    """Check the graph, or RDF files, against the shapes and for contradictions."""
    from peelgraph.cli.problems import write_problems
    from peelgraph.errors import NotValid

    problems = opened(files).problems
    write_problems(problems, format, output)
    if grave := [p for p in problems if not p.is_warning]:
        raise NotValid(len(grave), "each is listed with what to do")
