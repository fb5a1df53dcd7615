"""The W3C's test cases for OWL 2, on peelgraph or on owlrl.

    python -m benchmarks.w3c.owl all.rdf [--engine owlrl]

`all.rdf` is your own copy of the exported cases (docs/w3c.md says where it can be had). Of each
case, all that follows from its premise is inferred. A case of consistency passes where no
contradiction is found, one of inconsistency where one is; one of entailment where the conclusion,
its blank nodes read as variables, holds in what was inferred, and one of non-entailment where it
does not. Headers (`owl:Ontology`, `owl:imports`) are no part of a conclusion. A case may be of
several kinds. Cases that are written in functional syntax only are counted and not run.
`owl_tests` has the same cases as a suite beside others.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urljoin

import rdflib
from owlrl.Namespaces import ERRNS
from rdflib import OWL, RDF, BNode, Graph, Literal, Namespace, URIRef, Variable
from rdflib.term import Identifier, Node

import peelgraph
from benchmarks.measure import aligned
from benchmarks.w3c.suite import FAILED, LEFT_OUT, PASSED, Test, Verdict
from peelgraph.rules.owl.reading import triples
from peelgraph.rules.owl.schema import closure_of, is_noise
from peelgraph.rules.rule import pattern_text
from peelgraph.store import Triple
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import GENID, GRAPH

__all__ = ["ENGINES", "TestCase", "TestResult", "owl_tests", "read_cases", "report", "run"]

TEST = Namespace("http://www.w3.org/2007/OWL/testOntology#")
BASE = "http://www.w3.org/"
KINDS = {
    "consistency": (TEST.ConsistencyTest, None),
    "inconsistency": (TEST.InconsistencyTest, None),
    "entailment": (TEST.PositiveEntailmentTest, "Conclusion"),
    "non-entailment": (TEST.NegativeEntailmentTest, "NonConclusion"),
}
RL = "OWL 2 RL"
DL = "OWL 2 DL, not RL"
FULL = "OWL 2 Full"
DIRECT = "direct semantics only"
GROUPS = (RL, DL, FULL, DIRECT)
SAYS_NOTHING = "lacks only what says nothing"
FUNCTIONAL = "written in functional syntax only"


@dataclass(frozen=True)
class TestCase:
    """A premise, and what is asked of it.

    It is of one of the `KINDS`, with a conclusion where it is one of entailment.
    """

    name: str
    group: str
    kind: str
    premise: Graph
    conclusion: Graph


@dataclass(frozen=True)
class TestResult:
    """Whether a case passed; where it did not, perhaps a word on why."""

    case: TestCase
    passed: bool
    remark: str = ""


def read_cases(path: Path) -> tuple[list[TestCase], Counter[str]]:
    """The cases of an export, sorted by name.

    With them, how many of each group are in functional syntax only.
    """
    tests = Graph().parse(path, format="xml")
    cases: list[TestCase] = []
    unread = Counter[str]()
    named = sorted((str(name), test) for test, name in tests.subject_objects(TEST.identifier))
    for name, test in named:
        group = _group(tests, test)
        for kind, (type_, role) in KINDS.items():
            if (test, RDF.type, type_) not in tests:
                continue
            premise = _ontology(tests, test, "Premise")
            conclusion = _ontology(tests, test, role) if role else Graph()
            if premise is None or conclusion is None:
                unread[group] += 1
            else:
                cases.append(TestCase(name, group, kind, premise, conclusion))
    return cases, unread


def _group(tests: Graph, test: Node) -> str:
    if (test, TEST.semantics, TEST["RDF-BASED"]) not in tests:
        return DIRECT
    if (test, TEST.profile, TEST.RL) in tests:
        return RL
    return DL if (test, TEST.species, TEST.DL) in tests else FULL


def _ontology(tests: Graph, test: Node, role: str) -> Graph | None:
    """The ontology that a case has in a role, with what it imports.

    None where it is not written in RDF/XML.
    """
    text = tests.value(test, TEST[f"rdfXml{role}Ontology"])
    if text is None:
        return None
    graph = _parsed(str(text), BASE)
    if role == "Premise":
        for imported in tests.objects(test, TEST.importedOntology):
            written = tests.value(imported, TEST.rdfXmlInputOntology)
            iri = tests.value(imported, TEST.importedOntologyIRI)
            graph += _parsed(str(written), str(iri))
    return graph


def _parsed(text: str, base: str) -> Graph:
    graph = Graph()
    for subject, predicate, value in triples(Graph().parse(data=text, format="xml", publicID=base)):
        graph.add((subject, predicate, _whole(value)))
    return graph


def _whole(term: Identifier) -> Identifier:
    """A term with the whole IRI of its datatype, which rdflib leaves relative.

    Those here are XML Schema's.
    """
    if not isinstance(term, Literal) or not str(term.datatype).startswith("/"):
        return term
    return Literal(str(term), datatype=URIRef(urljoin(BASE, str(term.datatype))))


Holds = Callable[[str], bool]
"""Whether the pattern of a query holds in a premise and all that follows from it."""
Closed = tuple[Holds, bool]
"""That, and whether there is a contradiction."""


def _peelgraph(premise: Graph) -> Closed:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "premise.nt")
        premise.serialize(file, format="nt", encoding="utf-8")
        kg = peelgraph.load(file, resources=None, reflexive=True)
    is_contradictory = any(problem.severity == "contradiction" for problem in kg.problems)
    return (lambda query: kg.sparql(query).rows[0][0] == Literal(True)), is_contradictory


def _owlrl(premise: Graph) -> Closed:
    closed = closure_of(premise)
    plain = Graph()
    for subject, predicate, value in closed:
        # owlrl also concludes what is not RDF
        if not isinstance(subject, Literal) and not isinstance(predicate, Literal | BNode):
            plain.add((subject, predicate, value))
    store = EmbeddedStore()
    store.load(triples(plain.skolemize(authority=GENID, basepath="case/")), GRAPH["case"])
    return store.ask, any(closed.objects(None, ERRNS.error))


ENGINES: dict[str, Callable[[Graph], Closed]] = {"peelgraph": _peelgraph, "owlrl": _owlrl}


def run(cases: Iterable[TestCase], engine: str) -> Iterator[TestResult]:
    """The result of each case by an engine."""
    for case in cases:
        yield _run(case, engine)


def _run(case: TestCase, engine: str) -> TestResult:
    try:
        holds, is_contradictory = ENGINES[engine](case.premise)
        return _judged(case, holds, is_contradictory=is_contradictory)
    except Exception as error:  # any failure of an engine is a failure of the case
        return TestResult(case, passed=False, remark=f"{type(error).__name__}: {error}")


def owl_tests(suites: Path) -> list[Test]:
    """The cases as tests, those that are written in functional syntax only too."""
    rdflib.NORMALIZE_LITERALS = False  # a case is about how a literal is written
    cases, unread = read_cases(suites / "owl2" / "all.rdf")
    tests = [
        Test(f"{case.name}/{case.kind}", case.group, partial(_verdict, case)) for case in cases
    ]
    for group, count in sorted(unread.items()):
        for number in range(count):
            name = f"{group}, in functional syntax, {number + 1}"
            tests.append(Test(name, group, partial(Verdict, LEFT_OUT, FUNCTIONAL)))
    return tests


def _verdict(case: TestCase) -> Verdict:
    found = _run(case, "peelgraph")
    return Verdict(PASSED if found.passed else FAILED, found.remark)


def _judged(case: TestCase, holds: Holds, *, is_contradictory: bool) -> TestResult:
    if case.kind == "consistency":
        return TestResult(case, not is_contradictory)
    if case.kind == "inconsistency":
        return TestResult(case, is_contradictory)
    said = [triple for triple in triples(case.conclusion) if not _is_header(triple)]
    is_said = _holds(holds, said)
    if case.kind == "non-entailment":
        return TestResult(case, not is_said)
    if is_said:
        return TestResult(case, passed=True)
    telling = [triple for triple in said if not is_noise(triple)]
    return TestResult(case, passed=False, remark=SAYS_NOTHING if _holds(holds, telling) else "")


def _is_header(triple: Triple) -> bool:
    _, predicate, value = triple
    return predicate == OWL.imports or value == OWL.Ontology


def _holds(holds: Holds, said: Iterable[Triple]) -> bool:
    patterns = [pattern_text((_variable(s), p, _variable(o))) for s, p, o in said]
    return holds(f"ASK {{ {' '.join(patterns)} }}")


def _variable(term: Identifier) -> Identifier:
    return Variable(term) if isinstance(term, BNode) else term


def report(results: Iterable[TestResult], unread: Mapping[str, int]) -> str:
    """How many cases of each group and kind passed, and the names of those that did not."""
    found = list(results)
    rows = [["", *KINDS, "not run"]]
    for group in GROUPS:
        counts = [_count(found, group, kind) for kind in KINDS]
        rows.append([group, *counts, str(unread.get(group, 0))])
    return "\n".join([aligned(rows), "", "Not passed", *_not_passed(found)])


def _count(results: Iterable[TestResult], group: str, kind: str) -> str:
    """How many passed, of how many; nothing where there are none."""
    passed = [found.passed for found in results if _is_of(found.case, group, kind)]
    return f"{sum(passed)}/{len(passed)}" if passed else ""


def _is_of(case: TestCase, group: str, kind: str) -> bool:
    return case.group == group and case.kind == kind


def _not_passed(results: Iterable[TestResult]) -> Iterator[str]:
    """A line for each group, kind and reason."""
    names: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for found in results:
        if not found.passed:
            names[found.case.group, found.case.kind, found.remark].append(found.case.name)
    for (group, kind, remark), failing in sorted(names.items()):
        why = f" ({remark})" if remark else ""
        yield f"{group}, {kind}{why}, {len(failing)}: {', '.join(failing)}"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.w3c.owl", description="Run the W3C's test cases for OWL 2."
    )
    parser.add_argument("cases", type=Path, help="the exported cases, all.rdf")
    parser.add_argument("--engine", choices=ENGINES, default="peelgraph")
    given = parser.parse_args()
    rdflib.NORMALIZE_LITERALS = False  # a case is about how a literal is written
    cases, unread = read_cases(given.cases)
    print(report(run(cases, given.engine), unread))


if __name__ == "__main__":
    main()
