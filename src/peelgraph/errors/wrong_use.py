"""A request that cannot mean anything here."""

from __future__ import annotations

from collections.abc import Iterable

from peelgraph.errors.base import WrongUse

__all__ = [
    "CaseError",
    "MissingBundle",
    "MissingExtra",
    "NoFullText",
    "ParameterError",
    "QueryError",
    "QueryRefused",
    "ReadOnlyGraph",
    "UnknownFormat",
]


class ParameterError(WrongUse):
    """A parameter of a question that is missing, unknown or of the wrong type."""

    def __init__(self, question: str, parameter: str, reason: str) -> None:
        self.question = question
        self.parameter = parameter
        self.reason = reason
        super().__init__(f"Question '{question}', parameter '{parameter}': {reason}.")


class CaseError(WrongUse):
    """A case that cannot be supposed, or that would change nothing."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        sentence = reason[:1].upper() + reason[1:]
        super().__init__(f"{sentence}.")


class QueryError(WrongUse):
    """A SPARQL query that cannot be parsed or run."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The query cannot be run: {reason.rstrip('.')}.")


class QueryRefused(QueryError):
    """A SPARQL query that is given to no engine: too much of something, or it would ask elsewhere.

    The reason says which limit, and what to do.
    """


class UnknownFormat(WrongUse):
    """An output format that does not exist here."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.known = tuple(known)
        there = ", ".join(self.known)
        super().__init__(f"There is no format '{name}' here; there are {there}.")


class ReadOnlyGraph(WrongUse):
    """A graph that is only read, where it would be changed or copied."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"This graph is only read: {reason}.")


class MissingExtra(WrongUse):
    """A library that is installed only when asked for."""

    def __init__(self, extra: str, library: str) -> None:
        self.extra = extra
        self.library = library
        super().__init__(f"This needs {library}: pip install 'peelgraph[{extra}]'.")


class NoFullText(WrongUse):
    """A Python whose SQLite cannot search in texts."""

    def __init__(self, version: str) -> None:
        lack = f"SQLite {version} of this Python was made without it"
        super().__init__(f"Finding by words needs SQLite's FTS5, and {lack}; use another Python.")


class MissingBundle(WrongUse):
    """A script that is bundled when the package is built."""

    def __init__(self, name: str, target: str) -> None:
        self.name = name
        self.target = target
        remedy = f"run `make {target}` in a checkout, once"
        super().__init__(f"This needs {name}, which is not bundled here: {remedy}.")
