"""The API as OpenAPI 3.1, made of its operations: the same headers that answer the questions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from peelgraph.graph import KnowledgeGraph
from peelgraph.questions.question import Parameter
from peelgraph.serve.operations import Operation, operations
from peelgraph.serve.reply import Reply

__all__ = ["description"]

_MEDIA_TYPE = "application/vnd.oai.openapi+json;version=3.1"
_PROBLEM = "application/problem+json"
_TYPES: dict[str, dict[str, Any]] = {
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "anyURI": {"type": "string", "format": "iri"},
}
_REFUSALS = {
    "400": "A parameter that is unknown, missing or not of its type",
    "404": "A thing that is not there",
    "406": "No format that is acceptable",
    "422": "A request that fits, and cannot be carried out",
    "429": "Too many requests of one client; Retry-After says when to ask again",
    "503": "A limit of the server, or a server with too much to do",
}


def document(kg: KnowledgeGraph, base: str) -> Reply:
    """The job that makes the OpenAPI document of all that a graph can be asked."""
    told = description(operations(kg.resources.questions), base)
    return Reply(json.dumps(told, ensure_ascii=False).encode(), _MEDIA_TYPE)


def description(asked: Iterable[Operation], base: str) -> dict[str, Any]:
    """The OpenAPI document of operations that are served at a base address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "peelgraph",
            "summary": "The inspections of police forces in England and Wales as a graph",
            "version": version("peelgraph"),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": base}],
        "paths": {operation.path: {"get": _operation(operation)} for operation in asked},
        "components": {"schemas": {"Problem": _PROBLEM_SCHEMA}},
    }


def _operation(operation: Operation) -> dict[str, Any]:
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "description": " ".join(operation.description.split()),
        "tags": [operation.tag],
        "parameters": [*map(_parameter, operation.params), _format(operation)],
        "responses": _responses(operation),
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    one = _schema(parameter)
    described: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": _words(parameter),
        "schema": {"type": "array", "items": one} if parameter.many else one,
    }
    if parameter.example is not None:
        example = [parameter.example] if parameter.many else parameter.example
        described["example"] = example
    return described


def _schema(parameter: Parameter) -> dict[str, Any]:
    schema = dict(_TYPES.get(parameter.type, {"type": "string"}))
    if parameter.options:
        schema["enum"] = list(parameter.options)
    return schema


def _words(parameter: Parameter) -> str:
    """What a parameter means, of which class its things are, and what holds without it."""
    words = [parameter.description]
    if parameter.iri_class:
        words.append(f"a {parameter.iri_class}, by name, short id or IRI")
    if parameter.default is not None:
        words.append(f"{parameter.default} if not given")
    return "; ".join(words)


def _format(operation: Operation) -> dict[str, Any]:
    return {
        "name": "format",
        "in": "query",
        "required": False,
        "description": "the format of the answer, before what the Accept header wishes",
        "schema": {"type": "string", "enum": list(operation.formats)},
    }


def _responses(operation: Operation) -> dict[str, Any]:
    media_types = {entry.media_type for entry in operation.formats.values()}
    content: dict[str, Any] = {media_type: {"schema": {}} for media_type in sorted(media_types)}
    problem = {_PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    refusals = {
        status: {"description": words, "content": problem} for status, words in _REFUSALS.items()
    }
    return {"200": {"description": "The answer", "content": content}, **refusals}


_PROBLEM_SCHEMA = {
    "type": "object",
    "description": "What went wrong (RFC 9457)",
    "required": ["title", "status"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
