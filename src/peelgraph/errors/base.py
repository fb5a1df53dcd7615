"""The trunk of the tree: what a user can act on, by the exit code that it gives."""

from __future__ import annotations

__all__ = [
    "EndpointError",
    "Invalid",
    "NotFound",
    "PeelgraphError",
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


class WrongUse(PeelgraphError):
    """A request that cannot mean anything."""

    exit_code = 2
