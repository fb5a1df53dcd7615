"""Why a triple holds, and why not: proofs, what they rest on, what is missing without one."""

from __future__ import annotations

from peelgraph.documents.checking import Checked, check_passages
from peelgraph.explain.checking import faults
from peelgraph.explain.explanation import Explainer, Explanation, SourceRef
from peelgraph.explain.obstacles import Obstacle, WhyNot, why_not

__all__ = [
    "Checked",
    "Explainer",
    "Explanation",
    "Obstacle",
    "SourceRef",
    "WhyNot",
    "check_passages",
    "faults",
    "why_not",
]
