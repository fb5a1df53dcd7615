"""Stored questions: a SPARQL query in a file, with a header of what goes in and comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from peelgraph.errors import ParameterError, QuestionNotFound, UnreadableFile
from peelgraph.nearest import meant, nearest
from peelgraph.resources import read_text
from peelgraph.sparql.header import read_definitions, read_header
from peelgraph.sparql.tokens import query_form

__all__ = [
    "Folders",
    "Parameter",
    "ResultColumn",
    "StoredQuestion",
    "find_question",
    "load_question",
    "load_questions",
]

Folders = Path | Sequence[Path]
"""Where stored questions lie: a folder, or several, of which the first has the common filters."""
Specs = Mapping[str, Mapping[str, Any]]
"""Parameters or columns by name, as a header has them."""
_KEYS = {"summary", "description", "params", "filters", "needs", "returns", "network", "tests"}
_FORMS = {"SELECT", "ASK", "CONSTRUCT"}
_FILTERS = "filters.yaml"
"""The file of what every question of a kind can be narrowed by, beside the folders of topics."""
_PLACE = re.compile(r"^[ ]*# filters$", re.MULTILINE)
"""Where the lines of the filters that are given go."""
FEW = 2
"""With so many parameters at most, an example shows those that are not needed too."""


@dataclass(frozen=True)
class Parameter:
    """What a question can be asked with.

    `type` is `iri` or `iri:<Class>` (a class of the ontology), an XML Schema name, `lang-string`,
    or `stems`: a text whose words are looked for by their stems, all of them. A filter has a
    `pattern`: what its variable `keeps` must meet where a value is given, which is `?its_value` in
    it.
    """

    name: str
    type: str = "string"
    required: bool = False
    default: str | None = None
    many: bool = False
    options: tuple[str, ...] = ()
    description: str = ""
    example: str | None = None
    pattern: str = ""
    keeps: str = ""

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
    weight mean, and `nodes`, the question that gives the nodes. `needs` is what must be on record
    for a whole answer: in words, and as a pattern on its parameters.
    """

    name: str
    topic: str
    text: str
    summary: str
    description: str = ""
    params: tuple[Parameter, ...] = ()
    returns: tuple[ResultColumn, ...] = ()
    network: Mapping[str, Any] = field(default_factory=dict)
    needs: Mapping[str, str] = field(default_factory=dict)
    tests: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)

    @property
    def form(self) -> str:
        """SELECT, ASK or CONSTRUCT."""
        return query_form(self.text) or ""

    @property
    def own(self) -> tuple[Parameter, ...]:
        """Its parameters without the filters that all questions of its kind take."""
        return tuple(parameter for parameter in self.params if not parameter.pattern)

    @property
    def filters(self) -> tuple[Parameter, ...]:
        """The parameters that all questions of its kind take."""
        return tuple(parameter for parameter in self.params if parameter.pattern)

    @property
    def example(self) -> dict[str, str]:
        """What to try first: what it needs, and what else it can take where that is little."""
        return {
            p.name: p.example
            for p in self.own
            if p.example and (p.required or len(self.own) <= FEW)
        }

    def narrowed(self, lines: Sequence[str]) -> str:
        """The text with lines of filters at their place."""
        return _PLACE.sub(lambda match: "\n".join(lines) or match[0], self.text)

    def parameter(self, name: str) -> Parameter:
        """The parameter of this name; ParameterError where there is none."""
        for parameter in self.params:
            if parameter.name == name.replace("-", "_"):
                return parameter
        names = [parameter.name for parameter in self.params]
        near = nearest(name, names, limit=1)
        known = ", ".join(names) or "none"
        raise ParameterError(self.name, name, f"unknown; there are {known}{meant(near)}")


def load_question(path: Path, common: Path | None = None) -> StoredQuestion:
    """Read a stored question; UnreadableFile where its header or form is not in order.

    `common` is a folder whose filters it may name, where there are none beside it.
    """
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
            params=(*_parameters(header.get("params", {})), *_filters(path, header, common)),
            returns=_columns(header.get("returns", {})),
            network=header.get("network", {}),
            needs=header.get("needs", {}),
            tests=tuple(header.get("tests", ())),
        )
    except (TypeError, AttributeError, KeyError) as error:
        raise UnreadableFile(path, f"its header is not in order ({error})") from error


def _parameters(specs: Specs) -> tuple[Parameter, ...]:
    return tuple(_parameter(name, spec) for name, spec in specs.items())


def _filters(path: Path, header: Mapping[str, Any], common: Path | None) -> Iterator[Parameter]:
    """What a question of its kind can be narrowed by, where its header declares it not itself."""
    for kind, variable in header.get("filters", {}).items():
        specs = _definitions(_filter_file(path, common))[kind]
        for parameter in _parameters(specs):
            if parameter.name not in header.get("params", {}):
                pattern = _pattern(parameter.pattern, variable)
                yield replace(parameter, pattern=pattern, keeps=f"?{variable}")


def _filter_file(path: Path, common: Path | None) -> Path:
    """The nearest file of filters: beside the folders of topics, or in the common folder."""
    places = [path.parent / _FILTERS, path.parent.parent / _FILTERS]
    if common is not None:
        places.append(common / _FILTERS)
    for place in places:
        if place.is_file():
            return place
    raise UnreadableFile(path, f"it names filters, and there is no {_FILTERS} above it")


def _pattern(text: str, variable: str) -> str:
    """A pattern of `filters.yaml` on a variable of a query, with names that no query has."""
    names = {"it": variable}
    return re.sub(r"\?(\w+)", lambda m: f"?{names.get(m[1], f'its_{m[1]}')}", text.strip())


_definitions = cache(read_definitions)
"""A file of definitions, read once: nearly every question names that of the filters."""


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
def _files(folders: tuple[Path, ...]) -> dict[str, Path]:
    """The files of questions by name; UnreadableFile where two have one name."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted([*folder.glob("*.rq"), *folder.glob("*/*.rq")]):
            if path.stem in found:
                reason = f"there is a question '{path.stem}' in {found[path.stem]} already"
                raise UnreadableFile(path, f"{reason}; give it another name")
            found[path.stem] = path
    return found


def _several(folders: Folders) -> tuple[Path, ...]:
    return (folders,) if isinstance(folders, Path) else tuple(folders)


def find_question(folders: Folders, name: str) -> StoredQuestion:
    """The stored question of this name; QuestionNotFound, with the nearest names, without one."""
    where = _several(folders)
    files = _files(where)
    if name not in files:
        raise QuestionNotFound(name, nearest(name, files))
    return load_question(files[name], where[0])


def load_questions(folders: Folders) -> list[StoredQuestion]:
    """All stored questions below a folder, or several, by topic and name."""
    where = _several(folders)
    questions = (load_question(path, where[0]) for path in _files(where).values())
    return sorted(questions, key=lambda question: (question.topic, question.name))
