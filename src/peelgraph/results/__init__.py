"""A value that a method of KnowledgeGraph gives, as text: a module for each kind of value.

Nothing here prints, knows a path or asks a terminal. Each module has a function for each format of
its kind, `as_json`, `as_md` and the like, which `formats` names. All take the value and a `Look`,
which those for programs do not ask; those of proofs also take the states of passages.
"""

from __future__ import annotations

from peelgraph.results.layout import PLAIN, Look

__all__ = ["PLAIN", "Look"]
