"""What is said of the exports is so: a row for each format, and no third party's files here."""

from __future__ import annotations

import json
import re

import pytest

from peelgraph.formats import EXPORTS

from .readers import NODE, ROOT, program, run

PAGE = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EXPORTS)
def test_every_format_has_a_row_of_its_own(name: str) -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith(f"| `{name}` |")]
    assert len(rows) == 1
    assert EXPORTS[name].extension in rows[0] or EXPORTS[name].folder


def test_every_row_is_a_format() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE, flags=re.MULTILINE)) == set(EXPORTS)


def test_the_lock_names_no_registry_and_checks_what_it_gets() -> None:
    lock = json.loads((NODE / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert len(packages) > 5
    for entry in packages.values():
        assert "resolved" not in entry
        assert entry["integrity"].startswith("sha512-")


def test_nothing_of_npm_is_part_of_the_project() -> None:
    if not (ROOT / ".git").exists():
        assert "node_modules/" in (ROOT / ".gitignore").read_text(encoding="utf-8")
        return
    ours = run(program("git"), "-C", str(ROOT), "ls-files").splitlines()
    assert not [
        path for path in ours if "node_modules" in path or path.endswith((".min.js", ".xsd"))
    ]
