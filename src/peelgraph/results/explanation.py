"""Proofs as trees, Markdown, JSON and, by PROV-O, Turtle.

The JSON of a proof is an object with `triple` (three strings), `sentence`, and either `rule`,
`because`, `conditions` (strings) and `premises` (such objects), or `sources` (`title`, `iri`,
`graph`) and `passages` (`document`, `section`, `start`, `end`, `sha256`, `document_sha256`, `iri`,
`document_iri`; `state` and `words` where copies of the documents were given).
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from peelgraph.documents.copies import Checked
from peelgraph.documents.passages import PassageRef
from peelgraph.explain import Explanation, SourceRef
from peelgraph.results.brief import Brief
from peelgraph.results.layout import PLAIN, Look, Tree, branch, drawn, json_text, lines_text
from peelgraph.results.provenance import provenance

__all__ = ["as_json", "as_md", "as_text", "as_ttl"]

Proofs = Explanation | Sequence[Explanation]
"""A proof, or several proofs of one triple."""
States = Mapping[PassageRef, Checked]
"""What became of passages in the reader's own copies."""
UNCHECKED: States = MappingProxyType({})
INDENT = " " * 6


def as_text(proofs: Proofs, look: Look = PLAIN, states: States = UNCHECKED) -> str:
    """Trees, with the passages numbered below; a line above each where there are several."""
    shown = _all(proofs)
    references = References(states)
    trees: list[str] = []
    for number, proof in enumerate(shown, 1):
        tree = drawn(_tree(proof, references, Brief()), look)
        if len(shown) > 1:
            tree = f"Proof {number} of {len(shown)}, of {proof.size} statements\n{tree}"
        trees.append(tree)
    text = "\n".join(trees)
    if references.known:
        text += lines_text(["\nPassages", *_passage_lines(references)])
    return text


def _all(proofs: Proofs) -> Sequence[Explanation]:
    return [proofs] if isinstance(proofs, Explanation) else proofs


class References:
    """Passages numbered in the order in which they are first met."""

    def __init__(self, states: States) -> None:
        self.known: list[PassageRef] = []
        self._states = states

    def said(self, leaf: Explanation) -> str:
        """Where a leaf is said: its sources and the numbers of its passages."""
        sources = "; ".join(map(str, leaf.sources))
        numbers = ", ".join(str(self._number(passage)) for passage in leaf.passages)
        return f"said in {sources} [{numbers}]" if numbers else f"said in {sources}"

    def _number(self, passage: PassageRef) -> int:
        if passage not in self.known:
            self.known.append(passage)
        return self.known.index(passage) + 1

    def digest(self, passage: PassageRef) -> str:
        """A passage's digest, with its state where it was looked up in a copy."""
        checked = self._states.get(passage)
        state = f" – {checked.state}" if checked else ""
        return f"sha256 {passage.sha256}{state}"

    def words(self, passage: PassageRef) -> str | None:
        """A passage's words, where a copy has them."""
        checked = self._states.get(passage)
        return checked.words if checked else None


def _tree(step: Explanation, references: References, brief: Brief) -> Tree:
    # what is brief depends on what was said before it: a step speaks before its premises do
    tree = branch(
        brief(step.sentence),
        map(brief, _notes(step, references)),
        "" if step.is_leaf else "bold",
    )
    tree.children += [_tree(premise, references, brief) for premise in step.premises]
    return tree


def _notes(step: Explanation, references: References) -> Iterator[str]:
    if step.is_leaf:
        yield references.said(step)
    else:
        yield f"because {step.because} ({step.rule})"
        yield from (f"and {condition}" for condition in step.conditions)


def _passage_lines(references: References) -> Iterator[str]:
    for number, passage in enumerate(references.known, 1):
        yield f"  [{number}] {passage}"
        yield f"{INDENT}{references.digest(passage)}"
        if words := references.words(passage):
            filled = textwrap.fill(f"“{words}”", PLAIN.width - len(INDENT))
            yield textwrap.indent(filled, INDENT)


def as_md(proofs: Proofs, look: Look = PLAIN, states: States = UNCHECKED) -> str:
    """Nested lists, with the passages numbered below; several proofs have headings."""
    shown = _all(proofs)
    references = References(states)
    lines: list[str] = []
    for number, proof in enumerate(shown, 1):
        if len(shown) > 1:
            lines.append(f"## Proof {number} of {len(shown)}\n")
        lines += [*map(Brief(), _items(proof, references, "")), ""]
    if references.known:
        lines += ["**Passages**", "", *_numbered(references)]
    return "\n".join(lines).rstrip() + "\n"


def _items(step: Explanation, references: References, indent: str) -> Iterator[str]:
    if step.is_leaf:
        yield f"{indent}- {step.sentence} – *{references.said(step)}*"
    else:
        asked = "".join(f"; {condition}" for condition in step.conditions)
        yield f"{indent}- **{step.sentence}** because {step.because} (`{step.rule}`){asked}"
    for premise in step.premises:
        yield from _items(premise, references, f"{indent}  ")


def _numbered(references: References) -> Iterator[str]:
    for number, passage in enumerate(references.known, 1):
        yield f"{number}. {passage} (`{references.digest(passage)}`)"
        if words := references.words(passage):
            yield f"   > {words}"


def as_json(proofs: Proofs, look: Look = PLAIN, states: States = UNCHECKED) -> str:
    """The object that the head of this module describes, or a list of them for several proofs."""
    if isinstance(proofs, Explanation):
        return json_text(_object(proofs, states))
    return json_text([_object(proof, states) for proof in proofs])


def _object(step: Explanation, states: States) -> dict[str, Any]:
    statement: dict[str, Any] = {
        "triple": list(map(str, step.triple)),
        "sentence": step.sentence,
    }
    if step.is_leaf:
        return statement | {
            "sources": list(map(_source, step.sources)),
            "passages": [_passage(passage, states.get(passage)) for passage in step.passages],
        }
    return statement | {
        "rule": step.rule,
        "because": step.because,
        "conditions": list(step.conditions),
        "premises": [_object(premise, states) for premise in step.premises],
    }


def _source(source: SourceRef) -> dict[str, str]:
    return {
        "title": source.title,
        "iri": str(source.iri),
        "graph": str(source.graph),
    }


def _passage(passage: PassageRef, checked: Checked | None) -> dict[str, Any]:
    found = {"state": checked.state, "words": checked.words} if checked else {}
    return asdict(passage) | found


def as_ttl(proofs: Proofs, look: Look = PLAIN, states: States = UNCHECKED) -> str:
    """The graph that `provenance` makes of the proofs."""
    return provenance(_all(proofs), states).serialize(format="turtle")
