"""Writes docs/questions.md and data/README.md from the headers of the files that they document, and docs/explanations.md
from docs/explanations.txt, with what the shipped graph answers: `make docs`.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from peelgraph.builder.mapping import load_mapping
from peelgraph.explain.forms import explanation_markdown, why_not_markdown
from peelgraph.graph import KnowledgeGraph, load
from peelgraph.header import read_header
from peelgraph.query import StoredQuery, load_questions
from peelgraph.resources import SHIPPED

ROOT = Path(__file__).parents[1]
EXPLANATIONS = ROOT / "docs" / "explanations.txt"

DATA = """# The tables

Each `<table>.csv` is a table that a person can edit in a spreadsheet: UTF-8, comma-separated, quotes where needed (RFC
4180), a header row. `<table>.rq`, in the same folder or the nearest one above, is the CONSTRUCT that turns a row into
triples; its `#+` header declares the columns, and its variables are their names. Tables in `data/` itself are the
project's own vocabulary; those in `data/reports/<slug>/` are the reading of the document `source/<slug>`; those in
`data/national/` hold facts on all forces, row by row from public pages. Each source
has a row in `sources.csv`, with the rows that it must yield, and its triples stand in the named graph `graph/<slug>`.

A build stops, and keeps nothing, at anything that is not in order, and lists it all with file, line and reason: a row
that yields nothing, a thing that no row defines, a word that is no term of the ontology, a bad date or number, a key
that stands twice, a column without use, a ragged row, a stray quote, another encoding than UTF-8, fewer rows than promised.

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

Names are those of the sources. Findings, statements, notes and definitions are the project's own words. Passages locate
what was read: `start` and `end` count characters, from 0, in the document's text with every run of white space collapsed
to one space and none at the ends; `sha256` is the digest of these characters in UTF-8. A date of a finding or judgement
is that of the part of the publication it stands in. Both sides of a contradiction are recorded, and a row of
`discrepancies.csv` says how they differ.

## The tables and their columns
"""

QUESTIONS = """# The stored questions

Each is a file `queries/<topic>/<name>.rq` that any SPARQL tool can run, with a header that `peelgraph questions NAME`
shows. `peelgraph ask NAME --PARAM VALUE` answers it, and so does `kg.ask("NAME", PARAM=VALUE)`. A parameter is written
`$name` in the query; an optional one, or one that may be given several times, stands in a block `VALUES $name { UNDEF }`
that is filled with what is given.
"""


def table_section(path: Path) -> Iterator[str]:
    header = read_header(path, path.read_text(encoding="utf-8"))
    mapping = load_mapping(path)
    yield f"\n### {path.stem}\n\n{header['summary']}\n\n| column | type | holds |\n|---|---|---|"
    for column in mapping.columns:
        marks = [w for w, on in (("key", column.key), ("needed", column.required), ("many", column.many)) if on]
        yield f"| `{column.name}` | {', '.join([column.type, *marks])} | {column.description} |"


def data_readme() -> str:
    lines = [line for path in sorted(SHIPPED.data.rglob("*.rq")) for line in table_section(path)]
    return DATA + "\n".join(lines) + "\n"


def question_section(question: StoredQuery) -> Iterator[str]:
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
    proofs = [] if command == "why-not" else [kg.why(*words)]
    answer = explanation_markdown(proofs) if proofs else why_not_markdown(kg.why_not(*words))
    return f"```console\n$ peelgraph {line.removeprefix('!')}\n```\n\n{answer.rstrip()}"


PAGES = {
    ROOT / "data" / "README.md": data_readme,
    ROOT / "docs" / "questions.md": questions_page,
    ROOT / "docs" / "explanations.md": explanations_page,
}

if __name__ == "__main__":
    for path, page in PAGES.items():
        path.write_text(page(), encoding="utf-8")
