"""What the API can be asked for: each operation with its path, parameters, formats and job.

A stored question is an operation of its own, made of its header.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from peelgraph.errors import ParameterError
from peelgraph.formats import (
    NETWORKS,
    OBSTACLES,
    OUTCOME,
    PROOFS,
    QUESTION,
    ROWS,
    THING,
    TRIPLES,
    Format,
)
from peelgraph.nearest import meant, nearest
from peelgraph.network.projection import find_projection, name_of
from peelgraph.questions.question import (
    Parameter,
    StoredQuestion,
    find_question,
    load_questions,
)

__all__ = ["Operation", "find_operation", "operations"]

Given = Mapping[str, list[str]]

_QUESTION = "/questions/"
_ABOUT = "/about"
_NETWORK = "/network/"


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked for.

    `job` is a function of `serve.answers`; it takes the arguments by name, each a list of texts,
    after `fixed`, which the path says.
    """

    path: str
    summary: str
    job: str
    formats: Mapping[str, Format]
    params: tuple[Parameter, ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()
    description: str = ""
    tag: str = "graph"

    @property
    def name(self) -> str:
        """What identifies it in OpenAPI: the path in words."""
        return self.path.strip("/").replace("/", "_").replace("-", "_") or "home"

    def checked(self, given: Given) -> dict[str, list[str]]:
        """The arguments given by parameter; ParameterError where one is unknown or missing."""
        known = {parameter.name: parameter for parameter in self.params}
        arguments: dict[str, list[str]] = {}
        for name, values in given.items():
            plain = name.replace("-", "_")
            if plain not in known:
                raise ParameterError(self.path, name, _unknown(name, known))
            arguments.setdefault(plain, []).extend(values)
        for parameter in self.params:
            self._check(parameter, arguments.get(parameter.name, []))
        return arguments

    def _check(self, parameter: Parameter, values: list[str]) -> None:
        if parameter.required and not values:
            raise ParameterError(self.path, parameter.name, "is needed")
        if len(values) > 1 and not parameter.many:
            raise ParameterError(self.path, parameter.name, "takes one value")


def _unknown(name: str, known: Iterable[str]) -> str:
    there = ", ".join(known) or "none"
    return f"unknown; there are {there}{meant(nearest(name, known, limit=1))}"


_SUBJECT = Parameter(
    "subject",
    required=True,
    description="what the statement is about: short id, name or IRI",
    example="finding/anti-corruption-and-vetting-unit-capacity",
)
_PREDICATE = Parameter(
    "predicate",
    required=True,
    description="the property: its label, term or CURIE; `a` is rdf:type",
    example="bears on",
)
_OBJECT = Parameter(
    "object",
    required=True,
    description="any term: short id, name, IRI, date, number, or a text in double quotes",
    example="hertfordshire",
)
_STATEMENT = (_SUBJECT, _PREDICATE, _OBJECT)


def _limit(of: str, default: str) -> Parameter:
    return Parameter("limit", "integer", default=default, description=f"how many {of} at most")


_FIXED = (
    Operation(
        "/questions",
        "The stored questions, a row each",
        "questions",
        ROWS,
        tag="questions",
    ),
    Operation(
        "/show",
        "Everything about a thing: what is said of it and where, and what is inferred",
        "show",
        THING,
        (
            Parameter(
                "thing",
                required=True,
                description="a short id, words of a name in any case, or an IRI",
                example="force/cambridgeshire",
            ),
        ),
    ),
    Operation(
        "/search",
        "Names and statements with these words, the best first",
        "search",
        ROWS,
        (
            Parameter(
                "words",
                required=True,
                description="the words; what has them all is found, or else what has some",
                example="custody healthcare",
            ),
            Parameter("kind", description="only of this class, such as finding or unit"),
            _limit("rows", "20"),
        ),
    ),
    Operation(
        "/why",
        "Why a triple holds: its smallest proofs, down to the passages of the documents",
        "why",
        PROOFS,
        (*_STATEMENT, _limit("proofs", "1")),
        tag="reasons",
    ),
    Operation(
        "/why-not",
        "Why a triple does not hold: what each rule for it lacks",
        "why_not",
        OBSTACLES,
        (*_STATEMENT, _limit("rules", "3")),
        tag="reasons",
    ),
    Operation(
        "/what-if",
        "What would change if a force left, a unit ended, a force joined or a system were late",
        "what_if",
        OUTCOME,
        (
            Parameter(
                "case",
                required=True,
                description="leave FORCE [--unit U | --alliance A] [--on DATE] · end UNIT · "
                "join FORCE UNIT · delay SYSTEM; several with the word `and` between them",
                example="leave bedfordshire",
            ),
            Parameter(
                "why", "boolean", default="false", description="each inference with its proof"
            ),
        ),
        tag="reasons",
    ),
    Operation("/network", "The networks, a row each", "networks", ROWS, tag="networks"),
)


def operations(queries: Path) -> Iterator[Operation]:
    """All operations over a folder of questions."""
    yield from _FIXED
    for question in load_questions(queries):
        yield _of_question(question)
        yield _about_question(question)
        if question.network:
            yield _of_network(question)


def find_operation(queries: Path, path: str) -> Operation:
    """The operation at a path.

    QuestionNotFound or ProjectionNotFound, with what there is, where there is none.
    """
    for operation in _FIXED:
        if operation.path == path:
            return operation
    if path.startswith(_NETWORK):
        return _of_network(find_projection(queries, path.removeprefix(_NETWORK)))
    name = path.removeprefix(_QUESTION)
    if name.endswith(_ABOUT):
        return _about_question(find_question(queries, name.removesuffix(_ABOUT)))
    return _of_question(find_question(queries, name))


def _of_question(question: StoredQuestion) -> Operation:
    """What answers a stored question."""
    triples = question.form == "CONSTRUCT"
    return Operation(
        f"{_QUESTION}{question.name}",
        question.summary,
        "question",
        TRIPLES | ROWS if triples else ROWS,
        question.params,
        (("name", question.name),),
        question.description,
        question.topic,
    )


def _about_question(question: StoredQuestion) -> Operation:
    """What shows a question in full: its parameters, columns and query."""
    return Operation(
        f"{_QUESTION}{question.name}{_ABOUT}",
        f"The parameters, columns and query of: {question.summary}",
        "about_question",
        QUESTION,
        fixed=(("name", question.name),),
        tag=question.topic,
    )


_MEASURED = (
    Parameter(
        "measure", many=True, description="only this measure of the nodes; see docs/networks.md"
    ),
    Parameter(
        "whole",
        "boolean",
        default="false",
        description="measure the network as a whole, not its nodes",
    ),
)


def _of_network(question: StoredQuestion) -> Operation:
    """What measures a network, or gives it to other programs."""
    # a folder of files is no answer, and a name that rows have too means these
    files = {name: entry for name, entry in NETWORKS.items() if not entry.folder}
    projection = name_of(question)
    return Operation(
        f"{_NETWORK}{projection}",
        f"Measures of a network, or the network itself. {question.summary}",
        "network",
        files | ROWS,
        (*question.params, *_MEASURED),
        (("projection", projection),),
        question.description,
        "networks",
    )
