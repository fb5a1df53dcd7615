"""Reasoners side by side on the same made-up graphs, and how peelgraph's time grows with size.

    python -m benchmarks.reasoning.table [--full]

Each reasoner runs in a process of its own. No time is printed of a closure that was not compared
with peelgraph's: the same triples, or how many are missing. By default owlrl runs on up to 90,000
triples; with --full on 900,000 too, which takes it about ten minutes, and peelgraph on 5,000,000.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from benchmarks.measure import aligned, module
from benchmarks.reasoning.engines import ENGINES
from benchmarks.reasoning.made_up import made_up, ontology, size_for, write

__all__ = ["agreement", "compare", "growth", "main"]

FILES = "peelgraph, rule files too"


def main(*, full: bool = False) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for triples in (10_000, 90_000, 900_000) if full else (10_000, 90_000):
            print(compare(triples, folder), flush=True)
        print(
            growth([10_000, 100_000, 1_000_000, *([5_000_000] if full else [])], folder), flush=True
        )


def _write(triples: int, folder: Path) -> tuple[Path, int]:
    path = folder / f"{triples}.nt"
    return path, write(path, (q for part in (ontology(), made_up(size_for(triples))) for q in part))


def _lines(path: Path) -> set[str]:
    return set(path.read_text(encoding="utf-8").splitlines())


def agreement(ours: Path, theirs: Path) -> str:
    """How another closure differs from peelgraph's, in words."""
    mine, other = _lines(ours), _lines(theirs)
    if mine == other:
        return "the same"
    missing, more = len(mine - other), len(other - mine)
    return ", ".join(
        [*([f"{missing:,} missing"] if missing else []), *([f"{more:,} more"] if more else [])]
    )


def compare(triples: int, folder: Path) -> str:
    """A table of all reasoners that are installed on a graph of about so many triples."""
    path, said = _write(triples, folder)
    names = [
        n for n in ENGINES if n not in {"oxigraph", FILES} and (n == "peelgraph" or find_spec(n))
    ]
    outs = {name: folder / f"{name}.nt" for name in names}
    results = {
        name: module("benchmarks.reasoning.engines", name, path, outs[name]) for name in names
    }
    plain = module("benchmarks.reasoning.engines", "oxigraph", path, folder / "nothing.nt")
    ours = results["peelgraph"]
    rows = [["", "load", "reason", "/ ours", "memory", "/ ours", "concluded", "closure"]]
    for name, r in results.items():
        rows.append(
            [
                name,
                f"{r['load']:.2f} s",
                f"{r['reason']:.2f} s",
                f"{r['reason'] / ours['reason']:.1f}",
                f"{r['memory']:.0f} MB",
                f"{r['memory'] / ours['memory']:.1f}",
                f"{r['concluded']:,}",
                "ours" if name == "peelgraph" else agreement(outs["peelgraph"], outs[name]),
            ]
        )
    return (
        f"Reasoning over {said:,} triples\n{aligned(rows)}\n"
        f"To load them into a plain Oxigraph store takes {plain['load']:.2f} s; peelgraph's reasoning takes"
        f" {ours['reason'] / plain['load']:.1f} times that, and {ours['reason'] / ours['load']:.1f} times its own"
        " loading, which keeps each triple's source.\n"
    )


def growth(sizes: Sequence[int], folder: Path) -> str:
    """How peelgraph's time and memory grow; the rule files, which other reasoners do not know, run
    too.
    """
    rows = [
        [
            "triples",
            "load",
            "reason",
            "a million",
            "with rule files",
            "memory",
            "concluded, with files",
        ]
    ]
    for triples in sizes:
        path, said = _write(triples, folder)
        axioms, files = (
            module("benchmarks.reasoning.engines", name, path, folder / "out.nt")
            for name in ("peelgraph", FILES)
        )
        rows.append(
            [
                f"{said:,}",
                f"{axioms['load']:.2f} s",
                f"{axioms['reason']:.2f} s",
                f"{axioms['reason'] / said * 1e6:.1f} s",
                f"{files['reason']:.2f} s",
                f"{axioms['memory']:.0f} MB",
                f"{files['concluded']:,}",
            ]
        )
        path.unlink()
    return f"Growth with size, peelgraph alone\n{aligned(rows)}\n"


if __name__ == "__main__":
    main(full="--full" in sys.argv[1:])
