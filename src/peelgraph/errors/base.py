"""The trunk of the tree: what a user can act on, by the exit code that it gives."""

from __future__ import annotations

__all__ = [
    "EndpointError",
    "Invalid",
    "NotFound",
    "PeelgraphError",
    "WorkerEnded",
    "WrongUse",
    "one_line",
]


def one_line(said: object) -> str:
    """What a library said, on one line: its errors often take several."""
    return " ".join(str(said).split())


class PeelgraphError(Exception):
    """Any error that a user can act on."""

    exit_code = 1


class NotFound(PeelgraphError):
    """Something that was asked for is not there."""


class Invalid(PeelgraphError):
    """Something that was given is not in order."""


class EndpointError(PeelgraphError):
    """A remote SPARQL endpoint that cannot be reached or does not answer as it should."""

    def __init__(self, url: str, reason: str) -> None:
        self.url = url
        self.reason = reason
        super().__init__(f"The endpoint {url} failed: {reason}.")


class WorkerEnded(PeelgraphError):
    """A process of its own that ended before it had answered, or was ended.

    `cause` is timeout, memory, killed, crash or exit.
    """

    def __init__(self, cause: str, seconds: float | None = None, reason: str = "") -> None:
        self.cause = cause
        self.seconds = seconds
        within = "" if seconds is None else f" of {seconds:g} s"
        sentences = {
            "timeout": f"It was ended at its deadline{within}, and has no answer",
            "memory": "It was ended: it needed more memory than it may have",
            "crash": "It ended the process that ran it, as what nests too deep does",
        }
        said = sentences.get(cause, "The process that ran it was ended from outside")
        super().__init__(f"{reason or said}.")


class WrongUse(PeelgraphError):
    """A request that cannot mean anything."""

    exit_code = 2
