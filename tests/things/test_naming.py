"""All that is published has a label and a type: names are made of what is said, follow each change, and find nothing."""

from __future__ import annotations

from collections import Counter

import pytest
from rdflib import RDF, RDFS, Literal, URIRef

from peelgraph.graph import KnowledgeGraph
from peelgraph.things.labels import Labels
from peelgraph.things.naming import say_names, say_names_again
from peelgraph.vocab import BASE, GENID, LABELS, PEEL, thing

OURS = f"""
SELECT DISTINCT ?thing WHERE {{
  {{ ?thing ?p ?o }} UNION {{ ?s ?p ?thing FILTER(?p != owl:versionIRI) }}
  FILTER(isIRI(?thing) && STRSTARTS(STR(?thing), "{BASE}"))
  # a blank node of an OWL expression, which has no name in its own document either
  FILTER(!STRSTARTS(STR(?thing), "{GENID}"))
  FILTER NOT EXISTS {{ ?thing $lacking ?known }}
}}"""
GRAPHS = {
    f"{BASE}graph/inferred",
    f"{BASE}graph/ontology",
    f"{BASE}graph/labels",
    f"{BASE}graph/stems",
}


@pytest.mark.parametrize("lacking", ["rdfs:label", "rdf:type"])
@pytest.mark.parametrize("graph", ["kg", "world"])
def test_nothing_of_ours_is_without_a_label_or_a_type(
    graph: str, lacking: str, request: pytest.FixtureRequest
) -> None:
    kg: KnowledgeGraph = request.getfixturevalue(graph)
    rows = kg.sparql(OURS.replace("$lacking", lacking))
    assert Counter(str(row.thing).removeprefix(BASE).rpartition("/")[0] for row in rows) == {}


def test_a_made_name_is_what_show_calls_the_thing(kg: KnowledgeGraph) -> None:
    shown = kg.show("sharing/alliance.bch-strategic-alliance.bedfordshire.cambridgeshire")
    assert shown.label == (
        "Bedfordshire Police and Cambridgeshire Constabulary sharing Bedfordshire, Cambridgeshire and Hertfordshire strategic alliance"
    )
    assert "label" not in {fact.property for fact in (*shown.said, *shown.inferred)}


def test_what_has_a_name_gets_no_other(kg: KnowledgeGraph) -> None:
    twice = "SELECT ?t WHERE { ?t rdfs:label ?one, ?other FILTER(STR(?one) < STR(?other)) GRAPH graph:labels { ?t rdfs:label ?one } }"
    assert not len(kg.sparql(twice))


def test_a_made_name_finds_nothing(kg: KnowledgeGraph) -> None:
    found = [str(row.thing) for row in kg.search("bedfordshire", limit=200)]
    assert found
    assert not any("/sharing/" in iri or "/membership/" in iri for iri in found)


def test_names_follow_a_change(world: KnowledgeGraph) -> None:
    kg = world.copy()
    before = _names(kg)
    new = thing("finding/zebras")
    said = [
        (new, RDF.type, PEEL.Finding),
        (new, PEEL.statement, Literal("Zebras were surveyed.", lang="en")),
    ]
    kg.add(said)
    assert _names(kg)[new] == "Zebras were surveyed."
    assert Labels(kg.store)(new) == "‘Zebras were surveyed.’", (
        "a reader is told that it is a statement"
    )
    kg.remove(said)
    assert _names(kg) == before


def test_another_name_of_a_force_is_in_the_names_of_its_memberships(world: KnowledgeGraph) -> None:
    kg = world.copy()
    force = thing("force/eastshire")
    ((old,),) = kg.sparql("SELECT ?n { id:force\\/eastshire rdfs:label ?n }").rows
    kg.revise(
        add=[(force, RDFS.label, Literal("Zebrashire", lang="en"))],
        remove=[(force, RDFS.label, old)],
    )
    by_change = _names(kg)
    assert any(name.startswith("Zebrashire in ") for name in by_change.values())
    assert not any(name.startswith(f"{old} in ") for name in by_change.values())
    _from_nothing(kg)
    assert _names(kg) == by_change


def _from_nothing(kg: KnowledgeGraph) -> None:
    things = set(_names(kg))
    store = kg._embedded
    lines = {f"<{iri}> <{RDFS.label}> <x:> .".encode() for iri in things}
    say_names_again(store, lines)
    say_names(store)


def _names(kg: KnowledgeGraph) -> dict[URIRef, str]:
    rows = kg.sparql("SELECT ?thing ?name { GRAPH graph:labels { ?thing rdfs:label ?name } }").rows
    named = {URIRef(str(iri)): str(name) for iri, name in rows}
    assert len(named) == len(rows)
    assert kg.store.count(LABELS) >= len(rows)
    return named
