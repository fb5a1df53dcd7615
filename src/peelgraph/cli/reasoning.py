"""The command that reasons over files of anybody's."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from peelgraph.cli.common import REFLEXIVE, app


@app.command()
def reason(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE…",
            help="RDF files: .ttl .rdf .owl .xml .nt .nq .trig .n3 .jsonld .json …, each also with "
            ".gz or .bz2.",
        ),
    ],
    *,
    rules: Annotated[
        str | None,
        typer.Option("--rules", help="A folder of rules: CONSTRUCT queries, a file each."),
    ] = None,
    shapes: Annotated[
        str | None, typer.Option("--shapes", help="A file of SHACL shapes to hold against it.")
    ] = None,
    reflexive: Annotated[
        bool,
        typer.Option("--reflexive", help=REFLEXIVE),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="Write all that is said and inferred: .nq .trig .ttl .nt .jsonld .rdf, each also "
            "with .gz; without it N-Triples go to standard output.",
        ),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", help="What the files are in: ttl, nt, nq, trig, n3, rdf or jsonld."
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option("--base", help="What relative IRIs are relative to; else the file's own IRI."),
    ] = None,
    catalogue: Annotated[
        str | None,
        typer.Option(
            "--catalogue",
            help="An OASIS catalogue (catalog-v001.xml), or its folder, of what is imported and of "
            "JSON-LD contexts; nothing is fetched from the network.",
        ),
    ] = None,
) -> None:
    """Reason over your own files, by OWL 2 RL and your rules, with nothing of peelgraph's in them.

    Contradictions are listed, and what was inferred is written all the same.
    """
    from peelgraph.cli.output import emit, say
    from peelgraph.cli.progress import progress
    from peelgraph.errors import NotValid
    from peelgraph.formats import GRAPHS, graph_format
    from peelgraph.loading import load
    from peelgraph.results.problem import as_text

    # a name without a format is told before the work begins, not after it
    entry = graph_format(out)[0] if out else GRAPHS["nt"]
    with progress() as tell:
        kg = load(
            *files,
            resources=None,
            reflexive=reflexive,
            rules=rules,
            shapes=shapes,
            format=format,
            base=base,
            catalogue=catalogue,
            tell=tell,
        )
    content = kg.export(entry, out)
    if isinstance(content, str) and out is None:
        emit(content, None)
    info = kg.info()
    say(f"{info.said:,} triples said, {info.inferred:,} inferred.")
    if kg.problems:
        say(as_text(kg.problems))
    if grave := [problem for problem in kg.problems if not problem.is_warning]:
        raise NotValid(len(grave), "each is listed above")
