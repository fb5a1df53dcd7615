"""The command line: words and formats, no logic."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command line; an error is one line, a traceback only with PEELGRAPH_DEBUG=1."""
    from peelgraph.cli.app import run

    run()
