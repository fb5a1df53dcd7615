"""All measurements: `python -m benchmarks [--full]`."""

from __future__ import annotations

import sys

from benchmarks import build, questions
from benchmarks.reasoning import changes, table


def main(*, full: bool) -> None:
    print("Times are of this machine and of this moment; compare those of one run with each other.")
    print()
    build.main(full=full)
    questions.main()
    print()
    table.main(full=full)
    changes.main(full=full)


if __name__ == "__main__":
    main(full="--full" in sys.argv[1:])
