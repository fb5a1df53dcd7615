"""The table of rules in the documentation: every rule of the recommendation, and a case for each that is claimed."""

from __future__ import annotations

import re
from pathlib import Path

from tests.reason.cases import FOLLOWS, FORBIDDEN, RULES

DOC = Path(__file__).parents[2] / "docs" / "reasoning.md"
TABLE = dict(
    re.findall(
        r"^\| ([a-z]+-[a-z0-9-]+) \| [^|]+ \| ([^|]+?) \|$",
        DOC.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
)


def rules_of(cases: dict[str, tuple[str, str]]) -> set[str]:
    return {name.partition(":")[0] for name in cases}


def test_every_rule_of_the_recommendation_is_in_the_table() -> None:
    assert list(TABLE) == RULES
    assert len(set(RULES)) == 78


def test_each_rule_that_is_claimed_has_a_case_and_no_other() -> None:
    assert {rule for rule, here in TABLE.items() if here.startswith("rule")} == rules_of(FOLLOWS)
    assert {rule for rule, here in TABLE.items() if here.startswith("contradiction")} == rules_of(
        FORBIDDEN
    )


def test_each_rule_that_is_not_compiled_has_its_reason() -> None:
    others = [here for here in TABLE.values() if not here.startswith(("rule", "contradiction"))]
    assert others
    assert all(here.startswith("not compiled: ") and len(here) > 30 for here in others)
