"""The application with all its commands, and how it ends: a code, and one line for an error."""

from __future__ import annotations

import os
import sys

import typer

from peelgraph.cli import (
    asking,
    building,
    exporting,
    looking,
    networking,
    plotting,
    reasoning,
    serving,
    supposing,
)
from peelgraph.cli.common import app
from peelgraph.errors import PeelgraphError

__all__ = ["COMMANDS", "app", "run", "sentence"]

COMMANDS = (
    building,
    asking,
    looking,
    networking,
    plotting,
    supposing,
    exporting,
    reasoning,
    serving,
)
"""The modules whose commands the application has; importing them registers these."""


def run() -> None:
    """Run the application and turn errors into one line and an exit code."""
    try:
        sys.exit(app(sys.argv[1:] or ["--help"], standalone_mode=False))
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(130)
    except Exception as error:
        if os.environ.get("PEELGRAPH_DEBUG") == "1":
            raise
        from peelgraph.results.visible import visible

        typer.echo(visible(sentence(error)), err=True)
        sys.exit(getattr(error, "exit_code", 1))


def sentence(error: Exception) -> str:
    """An error in one line: ours as it is, others in the words of who raised them."""
    if isinstance(error, PeelgraphError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename or 'The system'}: {error.strerror or error}."
    if hasattr(error, "format_message"):  # of the command line
        words = error.format_message()
    else:
        words = f"{type(error).__name__}: {error}"
    return " ".join(words.split())
