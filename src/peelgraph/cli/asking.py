"""Commands that ask: stored questions and SPARQL."""

from __future__ import annotations

import sys
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
    arguments_of,
    chosen_resources,
    opened,
)
from peelgraph.errors import WrongUse


@app.command(
    help="List the stored questions by topic, or show one in full with its parameters and an "
    "example."
)
def questions(
    name: Annotated[str | None, typer.Argument(help="Show this question in full.")] = None,
    format: FormatOption = None,
    output: OutOption = None,
    safe_cells: SafeOption = False,
) -> None:
    """List the stored questions, or show one."""
    from peelgraph.cli.output import write, write_rows
    from peelgraph.formats import QUESTION
    from peelgraph.questions.question import find_question, load_questions
    from peelgraph.results.question import listed

    if name:
        write(find_question(chosen_resources().questions, name), QUESTION, format, output)
    else:
        write_rows(listed(load_questions(chosen_resources().questions)), format, output)


@app.command(
    context_settings={
        "ignore_unknown_options": True,
        "allow_extra_args": True,
        "help_option_names": [],
    },
    help="Answer a stored question: peelgraph ask NAME [--PARAM VALUE]…; "
    "`peelgraph questions NAME` shows them.",
)
def ask(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(help="The question's name; `peelgraph questions` lists them.")
    ] = "",
    *,
    format: FormatOption = None,
    output: OutOption = None,
    safe_cells: SafeOption = False,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Answer a stored question."""
    from peelgraph.cli.output import say, write, write_rows
    from peelgraph.formats import QUESTION
    from peelgraph.questions.question import find_question
    from peelgraph.results.absence import as_text

    if name in {"-h", "--help"}:
        typer.echo(context.get_help())
        return
    if not name:
        raise WrongUse("Which question? `peelgraph questions` lists them.")
    question = find_question(chosen_resources().questions, name)
    if {"-h", "--help"} & set(context.args):
        write(question, QUESTION, None, output)
        return
    arguments = arguments_of(context.args)
    for parameter in arguments:
        question.parameter(parameter)
    answer = opened(graph, endpoint).ask(question, **arguments)
    write_rows(answer, format, output)
    if absence := answer.absence:
        say(as_text(absence))


@app.command()
def sparql(
    query: Annotated[
        str, typer.Argument(help="The query; @FILE reads it from a file, - from standard input.")
    ],
    *,
    format: FormatOption = None,
    output: OutOption = None,
    safe_cells: SafeOption = False,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
    timeout: Annotated[
        float | None, typer.Option(min=0.001, help="End the query after so many seconds.")
    ] = None,
    allow_service: Annotated[
        bool, typer.Option("--allow-service", help="Let the query ask other servers (SERVICE).")
    ] = False,
) -> None:
    """Answer any SELECT, ASK, CONSTRUCT or DESCRIBE query over all graphs; updates are refused."""
    from peelgraph.cli.apart import answer_apart
    from peelgraph.cli.output import emit
    from peelgraph.resources import read_text, text_of

    if query == "-":
        query = text_of("standard input", sys.stdin.buffer.read)
    elif query.startswith("@"):
        query = read_text(Path(query[1:]))
    text = answer_apart(
        query,
        format=format,
        output=output,
        graph=graph,
        endpoint=endpoint,
        seconds=timeout,
        allow_service=allow_service,
    )
    emit(text, output, is_visible=True)
