"""Questions, descriptions and the state of a graph as text, Markdown and JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from peelgraph.cli.output import choose, markdown, say, table, writing
from peelgraph.errors import NotInCopy
from peelgraph.formats import ROWS

if TYPE_CHECKING:
    from peelgraph.builder.tally import TableCount
    from peelgraph.documents.copies import Quote
    from peelgraph.graph import KnowledgeGraph
    from peelgraph.questions.question import StoredQuestion
    from peelgraph.store import Result
    from peelgraph.things.describe import Description, Fact
    from peelgraph.things.info import Info

__all__ = ["list_questions", "show_info", "show_question", "write_description", "write_quotes"]

TEXTS = ("text", "md", "json")
NAMED = 3
LISTED = 12
QUESTION = ("text", "json")


def list_questions(
    questions: Iterable[StoredQuestion], format: str | None, output: Path | None
) -> None:
    """Write a row for each question, by topic."""
    from rdflib import Literal

    from peelgraph.cli.output import write_rows
    from peelgraph.store import Result

    rows = [(q.topic, q.name, q.summary, " ".join(p.flag for p in q.params)) for q in questions]
    cells = tuple(tuple(Literal(c) for c in row) for row in rows)
    write_rows(Result(("topic", "question", "answers", "parameters"), cells), format, output)


def show_question(question: StoredQuestion, format: str | None, output: Path | None) -> None:
    """Write a question in full: what it answers, parameters, columns, an example and its query."""
    chosen = choose(format, output, QUESTION, "text")
    with writing(output) as out:
        if chosen == "json":
            json.dump(asdict(question), out, indent=2, ensure_ascii=False, default=str)
            out.write("\n")
        else:
            out.write("\n".join(_question_lines(question)) + "\n")


def _question_lines(question: StoredQuestion) -> Iterator[str]:
    yield f"{question.name} – {question.summary}"
    if question.description:
        yield textwrap.fill(" ".join(question.description.split()), 100)
    if question.params:
        yield "\nParameters"
    for p in question.params:
        notes = ["needed"] if p.required else []
        notes += [f"default {p.default}"] if p.default is not None else []
        notes += ["may be given several times"] if p.many else []
        notes += [f"one of {', '.join(p.options)}"] if p.options else []
        yield f"  {p.flag} ({p.type}{'; ' if notes else ''}{', '.join(notes)})  {p.description}"
    yield "\nColumns"
    for c in question.returns:
        yield f"  {c.name} ({c.type}{', can be empty' if c.nullable else ''})  {c.description}"
    yield f"\nExample\n  {_example(question)}\n"
    body = [line for line in question.text.splitlines() if not line.startswith("#+")]
    yield "Query\n" + textwrap.indent("\n".join(body).strip(), "  ")


def _example(question: StoredQuestion) -> str:
    def quoted(text: str) -> str:
        return f'"{text}"' if " " in text else text

    shown = [p for p in question.params if p.example and (p.required or len(question.params) < 3)]
    given = [f"{p.flag} {quoted(p.example or '')}" for p in shown]
    return " ".join(["peelgraph ask", question.name, *given])


def show_info(kg: KnowledgeGraph, format: str | None, output: Path | None) -> None:
    """Write what is in a graph: sources, classes, the inferred share, versions, where it lies."""
    from peelgraph.cli.output import write_rows
    from peelgraph.things.info import info

    counts = info(kg.store)
    chosen = choose(format, output, tuple(ROWS), "table")
    if chosen in {"csv", "tsv"}:
        write_rows(_info_rows(counts, kg.tables), chosen, output)
        return
    with writing(output) as out:
        if chosen == "json":
            json.dump(_info_dict(kg, counts), out, indent=2, ensure_ascii=False, default=str)
            out.write("\n")
        else:
            _write_info(kg, counts, markdown if chosen == "md" else table, out)


def _versions() -> dict[str, str]:
    return {
        name: version(name) for name in ("peelgraph", "rdflib", "pyoxigraph", "owlrl", "pyshacl")
    }


def _info_rows(counts: Info, tables: Sequence[TableCount]) -> Result:
    from rdflib import Literal

    from peelgraph.store import Result

    rows = [(Literal("source"), *row) for row in counts.sources.rows]
    rows += [(Literal("class"), name, None, None, number) for name, number in counts.classes.rows]
    rows += [
        (Literal("triples"), Literal("said"), None, None, Literal(counts.said)),
        (Literal("triples"), Literal("inferred"), None, None, Literal(counts.inferred)),
    ]
    for t in tables:
        for what in ("read", "kept", "promised", "yielded"):
            rows.append(
                (Literal(f"rows {what}"), Literal(t.table), None, None, Literal(getattr(t, what)))
            )
    return Result(("what", "name", "title", "date", "count"), tuple(rows))


def _info_dict(kg: KnowledgeGraph, counts: Info) -> dict[str, Any]:
    from peelgraph.builder.cache import cache_folder

    return {
        "said": counts.said,
        "inferred": counts.inferred,
        "sources": [row._asdict() for row in counts.sources],
        "classes": {row[0]: int(row[1]) for row in counts.classes},
        "tables": [asdict(count) for count in kg.tables],
        "problems": [p.as_dict() for p in kg.problems],
        "versions": _versions(),
        "cache": str(cache_folder()),
    }


def _write_info(
    kg: KnowledgeGraph, counts: Info, lay_out: Callable[..., None], out: TextIO
) -> None:
    from peelgraph.builder.cache import cache_folder
    from peelgraph.things.problems import count_of

    by_size = sorted(counts.sources, key=lambda row: -row.triples)
    sources = [["" if c is None else str(c) for c in row] for row in by_size[:LISTED]]
    classes = [[str(c) for c in row] for row in counts.classes]
    lay_out(
        ["source", "title", "date", "triples"],
        [[s[0].rpartition("/")[2], *s[1:]] for s in sources],
        out,
    )
    if len(by_size) > LISTED:
        out.write(f"and {len(by_size) - LISTED} sources more; --format csv or json lists all.\n")
    lay_out(["class", "things"], classes, out)
    _write_tables(kg.tables, lay_out, out)
    share = (
        f"{counts.said:,} triples said, {counts.inferred:,} inferred ({counts.inferred_share:.0%})"
    )
    out.write(f"{share}; {count_of(kg.problems)}.\n")
    out.write(", ".join(f"{name} {number}" for name, number in _versions().items()) + "\n")
    out.write(f"Built graphs lie in {cache_folder()}\n")


def _write_tables(tables: Sequence[TableCount], lay_out: Callable[..., None], out: TextIO) -> None:
    if not tables:
        return
    columns = ["table", "rows read", "in the graph", "promised by sources", "in their graphs"]
    lay_out(
        columns,
        [[t.table, *(str(n) for n in (t.read, t.kept, t.promised, t.yielded))] for t in tables],
        out,
    )
    lost = sum(t.lost for t in tables)
    out.write(
        f"{sum(t.read for t in tables):,} rows of {len(tables)} tables read, {lost or 'none'} lost.\n"
    )


def write_description(description: Description, format: str | None, output: Path | None) -> None:
    """Write everything about a thing."""
    chosen = choose(format, output, TEXTS, "text")
    with writing(output) as out:
        if chosen == "json":
            json.dump(asdict(description), out, indent=2, ensure_ascii=False)
            out.write("\n")
        else:
            out.write("\n".join(_description_lines(description, md=chosen == "md")) + "\n")


def _description_lines(d: Description, *, md: bool) -> Iterator[str]:
    yield f"{'# ' if md else ''}{d.label}"
    yield f"{d.id} – {', '.join(d.classes)}"
    for title, facts in (
        ("Said", d.said),
        ("Inferred", d.inferred),
        ("Said of others that point here", d.said_elsewhere),
        ("Inferred of others that point here", d.inferred_elsewhere),
    ):
        if facts:
            yield f"\n{'## ' if md else ''}{title}{'' if md else ':'}"
            yield from _fact_lines(facts, md=md)


def _fact_lines(facts: tuple[Fact, ...], *, md: bool) -> Iterator[str]:
    by_property: dict[str, list[Fact]] = {}
    for fact in facts:
        by_property.setdefault(fact.property, []).append(fact)
    mark = "- " if md else "  "
    for name, group in by_property.items():
        where = _where(tuple(dict.fromkeys(s for f in group for s in f.sources)))
        if len(group) == 1:
            yield f"{mark}{name}: {_value(group[0])}{where}"
            continue
        yield f"{mark}{name}:{where}"
        yield from (f"  {mark}{_value(f)}" for f in group)


def _where(sources: tuple[str, ...]) -> str:
    """Up to three sources by their titles; of more, the first and how many others there are."""
    if len(sources) > NAMED:
        return f"  [{sources[0]} and {len(sources) - 1} more]"
    return f"  [{'; '.join(sources)}]" if sources else ""


def _value(fact: Fact) -> str:
    return (
        f"{fact.value} ({fact.id})"
        if fact.id and fact.id != fact.value and "/" in fact.id
        else fact.value
    )


def write_quotes(quotes: list[Quote], copy: Path, output: Path | None) -> None:
    """Write the words of passages, or say plainly that the copy does not have them; NotInCopy where
    it has none.
    """
    with writing(output) as out:
        for q in quotes:
            out.write(f"{q.passage}\n")
            if q.words is not None:
                moved = (
                    ""
                    if q.found == q.passage.start
                    else f" (in this copy from character {q.found})"
                )
                out.write(
                    f"  digest holds{moved}\n\n{textwrap.indent(textwrap.fill(q.words, 100), '  ')}\n\n"
                )
    if not any(q.words for q in quotes):
        raise NotInCopy(str(copy), len(quotes))
    if any(q.same_copy is False for q in quotes):
        say(f"{copy} is not the copy that was read, but the passage stands in it word for word.")
