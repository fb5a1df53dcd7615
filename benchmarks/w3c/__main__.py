"""Runs the suites: see `docs/w3c.md`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from benchmarks.measure import aligned
from benchmarks.w3c.page import page, table, unexpected
from benchmarks.w3c.running import outcomes
from benchmarks.w3c.suites import SUITES

ROOT = Path(__file__).parents[2]
FOLDER = "PEELGRAPH_SUITES"
PAGE = ROOT / "docs" / "w3c.md"


def suites_folder() -> Path:
    """Where the suites lie, unless another folder is named."""
    return Path(os.environ.get(FOLDER) or ROOT.parent / "shared" / "suites")


def main() -> int:
    """Run suites, show how they went, and tell what is not as it is known to be."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.w3c", description=main.__doc__)
    parser.add_argument("--suites", type=Path, default=suites_folder(), help="their folder")
    parser.add_argument("--write", action="store_true", help="write docs/w3c.md; of all suites")
    parser.add_argument("names", metavar="SUITE", nargs="*", help=", ".join(SUITES))
    given = parser.parse_args()
    names = given.names or list(SUITES)
    if unknown := set(names) - set(SUITES):
        parser.error(
            f"there is no suite {', '.join(sorted(unknown))}; there are {', '.join(SUITES)}"
        )
    if not given.suites.is_dir():
        parser.error(f"there is no folder {given.suites}; name one by --suites or {FOLDER}")
    found = {name: outcomes(SUITES[name], given.suites.resolve()) for name in names}
    print(aligned(table(found)))
    news = unexpected(found)
    print("\n".join(["", *news] if news else ["", "All as it is known to be (docs/w3c.md)."]))
    if given.write and len(found) == len(SUITES):
        PAGE.write_text(page(found), encoding="utf-8")
    return 1 if news else 0


if __name__ == "__main__":
    sys.exit(main())
