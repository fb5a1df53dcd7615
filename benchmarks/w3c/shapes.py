"""The W3C's tests of SHACL, core and SPARQL: https://w3c.github.io/data-shapes/data-shapes-test-suite/.

Data and shapes go in by `peelgraph.load`, and what it finds is held against the expected report:
how grave, about which node, by which shape, and with which value. Where that differs, pySHACL is
asked the same without us.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
from rdflib import RDF, SH, BNode, Graph, Namespace
from rdflib.term import Node

import peelgraph
from benchmarks.w3c.manifest import MF
from benchmarks.w3c.suite import FAILED, PASSED, Test, Verdict
from peelgraph.store.oxterms import to_rdflib
from peelgraph.things.problems import GraphProblem
from peelgraph.vocab import GENID, curie

__all__ = ["shape_tests"]

SHT = Namespace("http://www.w3.org/ns/shacl-test#")
ENGINE = "pySHACL by itself answers the same"
NODE = "a node without a name"


@dataclass(frozen=True)
class Found:
    """A result of a report, as far as ours and the expected one can be compared.

    `value` is None where either does not tell.
    """

    severity: str
    thing: str
    shape: str
    value: str | None


@dataclass(frozen=True)
class Case:
    """What is validated by which shapes, and the report; None where it cannot be done."""

    data: Path
    shapes: Path
    report: Counter[Found] | None


def shape_tests(suites: Path) -> list[Test]:
    """The tests of the core and of what is written in SPARQL."""
    tests = []
    root = suites / "shacl" / "tests"
    for path in sorted(root.glob("*/*/*.ttl")):
        folder = path.parent.relative_to(root.parent).as_posix()
        name = path.relative_to(root.parent).with_suffix("").as_posix()
        if "sht:Validate" in path.read_text(encoding="utf-8"):
            tests.append(Test(name, folder.rpartition("/")[0], partial(_judged, path)))
    return tests


def _judged(path: Path) -> Verdict:
    case = _case(path)
    try:
        problems = peelgraph.load(case.data, resources=None, shapes=case.shapes).problems
    except Exception as error:  # expected of shapes that are not allowed, else a failure
        if case.report is None:
            return Verdict(PASSED)
        return _failed(case, f"{type(error).__name__}: {error}")
    found = Counter(_ours(p) for p in problems if _is_of_shapes(p))
    if found == case.report:
        return Verdict(PASSED)
    return _failed(case, _difference(found, case.report or Counter()))


def _is_of_shapes(problem: GraphProblem) -> bool:
    return problem.severity != "contradiction" and problem.rule != "owl:imports"


def _failed(case: Case, remark: str) -> Verdict:
    return Verdict(FAILED, ENGINE if _engines(case) != case.report else remark)


def _engines(case: Case) -> Counter[Found] | None:
    """What pySHACL finds by itself."""
    from pyshacl import validate

    data, shapes = _parsed(case.data), _parsed(case.shapes)
    try:
        _, report, _ = validate(data, shacl_graph=shapes, inference="none", advanced=False)
    except Exception:  # it has many ways to say that it cannot
        return None
    assert isinstance(report, Graph)
    return _results(report, report.objects(None, SH.result))


def _difference(found: Counter[Found], wanted: Counter[Found]) -> str:
    lacks, adds = list(wanted - found), list(found - wanted)
    return f"lacks {lacks[:2]}, has {adds[:2]}"


def _case(path: Path) -> Case:
    graph = _written(path)
    (test,) = graph.subjects(RDF.type, SHT.Validate)
    action = graph.value(test, MF.action)
    result = graph.value(test, MF.result)
    report = None
    if result != SHT.Failure:
        report = _results(graph, graph.objects(result, SH.result))
    data, shapes = (_path(graph.value(action, SHT[part])) for part in ("dataGraph", "shapesGraph"))
    return Case(data, shapes, report)


def _parsed(path: Path) -> Graph:
    return Graph().parse(path, format="turtle", publicID=path.as_uri())


def _written(path: Path) -> Graph:
    """A file's graph, whose literals are as they are written there."""
    graph = Graph()
    for quad in ox.parse(path=str(path), base_iri=path.as_uri()):
        subject, predicate, value = map(to_rdflib, quad.triple)
        graph.add((subject, predicate, value))
    return graph


def _path(iri: Node | None) -> Path:
    return Path(unquote(urlsplit(str(iri)).path))


def _results(graph: Graph, nodes: Iterable[Node]) -> Counter[Found]:
    return Counter(_theirs(graph, node) for node in nodes)


def _theirs(graph: Graph, node: Node) -> Found:
    value = graph.value(node, SH.value)
    return Found(
        severity=str(graph.value(node, SH.resultSeverity)).rpartition("#")[2].lower(),
        thing=_name(graph.value(node, SH.focusNode)),
        shape=_name(graph.value(node, SH.sourceShape)),
        value=None if value is None else _name(value),
    )


def _name(node: Node | None) -> str:
    return NODE if isinstance(node, BNode) else curie(str(node))


def _ours(problem: GraphProblem) -> Found:
    _, it_is, value = problem.words.rpartition(" (it is ")
    return Found(
        severity=problem.severity,
        thing=_named(problem.thing),
        shape=_named(problem.rule),
        value=_named(value.removesuffix(")")) if it_is else None,
    )


def _named(text: str) -> str:
    is_node = text.startswith((GENID, "genid_", "a shape of ")) or ", " in text
    return NODE if is_node else curie(text)
