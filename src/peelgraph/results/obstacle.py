"""Why something does not hold as a tree, Markdown and JSON.

The JSON is an object with `triple` (three strings), `sentence`, `more` (a number) and `obstacles`:
`rule`, `because`, `reasons`, `met`, `lacks` (strings), `asked` (a number) and `deeper` (such an
object, or null).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peelgraph.explain import Obstacle, WhyNot
from peelgraph.results.brief import Brief
from peelgraph.results.layout import PLAIN, Look, Tree, branch, drawn, json_text, lines_text

__all__ = ["as_json", "as_md", "as_text"]


def as_text(why_not: WhyNot, look: Look = PLAIN) -> str:
    """A tree: what does not hold, the rules that could conclude it, what each lacks and has."""
    return drawn(_tree(why_not, Brief()), look)


def _tree(why_not: WhyNot, brief: Brief) -> Tree:
    tree = branch(brief(_head(why_not)), style="bold")
    tree.children += [_rule_tree(obstacle, brief) for obstacle in why_not.obstacles]
    tree.children += map(branch, _rest(why_not))
    return tree


def _rule_tree(obstacle: Obstacle, brief: Brief) -> Tree:
    tree = branch(brief(_rule(obstacle)))
    tree.children += [branch(brief(f"But {words}"), style="bold") for words in obstacle.reasons]
    tree.children += [branch(brief(f"Missing: {words}")) for words in obstacle.lacks]
    if obstacle.deeper:
        tree.children.append(_tree(obstacle.deeper, brief))
    tree.children += [branch(brief(f"Holds: {words}"), style="dim") for words in obstacle.met]
    return tree


def _head(why_not: WhyNot) -> str:
    return f"Not: {why_not.sentence}"


def _rule(obstacle: Obstacle) -> str:
    met = f"{len(obstacle.met)} of its {obstacle.asked} conditions hold"
    return f"Rule: {obstacle.because} ({obstacle.rule}); {met}"


def _rest(why_not: WhyNot) -> Iterator[str]:
    """What to say of rules that are not shown, or where there is none at all."""
    if why_not.more:
        yield f"… and {why_not.more} more rules, which are further from holding"
    elif not why_not.obstacles:
        yield "No rule concludes this: only a source could say it, and none does"


def as_md(why_not: WhyNot, look: Look = PLAIN) -> str:
    """The same as nested lists."""
    return lines_text(map(Brief(), _items(why_not, "")))


def _items(why_not: WhyNot, indent: str) -> Iterator[str]:
    yield f"{indent}- **{_head(why_not)}**"
    for obstacle in why_not.obstacles:
        yield f"{indent}  - {_rule(obstacle)}"
        yield from (f"{indent}    - **But {words}**" for words in obstacle.reasons)
        yield from (f"{indent}    - Missing: {words}" for words in obstacle.lacks)
        if obstacle.deeper:
            yield from _items(obstacle.deeper, f"{indent}    ")
        yield from (f"{indent}    - *Holds: {words}*" for words in obstacle.met)
    yield from (f"{indent}  - {words}" for words in _rest(why_not))


def as_json(why_not: WhyNot, look: Look = PLAIN) -> str:
    """The object that the head of this module describes."""
    return json_text(_object(why_not))


def _object(why_not: WhyNot) -> dict[str, Any]:
    return {
        "triple": [str(term) for term in why_not.triple],
        "sentence": why_not.sentence,
        "obstacles": [_rule_object(obstacle) for obstacle in why_not.obstacles],
        "more": why_not.more,
    }


def _rule_object(obstacle: Obstacle) -> dict[str, Any]:
    return {
        "rule": obstacle.rule,
        "because": obstacle.because,
        "reasons": list(obstacle.reasons),
        "met": list(obstacle.met),
        "lacks": list(obstacle.lacks),
        "asked": obstacle.asked,
        "deeper": _object(obstacle.deeper) if obstacle.deeper else None,
    }
