"""A query of the command line in a process of its own, so that it cannot end this one."""

from __future__ import annotations

import os
import traceback
from pathlib import Path
from typing import Any

from peelgraph.cli.common import choose_these, chosen_resources, opened
from peelgraph.errors import PeelgraphError
from peelgraph.resources import Resources
from peelgraph.workers.limits import bound_memory, deadline, half_of_memory, quiet
from peelgraph.workers.once import apart
from peelgraph.workers.wire import Message

__all__ = ["answer_apart", "answered"]


class _Said(PeelgraphError):
    """What went wrong in the other process, in its words."""

    def __init__(self, sentence: str, exit_code: int) -> None:
        self.exit_code = exit_code
        super().__init__(sentence)


def answer_apart(query: str, *, output: Path | None, seconds: float | None, **options: Any) -> str:
    """The answer as it is written to an output; Ctrl-C ends the process that makes it at once."""
    request = {
        "query": query,
        "output": None if output is None else str(output),
        "seconds": seconds,
        "resources": chosen_resources().as_plain(),
        **options,
    }
    head, body = apart("cli.apart:answered", request, fork=True)
    if "said" in head:
        raise _Said(head["said"], head["code"])
    return body.decode()


def answered(
    query: str,
    output: str | None,
    seconds: float | None,
    resources: dict[str, Any],
    graph: list[str] | None,
    endpoint: str | None,
    format: str | None,
    *,
    allow_service: bool,
) -> Message:
    """What the other process does: it opens the graph, then bounds itself, then asks."""
    from peelgraph.cli.app import sentence
    from peelgraph.cli.output import rows_text

    choose_these(Resources.of_plain(resources))
    try:
        kg = opened(graph, endpoint)
        bound_memory(half_of_memory())
        with quiet(), deadline(seconds):
            result = kg.sparql(query, allow_service=allow_service)
            text = rows_text(result, format, None if output is None else Path(output))
    except MemoryError:
        raise
    except Exception as error:
        if os.environ.get("PEELGRAPH_DEBUG") == "1":
            traceback.print_exc()
        return {"said": sentence(error), "code": getattr(error, "exit_code", 1)}, b""
    return {}, text.encode()
