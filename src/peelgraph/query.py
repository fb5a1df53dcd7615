"""Stored questions: a SPARQL query in a file of its own, with a header that says what goes in and what comes out."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from rdflib import XSD, Literal, URIRef
from rdflib.term import Identifier

from peelgraph.errors import ParameterError, QuestionNotFound, UnreadableFile, nearest
from peelgraph.header import read_header
from peelgraph.terms import sparql_text
from peelgraph.tokens import query_form, tokenize, values_block

__all__ = ["Parameter", "ResultColumn", "StoredQuery", "find_question", "load_question", "load_questions"]

XSD_TYPES = ("string", "integer", "decimal", "boolean", "date", "anyURI")


@dataclass(frozen=True)
class Parameter:
    """What a question can be asked with.

    `type` is `iri` or `iri:<Class>` (a class of the ontology), an XML Schema name, or `lang-string`.
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
    """A column of an answer: its name, the type of its values, and whether it can be empty."""

    name: str
    type: str
    nullable: bool = False
    description: str = ""


@dataclass(frozen=True)
class StoredQuery:
    """A question: its name (the file's), its topic (the folder's), its text and its header."""

    name: str
    topic: str
    text: str
    summary: str
    description: str = ""
    tags: tuple[str, ...] = ()
    params: tuple[Parameter, ...] = ()
    returns: tuple[ResultColumn, ...] = ()
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
        raise ParameterError(self.name, name, f"unknown; there are {known}" + (f"; did you mean {near[0]}?" if near else ""))

    def bind(self, arguments: Mapping[str, Sequence[Identifier]]) -> str:
        """The query with each argument's terms at the place of its variable.

        A parameter with a `VALUES $name { … }` block has its terms written into the block; any other stands once for
        each token `$name` or `?name`. Parameters without arguments stay variables.
        """
        text = self.text
        single: dict[str, str] = {}
        for name, terms in arguments.items():
            texts = self._texts(name, terms)
            block = values_block(text, name)
            if block:
                text = f"{text[: block[0]]} {' '.join(texts)} {text[block[1] :]}"
            elif len(texts) == 1:
                single[name] = texts[0]
            else:
                raise ParameterError(self.name, name, f"takes one value, not {len(texts)}")
        for parameter in self.params:
            if parameter.required and parameter.name not in arguments:
                hint = f", for example {parameter.flag} {parameter.example}" if parameter.example else ""
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
    """A Python or command-line value as a literal of a parameter's type; ParameterError where it is none."""
    text = value.isoformat() if isinstance(value, datetime.date) else str(value)
    if parameter.options and text not in parameter.options:
        raise ParameterError(question, parameter.name, f"'{text}' is not one of {', '.join(parameter.options)}")
    try:
        return _LITERALS[parameter.type](text)
    except (ValueError, InvalidOperation) as error:
        raise ParameterError(question, parameter.name, f"'{text}' is not {_NAMES[parameter.type]}") from error


def _boolean(text: str) -> Literal:
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if text.casefold() not in words:
        raise ValueError(text)
    return Literal(words[text.casefold()])


def _date(text: str) -> Literal:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError(text)
    return Literal(datetime.date.fromisoformat(text))


def _lang_string(text: str) -> Literal:
    words, _, language = text.rpartition("@")
    return Literal(words, lang=language) if words else Literal(text, lang="en")


_LITERALS = {
    "string": Literal,
    "lang-string": _lang_string,
    "integer": lambda text: Literal(int(text)),
    "decimal": lambda text: Literal(Decimal(text)),
    "boolean": _boolean,
    "date": _date,
    "anyURI": lambda text: Literal(URIRef(text), datatype=XSD.anyURI),
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


def load_question(path: Path) -> StoredQuery:
    """Read a stored question from its file; UnreadableFile where its header or form is not in order."""
    text = path.read_text(encoding="utf-8")
    header = read_header(path, text)
    unknown = set(header) - {"summary", "description", "tags", "params", "returns", "tests"}
    if unknown or "summary" not in header:
        raise UnreadableFile(path, f"its header has unknown keys {sorted(unknown)}" if unknown else "it has no summary")
    try:
        return StoredQuery(
            name=path.stem,
            topic=path.parent.name,
            text=text,
            summary=header["summary"],
            description=header.get("description", ""),
            tags=tuple(header.get("tags", ())),
            params=tuple(_parameter(name, spec) for name, spec in header.get("params", {}).items()),
            returns=tuple(ResultColumn(name, **spec) for name, spec in header.get("returns", {}).items()),
            tests=tuple(header.get("tests", ())),
        )
    except (TypeError, AttributeError) as error:
        raise UnreadableFile(path, f"its header is not in order ({error})") from error


def _parameter(name: str, spec: Mapping[str, Any]) -> Parameter:
    fields = dict(spec)
    fields["options"] = tuple(fields.get("options", ()))
    for key in ("default", "example"):
        if fields.get(key) is not None:
            fields[key] = str(fields[key])
    return Parameter(name, **fields)


@cache
def _files(folder: Path) -> dict[str, Path]:
    return {p.stem: p for p in sorted(folder.glob("*/*.rq"))}


def find_question(folder: Path, name: str) -> StoredQuery:
    """The stored question of this name; QuestionNotFound with the nearest names where there is none."""
    files = _files(folder)
    if name not in files:
        raise QuestionNotFound(name, nearest(name, files))
    return load_question(files[name])


def load_questions(folder: Path) -> list[StoredQuery]:
    """All stored questions below a folder, by topic and name."""
    return sorted((load_question(p) for p in _files(folder).values()), key=lambda q: (q.topic, q.name))
