"""Writes docs/questions.md, docs/networks.md and data/README.md from what they document, and
docs/explanations.md from docs/explanations.txt, with what the shipped graph answers: `make docs`.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import networkx as nx

from peelgraph.builder.mapping import load_mapping
from peelgraph.graph import KnowledgeGraph
from peelgraph.loading import load
from peelgraph.network import measures, positions
from peelgraph.network.projection import name_of, projections
from peelgraph.network.structure import structure
from peelgraph.questions.question import StoredQuestion, find_question, load_questions
from peelgraph.resources import SHIPPED
from peelgraph.results import explanation, obstacle
from peelgraph.sparql.header import read_header

ROOT = Path(__file__).parents[1]
EXPLANATIONS = ROOT / "docs" / "explanations.txt"

DATA = """# The tables

Each `<table>.csv` is a table that a person can edit in a spreadsheet: UTF-8, comma-separated, quotes where needed (RFC
4180), a header row. `<table>.rq`, in the same folder or the nearest one above, is the CONSTRUCT that turns a row into
triples; its `#+` header declares the columns, and its variables are their names. Tables in `data/` itself are the
project's own vocabulary; those in `data/reports/<slug>/` are the reading of the document `source/<slug>`; those in
`data/national/` hold facts on all forces, row by row from public pages. Each source has a row in a `sources.csv`, with
the rows that it must yield, and its triples stand in the named graph `graph/<slug>`.

A build stops, and keeps nothing, at anything that is not in order, and lists it all with file, line and reason: a row
that yields nothing, a thing that no row defines, a word that is no term of the ontology, a bad date or number, a key
that stands twice, a column without use, a ragged row, a stray quote, another encoding than UTF-8, fewer rows than promised.

## A report is one folder

`data/reports/<slug>/` holds all that a report brings; nothing outside it has to change. What is defined elsewhere is named
by its id and not repeated. A table without rows is left out.

| tables | hold |
|---|---|
| `sources` | the report itself, in one row: who published it and when, the digest of its text, how many rows it yields. The project says so, hence `source/peelgraph` as its `source` |
| `frameworks`, `criteria`, `schemes`, `grades`, `topics`, `functions`, `measures` | the words that it needs and no other folder has |
| `assessments`, `people`, `organisations`, `units`, `alliances`, `memberships`, `initiatives`, `relations` | who and what it speaks of, and what it says of them; a thing that others define gets a row only where the report says more |
| `judgements`, `findings`, `items`, `events`, `measurements` | what was judged, found, asked and counted |
| `passages` | where each of these statements is printed |
| `coverage` | every sentence of the report, with the statements that say what it says or why none does |
| `discrepancies` | where it contradicts itself or another source; two sides, or a `note` on why only one stands there |

## What cells hold

| type | holds |
|---|---|
| id | a short id, `kind/slug`: `force/bedfordshire`, `unit/bch-ict`; every one must be defined by a row |
| term | the name of a term of the ontology: `existing`, `JointUnit` |
| date | as the source states it: `2016`, `2016-11` or `2016-11-03`; its first and last possible day are kept beside it |
| text, prose | words; prose is English |
| integer, decimal | a number without unit or separators |
| url | an absolute address |
| rows | `table number; table number`: what a source must yield |

Every table may have a column `source`: the short ids of the sources that say what the row says, separated by `|`. Its
triples then stand in the graph of each; otherwise in that of the folder's own source. A thing that one folder defines
may have a row in another folder that says more of it.

An empty cell says nothing. In a column marked *many*, `|` separates values. Columns marked *key* together name the row,
those marked *needed* must not be empty.

## Where the words come from

Names are those of the sources. The title of a source is what a person would cite: publisher, what, and when where that is
stated. `title_from` says whether some of it was read on the page or all of it is stated by the address; nothing else is
added to it, and a publisher that is not known for sure is called by its host. Findings, statements, notes and definitions
are the project's own words.

Passages locate what was read: `start` and `end` count characters, from 0, in the document's text with every run of white
space collapsed to one space and none at the ends; `sha256` is the digest of these characters in UTF-8. A date of a finding
or judgement is that of the part of the publication it stands in. Both sides of a contradiction are recorded, and a row of
`discrepancies.csv` says how they differ.

## The tables and their columns
"""

QUESTIONS = """# The stored questions

Each is a file `queries/<topic>/<name>.rq` that any SPARQL tool can run, with a header that `peelgraph questions NAME`
shows. `peelgraph ask NAME --PARAM VALUE` answers it, and so does `kg.ask("NAME", PARAM=VALUE)`. A parameter is written
`$name` in the query; an optional one, or one that may be given several times, stands in a block `VALUES $name { UNDEF }`
that is filled with what is given.
"""


NETWORKS = """# Networks

`kg.network("forces", as_of="2016-11-03")` gives a projection of the graph as networkx's own graph, and `peelgraph network
forces --as-of 2016-11-03` a table of what is measured of it. A projection `NAME` is a stored question `NAME-edges`, whose
rows are its edges, and one for its nodes; the engine that holds the graph does the projecting, so both also answer to
`peelgraph ask`, embedded or remote.

- Nodes are IRIs (`str`), with `label`, `kind` (a class of the ontology) and more; edges have `weight` and more. Every
  attribute is a `str`, `int`, `float`, `bool`, `datetime.date` or a tuple of `str`. What is not known is absent.
- Nodes and edges come sorted. `graph.graph` says what `node`, `edge` and `weight` mean, with `projection`, `title`,
  `description`, `as_of`, the `parameters` that were set, by hand or by default, the two kinds of node of a two-mode
  network (`modes`) and the `version` of the graph.
- `as_of` leaves out what had certainly not begun, or was certainly over, on that day; `certain=True` keeps only what is
  known to have held. Without `as_of` all that is on record counts, past and present.
- `peelgraph network NAME --as-of DAY --compare DAY` shows what changed; `--whole` measures the network, not its nodes.

`pip install ".[network]"` adds numpy and scipy, for PageRank and for `peelgraph study` ([what came out](study.md)); all
else needs neither. networkx computes, through its own dispatch: a backend that is installed is used where
`NETWORKX_BACKEND_PRIORITY` names it, for instance a release of nx-parallel that fits the networkx installed (0.3 does not
fit networkx 3.6).

`python benchmarks/network/scale.py` goes from triples to measures on made-up networks. On one core that other work kept
busy too, 10,000 organisations with 100,000 units (2.7 million triples, 286,000 edges) took eight minutes, most of it for
betweenness from 200 nodes, and 3.2 GB; 3,000 with 30,000 took 66 seconds and 1 GB; 1,000 with 10,000 took 26 seconds and
0.4 GB.
"""


SOURCES = """
## Sources

- Barrat, Barthélemy, Pastor-Satorras & Vespignani 2004, The architecture of complex weighted networks, PNAS 101
- Blondel, Guillaume, Lambiotte & Lefebvre 2008, Fast unfolding of communities in large networks, J. Stat. Mech. P10008
- Borgatti & Everett 1997, Network analysis of 2-mode data, Social Networks 19; 1999, Models of core/periphery structures,
  Social Networks 21
- Brandes 2001, A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25
- Brin & Page 1998, The anatomy of a large-scale hypertextual web search engine, Computer Networks 30
- Burt 1992, Structural Holes, Harvard; 2004, Structural holes and good ideas, American Journal of Sociology 110
- Danon, Díaz-Guilera, Duch & Arenas 2005, Comparing community structure identification, J. Stat. Mech. P09008
- Dekker, Krackhardt & Snijders 2007, Sensitivity of MRQAP tests to collinearity and autocorrelation conditions,
  Psychometrika 72
- Freeman 1977, A set of measures of centrality based on betweenness, Sociometry 40; 1978, Centrality in social networks,
  Social Networks 1
- Guillot & Rousset 2013, Dismantling the Mantel tests, Methods in Ecology and Evolution 4
- Holm 1979, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6
- Hopcroft & Tarjan 1973, Algorithm 447: efficient algorithms for graph manipulation, Communications of the ACM 16
- Hubert & Arabie 1985, Comparing partitions, Journal of Classification 2
- Latapy, Magnien & Del Vecchio 2008, Basic notions for the analysis of large two-mode networks, Social Networks 30
- Lip 2011, A fast algorithm for the discrete core/periphery bipartitioning problem, arXiv:1102.5511
- Newman, Strogatz & Watts 2001, Random graphs with arbitrary degree distributions, Physical Review E 64; Newman 2003,
  Mixing patterns in networks, 67; 2004, Analysis of weighted networks, 70
- Opsahl, Agneessens & Skvoretz 2010, Node centrality in weighted networks, Social Networks 32
- Phipson & Smyth 2010, Permutation p-values should never be zero, Stat. Appl. Genet. Mol. Biol. 9
- Seidman 1983, Network structure and minimum degree, Social Networks 5
- Snijders & Borgatti 1999, Non-parametric standard errors and tests for network statistics, Connections 22
- Tarjan 1974, A note on finding the bridges of a graph, Information Processing Letters 2
- Wasserman & Faust 1994, Social Network Analysis, Cambridge
- Watts & Strogatz 1998, Collective dynamics of ‘small-world’ networks, Nature 393
"""


def table_section(path: Path) -> Iterator[str]:
    header = read_header(path, path.read_text(encoding="utf-8"))
    mapping = load_mapping(path)
    yield f"\n### {path.stem}\n\n{header['summary']}\n\n| column | type | holds |\n|---|---|---|"
    for column in mapping.columns:
        marks = [
            w
            for w, on in (("key", column.key), ("needed", column.required), ("many", column.many))
            if on
        ]
        yield f"| `{column.name}` | {', '.join([column.type, *marks])} | {column.description} |"


def data_readme() -> str:
    lines = [line for path in sorted(SHIPPED.data.rglob("*.rq")) for line in table_section(path)]
    return DATA + "\n".join(lines) + "\n"


def question_section(question: StoredQuestion) -> Iterator[str]:
    yield f"\n### {question.name}\n\n{question.summary}"
    if question.description:
        yield f"\n{' '.join(question.description.split())}"
    for p in question.params:
        marks = [w for w, on in (("needed", p.required), ("many", p.many)) if on]
        yield f"\n- `{p.flag}` ({', '.join([p.type, *marks])}): {p.description}; for example `{p.example}`"


def questions_page() -> str:
    parts = [QUESTIONS]
    for topic, group in groupby(load_questions(SHIPPED.queries), key=lambda q: q.topic):
        parts.append(f"\n## {topic.capitalize()}\n")
        parts += [line + "\n" for question in group for line in question_section(question)]
    return "".join(parts).replace("\n\n\n", "\n\n")


def explanations_page() -> str:
    kg, parts = load(), []
    for part in re.split(r"(?m)^(!why(?:-not)? .*)$", EXPLANATIONS.read_text(encoding="utf-8")):
        parts.append(explained(kg, part) if part.startswith("!why") else part)
    return "".join(parts)


def explained(kg: KnowledgeGraph, line: str) -> str:
    """A command of the page, and what it answers in Markdown."""
    command, *words = shlex.split(line.removeprefix("!"))
    if command == "why-not":
        answer = obstacle.as_md(kg.why_not(*words))
    else:
        answer = explanation.as_md(kg.why(*words))
    return f"```console\n$ peelgraph {line.removeprefix('!')}\n```\n\n{answer.rstrip()}"


def projection_section(edges: StoredQuestion) -> Iterator[str]:
    nodes = find_question(SHIPPED.queries, edges.network["nodes"])
    direction = "with a direction" if edges.network.get("directed") else "without direction"
    yield f"\n### {name_of(edges)}: {edges.network['title']}\n"
    if edges.description:
        yield f"{' '.join(edges.description.split())}\n"
    yield f"- **Node:** {edges.network['node']}\n- **Edge** ({direction}): {edges.network['edge']}"
    yield f"- **Weight:** {edges.network['weight']}\n- **Parameters:** {', '.join(f'`{p.name}`' for p in edges.params)}\n"
    yield "| of | attribute | type | says |\n|---|---|---|---|"
    for of, question, ends in (("node", nodes, {"node"}), ("edge", edges, {"source", "target"})):
        for column in question.returns:
            if column.name not in ends:
                kind = f"{column.type}, many" if column.many else column.type
                yield f"| {of} | `{column.name}` | {kind}{', or absent' if column.nullable else ''} | {column.description} |"


def facts() -> Iterator[tuple[str, str, str]]:
    """What is measured of a whole network, once each, from a small one with one mode and one with
    two.
    """
    one = nx.Graph([("a", "b")], node="a node", edge="an edge")
    nx.set_node_attributes(one, {"a": "North", "b": "South"}, "in_region")
    two = nx.Graph(one, modes=("PoliceForce", "JointUnit"))
    nx.set_node_attributes(two, {"a": "PoliceForce", "b": "JointUnit"}, "kind")
    nx.set_edge_attributes(two, ("lead",), "roles")
    seen = {f.name: (f.name, f.says, f.source) for graph in (one, two) for f in structure(graph)}
    yield from (fact for name, fact in seen.items() if name not in {"nodes", "edges"})


def networks_page() -> str:
    lines = [NETWORKS, "\n## Projections"]
    lines += [line for edges in projections(SHIPPED.queries) for line in projection_section(edges)]
    lines += ["\n## Measures of nodes", f"\n{' '.join((measures.__doc__ or '').split())}\n"]
    lines += ["| measure | networks | says | source |", "|---|---|---|---|"]
    modes = ("all", "one mode", "two modes")
    lines += [
        f"| `{m.name}` | {modes[m.modes]} | {m.says} | {m.source} |"
        for m in measures.MEASURES.values()
    ]
    lines += [
        f"\nBetweenness of more than {positions.SAMPLE_ABOVE} nodes is estimated from {positions.SAMPLES} of them and called so."
    ]
    lines += ["\n## Measures of a whole network\n", "| measure | says | source |", "|---|---|---|"]
    lines += [f"| `{name}` | {says} | {source} |" for name, says, source in facts()]
    return "\n".join(lines) + "\n" + SOURCES


PAGES = {
    ROOT / "data" / "README.md": data_readme,
    ROOT / "docs" / "questions.md": questions_page,
    ROOT / "docs" / "explanations.md": explanations_page,
    ROOT / "docs" / "networks.md": networks_page,
}

if __name__ == "__main__":
    for path, page in PAGES.items():
        path.write_text(page(), encoding="utf-8")
