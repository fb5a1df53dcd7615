"""peelgraph beside a plain rdflib + owlrl script on the same data, in one run: whole build, a question cold and warm.

The plain script does what one would write without peelgraph: it parses the said triples, expands them with owlrl, runs
the rule files as CONSTRUCT queries and owlrl again, and saves N-Triples; its questions are answered by rdflib from that
file. peelgraph's build also reads the tables, validates with SHACL and looks for contradictions.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

QUESTION = ("grades-of-force", {"force": "cambridgeshire"})
PLAIN_BUILD = """
import sys, time
from pathlib import Path
from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import Dataset, Graph, Literal
said, rules, out = sys.argv[1:]
graph = Graph()
for s, p, o, g in Dataset().parse(said, format="nquads").quads():
    graph.add((s, p, o))
for turn in range(2):
    DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    for path in sorted(Path(rules).glob("*.rq")):
        graph += graph.query(path.read_text()).graph
for triple in [t for t in graph if isinstance(t[0], Literal)]:
    graph.remove(triple)
graph.serialize(out, format="nt", encoding="utf-8")
"""
PLAIN_ASK = """
import sys
from rdflib import Graph
graph = Graph().parse(sys.argv[1], format="nt")
print(len(list(graph.query(open(sys.argv[2]).read()))))
"""


def timed(action: Callable[[], object], times: int) -> float:
    """The median of the seconds that an action takes."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def python(code: str, *arguments: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["PEELGRAPH_CACHE"] = str(folder / "cache")
        compare(folder)


def compare(folder: Path) -> None:
    from peelgraph.graph import load
    from peelgraph.resources import SHIPPED

    command = str(Path(sys.executable).with_name("peelgraph"))
    build = timed(lambda: subprocess.run([command, "build"], check=True, capture_output=True), 3)
    kg = load()
    said, closed, query = folder / "said.nq", folder / "closed.nt", folder / "question.rq"
    write_said(kg, said)
    query.write_text(bound_question(kg), encoding="utf-8")
    plain_build = timed(python(PLAIN_BUILD, str(said), str(SHIPPED.ontology / "rules"), str(closed)), 1)

    name, arguments = QUESTION
    options = [word for key, value in arguments.items() for word in (f"--{key}", value)]
    cold = timed(lambda: subprocess.run([command, "ask", name, *options], check=True, capture_output=True), 9)
    plain_cold = timed(python(PLAIN_ASK, str(closed), str(query)), 3)
    import_only = timed(python("import rdflib"), 9)

    from rdflib import Graph

    graph = Graph().parse(closed, format="nt")
    text = query.read_text(encoding="utf-8")
    warm = timed(lambda: kg.ask(name, **arguments), 30)
    plain_warm = timed(lambda: list(graph.query(text)), 5)

    print(f"{'':34}{'peelgraph':>12}{'plain':>12}{'plain / peelgraph':>20}")
    for label, ours, theirs in (
        ("whole build", build, plain_build),
        ("a question, cold", cold, plain_cold),
        ("a question, warm", warm, plain_warm),
    ):
        print(f"{label:34}{ours:11.4f}s{theirs:11.4f}s{theirs / ours:19.1f}x")
    print(
        f"\nA cold question takes {cold / import_only:.1f} times `import rdflib` ({import_only:.3f} s);"
        " the aim is at most 4."
    )


def write_said(kg: object, path: Path) -> None:
    """The said triples, without what is inferred, as N-Quads."""
    from peelgraph.graph import KnowledgeGraph
    from peelgraph.terms import sparql_text
    from peelgraph.vocab import INFERRED

    assert isinstance(kg, KnowledgeGraph)
    rows = kg.sparql(f"SELECT ?s ?p ?o ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{INFERRED}>) }}").rows
    lines = (" ".join(sparql_text(term) for term in row if term is not None) + " .\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")


def bound_question(kg: object) -> str:
    from peelgraph.graph import KnowledgeGraph
    from peelgraph.vocab import thing

    assert isinstance(kg, KnowledgeGraph)
    return kg.question(QUESTION[0]).bind({"force": [thing("force/cambridgeshire")]})


if __name__ == "__main__":
    main()
