"""Reasoning: OWL 2 RL axioms and rule files as rules, run in strata inside the store that holds the
data.
"""

from __future__ import annotations

from peelgraph.reason.change import Change
from peelgraph.reason.contradictions import contradictions
from peelgraph.reason.engine import has_equals, infer, infer_with_owlrl, rules_for
from peelgraph.reason.maintenance import infer_upon, maintain
from peelgraph.rules.owl.axioms import compile_axioms
from peelgraph.rules.owl.schema import schema_of

__all__ = [
    "Change",
    "compile_axioms",
    "contradictions",
    "has_equals",
    "infer",
    "infer_upon",
    "infer_with_owlrl",
    "maintain",
    "rules_for",
    "schema_of",
]
