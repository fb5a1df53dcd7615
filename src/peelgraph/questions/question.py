"""Stored questions: a SPARQL query in a file of its own, with a header of what goes in and what
comes out.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from rdflib import XSD, Literal
from rdflib.term import Identifier

from peelgraph.dates import bounds
from peelgraph.errors import ParameterError, QuestionNotFound, UnreadableFile
from peelgraph.nearest import nearest
from peelgraph.sparql.header import read_header
from peelgraph.sparql.terms import is_iri, sparql_text
from peelgraph.sparql.tokens import query_form, tokenize, values_blocks

__all__ = [
    "Parameter",
    "ResultColumn",
    "StoredQuestion",
    "find_question",
    "load_question",
    "load_questions",
]


@dataclass(frozen=True)
class Parameter:
    """What a question can be asked with.

    `type` is `iri` or `iri:<Class>` (a class of the ontology), an XML Schema name, or
    `lang-string`.
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
    """A column of an answer: its name, the type of its values, whether it can be empty or hold
    several (split by |).
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

    def parameter(self, name: str) -> Parameter:
        """The parameter of this name; ParameterError where there is none."""
        for parameter in self.params:
            if parameter.name == name.replace("-", "_"):
                return parameter
        near = nearest(name, (p.name for p in self.params))
        known = ", ".join(p.name for p in self.params) or "none"
        meant = f"; did you mean {near[0]}?" if near else ""
        raise ParameterError(self.name, name, f"unknown; there are {known}{meant}")

    def has_block(self, name: str) -> bool:
        """Whether the query has the values of a parameter in a `VALUES $name { … }` block."""
        return bool(values_blocks(self.text, name))

    def bind(self, arguments: Mapping[str, Sequence[Identifier]]) -> str:
        """The query with each argument's terms at the place of its variable.

        A parameter with a `VALUES $name { … }` block has its terms written into each such block;
        any other is put in the place of each token `$name` or `?name`. Parameters without arguments
        stay variables.
        """
        text = self.text
        single: dict[str, str] = {}
        for name, terms in arguments.items():
            texts = self._texts(name, terms)
            blocks = values_blocks(text, name)
            if not texts or (len(texts) > 1 and not (blocks and self.parameter(name).many)):
                raise ParameterError(self.name, name, f"takes one value, not {len(texts)}")
            for start, end in reversed(blocks):
                text = f"{text[:start]} {' '.join(texts)} {text[end:]}"
            if not blocks:
                single[name] = texts[0]
        for parameter in self.params:
            if parameter.required and parameter.name not in arguments:
                hint = (
                    f", for example {parameter.flag} {parameter.example}"
                    if parameter.example
                    else ""
                )
                raise ParameterError(self.name, parameter.name, f"is needed{hint}")
        return "".join(
            single.get(token.text[1:], token.text) if token.kind == "variable" else token.text
            for token in tokenize(text)
        )

    def _texts(self, name: str, terms: Iterable[Identifier]) -> list[str]:
        parameter = self.parameter(name)
        try:
            return [sparql_text(term) for term in terms]
        except ValueError as error:
            raise ParameterError(self.name, parameter.name, str(error)) from error


def literal(question: str, parameter: Parameter, value: Any) -> Literal:
    """A Python or command-line value as a literal of a parameter's type; ParameterError where it is
    none.
    """
    text = value.isoformat() if isinstance(value, datetime.date) else str(value)
    if parameter.options and text not in parameter.options:
        raise ParameterError(
            question, parameter.name, f"'{text}' is not one of {', '.join(parameter.options)}"
        )
    try:
        return _LITERALS[parameter.type](text)
    except (ValueError, InvalidOperation) as error:
        raise ParameterError(
            question, parameter.name, f"'{text}' is not {_NAMES[parameter.type]}"
        ) from error


def _boolean(text: str) -> Literal:
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if text.casefold() not in words:
        raise ValueError(text)
    return Literal(words[text.casefold()])


def _date(text: str) -> Literal:
    first, last = bounds(text)
    if first != last:
        raise ValueError(text)
    return Literal(first)


def _decimal(text: str) -> Literal:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(text)
    return Literal(number)


def _lang_string(text: str) -> Literal:
    match = re.fullmatch(r"(.+)@([a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)", text, re.DOTALL)
    return Literal(match[1], lang=match[2]) if match else Literal(text, lang="en")


def _address(text: str) -> Literal:
    if not is_iri(text):
        raise ValueError(text)
    return Literal(text, datatype=XSD.anyURI)


_LITERALS: dict[str, Callable[[str], Literal]] = {
    "string": Literal,
    "lang-string": _lang_string,
    "integer": lambda text: Literal(int(text)),
    "decimal": _decimal,
    "boolean": _boolean,
    "date": _date,
    "anyURI": _address,
}
_NAMES = {
    "string": "a text",
    "lang-string": "a text",
    "integer": "a whole number",
    "decimal": "a number",
    "boolean": "true or false",
    "date": "a day like 2016-11-03",
    "anyURI": "an address",
}


def load_question(path: Path) -> StoredQuestion:
    """Read a stored question from its file; UnreadableFile where its header or form is not in
    order.
    """
    text = path.read_text(encoding="utf-8")
    header = read_header(path, text)
    unknown = set(header) - {
        "summary",
        "description",
        "params",
        "returns",
        "network",
        "tests",
    }
    if unknown:
        raise UnreadableFile(path, f"its header has unknown keys {sorted(unknown)}")
    if "summary" not in header:
        raise UnreadableFile(path, "it has no summary")
    if query_form(text) not in {"SELECT", "ASK", "CONSTRUCT"}:
        raise UnreadableFile(path, "it is not a SELECT, ASK or CONSTRUCT query")
    try:
        return StoredQuestion(
            name=path.stem,
            topic=path.parent.name,
            text=text,
            summary=header["summary"],
            description=header.get("description", ""),
            params=tuple(_parameter(name, spec) for name, spec in header.get("params", {}).items()),
            returns=tuple(
                ResultColumn(name, **spec) for name, spec in header.get("returns", {}).items()
            ),
            network=header.get("network", {}),
            tests=tuple(header.get("tests", ())),
        )
    except (TypeError, AttributeError) as error:
        raise UnreadableFile(path, f"its header is not in order ({error})") from error


def _parameter(name: str, spec: Mapping[str, Any]) -> Parameter:
    fields = dict(spec)
    fields["options"] = tuple(map(str, fields.get("options", ())))
    for key in ("default", "example"):
        if fields.get(key) is not None:
            fields[key] = str(fields[key])
    return Parameter(name, **fields)


@cache
def _files(folder: Path) -> dict[str, Path]:
    return {p.stem: p for p in sorted(folder.glob("*/*.rq"))}


def find_question(folder: Path, name: str) -> StoredQuestion:
    """The stored question of this name; QuestionNotFound with the nearest names where there is
    none.
    """
    files = _files(folder)
    if name not in files:
        raise QuestionNotFound(name, nearest(name, files))
    return load_question(files[name])


def load_questions(folder: Path) -> list[StoredQuestion]:
    """All stored questions below a folder, by topic and name."""
    return sorted(
        (load_question(p) for p in _files(folder).values()), key=lambda q: (q.topic, q.name)
    )
