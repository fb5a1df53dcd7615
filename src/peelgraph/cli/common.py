"""What all commands share: the application, its options, and opening a graph."""

from __future__ import annotations

import os
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peelgraph.errors import WrongUse
from peelgraph.resources import SHIPPED, Resources, resources_of

if TYPE_CHECKING:
    from peelgraph.graph import KnowledgeGraph

__all__ = [
    "REFLEXIVE",
    "AsOfOption",
    "EndpointOption",
    "FormatOption",
    "GraphOption",
    "OutOption",
    "SafeOption",
    "TextOption",
    "app",
    "arguments_of",
    "cells_are_safe",
    "choose_these",
    "chosen_resources",
    "opened",
]

app = typer.Typer(
    name="peelgraph",
    help="Ask anything of the PEEL inspections of police forces in England and Wales, "
    "and be shown why.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

REFLEXIVE = (
    "State too what says nothing, to the letter of the recommendation: a class is a subclass of "
    "itself, a thing the same as itself."
)
ENDPOINT = "PEELGRAPH_ENDPOINT"
_CHOSEN: ContextVar[Resources] = ContextVar("resources", default=SHIPPED)
"""What the options before the command name."""

FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        help="table, csv, tsv, json, md or html; a table on a terminal and csv in a pipe.",
    ),
]
OutOption = Annotated[
    Path | None, typer.Option("-o", "--output", help="Write to this file; - is standard output.")
]
GraphOption = Annotated[
    list[str] | None,
    typer.Option(
        "--graph", help="RDF file in place of the shipped graph; may be given several times."
    ),
]
EndpointOption = Annotated[
    str | None,
    typer.Option(
        "--endpoint", envvar=ENDPOINT, help="A SPARQL 1.1 endpoint in place of the shipped graph."
    ),
]
_SAFE: ContextVar[bool] = ContextVar("safe", default=False)


def _note_safe(wanted: bool) -> bool:
    _SAFE.set(wanted)
    return wanted


SafeOption = Annotated[
    bool,
    typer.Option(
        "--safe-cells",
        callback=_note_safe,
        help="CSV for a spreadsheet: an apostrophe before each cell that would be a formula.",
    ),
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="The day for which it is asked, like 2016-11-03.")
]
TextOption = Annotated[str | None, typer.Option("--format", "-f", help="text, json or md.")]


def opened(
    graph: list[str] | None, endpoint: str | None = None, *, shapes: str | None = None
) -> KnowledgeGraph:
    """The graph that the options name, built first if need be, with progress on a terminal.

    Files stand before an endpoint that only the environment names.
    """
    from peelgraph.cli.progress import progress
    from peelgraph.loading import load

    if graph and endpoint and endpoint != os.environ.get(ENDPOINT):
        raise WrongUse("Give either --graph or --endpoint, not both.")
    resources = resources_of(chosen_resources(), shapes=shapes)
    with progress() as tell:
        if graph:
            return load(*graph, resources=resources, tell=tell)
        return load(endpoint=endpoint, resources=resources, tell=tell)


def chosen_resources() -> Resources:
    """The resources that the options before the command name; peelgraph's own without any."""
    return _CHOSEN.get()


def choose_these(resources: Resources) -> None:
    """Work with these resources from now on."""
    _CHOSEN.set(resources)


@app.callback()
def choose(
    resources: Annotated[
        str | None,
        typer.Option(
            envvar="PEELGRAPH_RESOURCES",
            help="A folder with ontology/, data/ and queries/ in place of peelgraph's own; or "
            "`none`: your files alone.",
        ),
    ] = None,
    questions: Annotated[
        str | None,
        typer.Option(help="A folder of stored questions of your own beside the others."),
    ] = None,
    rules: Annotated[
        str | None, typer.Option(help="A folder of rules of your own beside the others.")
    ] = None,
    shapes: Annotated[
        str | None, typer.Option(help="A file of SHACL shapes of your own beside the others.")
    ] = None,
    *,
    reflexive: Annotated[bool, typer.Option("--reflexive", help=REFLEXIVE)] = False,
) -> None:
    """Choose what the command works with."""
    folder = {None: SHIPPED, "none": None}.get(resources, resources)
    chosen = resources_of(
        folder, reflexive=reflexive, questions=questions, rules=rules, shapes=shapes
    )
    choose_these(chosen)


def cells_are_safe() -> bool:
    """Whether no cell of CSV may be a formula."""
    return _SAFE.get()


def arguments_of(words: list[str]) -> dict[str, list[str]]:
    """Options that are known only with the question: `--name value`, `--name=value`, repeated."""
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
