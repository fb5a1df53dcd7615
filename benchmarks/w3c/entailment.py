"""The W3C's tests of SPARQL over what follows: by RDF, RDFS, datatypes, and OWL 2 RL.

Data is reasoned over as it is loaded, and the query asked of all that holds. What the
recommendation lets follow and says nothing (`reflexive`) is inferred too. Left out is what only RIF
gives, or OWL 2 outside the profile.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import peelgraph
from benchmarks.w3c.answers import alike, expected
from benchmarks.w3c.manifest import Entry, entries
from benchmarks.w3c.queries import answered
from benchmarks.w3c.suite import FAILED, LEFT_OUT, PASSED, Test, Verdict

__all__ = ["entailment_tests"]

SEMANTICS = {"RDF", "RDFS", "D"}


def entailment_tests(suites: Path) -> list[Test]:
    """The tests of SPARQL 1.1 under entailment."""
    return [
        Test(entry.name, entry.folder, partial(_judged, entry))
        for entry in entries(suites, "sparql11/entailment")
    ]


def _judged(entry: Entry) -> Verdict:
    if not (entry.regimes & SEMANTICS or "RL" in entry.profiles):
        return Verdict(LEFT_OUT, _asks_for(entry))
    assert entry.result is not None
    wanted = expected(entry.result)
    kg = peelgraph.load(*entry.data, resources=None, reflexive=True)
    text = entry.query.read_text(encoding="utf-8")
    found = answered(kg.sparql(f"BASE <{entry.query.as_uri()}>\n{text}"))
    for name, answer in found.items():
        if not alike(answer, wanted, is_lax=entry.is_lax):
            return Verdict(FAILED, f"{name}: {answer} in place of {wanted}")
    return Verdict(PASSED)


def _asks_for(entry: Entry) -> str:
    if "RIF" in entry.regimes:
        return "asks for RIF"
    return f"asks for OWL 2 beyond RL ({', '.join(sorted(entry.profiles) or ['DL'])})"
