"""The build by step, and peelgraph beside a plain rdflib + owlrl script on the same statements.

    python -m benchmarks.build [--full]

The plain script does what one would write without peelgraph: it parses the statements, expands them
with owlrl, runs the rule files as CONSTRUCT queries, in an order in which each finds what it stands
on, and owlrl again, and saves N-Triples; its questions are answered by rdflib from that file.
peelgraph also validates with SHACL and looks for contradictions. Both get the same N-Quads file: by
default the ontology and the two reports, with --full all there is, which takes the plain script
several minutes. The steps of the shipped graph's build are told by the program itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from rdflib import Graph, URIRef

from benchmarks.measure import aligned, timed
from peelgraph.builder.cache import rebuild
from peelgraph.graph import KnowledgeGraph
from peelgraph.loading import load
from peelgraph.questions.arguments import bind
from peelgraph.resources import SHIPPED
from peelgraph.rules.files import load_rules
from peelgraph.rules.owl.schema import is_anonymous, is_noise
from peelgraph.rules.rule import Rule
from peelgraph.rules.strata import strata
from peelgraph.sparql.terms import sparql_text
from peelgraph.vocab import INFERRED, ONTOLOGY, graph_of, thing

__all__ = ["main"]

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
        folder = Path(name)
        # a cache of its own, so that the build is one
        os.environ["PEELGRAPH_CACHE"] = str(folder / "cache")
        print(steps(), flush=True)
        print(beside(folder, full=full), flush=True)


def steps() -> str:
    """How long each step of building the shipped graph takes."""
    begun: list[tuple[str, float]] = []

    def tell(step: str, _: float) -> None:
        # a step is told of many times, as its share that is done grows
        if not begun or begun[-1][0] != step:
            begun.append((step, time.perf_counter()))

    start = time.perf_counter()
    rebuild(SHIPPED, tell)
    end = time.perf_counter()
    ends = [next_start for _, next_start in begun[1:]] + [end]
    rows = [["step", "seconds"]]
    for (step, step_start), step_end in zip(begun, ends, strict=True):
        rows.append([step, f"{step_end - step_start:.2f}"])
    rows.append(["everything", f"{end - start:.2f}"])
    return f"Building the shipped graph\n{aligned(rows)}\n"


def beside(folder: Path, *, full: bool) -> str:
    """Peelgraph and the plain script on the same statements."""
    kg = load()
    said = folder / "said.nq"
    count = write_said(kg, said, full=full)
    ours = folder / "ours.nt"
    plain = folder / "plain.nt"
    build = timed(lambda: python(BUILD, said, ours))
    rules = folder / "rules"
    write_rules(rules)
    plain_build = timed(lambda: python(PLAIN_BUILD, said, plain, rules))
    same = difference(said, ours, plain)
    cold, plain_cold = cold_times(kg, plain, folder / "question.rq")
    warm, plain_warm = warm_times(kg, plain, folder / "question.rq")
    import_only = timed(lambda: python("import rdflib"), 5)
    rows = [
        ["", "peelgraph", "plain", "plain / peelgraph"],
        row("from statements to the whole graph", build, plain_build),
        row("a question, cold", cold, plain_cold),
        row("a question, warm", warm, plain_warm),
    ]
    what = "the ontology and the two reports alone (--full takes all there is)"
    if full:
        what = "the whole shipped graph"
    return (
        f"Beside plain rdflib + owlrl, on {what}: {count:,} statements; the two closures are"
        f" {same}\n{aligned(rows)}\npeelgraph's questions are asked of the whole shipped graph. A"
        f" cold one takes {cold / import_only:.1f} times `import rdflib` ({import_only:.3f} s).\n"
    )


def row(label: str, mine: float, theirs: float) -> list[str]:
    return [label, f"{mine:.4f} s", f"{theirs:.4f} s", f"{theirs / mine:.1f}"]


def cold_times(kg: KnowledgeGraph, plain: Path, query: Path) -> tuple[float, float]:
    """The seconds that a question takes in a process of its own, here and there."""
    name, arguments = QUESTION
    force = arguments["force"]
    bound = bind(kg.question(name), {"force": [thing(f"force/{force}")]})
    query.write_text(bound, encoding="utf-8")
    program = Path(sys.executable).with_name("peelgraph")
    command = [str(program), "ask", name, "--force", force]
    cold = timed(lambda: subprocess.run(command, check=True, capture_output=True), 5)
    return cold, timed(lambda: python(PLAIN_ASK, plain, query), 3)


def warm_times(kg: KnowledgeGraph, plain: Path, query: Path) -> tuple[float, float]:
    """The seconds that a question takes once all is loaded, here and there."""
    name, arguments = QUESTION
    graph = Graph().parse(plain, format="nt")
    text = query.read_text(encoding="utf-8")
    warm = timed(lambda: kg.ask(name, **arguments), 30)
    return warm, timed(lambda: list(graph.query(text)), 5)


def python(code: str, *arguments: object) -> None:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True)


def reports() -> list[URIRef]:
    """The named graphs of the ontology, of the project's own tables, and of the two reports."""
    slugs = sorted(path.name for path in (SHIPPED.data / "reports").iterdir())
    return [ONTOLOGY, graph_of("peelgraph"), *map(graph_of, slugs)]


def write_said(kg: KnowledgeGraph, path: Path, *, full: bool) -> int:
    """Write what the sources say, without what is inferred, as N-Quads; how many lines."""
    if full:
        chosen = f"?g != {sparql_text(INFERRED)}"
    else:
        chosen = f"?g IN ({', '.join(map(sparql_text, reports()))})"
    query = f"SELECT ?s ?p ?o ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({chosen}) }}"
    lines = []
    for terms in kg.sparql(query).rows:
        quad = " ".join(sparql_text(term) for term in terms if term is not None)
        lines.append(f"{quad} .\n")
    path.write_text("".join(lines), encoding="utf-8")
    return len(lines)


def write_rules(folder: Path) -> None:
    """Copy the rule files to a folder in which the order of their names is that of their strata."""
    folder.mkdir()
    files = [rule.file for rule in ordered(load_rules(SHIPPED.ontology / "rules")) if rule.file]
    for place, file in enumerate(dict.fromkeys(files)):
        text = (SHIPPED.ontology / "rules" / file).read_text(encoding="utf-8")
        (folder / f"{place:02} {file}").write_text(text, encoding="utf-8")


def ordered(rules: Sequence[Rule]) -> Iterator[Rule]:
    """Rules, those that others stand on first."""
    for stratum in strata(rules):
        yield from stratum.rules


def difference(said: Path, ours: Path, plain: Path) -> str:
    """How the two closures differ, in words, once what says nothing is set aside."""
    # a line of N-Quads without its graph and its full stop
    known = {line.rsplit(" ", 2)[0] for line in said.read_text(encoding="utf-8").splitlines()}

    def inferred(path: Path) -> set[tuple[object, ...]]:
        triples = Graph().parse(path, format="nt")
        new = (t for t in triples if " ".join(map(sparql_text, t)) not in known)
        return {t for t in new if not is_noise(t) and not any(map(is_anonymous, t))}

    mine = inferred(ours)
    theirs = inferred(plain)
    if mine == theirs:
        return "the same"
    missing = len(theirs - mine)
    return f"not the same: {missing} triples are missing here and {len(mine - theirs)} there"


if __name__ == "__main__":
    main(full="--full" in sys.argv[1:])
