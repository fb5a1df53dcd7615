"""Rules in files: CONSTRUCT queries that say what OWL 2 RL cannot, such as dates and negation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from rdflib import RDF, Variable
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Identifier

from peelgraph.errors import RuleError
from peelgraph.resources import read_text
from peelgraph.rules.rule import Rule
from peelgraph.sparql.header import read_header
from peelgraph.sparql.terms import sparql_text
from peelgraph.sparql.tokens import Token, construct_parts, tokenize
from peelgraph.store.base import Triple
from peelgraph.vocab import PREFIXES

__all__ = ["load_rules"]

_REFUSED = {
    "LeftJoin",
    "Minus",
    "ToMultiSet",
    "Union",
    "Graph",
    "ServiceGraphPattern",
}
_NOT_READ = {"triples", "var", "_vars", "PV"}


def load_rules(*folders: Path) -> list[Rule]:
    """The rules in `*.rq` files: CONSTRUCT queries of patterns, filters, BIND and negation.

    There are no property paths in them, no OPTIONAL, EXISTS or subqueries; RuleError where there
    are. Negation is `FILTER NOT EXISTS { … }`. A template of several triples gives a rule for each
    of them. Under `unless`, a header says when and in which words a rule does not hold; `unless_of`
    names another rule, and whatever rules that out rules out this one too.
    """
    paths = [path for folder in folders for path in sorted(folder.glob("*.rq"))]
    read = [_RuleFile.read(path) for path in paths]
    files = {file.name: file for file in read}
    return [rule for file in read for rule in _rules_of(file, files)]


Reasons = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _RuleFile:
    """What a file says: its heads, the group below them with full IRIs, and its header."""

    file: str
    name: str
    heads: tuple[Triple, ...]
    where: str
    parts: _Parts
    words: str
    unless: Reasons
    unless_of: str | None

    @classmethod
    def read(cls, path: Path) -> _RuleFile:
        text = read_text(path)
        header = read_header(path, text)
        try:
            algebra = _prepared(text).algebra
            prologue, _, where = construct_parts(text)
        except Exception as error:
            reason = " ".join(str(error).split())
            raise RuleError(path.name, f"it cannot be parsed ({reason})") from error
        parts = _Parts(path.name)
        parts.read(algebra.p, negated=False)
        unless = []
        for reason in header.get("unless", ()):
            group = _expanded(str(reason["when"]), prologue)
            unless.append((str(reason["words"]), group))
        return cls(
            file=path.name,
            name=path.stem,
            heads=tuple(algebra.template),
            where=_expanded(where, prologue),
            parts=parts,
            words=str(header.get("summary", path.stem)),
            unless=tuple(unless),
            unless_of=header.get("unless_of"),
        )

    @property
    def variables(self) -> set[Identifier]:
        """The variables of its heads, which a reason is asked with."""
        terms = {term for head in self.heads for term in head}
        return {term for term in terms if isinstance(term, Variable)}


@cache
def _prepared(text: str) -> Query:
    """A parsed query, only read: parsing is slow, and a process may build several graphs."""
    return prepareQuery(text, initNs=PREFIXES)


def _rules_of(file: _RuleFile, files: Mapping[str, _RuleFile]) -> Iterator[Rule]:
    unless = _reasons(file, files)
    for head in file.heads:
        yield Rule(
            name=file.name,
            head=head,
            body=_as_written(file.parts.said, file.where),
            where=file.where,
            words=file.words,
            negated=tuple(file.parts.negated),
            computed=frozenset(file.parts.computed),
            file=file.file,
            unless=unless,
        )


def _reasons(file: _RuleFile, files: Mapping[str, _RuleFile]) -> Reasons:
    """What rules a rule out: first what rules out the one that it names, then what it says."""
    if file.unless_of is None:
        return file.unless
    # Each step looks among the others only, so that two files that name each other are refused.
    others = {name: other for name, other in files.items() if other is not file}
    named = others.get(file.unless_of)
    if named is None:
        raise RuleError(file.file, f"unless_of: there is no other rule '{file.unless_of}'")
    # The named rule may conclude more; what its reasons call by a name must be the same thing here.
    if not file.variables <= named.variables:
        raise RuleError(file.file, f"unless_of: '{named.name}' has other variables in its head")
    return _reasons(named, others) + file.unless


def _as_written(patterns: Sequence[Triple], where: str) -> tuple[Triple, ...]:
    """Patterns in the order in which a reader of the text first meets their terms."""
    places: dict[str, int] = {}
    for token in tokenize(where):
        # `$x` and `?x` are one variable.
        places.setdefault(token.text.replace("$", "?"), token.start)

    def place(term: Identifier) -> int:
        written = "a" if term == RDF.type else sparql_text(term)
        return places.get(written, 0)

    return tuple(sorted(patterns, key=lambda pattern: tuple(map(place, pattern))))


def _expanded(where: str, prologue: str) -> str:
    """A group with full IRIs, so that it means the same without its prologue."""
    declared = re.findall(r"PREFIX\s+([^\s:]*):\s*<([^>]*)>", prologue, flags=re.IGNORECASE)
    prefixes = {**PREFIXES, **dict(declared)}

    def full(token: Token) -> str:
        prefix, _, local = token.text.partition(":")
        if token.kind != "name" or prefix not in prefixes:
            return token.text
        return f"<{prefixes[prefix]}{local}>"

    return "".join(map(full, tokenize(where)))


@dataclass
class _Parts:
    """The patterns of a body, said and negated apart, and the variables that BIND computes."""

    rule: str
    said: list[Triple] = field(default_factory=list)
    negated: list[Triple] = field(default_factory=list)
    computed: set[str] = field(default_factory=set)

    def read(self, node: Any, *, negated: bool) -> None:
        """Add what stands in a part of rdflib's algebra, which is a tree of lists and values."""
        if isinstance(node, CompValue):
            self._component(node, negated=negated)
        elif isinstance(node, list | tuple):
            for part in node:
                self.read(part, negated=negated)

    def _component(self, node: CompValue, *, negated: bool) -> None:
        self._refuse(node)
        if node.name == "Builtin_NOTEXISTS":
            # Nothing else is in it, and all that its group holds is negated.
            self._negation(node.graph)
            return
        if node.name == "BGP":
            self._patterns(node.triples, negated=negated)
        if node.name == "Extend":
            self.computed.add(str(node.var))
        for key, value in node.items():
            if key not in _NOT_READ:
                self.read(value, negated=negated)

    def _refuse(self, node: CompValue) -> None:
        """RuleError for what has no plain premises, which a proof could not show."""
        if node.name in _REFUSED:
            instead = "write FILTER NOT EXISTS or a second rule"
            raise RuleError(self.rule, f"{node.name} is not allowed in a rule; {instead}")
        if node.name == "Builtin_EXISTS":
            instead = "what must be there stands in the body itself"
            raise RuleError(self.rule, f"EXISTS is not allowed in a rule; {instead}")

    def _patterns(self, patterns: list[Triple], *, negated: bool) -> None:
        found = self.negated if negated else self.said
        for pattern in patterns:
            if not all(isinstance(term, Identifier) for term in pattern):
                instead = "say it with a property of the ontology"
                raise RuleError(self.rule, f"property paths are not allowed; {instead}")
            found.append(pattern)

    def _negation(self, graph: Any) -> None:
        """The patterns inside a NOT EXISTS, which rdflib leaves as it parsed them."""
        parts = graph.part if "part" in graph else [graph]
        for part in parts:
            if part.name != "TriplesBlock":
                self.read(part, negated=True)
                continue
            for block in part.triples:
                # A block is one flat list: subject, predicate, object, and the next three.
                terms = list(block)
                for start in range(0, len(terms) - 2, 3):
                    subject, predicate, value = terms[start : start + 3]
                    self.negated.append((subject, predicate, value))
