"""The build by step, and peelgraph beside a plain rdflib + owlrl script on the same statements.

    python -m benchmarks.build [--full]

The plain script does what one would write without peelgraph: it parses the statements, expands them
with owlrl, runs the rule files as CONSTRUCT queries and owlrl again, and saves N-Triples; its
questions are answered by rdflib from that file. peelgraph also validates with SHACL and looks for
contradictions. Both get the same N-Quads file: by default the ontology and the two reports, with
--full all there is, which takes the plain script several minutes. The steps of the shipped graph's
build are told by the program itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rdflib import Graph

from benchmarks.measure import aligned, timed
from peelgraph.builder.cache import rebuild
from peelgraph.graph import KnowledgeGraph, load
from peelgraph.questions.arguments import bind
from peelgraph.resources import SHIPPED
from peelgraph.rules.owl.schema import is_anonymous, is_noise
from peelgraph.sparql.terms import sparql_text
from peelgraph.vocab import INFERRED, ONTOLOGY, graph_of, thing

__all__ = ["main"]

REPORTS = [
    ONTOLOGY,
    *map(graph_of, ("peelgraph", *(p.name for p in sorted((SHIPPED.data / "reports").iterdir())))),
]
QUESTION = ("grades-of-force", {"force": "cambridgeshire"})
BUILD = """
import sys, peelgraph
from peelgraph.formats import GRAPHS
with open(sys.argv[2], "wb") as out:
    peelgraph.load(sys.argv[1]).store.dump(out, GRAPHS["nt"])
"""
PLAIN_BUILD = """
import sys
from pathlib import Path
from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import Dataset, Graph, Literal
said, out, rules = sys.argv[1:]
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


def main(*, full: bool = False) -> None:
    with tempfile.TemporaryDirectory() as name:
        os.environ["PEELGRAPH_CACHE"] = str(Path(name) / "cache")
        print(steps(), flush=True)
        print(beside(Path(name), full=full), flush=True)


def steps() -> str:
    """How long each step of building the shipped graph takes."""
    begun: list[tuple[str, float]] = []

    def tell(step: str, _: float) -> None:
        if not begun or begun[-1][0] != step:
            begun.append((step, time.perf_counter()))

    tell("everything", 0)
    rebuild(SHIPPED, tell)
    ends = [start for _, start in begun[2:]] + [time.perf_counter()]
    rows = [["step", "seconds"]]
    rows += [
        [step, f"{end - start:.2f}"] for (step, start), end in zip(begun[1:], ends, strict=True)
    ]
    rows.append(["everything", f"{ends[-1] - begun[0][1]:.2f}"])
    return f"Building the shipped graph\n{aligned(rows)}\n"


def beside(folder: Path, *, full: bool) -> str:
    """Peelgraph and the plain script on the same statements."""
    kg, said, query = load(), folder / "said.nq", folder / "question.rq"
    count = write_said(kg, said, full=full)
    name, arguments = QUESTION
    query.write_text(
        bind(kg.question(name), {"force": [thing("force/cambridgeshire")]}), encoding="utf-8"
    )

    ours, plain = folder / "ours.nt", folder / "plain.nt"
    build = timed(lambda: python(BUILD, said, ours))
    plain_build = timed(lambda: python(PLAIN_BUILD, said, plain, SHIPPED.ontology / "rules"))
    same = difference(said, ours, plain)

    command = [
        str(Path(sys.executable).with_name("peelgraph")),
        "ask",
        name,
        "--force",
        arguments["force"],
    ]
    cold = timed(lambda: subprocess.run(command, check=True, capture_output=True), 5)
    plain_cold = timed(lambda: python(PLAIN_ASK, plain, query), 3)
    import_only = timed(lambda: python("import rdflib"), 5)
    graph, text = Graph().parse(plain, format="nt"), query.read_text(encoding="utf-8")
    warm = timed(lambda: kg.ask(name, **arguments), 30)
    plain_warm = timed(lambda: list(graph.query(text)), 5)

    rows = [["", "peelgraph", "plain", "plain / peelgraph"]]
    for label, mine, theirs in (
        ("from statements to the whole graph", build, plain_build),
        ("a question, cold", cold, plain_cold),
        ("a question, warm", warm, plain_warm),
    ):
        rows.append([label, f"{mine:.4f} s", f"{theirs:.4f} s", f"{theirs / mine:.1f}"])
    what = (
        "the whole shipped graph"
        if full
        else "the ontology and the two reports alone (--full takes all there is)"
    )
    return (
        f"Beside plain rdflib + owlrl, on {what}: {count:,} statements; the two closures are {same}\n"
        f"{aligned(rows)}\npeelgraph's questions are asked of the whole shipped graph. A cold one takes"
        f" {cold / import_only:.1f} times `import rdflib` ({import_only:.3f} s).\n"
    )


def python(code: str, *arguments: object) -> None:
    subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], check=True, capture_output=True
    )


def write_said(kg: KnowledgeGraph, path: Path, *, full: bool) -> int:
    """Write what the sources say, without what is inferred, as N-Quads; how many lines that
    makes.
    """
    chosen = (
        f"?g != {sparql_text(INFERRED)}"
        if full
        else f"?g IN ({', '.join(map(sparql_text, REPORTS))})"
    )
    rows = kg.sparql(
        f"SELECT ?s ?p ?o ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({chosen}) }}"
    ).rows
    lines = [
        " ".join(sparql_text(term) for term in row if term is not None) + " .\n" for row in rows
    ]
    path.write_text("".join(lines), encoding="utf-8")
    return len(lines)


def difference(said: Path, ours: Path, plain: Path) -> str:
    """How the two closures differ, in words, once what says nothing is set aside."""
    known = {line.rsplit(" ", 2)[0] for line in said.read_text(encoding="utf-8").splitlines()}

    def says_something(path: Path) -> set[tuple[object, ...]]:
        return {
            t
            for t in Graph().parse(path, format="nt")
            if " ".join(map(sparql_text, t)) not in known
            and not is_noise(t)
            and not any(map(is_anonymous, t))
        }

    mine, theirs = says_something(ours), says_something(plain)
    if mine == theirs:
        return "the same"
    return f"not the same: {len(theirs - mine)} triples are missing here and {len(mine - theirs)} there"


if __name__ == "__main__":
    main(full="--full" in sys.argv[1:])
