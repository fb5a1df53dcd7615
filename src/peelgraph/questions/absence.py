"""Why an answer is empty or short: what is not on record, and for what else it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rdflib.term import Identifier

from peelgraph.questions.arguments import bind, in_pattern
from peelgraph.questions.question import Parameter, StoredQuestion
from peelgraph.sparql.terms import sparql_text
from peelgraph.store import Absence, Others, View
from peelgraph.vocab import curie

__all__ = ["absence"]

Terms = Mapping[str, Sequence[Identifier]]

MOST = 60
"""Of a class with more things than this it is not tried which of them have an answer."""


def absence(
    store: View, question: StoredQuestion, terms: Terms, given: Sequence[str], rows: int
) -> Absence | None:
    """What an answer lacks, and for what else there is something; None where it lacks nothing.

    `given` are the parameters that were asked with, the others stand at their default.
    """
    if not rows:
        asked = _asked(question, terms, given)
        without = tuple(_without(store, question, terms, given))
        return Absence(question.name, "", asked, without, _others(store, question, terms, given))
    for lacks, pattern in question.needs.items():
        if not store.ask(f"ASK {{ {in_pattern(pattern, terms)} }}"):
            named = [name for name in given if f"${name}" in pattern]
            asked = _asked(question, terms, named)
            return Absence(
                question.name, lacks, asked, (), _known_for(store, question, pattern, named)
            )
    return None


def _asked(
    question: StoredQuestion, terms: Terms, names: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    return tuple(
        (question.parameter(name).flag, ", ".join(curie(str(term)) for term in terms[name]))
        for name in names
    )


def _count(store: View, question: StoredQuestion, terms: Terms) -> int:
    return len(store.select(bind(question, terms)).rows)


def _without(
    store: View, question: StoredQuestion, terms: Terms, given: Sequence[str]
) -> Iterator[tuple[str, int]]:
    """What can be left out so that there are rows, and how many: one parameter, or else all."""
    loose = [name for name in given if not question.parameter(name).required]
    found = False
    for name in loose:
        if rows := _count(store, question, _left(terms, {name})):
            found = True
            yield question.parameter(name).flag, rows
    if len(loose) > 1 and not found and (rows := _count(store, question, _left(terms, loose))):
        yield " ".join(question.parameter(name).flag for name in loose), rows


def _left(terms: Terms, names: Sequence[str] | set[str]) -> Terms:
    return {name: values for name, values in terms.items() if name not in names}


def _others(
    store: View, question: StoredQuestion, terms: Terms, given: Sequence[str]
) -> Others | None:
    """The things for which there is an answer in place of the first argument that has any."""
    for name in given:
        parameter = question.parameter(name)
        kin = _kin(store, parameter, terms[name]) if parameter.is_iri else []
        answered = [one for one in kin if _count(store, question, {**terms, name: [one]})]
        if answered:
            return Others(parameter.flag, tuple(curie(str(one)) for one in answered), len(kin))
    return None


def _known_for(
    store: View, question: StoredQuestion, pattern: str, named: Sequence[str]
) -> Others | None:
    """The things of which a pattern holds in place of the first argument that it names."""
    for name in named[:1]:
        rows = store.select(f"SELECT DISTINCT ${name} WHERE {{ {pattern} }} ORDER BY ${name}")
        known = tuple(curie(str(row[0])) for row in rows.rows)
        parameter = question.parameter(name)
        return Others(parameter.flag, known, len(_kin(store, parameter, ())))
    return None


def _kin(store: View, parameter: Parameter, things: Sequence[Identifier]) -> list[Identifier]:
    """The things that can stand in place of others: of the parameter's class, or of a small one."""
    name = f"peel:{parameter.iri_class}" if parameter.iri_class else _smallest_class(store, things)
    if not name:
        return []
    rows = store.select(f"SELECT DISTINCT ?it WHERE {{ ?it a {name} }} ORDER BY ?it").rows
    kin = [one for (one,) in rows if one is not None]
    return kin if len(kin) <= MOST else []


def _smallest_class(store: View, things: Sequence[Identifier]) -> str | None:
    """The class of the first of some things with the fewest others."""
    for thing in things[:1]:
        rows = store.select(
            "SELECT ?class (COUNT(DISTINCT ?other) AS ?others) WHERE {"
            f" {sparql_text(thing)} a ?class . ?other a ?class "
            "} GROUP BY ?class ORDER BY ?others ?class LIMIT 1"
        ).rows
        return sparql_text(rows[0][0]) if rows and rows[0][0] is not None else None
    return None
