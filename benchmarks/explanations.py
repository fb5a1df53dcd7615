"""Every inferred statement of the shipped graph explained.

How long it takes, and how many proofs are missing or wrong: `python -m benchmarks.explanations`.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Sequence

from peelgraph.explain import Explainer, Explanation, faults
from peelgraph.graph import KnowledgeGraph
from peelgraph.loading import load

SAMPLE = 200


def main() -> None:
    kg = load()
    # worked out before the clock starts: they are kept
    rules = kg.rules
    start = time.perf_counter()
    proofs = list(kg.explain_all())
    took = time.perf_counter() - start
    each = f"{took / len(proofs) * 1000:.2f} ms each"
    print(f"{len(proofs):,} inferred statements explained in {took:.1f} s, {each}")
    unexplained = [proof for proof in proofs if proof.rule == "unknown"]
    print(f"{len(unexplained):,} of them without a proof")
    often = Counter(proof.rule for proof in proofs).most_common()
    print(", ".join(f"{rule} {count:,}" for rule, count in often))
    print(f"{SAMPLE} of them one at a time: {one_at_a_time(kg, proofs) * 1000:.1f} ms each")
    start = time.perf_counter()
    unsound = [fault for proof in proofs for fault in faults(kg.store, rules, proof)]
    took = time.perf_counter() - start
    print(f"checked apart in {took:.1f} s: {len(unsound)} faults")
    sys.exit(1 if unexplained or unsound else 0)


def one_at_a_time(kg: KnowledgeGraph, proofs: Sequence[Explanation]) -> float:
    """The seconds that it takes to explain a statement by itself."""
    explainer = Explainer(kg.store, kg.rules)
    start = time.perf_counter()
    for proof in random.Random(0).sample(proofs, SAMPLE):
        explainer.why(proof.triple)
    return (time.perf_counter() - start) / SAMPLE


if __name__ == "__main__":
    main()
