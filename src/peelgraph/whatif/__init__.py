"""What would change if a force left, a unit ended, a force joined, or a system were late."""

from __future__ import annotations

from peelgraph.whatif.cases import Case, Delay, End, Join, Leave, cases_of, parse_cases
from peelgraph.whatif.outcome import Effect, Outcome, suppose
from peelgraph.whatif.parties import Party, Sharing, Stake

__all__ = [
    "Case",
    "Delay",
    "Effect",
    "End",
    "Join",
    "Leave",
    "Outcome",
    "Party",
    "Sharing",
    "Stake",
    "cases_of",
    "parse_cases",
    "suppose",
]
