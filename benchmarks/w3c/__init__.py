"""The test suites of the W3C, on peelgraph: `python -m benchmarks.w3c` (docs/w3c.md).

| module | has |
|---|---|
| `suite.py`, `suites.py` | what a test is, and the suites that there are |
| `manifest.py`, `answers.py` | the tests of SPARQL, and whether answers are alike |
| `queries.py`, `entailment.py`, `shapes.py`, `owl.py` | how the tests of each suite are judged |
| `running.py` | each in a process of its own |
| `failing.yaml`, `page.md`, `page.py` | what is known to fail and why, and the page on it |
"""
