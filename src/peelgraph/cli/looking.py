"""Commands that look closely: at a thing, at why a triple holds, at a passage, at how a figure
compares.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from peelgraph.cli.common import (
    EndpointOption,
    FormatOption,
    GraphOption,
    OutOption,
    TextOption,
    app,
    opened,
)


@app.command()
def show(
    thing: Annotated[
        str,
        typer.Argument(help="A short id like force/cambridgeshire, a name in any case, or an IRI."),
    ],
    format: TextOption = None,
    output: OutOption = None,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Show everything about a thing: what is said of it and where, and what is inferred."""
    from peelgraph.cli.texts import write_description

    write_description(opened(graph, endpoint).show(thing), format, output)


SubjectArgument = Annotated[
    str, typer.Argument(help="What the statement is about: short id, name or IRI.")
]
PredicateArgument = Annotated[
    str, typer.Argument(help="The property: its label, term or CURIE; `a` is rdf:type.")
]
ObjectArgument = Annotated[
    str,
    typer.Argument(metavar="OBJECT", help="Short id, name, IRI, term, or a text in double quotes."),
]


@app.command()
def why(
    subject: SubjectArgument,
    predicate: PredicateArgument,
    value: ObjectArgument,
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Show other proofs too, the smallest first.")
    ] = False,
    limit: Annotated[
        int, typer.Option("--limit", min=1, help="How many proofs --all shows at most.")
    ] = 10,
    document: Annotated[
        list[Path] | None,
        typer.Option(
            "--document",
            help="Your own copy of a document (UTF-8 text) or a folder of them; repeatable.",
        ),
    ] = None,
    format: Annotated[
        str | None, typer.Option("--format", "-f", help="text, md, json or ttl (PROV-O).")
    ] = None,
    output: OutOption = None,
    graph: GraphOption = None,
) -> None:
    """Show why a triple holds: the rules and premises, down to the passages of the documents."""
    from peelgraph.cli.explaining import write_explanations

    kg = opened(graph)
    proofs = kg.proofs(subject, predicate, value, limit=limit if every else 1)
    write_explanations(
        proofs, kg.check_passages(proofs, document or ()), format, output, listed=every
    )


@app.command("why-not")
def why_not(
    subject: SubjectArgument,
    predicate: PredicateArgument,
    value: ObjectArgument,
    *,
    limit: Annotated[
        int, typer.Option("--limit", min=1, help="How many rules to show, the nearest miss first.")
    ] = 3,
    format: TextOption = None,
    output: OutOption = None,
    graph: GraphOption = None,
) -> None:
    """Show why a triple does not hold: which rules could conclude it, and what each of them
    lacks.
    """
    from peelgraph.cli.explaining import write_why_not

    write_why_not(opened(graph).why_not(subject, predicate, value, limit=limit), format, output)


@app.command()
def quote(
    thing: Annotated[
        str, typer.Argument(metavar="ID", help="A statement or passage, by its short id.")
    ],
    document: Annotated[
        Path, typer.Option("--document", help="Your own copy of the document, as UTF-8 text.")
    ],
    output: OutOption = None,
    graph: GraphOption = None,
) -> None:
    """Show the words of the passages that a statement rests on, from your own copy, once their
    digest is checked.
    """
    from peelgraph.cli.texts import write_quotes

    write_quotes(opened(graph).quote(thing, document), document, output)


@app.command()
def compare(
    measure: Annotated[
        str, typer.Argument(help="The measure, by name or short id; with --values any name.")
    ],
    force: Annotated[str | None, typer.Option("--force", help="Mark this force.")] = None,
    values: Annotated[
        Path | None,
        typer.Option(
            "--values", help="CSV file with the columns force and value, a row for each force."
        ),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(
            "--plot", help="Draw the distribution to a .png or .svg; needs peelgraph[plot]."
        ),
    ] = None,
    *,
    format: FormatOption = None,
    output: OutOption = None,
    graph: GraphOption = None,
) -> None:
    """Say which forces are above, below or broadly in line with all, by the inspectorate's own
    rule.
    """
    from peelgraph.cli.comparing import write_comparison

    write_comparison(opened(graph), measure, force, values, plot, format, output)
