"""What is wrong with a graph: contradictions and what does not fit a shape, in one form that a
person can act on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rdflib import Literal, URIRef
from rdflib.term import Identifier

from peelgraph.sparql.terms import sparql_text
from peelgraph.store.base import Store, Triple
from peelgraph.vocab import INFERRED, ONTOLOGY, curie

__all__ = ["GraphProblem", "Statement", "count_of", "statement"]

_PARTS = ("subject", "predicate", "object")


@dataclass(frozen=True)
class Statement:
    """A triple that has part in a problem, and the titles of the sources that say it; `inferred`
    where none does.
    """

    triple: Triple
    sources: tuple[str, ...]

    def __str__(self) -> str:
        words = " ".join(
            curie(str(term)) if isinstance(term, URIRef) else sparql_text(term)
            for term in self.triple
        )
        return f"{words} ({', '.join(self.sources)})"


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
        return tuple(dict.fromkeys(source for s in self.statements for source in s.sources))

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{self.severity}: {where}{self.words}"

    def as_dict(self) -> dict[str, Any]:
        """The problem in the types of JSON; terms are written as in SPARQL 1.1 Query Results
        JSON.
        """
        return {
            "severity": self.severity,
            "rule": self.rule,
            "thing": self.thing,
            "words": self.words,
            "place": self.place,
            "statements": [
                {
                    **dict(zip(_PARTS, map(_as_json, s.triple), strict=True)),
                    "sources": list(s.sources),
                }
                for s in self.statements
            ],
        }

    @classmethod
    def from_dict(cls, made: dict[str, Any]) -> GraphProblem:
        """A problem from what `as_dict` made of it."""
        statements = tuple(
            Statement(
                (_term(s["subject"]), _term(s["predicate"]), _term(s["object"])),
                tuple(s["sources"]),
            )
            for s in made["statements"]
        )
        return cls(**{**made, "statements": statements})


def _as_json(term: Identifier) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"type": "uri", "value": str(term)}
    extra = {"xml:lang": term.language, "datatype": term.datatype and str(term.datatype)}
    return {
        "type": "literal",
        "value": str(term),
        **{key: text for key, text in extra.items() if text},
    }


def _term(made: dict[str, str]) -> Identifier:
    if made["type"] == "uri":
        return URIRef(made["value"])
    return Literal(made["value"], lang=made.get("xml:lang"), datatype=made.get("datatype"))


def statement(store: Store, triple: Triple) -> Statement:
    """A triple of a store with the titles of its sources."""
    pattern = " ".join(map(sparql_text, triple))
    rows = store.select(
        f"SELECT DISTINCT ?g ?title WHERE {{ GRAPH ?g {{ {pattern} }} "
        "OPTIONAL { ?source peel:graph ?g ; rdfs:label ?title } } ORDER BY ?title ?g"
    ).rows
    known = {INFERRED: "inferred", ONTOLOGY: "the ontology"}
    titles = [known.get(URIRef(str(graph)), str(title or graph)) for graph, title in rows]
    return Statement(triple, tuple(dict.fromkeys(titles)) or ("inferred",))


def count_of(problems: Iterable[GraphProblem]) -> str:
    """How many problems and warnings there are, in words."""
    count = Counter("warning" if p.is_warning else "problem" for p in problems)
    return ", ".join(
        f"{count[kind]} {kind}{'' if count[kind] == 1 else 's'}" for kind in ("problem", "warning")
    )
