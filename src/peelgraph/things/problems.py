"""What is wrong with a graph, in a form that a person can act on.

Contradictions, and what does not fit a shape.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rdflib import URIRef
from rdflib.term import Identifier

from peelgraph.sparql.terms import json_term, sparql_text, term_of_json
from peelgraph.store import Triple, View
from peelgraph.things.titles import Titles
from peelgraph.vocab import curie

__all__ = ["GraphProblem", "Statement", "count_of", "statement"]


@dataclass(frozen=True)
class Statement:
    """A triple that has part in a problem, and the titles of the sources that say it.

    `inferred` where none does.
    """

    triple: Triple
    sources: tuple[str, ...]

    def __str__(self) -> str:
        words = " ".join(map(_term_words, self.triple))
        sources = ", ".join(self.sources)
        return f"{words} ({sources})"


@dataclass(frozen=True)
class GraphProblem:
    """One thing wrong with a graph.

    `severity` is `contradiction` for statements that cannot all be true, and `violation`, `warning`
    or `info` as a shape says; `rule` names the rule of OWL 2 Profiles or the shape; `thing` is what
    it is about, `words` say what is wrong, `statements` are the triples it rests on; `place` is the
    file and line of the thing, where that is known.
    """

    severity: str
    rule: str
    thing: str
    words: str
    statements: tuple[Statement, ...] = ()
    place: str | None = None

    @property
    def is_warning(self) -> bool:
        """Whether the graph may be right all the same."""
        return self.severity in {"warning", "info"}

    @property
    def sources(self) -> tuple[str, ...]:
        """The titles of all sources that have part in it, each once."""
        every = (source for statement in self.statements for source in statement.sources)
        return tuple(dict.fromkeys(every))

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{self.severity}: {where}{self.words}"

    # The manifest of a built graph keeps its problems in this form.

    def as_dict(self) -> dict[str, Any]:
        """The problem in the types of JSON; terms as in SPARQL 1.1 Query Results JSON."""
        return {
            "severity": self.severity,
            "rule": self.rule,
            "thing": self.thing,
            "words": self.words,
            "place": self.place,
            "statements": [_statement_dict(statement) for statement in self.statements],
        }

    @classmethod
    def from_dict(cls, made: dict[str, Any]) -> GraphProblem:
        """A problem from what `as_dict` made of it."""
        return cls(
            severity=made["severity"],
            rule=made["rule"],
            thing=made["thing"],
            words=made["words"],
            place=made["place"],
            statements=tuple(map(_statement, made["statements"])),
        )


def statement(store: View, triple: Triple) -> Statement:
    """A triple of a store with the titles of its sources."""
    pattern = " ".join(map(sparql_text, triple))
    rows = store.select(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {pattern} }} }}").rows
    graphs = [graph for (graph,) in rows if graph is not None]
    sources = Titles(store).of(graphs)
    titles = dict.fromkeys(source.title for source in sources)
    return Statement(triple, tuple(titles) or ("inferred",))


def count_of(problems: Iterable[GraphProblem]) -> str:
    """How many problems and warnings there are, in words."""
    count = Counter("warning" if problem.is_warning else "problem" for problem in problems)
    parts = []
    for kind in ("problem", "warning"):
        plural = "" if count[kind] == 1 else "s"
        parts.append(f"{count[kind]} {kind}{plural}")
    return ", ".join(parts)


def _term_words(term: Identifier) -> str:
    if isinstance(term, URIRef):
        return curie(str(term))
    return sparql_text(term)


def _statement_dict(statement: Statement) -> dict[str, Any]:
    subject, predicate, value = statement.triple
    return {
        "subject": json_term(subject),
        "predicate": json_term(predicate),
        "object": json_term(value),
        "sources": list(statement.sources),
    }


def _statement(made: dict[str, Any]) -> Statement:
    triple = (
        term_of_json(made["subject"]),
        term_of_json(made["predicate"]),
        term_of_json(made["object"]),
    )
    return Statement(triple, tuple(made["sources"]))
