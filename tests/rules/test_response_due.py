"""The day by which a response is due, over every day of years of all kinds, on both engines that run the rule's query."""

from __future__ import annotations

import datetime

import pytest
from rdflib import RDF, XSD, Dataset, Graph, Literal, URIRef

from peelgraph.resources import SHIPPED
from peelgraph.store.embedded import EmbeddedStore
from peelgraph.vocab import GRAPH, PEEL

RULE = (SHIPPED.ontology / "rules" / "response-due.rq").read_text(encoding="utf-8")
IN_FORCE = datetime.date(2017, 5, 2)


def days() -> list[datetime.date]:
    """Each day of a leap year and the years beside it, and the days about February in years that a century ends."""
    years = [datetime.date(2019, 1, 1) + datetime.timedelta(n) for n in range(3 * 366)]
    centuries = [
        datetime.date(y, m, 1) + datetime.timedelta(n)
        for y in (2100, 2400)
        for m in (1, 2)
        for n in range(31)
    ]
    return [*years, *centuries, IN_FORCE, datetime.date(2017, 5, 1), datetime.date(2016, 11, 3)]


def items() -> Graph:
    graph = Graph()
    for day in days():
        item = URIRef(f"urn:{day}")
        for predicate in (PEEL.dateEarliest, PEEL.dateLatest):
            graph.add((item, predicate, Literal(day)))
        graph.add((item, RDF.type, PEEL.FormalItem))
    month = URIRef("urn:month")
    graph.add((month, RDF.type, PEEL.FormalItem))
    graph.add((month, PEEL.dateEarliest, Literal("2019-09-01", datatype=XSD.date)))
    graph.add((month, PEEL.dateLatest, Literal("2019-09-30", datatype=XSD.date)))
    praise = URIRef("urn:praise")
    graph += ((praise, p, o) for _, p, o in graph.triples((URIRef("urn:2019-09-27"), None, None)))
    graph.add((praise, RDF.type, PEEL.GoodPractice))
    return graph


def concluded(engine: str) -> set[tuple[str, str]]:
    if engine == "rdflib":
        dataset = Dataset(default_union=True)
        dataset.graph(GRAPH["test"]).__iadd__(items())
        found = list(dataset.query(RULE).graph or ())
    else:
        store = EmbeddedStore()
        store.load(items(), GRAPH["test"])
        found = list(store.construct(RULE))
    assert {predicate for _, predicate, _ in found} == {PEEL.responseDue}
    assert {getattr(due, "datatype", None) for _, _, due in found} == {XSD.date}
    return {(str(item).removeprefix("urn:"), str(due)) for item, _, due in found}


@pytest.mark.parametrize("engine", ["rdflib", "oxigraph"])
def test_it_is_due_on_the_56th_day(engine: str) -> None:
    due = {(str(day), str(day + datetime.timedelta(days=55))) for day in days() if day >= IN_FORCE}
    assert concluded(engine) == due
