"""peelgraph: ask anything of the police inspections of England and Wales, and be shown why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peelgraph.errors import PeelgraphError
    from peelgraph.explain import Explanation, WhyNot
    from peelgraph.graph import KnowledgeGraph
    from peelgraph.loading import build, load
    from peelgraph.questions.question import StoredQuestion
    from peelgraph.reason import Change
    from peelgraph.rules.rule import Rule
    from peelgraph.store import Result, Store
    from peelgraph.things.describe import Description
    from peelgraph.things.info import Info
    from peelgraph.vocab import PEEL

__all__ = [
    "PEEL",
    "Change",
    "Description",
    "Explanation",
    "Info",
    "KnowledgeGraph",
    "PeelgraphError",
    "Result",
    "Rule",
    "Store",
    "StoredQuestion",
    "WhyNot",
    "build",
    "load",
]

_HOMES = {
    "PEEL": "vocab",
    "Change": "reason",
    "Description": "things.describe",
    "Explanation": "explain",
    "Info": "things.info",
    "KnowledgeGraph": "graph",
    "PeelgraphError": "errors",
    "Result": "store",
    "Rule": "rules.rule",
    "Store": "store",
    "StoredQuestion": "questions.question",
    "WhyNot": "explain",
    "build": "loading",
    "load": "loading",
}


def __getattr__(name: str) -> Any:
    """Names are fetched from their modules when they are first used: importing costs nothing."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'peelgraph' has no attribute '{name}'")
    return getattr(import_module(f"peelgraph.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return list(__all__)
