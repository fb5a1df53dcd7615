"""Every inferred statement of the shipped graph explained: how long it takes, how many proofs are
missing or wrong.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter

from peelgraph.explain import Explainer, faults
from peelgraph.graph import load

SAMPLE = 200


def main() -> None:
    kg = load()
    rules, start = kg.rules, time.perf_counter()
    proofs = list(kg.explain_all())
    took = time.perf_counter() - start
    unexplained = [e for e in proofs if e.rule == "unknown"]
    print(
        f"{len(proofs):,} inferred statements explained in {took:.1f} s, {took / len(proofs) * 1000:.2f} ms each"
    )
    print(f"{len(unexplained):,} of them without a proof")
    print(
        ", ".join(
            f"{rule} {count:,}" for rule, count in Counter(e.rule for e in proofs).most_common()
        )
    )

    explainer, start = Explainer(kg.store, rules), time.perf_counter()
    for e in random.Random(0).sample(proofs, SAMPLE):
        explainer.why(e.triple)
    took = time.perf_counter() - start
    print(f"{SAMPLE} of them one at a time: {took / SAMPLE * 1000:.1f} ms each")

    start = time.perf_counter()
    unsound = [fault for e in proofs for fault in faults(kg.store, rules, e)]
    print(f"checked apart in {time.perf_counter() - start:.1f} s: {len(unsound)} faults")
    sys.exit(1 if unexplained or unsound else 0)


if __name__ == "__main__":
    main()
