"""Something that was given is not in order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from peelgraph.errors.base import Invalid

__all__ = [
    "AxiomError",
    "DataError",
    "NotExportable",
    "NotValid",
    "RuleError",
    "ShapesError",
    "TooFewValues",
    "UnreadableFile",
    "UnwritableFile",
]


class DataError(Invalid):
    """Tables that cannot be turned into triples, with every problem found, a line each."""

    def __init__(self, problems: Sequence[object]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        head = f"{count} {noun} in the tables; nothing was built:"
        super().__init__("\n".join([head, *map(str, self.problems)]))


class UnreadableFile(Invalid):
    """A file that is missing, unreadable or not in the format its name promises."""

    def __init__(self, path: Path | str, reason: str) -> None:
        self.path = str(path)
        self.reason = reason
        super().__init__(f"Cannot read {path}: {reason}.")


class UnwritableFile(Invalid):
    """A file that cannot be written."""

    def __init__(self, path: Path | str, reason: str) -> None:
        self.path = str(path)
        self.reason = reason
        super().__init__(f"Cannot write {path}: {reason}.")


class RuleError(Invalid):
    """A rule that cannot be used, such as one whose negation runs in a circle."""

    def __init__(self, rule: str, reason: str) -> None:
        self.rule = rule
        self.reason = reason
        super().__init__(f"Rule {rule}: {reason}.")


class AxiomError(Invalid):
    """An axiom that is not written as OWL writes it, such as a list that runs in a circle."""

    def __init__(self, node: str, reason: str) -> None:
        self.node, self.reason = node, reason
        super().__init__(f"Axiom at {node}: {reason}.")


class ShapesError(Invalid):
    """Shapes that nothing can be held against."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The shapes cannot be used: {reason}.")


class NotValid(Invalid):
    """A graph with problems where none are allowed."""

    def __init__(self, count: int, where: str) -> None:
        self.count = count
        self.where = where
        noun = "problem" if count == 1 else "problems"
        super().__init__(f"The graph has {count} {noun}; {where}.")


class NotExportable(Invalid):
    """A network or graph that a format cannot carry: a value or a name that cannot be written."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The network cannot be exported: {reason}.")


class TooFewValues(Invalid):
    """Figures that a rule cannot be applied to."""

    def __init__(self, measure: str, count: int, needed: int) -> None:
        self.measure = measure
        self.count = count
        self.needed = needed
        need = f"different values for {needed} forces or more"
        there = f"there are {count} for {measure}"
        super().__init__(f"The rule of comparison needs {need}; {there}.")
