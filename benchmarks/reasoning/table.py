"""Reasoners side by side on the same made-up graphs, and how peelgraph's time grows with size.

    python -m benchmarks.reasoning.table [--full]

Each reasoner runs in a process of its own. No time is printed of a closure that was not compared
with peelgraph's: the same triples, or how many are missing. By default owlrl runs on up to 90,000
triples; with --full on 900,000 too, which takes it about ten minutes, and peelgraph on 5,000,000.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from benchmarks.measure import aligned, module
from benchmarks.reasoning.engines import ENGINES
from benchmarks.reasoning.made_up import made_up, ontology, size_for, write

__all__ = ["agreement", "compare", "growth", "main"]

Measures = Mapping[str, float]
FILES = "peelgraph, rule files too"
ENGINE = "benchmarks.reasoning.engines"


def main(*, full: bool = False) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for triples in (10_000, 90_000, 900_000) if full else (10_000, 90_000):
            print(compare(triples, folder), flush=True)
        sizes = [10_000, 100_000, 1_000_000]
        if full:
            sizes.append(5_000_000)
        print(growth(sizes, folder), flush=True)


def compare(triples: int, folder: Path) -> str:
    """A table of all reasoners that are installed on a graph of about so many triples."""
    path, said = _write(triples, folder)
    outs = {name: folder / f"{name}.nt" for name in _installed()}
    results: dict[str, Measures] = {}
    for name, out in outs.items():
        results[name] = module(ENGINE, name, path, out)
    plain = module(ENGINE, "oxigraph", path, folder / "nothing.nt")
    ours = results["peelgraph"]
    rows = [["", "load", "reason", "/ ours", "memory", "/ ours", "concluded", "closure"]]
    for name, measured in results.items():
        closure = "ours"
        if name != "peelgraph":
            closure = agreement(outs["peelgraph"], outs[name])
        rows.append([name, *_beside(measured, ours), closure])
    times_plain = f"{ours['reason'] / plain['load']:.1f} times that"
    times_own = f"{ours['reason'] / ours['load']:.1f} times its own"
    return (
        f"Reasoning over {said:,} triples\n{aligned(rows)}\n"
        f"To load them into a plain Oxigraph store takes {plain['load']:.2f} s; peelgraph's"
        f" reasoning takes {times_plain}, and {times_own} loading, which keeps each triple's"
        " source.\n"
    )


def _installed() -> list[str]:
    """The reasoners that can run here and conclude the same."""
    reasoners = [name for name in ENGINES if name not in {"oxigraph", FILES}]
    return [name for name in reasoners if name == "peelgraph" or find_spec(name)]


def _beside(measured: Measures, ours: Measures) -> list[str]:
    return [
        f"{measured['load']:.2f} s",
        f"{measured['reason']:.2f} s",
        f"{measured['reason'] / ours['reason']:.1f}",
        f"{measured['memory']:.0f} MB",
        f"{measured['memory'] / ours['memory']:.1f}",
        f"{measured['concluded']:,}",
    ]


def _write(triples: int, folder: Path) -> tuple[Path, int]:
    path = folder / f"{triples}.nt"
    return path, write(path, chain(ontology(), made_up(size_for(triples))))


def agreement(ours: Path, theirs: Path) -> str:
    """How another closure differs from peelgraph's, in words."""
    mine = _lines(ours)
    other = _lines(theirs)
    if mine == other:
        return "the same"
    words = []
    if mine - other:
        words.append(f"{len(mine - other):,} missing")
    if other - mine:
        words.append(f"{len(other - mine):,} more")
    return ", ".join(words)


def _lines(path: Path) -> set[str]:
    return set(path.read_text(encoding="utf-8").splitlines())


def growth(sizes: Sequence[int], folder: Path) -> str:
    """How peelgraph's time and memory grow.

    The rule files, which other reasoners do not know, run too.
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
        axioms = module(ENGINE, "peelgraph", path, folder / "out.nt")
        files = module(ENGINE, FILES, path, folder / "out.nt")
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
        # the largest takes a gigabyte
        path.unlink()
    return f"Growth with size, peelgraph alone\n{aligned(rows)}\n"


if __name__ == "__main__":
    main(full="--full" in sys.argv[1:])
