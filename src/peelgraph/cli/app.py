"""The commands: each opens a graph, makes one call, and writes what comes back."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peelgraph.errors import PeelgraphError, WrongUse

if TYPE_CHECKING:
    from peelgraph.graph import KnowledgeGraph

__all__ = ["app", "run"]

app = typer.Typer(
    name="peelgraph",
    help="Ask anything of the PEEL inspections of police forces in England and Wales, and be shown why.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

FormatOption = Annotated[
    str | None,
    typer.Option("--format", "-f", help="table, csv, tsv, json or md; a table on a terminal and csv in a pipe."),
]
OutOption = Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file; - is standard output.")]
GraphOption = Annotated[
    list[str] | None,
    typer.Option("--graph", help="RDF file in place of the shipped graph; may be given several times."),
]
EndpointOption = Annotated[
    str | None,
    typer.Option("--endpoint", help="SPARQL 1.1 endpoint in place of the shipped graph, or PEELGRAPH_ENDPOINT."),
]


def run() -> None:
    """Run the application and turn errors into one line and an exit code."""
    try:
        sys.exit(app(sys.argv[1:] or ["--help"], standalone_mode=False))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(130)
    except Exception as error:
        if os.environ.get("PEELGRAPH_DEBUG") == "1":
            raise
        typer.echo(_sentence(error), err=True)
        sys.exit(getattr(error, "exit_code", 1))


def _sentence(error: Exception) -> str:
    """An error in one line: ours as they are, those of the command line and the system in their words."""
    if isinstance(error, PeelgraphError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename or 'The system'}: {error.strerror or error}."
    words = error.format_message() if hasattr(error, "format_message") else f"{type(error).__name__}: {error}"
    return " ".join(words.split())


def _open(graph: list[str] | None, endpoint: str | None = None) -> KnowledgeGraph:
    from peelgraph.cli.progress import progress
    from peelgraph.graph import load

    if graph and endpoint:
        raise WrongUse("Give either --graph or --endpoint, not both.")
    with progress() as tell:
        if graph:
            return load(*graph, tell=tell)
        return load(endpoint=endpoint or os.environ.get("PEELGRAPH_ENDPOINT"), tell=tell)


@app.command()
def build(
    out: Annotated[
        list[Path] | None,
        typer.Option("--out", help="Also write the whole graph: .nq .trig .ttl .nt .jsonld .rdf, each also with .gz."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Fail where the graph has any problem.")] = False,
    reasoner: Annotated[
        str, typer.Option("--reasoner", help="rules (compiled, fast) or owlrl (slow, for comparison; not kept).")
    ] = "rules",
) -> None:
    """Build the graph from ontology and tables, reason, validate, and keep it for the other commands."""
    from peelgraph.cli.output import say, write_graph
    from peelgraph.cli.progress import progress
    from peelgraph.formats import graph_format

    for path in out or []:
        graph_format(path)
    with progress() as tell:
        built = _built(reasoner, tell)
    for path in out or []:
        write_graph(built, path)
        say(f"Wrote {path}")
    _report(built, strict=strict)


def _built(reasoner: str, tell: object) -> KnowledgeGraph:
    from peelgraph.build.cache import rebuild
    from peelgraph.graph import KnowledgeGraph
    from peelgraph.resources import SHIPPED

    if reasoner == "rules":
        cached = rebuild(SHIPPED, tell)  # type: ignore[arg-type]
        return KnowledgeGraph(cached.open(), SHIPPED, cached.problems)
    if reasoner != "owlrl":
        raise WrongUse(f"There is no reasoner '{reasoner}'; there are rules and owlrl.")
    from peelgraph.build.assemble import assemble

    built = assemble(SHIPPED, tell, reasoner="owlrl")  # type: ignore[arg-type]
    return KnowledgeGraph(built.store, SHIPPED, built.problems)


def _report(kg: KnowledgeGraph, *, strict: bool) -> None:
    from peelgraph.cli.output import say
    from peelgraph.errors import NotValid
    from peelgraph.info import info

    counts = info(kg.store)
    say(f"{counts.said:,} triples said, {counts.inferred:,} inferred, from {len(counts.sources)} sources.")
    if kg.problems:
        if strict:
            raise NotValid(len(kg.problems), "`peelgraph validate` lists them")
        say(f"{len(kg.problems)} problems in the graph; `peelgraph validate` lists them.")


@app.command()
def info(graph: GraphOption = None, format: FormatOption = None, output: OutOption = None) -> None:
    """Show what is in the graph: sources, counts by class, the inferred share, versions, and where it lies."""
    from peelgraph.cli.texts import show_info

    show_info(_open(graph), format, output)


@app.command()
def questions(
    name: Annotated[str | None, typer.Argument(help="Show this question in full.")] = None,
    format: FormatOption = None,
    output: OutOption = None,
) -> None:
    """List the stored questions by topic, or show one in full with its parameters and an example."""
    from peelgraph.cli.texts import list_questions, show_question
    from peelgraph.query import find_question, load_questions
    from peelgraph.resources import SHIPPED

    if name:
        show_question(find_question(SHIPPED.queries, name), format, output)
    else:
        list_questions(load_questions(SHIPPED.queries), format, output)


@app.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []},
    help="Answer a stored question: peelgraph ask NAME [--PARAM VALUE]…; `peelgraph questions NAME` shows them.",
)
def ask(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The question's name; `peelgraph questions` lists them.")] = "",
    *,
    format: FormatOption = None,
    output: OutOption = None,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Answer a stored question."""
    from peelgraph.cli.output import write_result
    from peelgraph.cli.texts import show_question
    from peelgraph.query import find_question
    from peelgraph.resources import SHIPPED

    if name in {"-h", "--help"}:
        typer.echo(context.get_help())
        return
    if not name:
        raise WrongUse("Which question? `peelgraph questions` lists them.")
    question = find_question(SHIPPED.queries, name)
    if {"-h", "--help"} & set(context.args):
        show_question(question, None, output)
        return
    arguments = _arguments(context.args)
    for parameter in arguments:
        question.parameter(parameter)
    write_result(_open(graph, endpoint).ask(name, **arguments), format, output, question)


def _arguments(words: list[str]) -> dict[str, list[str]]:
    """Options that are not known before the question is: `--name value`, `--name=value`, repeated for many values."""
    arguments: dict[str, list[str]] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            raise WrongUse(f"'{word}' stands alone; write --PARAM VALUE.")
        name, equals, value = word[2:].partition("=")
        if not equals:
            following = next(rest, None)
            if following is None or following.startswith("--"):
                raise WrongUse(f"Option --{name} needs a value.")
            value = following
        arguments.setdefault(name.replace("-", "_"), []).append(value)
    return arguments


@app.command()
def sparql(
    query: Annotated[str, typer.Argument(help="The query; @FILE reads it from a file, - from standard input.")],
    *,
    format: FormatOption = None,
    output: OutOption = None,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Answer any SELECT, ASK, CONSTRUCT or DESCRIBE query over all graphs; updates are refused."""
    from peelgraph.cli.output import write_result

    if query == "-":
        query = _text("standard input", sys.stdin.buffer.read)
    elif query.startswith("@"):
        query = _text(query[1:], Path(query[1:]).read_bytes)
    write_result(_open(graph, endpoint).sparql(query), format, output)


def _text(name: str, read: Callable[[], bytes]) -> str:
    from peelgraph.errors import UnreadableFile

    try:
        return read().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableFile(name, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(name, "it is not UTF-8") from error


@app.command()
def show(
    thing: Annotated[str, typer.Argument(help="A short id like force/cambridgeshire, a name in any case, or an IRI.")],
    format: Annotated[str | None, typer.Option("--format", "-f", help="text, json or md.")] = None,
    output: OutOption = None,
    graph: GraphOption = None,
    endpoint: EndpointOption = None,
) -> None:
    """Show everything about a thing: what is said of it and where, and what is inferred."""
    from peelgraph.cli.texts import write_description

    write_description(_open(graph, endpoint).show(thing), format, output)


@app.command()
def why(
    subject: Annotated[str, typer.Argument(help="What the statement is about: short id, name or IRI.")],
    predicate: Annotated[str, typer.Argument(help="The property: its label, term or CURIE; `a` is rdf:type.")],
    value: Annotated[
        str, typer.Argument(metavar="OBJECT", help="Short id, name, IRI, term, or a text in double quotes.")
    ],
    *,
    format: Annotated[str | None, typer.Option("--format", "-f", help="text, json or md.")] = None,
    output: OutOption = None,
    graph: GraphOption = None,
) -> None:
    """Show why a triple holds: the rules and premises, down to the passages of the documents."""
    from peelgraph.cli.texts import write_explanation

    write_explanation(_open(graph).why(subject, predicate, value), format, output)


@app.command()
def validate(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]…", help="RDF files; none: the shipped graph.")
    ] = None,
    output: OutOption = None,
) -> None:
    """Check the graph, or RDF files, against the shapes and for contradictions."""
    from peelgraph.cli.output import writing
    from peelgraph.errors import NotValid

    kg = _open(files)
    grave = [p for p in kg.problems if not p.startswith("warning")]
    with writing(output) as out:
        out.write("\n".join(kg.problems) + "\n" if kg.problems else "No problems.\n")
    if grave:
        raise NotValid(len(grave), "each is listed with what to do")
