"""The W3C's test cases for OWL 2, on peelgraph or on owlrl.

    python -m benchmarks.w3c all.rdf [--engine owlrl]

`all.rdf` is your own copy of the exported cases (docs/w3c.md says where it can be had). Of each
case, all that follows from its premise is inferred. A case of consistency passes where no
contradiction is found, one of inconsistency where one is; one of entailment where the conclusion,
its blank nodes read as variables, holds in what was inferred, and one of non-entailment where it
does not. Headers (`owl:Ontology`, `owl:imports`) are no part of a conclusion. A case may be of
several kinds. Cases that are written in functional syntax only are counted and not run.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import rdflib
from owlrl.Namespaces import ERRNS
from rdflib import OWL, RDF, BNode, Graph, Literal, Namespace, URIRef, Variable
from rdflib.term import Identifier, Node

from benchmarks.measure import aligned
from peelgraph.reason import contradictions, infer, schema_of
from peelgraph.rules.owl.reading import triples
from peelgraph.rules.owl.schema import closure_of, is_noise
from peelgraph.rules.rule import pattern_text
from peelgraph.store import Triple
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import GRAPH

__all__ = ["ENGINES", "Case", "Result", "read_cases", "report", "run"]

TEST = Namespace("http://www.w3.org/2007/OWL/testOntology#")
BASE = "http://www.w3.org/"
KINDS = {
    "consistency": (TEST.ConsistencyTest, None),
    "inconsistency": (TEST.InconsistencyTest, None),
    "entailment": (TEST.PositiveEntailmentTest, "Conclusion"),
    "non-entailment": (TEST.NegativeEntailmentTest, "NonConclusion"),
}
GROUPS = ("OWL 2 RL", "OWL 2 DL, not RL", "OWL 2 Full", "direct semantics only")
SAYS_NOTHING = "lacks only what says nothing"


@dataclass(frozen=True)
class Case:
    """A premise, and what is asked of it: of one of the `KINDS`, with a conclusion where it is one
    of entailment.
    """

    name: str
    group: str
    kind: str
    premise: Graph
    conclusion: Graph


@dataclass(frozen=True)
class Result:
    """Whether a case passed; where it did not, perhaps a word on why."""

    case: Case
    passed: bool
    remark: str = ""


def read_cases(path: Path) -> tuple[list[Case], Counter[str]]:
    """The cases of an export, sorted by name, and how many of each group are in functional syntax
    only.
    """
    tests = Graph().parse(path, format="xml")
    cases, unread = [], Counter[str]()
    named = sorted((str(name), test) for test, name in tests.subject_objects(TEST.identifier))
    for name, test in named:
        group = _group(tests, test)
        for kind, (type_, role) in KINDS.items():
            if (test, RDF.type, type_) not in tests:
                continue
            premise, conclusion = (
                _ontology(tests, test, "Premise"),
                _ontology(tests, test, role) if role else Graph(),
            )
            if premise is None or conclusion is None:
                unread[group] += 1
            else:
                cases.append(Case(name, group, kind, premise, conclusion))
    return cases, unread


def _group(tests: Graph, test: Node) -> str:
    if (test, TEST.semantics, TEST["RDF-BASED"]) not in tests:
        return GROUPS[3]
    if (test, TEST.profile, TEST.RL) in tests:
        return GROUPS[0]
    return GROUPS[1] if (test, TEST.species, TEST.DL) in tests else GROUPS[2]


def _ontology(tests: Graph, test: Node, role: str) -> Graph | None:
    """The ontology that a case has in a role, with what it imports; None where it is not written in
    RDF/XML.
    """
    text = tests.value(test, TEST[f"rdfXml{role}Ontology"])
    if text is None:
        return None
    graph = _parsed(str(text), BASE)
    for imported in tests.objects(test, TEST.importedOntology) if role == "Premise" else ():
        written, iri = (
            tests.value(imported, p) for p in (TEST.rdfXmlInputOntology, TEST.importedOntologyIRI)
        )
        graph += _parsed(str(written), str(iri))
    return graph


def _parsed(text: str, base: str) -> Graph:
    graph = Graph()
    for s, p, o in triples(Graph().parse(data=text, format="xml", publicID=base)):
        graph.add((s, p, _whole(o)))
    return graph


def _whole(term: Identifier) -> Identifier:
    """A term with the whole IRI of its datatype, which rdflib leaves relative; those here are XML
    Schema's.
    """
    if not isinstance(term, Literal) or not str(term.datatype).startswith("/"):
        return term
    return Literal(str(term), datatype=URIRef(urljoin(BASE, str(term.datatype))))


Closed = tuple[EmbeddedStore, bool]
"""A store with a premise and all that follows from it, and whether there is a contradiction."""


def _stored(graph: Graph) -> EmbeddedStore:
    store = EmbeddedStore()
    store.load(triples(graph.skolemize()), GRAPH["case"])
    return store


def _peelgraph(premise: Graph) -> Closed:
    store = _stored(premise)
    infer(store)
    found = contradictions(store, schema_of(store))
    return store, any(problem.severity == "contradiction" for problem in found)


def _owlrl(premise: Graph) -> Closed:
    closed, plain = closure_of(premise), Graph()
    for s, p, o in closed:
        if not isinstance(s, Literal) and not isinstance(p, Literal | BNode):
            plain.add((s, p, o))
    return _stored(plain), any(closed.objects(None, ERRNS.error))


ENGINES: dict[str, Callable[[Graph], Closed]] = {"peelgraph": _peelgraph, "owlrl": _owlrl}


def run(cases: Iterable[Case], engine: str) -> Iterator[Result]:
    """The result of each case by an engine."""
    for case in cases:
        try:
            store, is_contradictory = ENGINES[engine](case.premise)
            yield _judged(case, store, is_contradictory=is_contradictory)
        except Exception as error:  # any failure of an engine is a failure of the case
            yield Result(case, passed=False, remark=f"{type(error).__name__}: {error}")


def _judged(case: Case, store: EmbeddedStore, *, is_contradictory: bool) -> Result:
    if case.kind in {"consistency", "inconsistency"}:
        return Result(case, is_contradictory == (case.kind == "inconsistency"))
    said = [t for t in triples(case.conclusion) if t[1] != OWL.imports and t[2] != OWL.Ontology]
    passed = _holds(store, said) == (case.kind == "entailment")
    lacks_little = (
        not passed
        and case.kind == "entailment"
        and _holds(store, [t for t in said if not is_noise(t)])
    )
    return Result(case, passed, SAYS_NOTHING if lacks_little else "")


def _holds(store: EmbeddedStore, said: Iterable[Triple]) -> bool:
    patterns = " ".join(pattern_text((_variable(s), p, _variable(o))) for s, p, o in said)
    return store.ask(f"ASK {{ {patterns} }}")


def _variable(term: Identifier) -> Identifier:
    return Variable(term) if isinstance(term, BNode) else term


def report(results: Iterable[Result], unread: Counter[str]) -> str:
    """How many cases of each group and kind passed, and the names of those that did not."""
    passed, every, names = (
        Counter[tuple[str, str]](),
        Counter[tuple[str, str]](),
        dict[tuple[str, str, str], list[str]](),
    )
    for result in results:
        place = (result.case.group, result.case.kind)
        every[place] += 1
        passed[place] += result.passed
        if not result.passed:
            names.setdefault((*place, result.remark), []).append(result.case.name)
    rows = [["", *KINDS, "not run"]]
    for group in GROUPS:
        counts = (
            f"{passed[group, kind]}/{every[group, kind]}" if every[group, kind] else ""
            for kind in KINDS
        )
        rows.append([group, *counts, str(unread[group])])
    lists = (
        f"{group}, {kind}{f' ({remark})' if remark else ''}, {len(found)}: {', '.join(found)}"
        for (group, kind, remark), found in sorted(names.items())
    )
    return "\n".join([aligned(rows), "", "Not passed", *lists])


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.w3c", description="Run the W3C's test cases for OWL 2."
    )
    parser.add_argument("cases", type=Path, help="the exported cases, all.rdf")
    parser.add_argument("--engine", choices=ENGINES, default="peelgraph")
    given = parser.parse_args()
    rdflib.NORMALIZE_LITERALS = False  # a case is about how a literal is written
    cases, unread = read_cases(given.cases)
    print(report(run(cases, given.engine), unread))


if __name__ == "__main__":
    main()
