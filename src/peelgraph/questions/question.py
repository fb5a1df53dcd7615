"""Stored questions: a SPARQL query in a file, with a header of what goes in and comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from peelgraph.errors import ParameterError, QuestionNotFound, UnreadableFile
from peelgraph.nearest import meant, nearest
from peelgraph.resources import read_text
from peelgraph.sparql.header import read_header
from peelgraph.sparql.tokens import query_form

__all__ = [
    "Parameter",
    "ResultColumn",
    "StoredQuestion",
    "find_question",
    "load_question",
    "load_questions",
]

Specs = Mapping[str, Mapping[str, Any]]
"""Parameters or columns by name, as a header has them."""
_KEYS = {"summary", "description", "params", "returns", "network", "tests"}
_FORMS = {"SELECT", "ASK", "CONSTRUCT"}


@dataclass(frozen=True)
class Parameter:
    """What a question can be asked with.

    `type` is `iri` or `iri:<Class>` (a class of the ontology), an XML Schema name, `lang-string`,
    or `stems`: a text whose words are looked for by their stems, all of them.
    """

    name: str
    type: str = "string"
    required: bool = False
    default: str | None = None
    many: bool = False
    options: tuple[str, ...] = ()
    description: str = ""
    example: str | None = None

    @property
    def flag(self) -> str:
        """The parameter as a command-line option."""
        return "--" + self.name.replace("_", "-")

    @property
    def iri_class(self) -> str | None:
        """The class that an `iri:<Class>` parameter is restricted to."""
        return self.type.removeprefix("iri:") if self.type.startswith("iri:") else None

    @property
    def is_iri(self) -> bool:
        """Whether the parameter is a thing rather than a value."""
        return self.type == "iri" or self.type.startswith("iri:")


@dataclass(frozen=True)
class ResultColumn:
    """A column of an answer: its name and the type of its values.

    A cell can be empty where it is `nullable`, and hold several values, split by |, where `many`.
    """

    name: str
    type: str
    nullable: bool = False
    many: bool = False
    description: str = ""


@dataclass(frozen=True)
class StoredQuestion:
    """A question: its name (the file's), its topic (the folder's), its text and its header.

    `network` is there where the rows are the edges of a network: what a node, an edge and its
    weight mean, and `nodes`, the question that gives the nodes.
    """

    name: str
    topic: str
    text: str
    summary: str
    description: str = ""
    params: tuple[Parameter, ...] = ()
    returns: tuple[ResultColumn, ...] = ()
    network: Mapping[str, Any] = field(default_factory=dict)
    tests: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)

    @property
    def form(self) -> str:
        """SELECT, ASK or CONSTRUCT."""
        return query_form(self.text) or ""

    @property
    def example(self) -> dict[str, str]:
        """What to try first: what it needs, and what else it can take where that is little."""
        return {
            p.name: p.example
            for p in self.params
            if p.example and (p.required or len(self.params) < 3)
        }

    def parameter(self, name: str) -> Parameter:
        """The parameter of this name; ParameterError where there is none."""
        for parameter in self.params:
            if parameter.name == name.replace("-", "_"):
                return parameter
        names = [parameter.name for parameter in self.params]
        near = nearest(name, names, limit=1)
        known = ", ".join(names) or "none"
        raise ParameterError(self.name, name, f"unknown; there are {known}{meant(near)}")


def load_question(path: Path) -> StoredQuestion:
    """Read a stored question; UnreadableFile where its header or form is not in order."""
    text = read_text(path)
    header = read_header(path, text)
    if unknown := set(header) - _KEYS:
        raise UnreadableFile(path, f"its header has unknown keys {sorted(unknown)}")
    if "summary" not in header:
        raise UnreadableFile(path, "it has no summary")
    if query_form(text) not in _FORMS:
        raise UnreadableFile(path, "it is not a SELECT, ASK or CONSTRUCT query")
    try:
        return StoredQuestion(
            name=path.stem,
            topic=path.parent.name,
            text=text,
            summary=header["summary"],
            description=header.get("description", ""),
            params=_parameters(header.get("params", {})),
            returns=_columns(header.get("returns", {})),
            network=header.get("network", {}),
            tests=tuple(header.get("tests", ())),
        )
    except (TypeError, AttributeError) as error:
        raise UnreadableFile(path, f"its header is not in order ({error})") from error


def _parameters(specs: Specs) -> tuple[Parameter, ...]:
    return tuple(_parameter(name, spec) for name, spec in specs.items())


def _parameter(name: str, spec: Mapping[str, Any]) -> Parameter:
    fields = dict(spec)
    # YAML reads 2016 as a number; a value is typed by its parameter, from text
    options = fields.get("options", ())
    fields["options"] = tuple(map(str, options))
    for key in ("default", "example"):
        if fields.get(key) is not None:
            fields[key] = str(fields[key])
    return Parameter(name, **fields)


def _columns(specs: Specs) -> tuple[ResultColumn, ...]:
    return tuple(ResultColumn(name, **spec) for name, spec in specs.items())


@cache  # the questions of a folder are many, and asked for by name again and again
def _files(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.glob("*/*.rq"))}


def find_question(folder: Path, name: str) -> StoredQuestion:
    """The stored question of this name; QuestionNotFound, with the nearest names, without one."""
    files = _files(folder)
    if name not in files:
        raise QuestionNotFound(name, nearest(name, files))
    return load_question(files[name])


def load_questions(folder: Path) -> list[StoredQuestion]:
    """All stored questions below a folder, by topic and name."""
    questions = map(load_question, _files(folder).values())
    return sorted(questions, key=lambda question: (question.topic, question.name))
