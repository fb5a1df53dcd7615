"""Commands that look closely: at a thing, a proof, a passage, a figure beside others."""

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
    TextOption,
    app,
    opened,
)


@app.command()
def show(
    thing: Annotated[
        str,
        typer.Argument(
            help="A short id like force/cambridgeshire, words of a name in any case, or an IRI."
        ),
    ],
    format: TextOption = None,
    output: OutOption = None,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Show everything about a thing: what is said of it and where, and what is inferred."""
    from peelgraph.cli.output import write
    from peelgraph.formats import THING

    write(opened(graph, endpoint).show(thing), THING, format, output)


@app.command(
    help="Search names, findings, formal items and whatever else is stated: the best first, by the "
    "stems of words."
)
def search(
    words: Annotated[
        list[str],
        typer.Argument(help="The words; what has them all is shown, or else what has some."),
    ],
    *,
    kind: Annotated[
        str | None,
        typer.Option("--kind", help="Only of this class, such as finding, formal item or unit."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many to show at most.")] = 20,
    format: FormatOption = None,
    output: OutOption = None,
    safe_cells: SafeOption = False,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Search in names and statements."""
    from peelgraph.cli.output import say, write_rows

    found = opened(graph, endpoint).search(" ".join(words), kind, limit)
    write_rows(found, format, output)
    if not len(found):
        say("No rows: nothing in the graph has any of these words.", only_to_a_person=True)


SubjectArgument = Annotated[
    str, typer.Argument(help="What the statement is about: short id, name or IRI.")
]
PredicateArgument = Annotated[
    str, typer.Argument(help="The property: its label, term or CURIE; `a` is rdf:type.")
]
ObjectArgument = Annotated[
    str,
    typer.Argument(
        metavar="OBJECT",
        help="Any term: short id, name, IRI, date, number, or a text, in double quotes with @en or "
        "^^xsd:date if need be. Of several, what the subject has is meant.",
    ),
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
    endpoint: EndpointOption = None,
) -> None:
    """Show why a triple holds: the rules and premises, down to the passages of the documents."""
    from peelgraph.cli.output import write
    from peelgraph.formats import PROOFS

    kg = opened(graph, endpoint)
    proofs = kg.proofs(subject, predicate, value, limit=limit if every else 1)
    states = kg.check_passages(proofs, document or ())
    write(proofs if every else proofs[0], PROOFS, format, output, states=states)


@app.command(
    "why-not",
    help="Show why a triple does not hold: which rules could conclude it, and what each of them "
    "lacks.",
)
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
    endpoint: EndpointOption = None,
) -> None:
    """Show why a triple does not hold."""
    from peelgraph.cli.output import write
    from peelgraph.formats import OBSTACLES

    found = opened(graph, endpoint).why_not(subject, predicate, value, limit=limit)
    write(found, OBSTACLES, format, output)


@app.command(
    help="Show the words of the passages that a statement rests on, from your own copy, once their "
    "digest is checked."
)
def quote(
    thing: Annotated[
        str, typer.Argument(metavar="ID", help="A statement or passage, by its short id.")
    ],
    document: Annotated[
        Path, typer.Option("--document", help="Your own copy of the document, as UTF-8 text.")
    ],
    output: OutOption = None,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Show the words of passages."""
    from peelgraph.cli.output import say, write
    from peelgraph.errors import NotInCopy
    from peelgraph.formats import QUOTES

    quotes = opened(graph, endpoint).quote(thing, document)
    write(quotes, QUOTES, None, output)
    if not any(quote.words for quote in quotes):
        raise NotInCopy(str(document), len(quotes))
    if any(quote.same_copy is False for quote in quotes):
        other = "is not the copy that was read, but the passage stands in it word for word"
        say(f"{document} {other}.")


@app.command(
    help="Say which forces are above, below or broadly in line with all, by the inspectorate's own "
    "rule."
)
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
    safe_cells: SafeOption = False,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Compare forces."""
    from peelgraph.cli.output import say, write_rows
    from peelgraph.errors import TooFewValues
    from peelgraph.results.comparison import printed_rows, remarks, rows
    from peelgraph.things.labels import Labels
    from peelgraph.vocab import curie

    kg = opened(graph, endpoint)
    marked = curie(str(kg.find(force, "PoliceForce"))) if force else None
    try:
        comparison = kg.compare(measure, values)
    except TooFewValues as error:
        if values is not None or plot is not None:
            raise
        say(f"{error} What sources print:")
        write_rows(printed_rows(kg.printed(measure)), format, output)
        return
    labels = Labels(kg.store)
    told = list(remarks(comparison, labels, marked))
    write_rows(rows(comparison, labels), format, output)
    for remark in told:
        say(remark)
    if plot is not None:
        kg.plot("comparison", comparison, measure, marked, output=plot)
        say(f"Wrote {plot}")
