"""The runner of the W3C's test cases, on made-up cases in the same vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.w3c.owl import ENGINES, SAYS_NOTHING, TEST, read_cases, report, run
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


@pytest.mark.parametrize(("engine", "failing"), [("peelgraph", {"things"}), ("owlrl", {"unlike"})])
def test_cases_in_the_form_of_the_w3c(engine: str, failing: set[str], tmp_path: Path) -> None:
    assert engine in ENGINES
    cases, unread = read_cases(exported(tmp_path))
    results = list(run(cases, engine))
    assert {r.case.name for r in results if not r.passed} == failing
    assert [r.remark for r in results if r.case.name == "things"] == [
        SAYS_NOTHING if engine == "peelgraph" else ""
    ]
    table, _, lists = report(results, unread).partition("Not passed")
    (row,) = (line.split() for line in table.splitlines() if line.startswith("OWL 2 RL"))
    entailed, inconsistent = ("2/3", "2/2") if engine == "peelgraph" else ("3/3", "1/2")
    assert row[3:] == ["1/1", inconsistent, entailed, "1/1", "1"]
    assert lists.strip().endswith(f"1: {failing.pop()}")
