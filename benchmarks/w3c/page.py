"""What the suites came to, as a page: a table, and each test that fails with its reason."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from benchmarks.w3c.running import Outcome
from benchmarks.w3c.suite import FAILED, LEFT_OUT, PASSED
from benchmarks.w3c.suites import SUITES

__all__ = ["Outcomes", "known_failures", "page", "table", "unexpected"]

Outcomes = Mapping[str, Sequence[Outcome]]
"""The outcomes of suites, by the name of the suite."""
HERE = Path(__file__).parent
WIDTH = 125


def known_failures() -> dict[str, dict[str, str]]:
    """The reason of each test that is known to fail, by suite."""
    listed = yaml.safe_load((HERE / "failing.yaml").read_text(encoding="utf-8"))
    return {
        suite: {test: group["reason"] for group in groups for test in group["tests"]}
        for suite, groups in listed.items()
    }


def unexpected(outcomes: Outcomes) -> list[str]:
    """What fails and is not listed, with what went wrong; and what is listed and does not fail."""
    found = []
    for suite, known in ({name: {} for name in outcomes} | known_failures()).items():
        tests = outcomes.get(suite, ())
        failed = {test.name: test.verdict.remark for test in tests if _is(test, FAILED)}
        found += [f"{name} fails: {failed[name]}" for name in sorted(failed.keys() - known.keys())]
        if tests:
            found += [f"{name} no longer fails" for name in sorted(known.keys() - failed.keys())]
    return found


def table(outcomes: Outcomes) -> list[list[str]]:
    """How many tests of each part of each suite passed, failed and were left out."""
    rows = [["suite", "part", PASSED, FAILED, LEFT_OUT]]
    for suite, tests in outcomes.items():
        title = SUITES[suite].title
        for part in dict.fromkeys(_part(test) for test in tests):
            count = Counter(test.verdict.state for test in tests if _part(test) == part)
            rows.append([title, part, *(str(count[s]) for s in (PASSED, FAILED, LEFT_OUT))])
            title = ""
    return rows


def _part(test: Outcome) -> str:
    """The part of a suite that a test is counted in: of those of SPARQL, the version."""
    return re.sub(r"^sparql1(\d)/.*", r"1.\1", test.part).removeprefix("tests/")


def page(outcomes: Outcomes) -> str:
    """The page of all suites, in Markdown."""
    rows = [f"| {' | '.join(row)} |" for row in table(outcomes)]
    rows.insert(1, "|---|---|---|---|---|")
    total = Counter(test.verdict.state for tests in outcomes.values() for test in tests)
    text = (HERE / "page.md").read_text(encoding="utf-8")
    return text.format(
        passed=f"{total[PASSED]:,}",
        run=f"{total[PASSED] + total[FAILED]:,}",
        table="\n".join(rows),
        failing="\n".join(_failing(outcomes)).strip(),
        left_out="\n".join(_left_out(outcomes)).strip(),
    )


def _failing(outcomes: Outcomes) -> Iterator[str]:
    known = known_failures()
    for suite, tests in outcomes.items():
        by_reason = defaultdict(list)
        for test in tests:
            if _is(test, FAILED):
                by_reason[known.get(suite, {}).get(test.name, "not looked into")].append(test.name)
        if by_reason:
            yield from ("", f"### {SUITES[suite].title}", "")
        for reason, names in by_reason.items():
            yield from _item(f"{_capital(reason)} ({len(names)}):", names)


def _left_out(outcomes: Outcomes) -> Iterator[str]:
    for suite, tests in outcomes.items():
        reasons = Counter(test.verdict.remark for test in tests if _is(test, LEFT_OUT))
        for reason, count in sorted(reasons.items()):
            yield f"- {SUITES[suite].title}: {reason} ({count})"


def _item(head: str, names: Iterable[str]) -> Iterator[str]:
    """An item of a list, in lines that are not too long."""
    line = f"- {head}"
    for word in ", ".join(names).split(" "):
        if len(line) + len(word) >= WIDTH:
            yield line
            line = " "
        line += f" {word}"
    yield line


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _is(test: Outcome, state: str) -> bool:
    return test.verdict.state == state
