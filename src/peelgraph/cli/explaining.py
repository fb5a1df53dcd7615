"""Proofs and obstacles on the command line: trees, Markdown, JSON and Turtle."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from peelgraph.cli.output import choose, writing

if TYPE_CHECKING:
    from peelgraph.documents.passages import PassageRef
    from peelgraph.explain import Checked, Explanation, WhyNot
    from peelgraph.explain.forms import Brief, References

__all__ = ["write_explanations", "write_why_not"]

PROOFS = ("text", "md", "json", "ttl")
OBSTACLES = ("text", "md", "json")
WIDTH = 120


def write_explanations(
    proofs: Sequence[Explanation],
    states: Mapping[PassageRef, Checked],
    format: str | None,
    output: Path | None,
    *,
    listed: bool,
) -> None:
    """Write proofs: trees on a terminal, nested lists in Markdown, JSON (a list if `listed`), or
    PROV-O in Turtle.
    """
    from peelgraph.explain.forms import explanation_dict, explanation_markdown

    chosen = choose(format, output, PROOFS, "text")
    with writing(output) as out:
        if chosen == "json":
            shown = [explanation_dict(p, states) for p in proofs]
            out.write(
                json.dumps(shown if listed else shown[0], indent=2, ensure_ascii=False) + "\n"
            )
        elif chosen == "md":
            out.write(explanation_markdown(proofs, states))
        elif chosen == "ttl":
            from peelgraph.explain.provenance import provenance_turtle

            out.write(provenance_turtle(proofs, states))
        else:
            _write_trees(proofs, states, out)


def _write_trees(
    proofs: Sequence[Explanation], states: Mapping[PassageRef, Checked], out: TextIO
) -> None:
    from peelgraph.explain.forms import Brief, References

    refs = References(states)
    for number, proof in enumerate(proofs, 1):
        if len(proofs) > 1:
            out.write(f"Proof {number} of {len(proofs)}, of {proof.size} statements\n")
        _print(_explanation_tree(proof, refs, Brief()), out)
        out.write("\n" if len(proofs) > number else "")
    out.write("\nPassages\n" if refs.known else "")
    for number, passage, digest, words in refs.lines():
        out.write(f"  [{number}] {passage}\n      {digest}\n")
        if words:
            out.write(textwrap.indent(textwrap.fill(f"“{words}”", WIDTH - 6), "      ") + "\n")


def _print(tree: Any, out: TextIO) -> None:
    from rich.console import Console

    Console(file=out, highlight=False, width=None if out.isatty() else WIDTH).print(tree)


def _tree(head: str, notes: Iterable[str] = (), style: str = "") -> Any:
    from rich.text import Text
    from rich.tree import Tree

    lines = [part for note in notes for part in ("\n", (note, "dim"))]
    return Tree(Text.assemble((head, style), *lines))


def _explanation_tree(e: Explanation, refs: References, brief: Brief) -> Any:
    tree = _tree(brief(e.sentence), map(brief, _notes(e, refs)), "" if e.is_leaf else "bold")
    tree.children += [_explanation_tree(premise, refs, brief) for premise in e.premises]
    return tree


def _notes(e: Explanation, refs: References) -> Iterator[str]:
    if e.is_leaf:
        yield refs.said(e)
        return
    yield f"because {e.because} ({e.rule})"
    yield from (f"and {condition}" for condition in e.conditions)


def write_why_not(why_not: WhyNot, format: str | None, output: Path | None) -> None:
    """Write why something does not hold: a tree on a terminal, nested lists in Markdown, or
    JSON.
    """
    from peelgraph.explain.forms import Brief, why_not_dict, why_not_markdown

    chosen = choose(format, output, OBSTACLES, "text")
    with writing(output) as out:
        if chosen == "json":
            out.write(json.dumps(why_not_dict(why_not), indent=2, ensure_ascii=False) + "\n")
        elif chosen == "md":
            out.write(why_not_markdown(why_not))
        else:
            _print(_why_not_tree(why_not, Brief()), out)


def _why_not_tree(w: WhyNot, brief: Brief) -> Any:
    from peelgraph.explain.forms import not_line, rest_lines, rule_line

    tree = _tree(brief(not_line(w)), style="bold")
    for o in w.obstacles:
        branch = _tree(brief(rule_line(o)))
        branch.children += [_tree(brief(f"But {words}"), style="bold") for words in o.reasons]
        branch.children += [_tree(brief(f"Missing: {words}")) for words in o.lacks]
        branch.children += [_why_not_tree(o.deeper, brief)] if o.deeper else []
        branch.children += [_tree(brief(f"Holds: {words}"), style="dim") for words in o.met]
        tree.children.append(branch)
    tree.children += map(_tree, rest_lines(w))
    return tree
