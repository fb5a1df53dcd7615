"""The jobs of the API: each asks the graph, and writes what it gives in a format of its kind.

Arguments are lists of texts by name, as a query string has them; `serve.operations` says which.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from peelgraph.errors import ParameterError
from peelgraph.formats import NETWORKS, Format
from peelgraph.graph import KnowledgeGraph
from peelgraph.questions.arguments import literal
from peelgraph.questions.question import Parameter
from peelgraph.results import PLAIN, Look
from peelgraph.serve.operations import Operation, find_operation
from peelgraph.serve.reply import Reply

__all__ = ["answer"]


def answer(kg: KnowledgeGraph, path: str, format: str, arguments: dict[str, list[str]]) -> Reply:
    """The reply of the operation at a path, in one of its formats.

    PeelgraphError where the arguments do not fit, or name what is not there.
    """
    operation = find_operation(kg.resources.questions, path)
    entry = operation.formats[format]
    given = _typed(operation, operation.checked(arguments))
    text = _JOBS[operation.job](kg, entry, **dict(operation.fixed), **given)
    return Reply(text.encode("utf-8"), entry.media_type)


def _typed(operation: Operation, arguments: Mapping[str, list[str]]) -> dict[str, Any]:
    """The arguments as values; what several may be given of, and a question's own, stays texts."""
    own = {parameter.name: parameter for parameter in operation.params}
    if operation.job == "question":
        return {"arguments": dict(arguments)}
    return {name: _value(operation, own[name], values) for name, values in arguments.items()}


def _value(operation: Operation, parameter: Parameter, values: list[str]) -> Any:
    if parameter.many or parameter.is_iri:
        return values
    value = literal(operation.path, parameter, values[0]).toPython()
    if parameter.type == "integer" and value < 1:
        raise ParameterError(operation.path, parameter.name, f"'{value}' is not 1 or more")
    return value


def _questions(kg: KnowledgeGraph, entry: Format) -> str:
    from peelgraph.results.question import listed

    return _written(listed(kg.questions), entry)


def _about_question(kg: KnowledgeGraph, entry: Format, name: str) -> str:
    return _written(kg.question(name), entry)


def _question(
    kg: KnowledgeGraph, entry: Format, name: str, arguments: Mapping[str, list[str]]
) -> str:
    return _written(kg.ask(name, **arguments), entry)


def _show(kg: KnowledgeGraph, entry: Format, thing: str) -> str:
    return _written(kg.show(thing), entry)


def _search(
    kg: KnowledgeGraph, entry: Format, words: str, kind: str | None = None, limit: int = 20
) -> str:
    return _written(kg.search(words, kind, limit), entry)


def _why(kg: KnowledgeGraph, entry: Format, limit: int = 1, **statement: str) -> str:
    proofs = kg.proofs(*_triple(**statement), limit)
    return _written(proofs if limit > 1 else proofs[0], entry, states={})


def _why_not(kg: KnowledgeGraph, entry: Format, limit: int = 3, **statement: str) -> str:
    return _written(kg.why_not(*_triple(**statement), limit), entry)


def _triple(subject: str, predicate: str, object: str) -> tuple[str, str, str]:
    return subject, predicate, object


def _what_if(kg: KnowledgeGraph, entry: Format, case: str, why: bool = False) -> str:
    return _written(kg.what_if(case), entry, Look(why=why))


def _networks(kg: KnowledgeGraph, entry: Format) -> str:
    from peelgraph.network.report import projection_rows

    return _written(projection_rows(kg.resources.questions), entry)


def _network(
    kg: KnowledgeGraph,
    entry: Format,
    projection: str,
    measure: list[str] | None = None,
    whole: bool = False,
    **arguments: Any,
) -> str:
    from peelgraph.export import export_network
    from peelgraph.network import report

    network = kg.network(projection, **arguments)
    if NETWORKS.get(entry.name) is entry:
        return str(export_network(network, entry.name))
    if whole:
        return _written(report.structure_rows(network), entry)
    return _written(report.node_rows(network, measure or ()), entry)


def _written(value: object, entry: Format, look: Look = PLAIN, **more: Any) -> str:
    text: str = entry.load()(value, look, **more)
    return text


_JOBS: dict[str, Callable[..., str]] = {
    "about_question": _about_question,
    "network": _network,
    "networks": _networks,
    "question": _question,
    "questions": _questions,
    "search": _search,
    "show": _show,
    "what_if": _what_if,
    "why": _why,
    "why_not": _why_not,
}
