"""The runner of the W3C's tests: on made-up cases in the same vocabulary, and what fails is as the page has it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from benchmarks.w3c.__main__ import PAGE, suites_folder
from benchmarks.w3c.owl import ENGINES, TEST, read_cases, report, run
from benchmarks.w3c.page import Outcomes, known_failures, page, unexpected
from benchmarks.w3c.running import outcomes
from benchmarks.w3c.suite import FAILED, PASSED, Suite, Test, Verdict
from benchmarks.w3c.suites import SUITES
from rdflib import RDF, Graph, Literal, URIRef

SAID = {
    "dogs": (
        "ConsistencyTest PositiveEntailmentTest",
        ":Dog rdfs:subClassOf :Pet . :rex a :Dog .",
        ":rex a :Pet .",
    ),
    "someone": ("PositiveEntailmentTest", ":a :knows [ a :Dog ] .", "[] :knows [ a :Dog ] ."),
    "things": ("PositiveEntailmentTest", ":Dog a owl:Class .", ":Dog rdfs:subClassOf owl:Thing ."),
    "cats": ("InconsistencyTest", ":Dog owl:disjointWith :Cat . :tom a :Dog, :Cat .", ""),
    "birds": (
        "NegativeEntailmentTest",
        ":Dog rdfs:subClassOf :Pet .",
        ":Pet rdfs:subClassOf :Dog .",
    ),
    "fish": ("ConsistencyTest", "", ""),
    "unlike": ("InconsistencyTest", ":p a owl:FunctionalProperty . :x :p 1, 2 .", ""),
}
PREFIXES = (
    "@prefix : <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
)


def exported(folder: Path) -> Path:
    """Made-up cases in the vocabulary of the W3C's export; one has no RDF/XML."""
    tests, path = Graph(), folder / "all.rdf"
    for name, (kinds, premise, conclusion) in SAID.items():
        test = URIRef(f"http://example.org/{name}")
        tests.add((test, TEST.identifier, Literal(name)))
        tests += ((test, RDF.type, TEST[kind]) for kind in kinds.split())
        tests += ((test, TEST.semantics, TEST[semantics]) for semantics in ("DIRECT", "RDF-BASED"))
        tests.add((test, TEST.profile, TEST.RL))
        role = "NonConclusion" if "Negative" in kinds else "Conclusion"
        for part, turtle in (("Premise", premise), (role, conclusion)):
            if turtle:
                text = (
                    Graph().parse(data=PREFIXES + turtle, format="turtle").serialize(format="xml")
                )
                tests.add((test, TEST[f"rdfXml{part}Ontology"], Literal(text)))
    tests.serialize(path, format="xml")
    return path


@pytest.mark.parametrize(("engine", "failing"), [("peelgraph", ""), ("owlrl", "unlike")])
def test_cases_in_the_form_of_the_w3c(engine: str, failing: str, tmp_path: Path) -> None:
    assert engine in ENGINES
    cases, unread = read_cases(exported(tmp_path))
    results = list(run(cases, engine))
    assert " ".join(r.case.name for r in results if not r.passed) == failing
    table, _, lists = report(results, unread).partition("Not passed")
    (row,) = (line.split() for line in table.splitlines() if line.startswith("OWL 2 RL"))
    inconsistent = "1/2" if failing else "2/2"
    assert row[3:] == ["1/1", inconsistent, "3/3", "1/1", "1"]
    assert lists.strip().endswith(f"1: {failing}" if failing else "")
    assert bool(lists.strip()) == bool(failing)


@pytest.fixture(scope="module")
def found() -> Outcomes:
    folder = suites_folder()
    if not folder.is_dir():
        pytest.skip(f"the suites are not there ({folder})")
    return {name: outcomes(suite, folder.resolve()) for name, suite in SUITES.items()}


@pytest.mark.engine
@pytest.mark.early
def test_what_fails_is_known(found: Outcomes) -> None:
    assert unexpected(found) == []


@pytest.mark.engine
@pytest.mark.early
def test_the_page_says_what_is_found(found: Outcomes) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(found)


def test_each_test_that_is_known_to_fail_is_on_the_page() -> None:
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    for suite, known in known_failures().items():
        assert suite in SUITES
        for name, reason in known.items():
            assert f"{name}" in text
            assert reason[1:] in text


def crashing(_: Path) -> list[Test]:
    def last() -> Verdict:
        os._exit(1)

    def slow() -> Verdict:
        time.sleep(60)
        return Verdict(PASSED)

    judges = {
        "fine": lambda: Verdict(PASSED),
        "raises": lambda: Verdict(str(1 / 0)),
        "hangs": slow,
        "ends": last,
        "fine again": lambda: Verdict(PASSED),
    }
    return [Test(name, "made up", judge) for name, judge in judges.items()]


def test_no_test_ends_the_run() -> None:
    suite = Suite("made-up", "Made up", "", crashing)
    found = outcomes(suite, Path(), limit=5)
    states = {outcome.name: outcome.verdict.state for outcome in found}
    assert states == {
        "fine": PASSED,
        "raises": FAILED,
        "hangs": FAILED,
        "ends": FAILED,
        "fine again": PASSED,
    }
    remarks = [outcome.verdict.remark for outcome in found]
    assert remarks[1:4] == [
        "ZeroDivisionError: division by zero",
        "it takes too long",
        "its process ended",
    ]
